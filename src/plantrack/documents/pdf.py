"""PDFs with a text layer: ruled tables page by page, and the lines of text around them."""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from plantrack.documents.document import (
    Block,
    Cell,
    Document,
    Paragraph,
    Picture,
    Place,
    Row,
    Table,
)
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import Budget
from plantrack.documents.radicals import without_radicals
from plantrack.documents.text import one_line
from plantrack.messages.message import Message

MAX_PAGES = 600
"""The most pages that are read."""

MAX_CHARACTERS = 40_000
"""The most characters on one page; a page with more is no page of a report."""

MAX_LINES = 20_000
"""The most ruled lines on one page."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST_ALIGNED = 3  # lines and columns from which gaps between texts count as columns
_WIDE = 1.1  # times the size of the letters; a gap wider than that parts two columns
_TALL = 60  # points; lower pictures are ornaments
_SMALL = 0.75  # of the cell's usual size; smaller digits above the line are raised
_HAIR = 0.7  # points
_END = re.compile(r"[。；;.!?！？:：]$")


def read(content: bytes, name: str, progress: Callable[[int, int], None]) -> Document:
    """The document page by page.

    Raises:
        DocumentError: it is broken, encrypted, too long, or has no text.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks on fonts help nobody
    try:
        with pdfplumber.open(io.BytesIO(content), unicode_norm=None) as pdf:
            return _document(pdf, name, progress)
    except (DocumentError, MemoryError):
        raise
    except Exception as error:  # whatever a library comes to that is told what cannot be
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise _encrypted(name) from None
        raise DocumentError(name, Message("the file is broken")) from None


def _encrypted(name: str) -> DocumentError:
    help_ = Message("open it, take the password off, and save it anew")
    return DocumentError(name, Message("the file is encrypted"), help_)


def _document(pdf: Any, name: str, progress: Callable[[int, int], None]) -> Document:
    total = len(pdf.pages)
    if total > MAX_PAGES:
        help_ = Message("give only the pages with the tables")
        raise DocumentError(name, Message("it has more than {n} pages", n=MAX_PAGES), help_)
    budget, characters = Budget(name), 0
    blocks: list[Block] = []
    without_text: list[int] = []
    for number, printed in enumerate(pdf.pages, 1):
        page = printed
        found = len(page.chars)
        if found > MAX_CHARACTERS or len(page.edges) > MAX_LINES:
            said = Message("page {n} has too much on it to be read", n=number)
            raise DocumentError(name, said)
        if not found and page.images:
            without_text.append(number)
            blocks.append(Picture(Place(page=number)))
        characters += found
        if found:
            page = _once(printed)
        blocks += _page(page, number, budget)
        printed.close()
        progress(number, total)
    if not characters:
        help_ = Message("it is a scan: run text recognition over it and check the figures")
        raise DocumentError(name, Message("the file has no text"), help_)
    doubts = tuple(_scanned(without_text))
    return Document(name, tuple(blocks), _title(pdf, blocks), doubts)


def _once(page: Any) -> Any:
    """The page with each letter once, as it shows: bold ones may be printed twice, a hair apart."""
    page = page.dedupe_chars(tolerance=_HAIR)
    for char in page.chars:
        char["text"] = _typed(char["text"])
    return page


def _typed(letter: str) -> str:
    """The letter as anyone would type it: no radical for a character, no soft hyphen that shows."""
    return without_radicals(letter).replace("\u00ad", "-")


def _scanned(pages: list[int]) -> Iterator[Message]:
    if pages:
        yield Message("pages without text are not read: {pages}", pages=", ".join(map(str, pages)))


def _title(pdf: Any, blocks: list[Block]) -> str:
    """The lines before the first sentence on the first page."""
    lines: list[str] = []
    for block in blocks[:4]:
        if not isinstance(block, Paragraph) or block.place.page != 1 or len(block.text) > 60:
            break
        lines.append(block.text)
    return "".join(lines)[:120] if lines and not _END.search(lines[-1]) else ""


def _page(page: Any, number: int, budget: Budget) -> list[Block]:
    """Tables and paragraphs in order of height."""
    tables = page.find_tables() if page.edges else []
    place = Place(page=number)
    placed: list[tuple[float, Block]] = []
    boxes = []
    for table in tables:
        rows = tuple(_rows(table, page, place, budget))
        boxes.append(table.bbox)
        placed.append((table.bbox[1], Table(rows, place)))
    lines = page.extract_text_lines() if page.chars else []
    outside = [line for line in lines if not any(_inside(line, box) for box in boxes)]
    placed += _text_blocks(outside, place, budget)
    placed += [(image["top"], Picture(place)) for image in page.images if image["height"] > _TALL]
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _text_blocks(
    lines: list[Any], place: Place, budget: Budget
) -> Iterator[tuple[float, Paragraph | Table]]:
    """Lines of text as paragraphs; lines whose texts stand apart alike as a table without rules."""
    right = max((line["x1"] for line in lines), default=0)
    cells = [_apart(line["chars"]) for line in lines]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and len(cells[end]) == len(cells[at]) >= _LEAST_ALIGNED:
            end += 1
        if end - at >= _LEAST_ALIGNED:
            budget.spend((end - at) * len(cells[at]))
            rows = tuple(tuple(Cell(text, place=place) for text in row) for row in cells[at:end])
            doubt = Message("its columns are told apart by blanks only")
            yield lines[at]["top"], Table(rows, place, doubt=doubt)
            at = end
            continue
        top, texts = lines[at]["top"], [lines[at]["text"]]
        while at + 1 < len(lines) and _runs_on(lines[at], lines[at + 1], right):
            at += 1
            texts.append(lines[at]["text"])
        yield top, Paragraph(one_line("\n".join(texts)), place)
        at += 1


