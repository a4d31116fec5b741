"""PDFs with a text layer: ruled tables page by page, and the lines of text around them."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from plantrack.documents.document import Cell, Document, Place
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import Budget
from plantrack.documents.paged.columns import is_evidence
from plantrack.documents.paged.lines import Letter, Line, lines_of
from plantrack.documents.paged.pages import assembled, without_running_heads
from plantrack.documents.paged.printed import Printed, pages
from plantrack.documents.paged.second import differences
from plantrack.documents.paged.sheet import Box, Grid, Sheet
from plantrack.documents.titles import titled
from plantrack.messages.message import Message

_WIDE = 1.5  # times the size of the letters; a gap wider than that parts two texts
_FEW = 3  # rows
_TALL = 60  # points; lower pictures are ornaments


def read(content: bytes, name: str, progress: Callable[[int, int], None]) -> Document:
    """The document page by page.

    Raises:
        DocumentError: it is broken, encrypted, too long, or has no text.
    """
    total, printed = pages(content, name)
    budget = Budget(name)
    sheets: list[Sheet] = []
    bare: list[Printed] = []
    for page in printed:
        if not page.letters:
            bare.append(page)
        sheets.append(_sheet(page, budget))
        progress(page.number, total)
    without_text = [page.number for page in bare if page.pictures]
    if len(bare) == total:
        raise _without_text(name, pictures=bool(without_text))
    blocks, doubts = assembled(sheets, budget)
    doubts += [*_scanned(without_text), *_unknown(sheets), *differences(content, blocks)]
    return Document(name, tuple(blocks), _title(sheets), tuple(doubts))


def _without_text(name: str, *, pictures: bool) -> DocumentError:
    if pictures:
        help_ = Message("it is a scan: run text recognition over it and check the figures")
        return DocumentError(name, Message("the file has no text"), help_)
    help_ = Message("its letters may be drawn as shapes; give another form of the document")
    return DocumentError(name, Message("the file has no text and no pictures"), help_)


def _unknown(sheets: Sequence[Sheet]) -> Iterator[Message]:
    """Letters whose font does not say which they are."""
    pages = [str(sheet.number) for sheet in sheets if sheet.unknown]
    if pages:
        yield Message(
            "letters that the file does not name are shown as {sign}: page {pages}",
            sign="\ufffd", pages=", ".join(pages),
        )  # fmt: skip


def _scanned(pages: list[int]) -> Iterator[Message]:
    if pages:
        yield Message("pages without text are not read: {pages}", pages=", ".join(map(str, pages)))


def _title(sheets: Sequence[Sheet]) -> str:
    """The title among the lines of the first page that stand above its tables."""
    top = min((grid.box.top for grid in sheets[0].grids), default=sheets[0].height)
    lines = without_running_heads(sheets)
    above = takewhile(lambda line: line.bottom <= top and len(line.runs) < 3, lines)
    return titled((line.text, round(line.size)) for line in above)


def _sheet(page: Printed, budget: Budget) -> Sheet:
    """What stands on the page: letters in ruled cells, and all others in lines."""
    grids = [_Ruled(cells) for cells in page.tables]
    letters = list(page.letters)
    for grid in grids:
        letters = grid.take(letters)
    for grid in grids:
        if not grid.is_whole or (grid.is_single and _stands_over(grid, letters, page.width)):
            letters += grid.give_back()
    kept = [grid for grid in grids if grid.is_whole]
    return Sheet(
        page.number, page.width, page.height,
        tuple(grid.grid(Place(page=page.number), budget) for grid in kept),
        tuple(lines_of(letters, page.number)),
        tuple(rule for rule in page.rules if not any(_in(rule, grid.box) for grid in kept)),
        page.shades,
        tuple(one for one in page.uprights if not any(_in(one, grid.box) for grid in kept)),
        tuple(one.top for one in page.pictures if one.height > _TALL or not page.letters),
        any("\ufffd" in char["text"] for char in page.letters),
    )  # fmt: skip


def _stands_over(grid: _Ruled, letters: Sequence[Letter], width: float) -> bool:
    """Whether a table without rules goes on right below a single row of cells: its heading."""
    below = [one for one in letters if 0 <= one["top"] - grid.box.bottom < 3 * one["size"]]
    return any(is_evidence(line, width) for line in lines_of(below)[:2])


def _in(one: Box, box: Box) -> bool:
    return (
        box.x0 - 1 <= one.x0 and one.x1 <= box.x1 + 1 and box.top - 1 <= one.top <= box.bottom + 1
    )


class _Ruled:
    """Cells that rules part, with the letters in them."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self.cells = sorted(cells, key=lambda box: (box.top, box.x0))
        self.lefts = _edges([x for box in self.cells for x in (box.x0, box.x1)])
        self.tops = _edges([y for box in self.cells for y in (box.top, box.bottom)])
        self.box = Box(self.lefts[0], self.tops[0], self.lefts[-1], self.tops[-1])
        self.letters: dict[Box, list[Letter]] = {box: [] for box in self.cells}
        self.whole = True

    def take(self, letters: Sequence[Letter]) -> list[Letter]:
        """Take the letters whose middles stand in a cell; those that stand in none are left."""
        owners = {
            (row, column): box
            for box in self.cells
            for row in _between(self.tops, box.top, box.bottom)
            for column in _between(self.lefts, box.x0, box.x1)
        }
        left: list[Letter] = []
        for one in letters:
            x, y = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
            box = owners.get((bisect(self.tops, y) - 1, bisect(self.lefts, x) - 1))
            (left if box is None else self.letters[box]).append(one)
        return left

    def give_back(self) -> list[Letter]:
        """All letters: the cells are no table's."""
        self.whole = False
        return [one for letters in self.letters.values() for one in letters]

    @property
    def is_single(self) -> bool:
        """Whether it is one row."""
        return len(self.tops) == 2

    @property
    def is_whole(self) -> bool:
        """Whether the rules part rows and columns, and not only some of either."""
        return self.whole and len(self.lefts) > 2 and not self._is_torn()

    def _is_torn(self) -> bool:
        torn, full = 0, Counter[tuple[float, int]]()
        for box, letters in self.letters.items():
            lines = lines_of(letters) if len(letters) > 1 else []
            torn += sum(len(_apart(line)) > 1 for line in lines)
            if len(lines) > 1 and all(any(map(str.isdigit, line.text)) for line in lines):
                full[box.top, len(lines)] += 1
        rows = any(count > 2 or (count > 1 and lines > 2) for (_, lines), count in full.items())
        return rows or torn >= max(3, len(self.tops) / 2)

    def grid(self, place: Place, budget: Budget) -> Grid:
        """The cells laid out; a merged one is repeated wherever it reaches."""
        budget.spend(len(self.lefts) * len(self.tops))
        found: dict[tuple[int, int], Cell] = {}
        for box in self.cells:
            text = _cell_text(self.letters[box])
            rows = _between(self.tops, box.top, box.bottom)
            columns = _between(self.lefts, box.x0, box.x1)
            for row in rows:
                for column in columns:
                    found[row, column] = Cell(
                        text, across=column > columns[0], down=row > rows[0], place=place
                    )
        rows_ = tuple(
            tuple(found.get((row, c), Cell(place=place)) for c in range(len(self.lefts) - 1))
            for row in range(len(self.tops) - 1)
        )
        letters = [one for inside in self.letters.values() for one in inside]
        lines = lines_of(letters, place.page) if len(rows_) < _FEW else []
        return Grid(self.box, rows_, tuple(self.lefts), tuple(lines))


def _apart(line: Line) -> list[str]:
    """A line's texts where wide gaps part them."""
    texts = [line.runs[0].text]
    for before, run in zip(line.runs, line.runs[1:], strict=False):
        if run.x0 - before.x1 > _WIDE * before.size:
            texts.append(run.text)
    return texts


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


def _cell_text(letters: Sequence[Letter]) -> str:
    """A cell's lines from the top down."""
    return "\n".join(line.text for line in lines_of(letters))
