"""A table laid out to have its rows read: its headings known, its pages joined."""

from __future__ import annotations

from typing import NamedTuple

from plantrack.documents.document import Cell, Row
from plantrack.interpret.columns.column import Layout, SourceColumn
from plantrack.interpret.doubt import Spot
from plantrack.interpret.headers import Role
from plantrack.interpret.options import ImportOptions


class SourceRow(NamedTuple):
    """A row with where it stands: `at` counts the table's rows, `ref` is how a plan file cites it.

    `is_heading` says that it is one of the table's headings, printed again.
    """

    cells: Row
    spot: Spot
    ref: str
    at: int = 0
    is_heading: bool = False


class Sheet(NamedTuple):
    """A table's rows under its headings. `unit` is what its caption says that figures are in."""

    layout: Layout
    rows: tuple[SourceRow, ...]
    unit: str | None = None
    options: ImportOptions = ImportOptions()

    @property
    def body(self) -> list[Row]:
        """The cells of the rows that are no heading."""
        return [row.cells for row in self.rows if not row.is_heading]

    @property
    def is_numbered(self) -> bool:
        """Whether a column holds the numbers of its rows."""
        return bool(self.layout.of(Role.NUMBER))

    def cell(self, row: Row, role: Role) -> str:
        """The text of the row in the first column of that role, "" where there is none."""
        columns = self.layout.of(role)
        return row[columns[0].index].text if columns and columns[0].index < len(row) else ""

    def figure_cells(self, row: Row) -> list[Cell]:
        """The row's cells in the columns whose figures can be used."""
        return [row[c.index] for c in self.layout.figures if c.index < len(row)]

    def has_figures(self, row: Row) -> bool:
        """Whether anything stands where targets and actuals do, of a year that is known or not."""
        columns = self.layout.columns
        return any(row[c.index].text.strip() for c in columns if c.role.holds_figures)

    def names(self) -> tuple[SourceColumn, ...]:
        """The columns of names: those that cannot be anything else, where there are such."""
        named = self.layout.of(Role.NAME)
        return tuple(c for c in named if not c.heading.weak) or named