def _apart(chars: list[Any]) -> list[str]:
    """A line's texts where wide gaps part them."""
    texts: list[list[Any]] = []
    for char in chars:
        if not texts or char["x0"] - texts[-1][-1]["x1"] > _WIDE * char["size"]:
            texts.append([])
        texts[-1].append(char)
    return [_line(part, part[0]["size"]) for part in texts]


def _runs_on(line: Any, after: Any, right: float) -> bool:
    """Whether a line goes on in the next: it reaches the right edge and ends no sentence."""
    height = line["bottom"] - line["top"]
    full = line["x1"] > right - 2 * height and line["x1"] - line["x0"] > 12 * height
    near = after["top"] - line["bottom"] < 1.5 * height
    return bool(full and near and not _END.search(line["text"]))


def _inside(line: Any, box: tuple[float, float, float, float]) -> bool:
    middle = (line["top"] + line["bottom"]) / 2
    return bool(box[1] <= middle <= box[3] and line["x1"] > box[0] and line["x0"] < box[2])


def _rows(table: Any, page: Any, place: Place, budget: Budget) -> Iterator[Row]:
    """Cells laid out by the table's ruled lines; a merged one is repeated wherever it reaches."""
    boxes = sorted(table.cells, key=lambda box: (box[1], box[0]))
    lefts = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    tops = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    budget.spend(len(lefts) * len(tops))
    grid: dict[tuple[int, int], Cell] = {}
    texts = _texts(boxes, page)
    for box in boxes:
        rows = _between(tops, box[1], box[3])
        columns = _between(lefts, box[0], box[2])
        for row in rows:
            for column in columns:
                grid[row, column] = Cell(
                    texts[box], across=column > columns[0], down=row > rows[0], place=place
                )
    for row in range(len(tops) - 1):
        yield tuple(grid.get((row, c), Cell(place=place)) for c in range(len(lefts) - 1))


def _edges(values: list[float]) -> list[float]:
    """The different positions, those within two points of each other as one."""
    edges: list[float] = []
    for one in sorted(values):
        if not edges or one - edges[-1] > 2:
            edges.append(one)
    return edges


def _between(edges: list[float], start: float, end: float) -> range:
    first, last = _nearest(edges, start), _nearest(edges, end)
    return range(first, max(last, first + 1))


def _nearest(edges: list[float], position: float) -> int:
    """The number of the edge that is nearest, the first of two as near."""
    after = bisect_left(edges, position)
    around = range(max(after - 1, 0), min(after + 1, len(edges)))
    return min(around, key=lambda i: abs(edges[i] - position))


def _texts(boxes: list[Any], page: Any) -> dict[Any, str]:
    """The text in each box, characters given out by their middles."""
    found: dict[Any, list[Any]] = {box: [] for box in boxes}
    ordered = sorted(boxes, key=lambda box: box[1])
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for box in ordered:
            if box[0] <= x < box[2] and box[1] <= y < box[3]:
                found[box].append(char)
                break
    return {box: _cell_text(chars) for box, chars in found.items()}


def _cell_text(chars: list[Any]) -> str:
    """Characters as text: lines from the top down, small raised digits written ¹²³."""
    if not any(char["text"].strip() for char in chars):
        return ""
    size = max((char["size"] for char in chars), default=0)
    low = [char for char in chars if char["size"] >= _SMALL * size]
    raised = [char for char in chars if char["size"] < _SMALL * size]
    lines: list[list[Any]] = []
    for char in sorted(low, key=lambda c: (c["bottom"], c["x0"])):
        if lines and abs(char["bottom"] - lines[-1][0]["bottom"]) <= size * 0.4:
            lines[-1].append(char)
        else:
            lines.append([char])
    for char in raised:
        near = min(lines, key=lambda line: abs(line[0]["bottom"] - char["bottom"]))
        up = char["bottom"] < near[0]["bottom"] - size * 0.15
        near.append({**char, "text": char["text"].translate(_RAISED) if up else char["text"]})
    return "\n".join(_line(sorted(line, key=lambda c: c["x0"]), size) for line in lines)


def _line(chars: list[Any], size: float) -> str:
    text = ""
    for index, char in enumerate(chars):
        gap = char["x0"] - chars[index - 1]["x1"] if index else 0
        text += " " * (gap > size * 0.2 and not text.endswith(" ")) + char["text"]
    return text.strip()
