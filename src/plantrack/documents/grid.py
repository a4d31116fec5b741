"""Cells that reach over several rows or columns, laid out in a grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plantrack.documents.document import Cell, Place, Row
from plantrack.documents.errors import DocumentError
from plantrack.messages.message import Message

MAX_CELLS = 200_000
"""The most cells that all tables of a document may have together, merged ones counted out."""


class Budget:
    """Counts a document's cells, so that a small file cannot ask for endless memory."""

    def __init__(self, name: str, limit: int = MAX_CELLS) -> None:
        self.name = name
        self.left = limit
        self.limit = limit

    def spend(self, cells: int) -> None:
        """Take cells off.

        Raises:
            DocumentError: there are more than the limit.
        """
        self.left -= cells
        if self.left < 0:
            message = Message("its tables have more than {n} cells", n=self.limit)
            help_ = Message("give only the part with the indicators")
            raise DocumentError(self.name, message, help_)


Span = tuple[str, int, int]
"""A cell's text, and how many columns and rows it reaches over."""


def laid_out(rows: Iterable[Sequence[Span]], budget: Budget, place: Place) -> tuple[Row, ...]:
    """Rows of spans as rows of equally many cells, every span repeated wherever it reaches."""
    pending: dict[int, tuple[str, int]] = {}
    grid: list[list[Cell]] = []
    for spans in rows:
        grid.append(_row(list(spans), pending, budget, place))
    width = max((len(row) for row in grid), default=0)
    budget.spend(sum(width - len(row) for row in grid))
    return tuple((*row, *(Cell(place=place) for _ in range(width - len(row)))) for row in grid)


def _row(
    spans: list[Span], pending: dict[int, tuple[str, int]], budget: Budget, place: Place
) -> list[Cell]:
    """One row: cells that reach down from above first where they stand, then its own."""
    row: list[Cell] = []
    spans.reverse()
    last = max(pending, default=-1)  # what reaches down from here begins left of the cells to come
    while spans or len(row) <= last:
        column = len(row)
        if column in pending:
            text, left = pending.pop(column)
            across = column > 0 and row[-1].down and row[-1].text == text and bool(text)
            budget.spend(1)
            row.append(Cell(text, across=across, down=True, place=place))
            if left > 1:
                pending[column] = (text, left - 1)
            continue
        text, wide, high = spans.pop() if spans else ("", 1, 1)
        budget.spend(wide)
        for index in range(wide):
            row.append(Cell(text, across=index > 0, place=place))
            if high > 1:
                pending[column + index] = (text, high - 1)
    return row
