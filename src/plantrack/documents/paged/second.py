"""A second, independent reading of a PDF: where two readers see different figures, that is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]

from plantrack.documents.document import Block, Table
from plantrack.documents.text import half_width
from plantrack.messages.message import Message

_FIGURE = re.compile(r"[\d.,]*\d")
_UNRAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SURE = 4  # characters from which a figure found without regard to blanks is the same one
_MOST_NAMED = 8


def differences(content: bytes, blocks: Sequence[Block]) -> Iterator[Message]:
    """The figures of tables that a second reader does not find on their pages."""
    tables = [block for block in blocks if isinstance(block, Table)]
    figures = _figures(tables)
    for page, text in _texts(content, sorted(figures)):
        theirs = Counter(_FIGURE.findall(text))
        tight = "".join(text.split())
        missed = [
            figure
            for figure, count in figures[page].items()
            if theirs[figure] < count and not (len(figure) >= _SURE and figure in tight)
        ]
        others = [figure for figure in theirs if figure not in figures[page]]
        if missed:
            yield Message(
                "page {page}: two readers of the file see figures differently: {ours}; the other: "
                "{theirs}",
                page=page,
                ours=", ".join(missed[:_MOST_NAMED]),
                theirs=", ".join(others[:_MOST_NAMED]) or "—",
            )


def _figures(tables: Sequence[Table]) -> dict[int, Counter[str]]:
    """How often each figure stands in the tables of each page, merged cells once."""
    found: dict[int, Counter[str]] = {}
    for table in tables:
        for row in table.rows:
            for cell in row:
                if not (cell.across or cell.down):
                    text = half_width(cell.text.translate(_UNRAISED))
                    page = found.setdefault(cell.place.page, Counter())
                    page.update(_FIGURE.findall(text))
    return found


def _texts(content: bytes, pages: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The text of these pages, as far as the second reader can read the file at all."""
    try:
        document = pypdfium2.PdfDocument(content)
        for page in pages:
            yield page, half_width(document[page - 1].get_textpage().get_text_range())
    except (pypdfium2.PdfiumError, IndexError):
        return
