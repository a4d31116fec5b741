"""Sheets made of texts, for the passes over a table's rows."""

from __future__ import annotations

from collections.abc import Sequence

from plantrack.documents.document import Cell, Row, Table
from plantrack.interpret.columns.column import Context
from plantrack.interpret.columns.layout import read_headings
from plantrack.interpret.doubt import Spot
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.sheet import Sheet, SourceRow

HEAD = ("序号", "指标", "单位", "2023年计划", "2023年实际")


def cells(*texts: str) -> Row:
    """A row of cells with these texts; "<x" repeats the cell to the left, "^x" the one above."""
    return tuple(
        Cell(text.lstrip("<^"), across=text.startswith("<"), down=text.startswith("^"))
        for text in texts
    )


def sheet_of(
    *rows: Sequence[str],
    head: Sequence[str] = HEAD,
    unit: str | None = None,
    options: ImportOptions | None = None,
) -> Sheet:
    """A sheet with these rows under the headings, which may stand among the rows again."""
    body = [cells(*row) for row in rows]
    table = Table((cells(*head), *body))
    layout = read_headings(table, Context())
    assert layout is not None
    printed = [cell.text for cell in table.rows[0]]
    lines = tuple(
        SourceRow(row, Spot("a.md", table=1, row=at + 2), f"r{at + 2}", at,
                  [cell.text for cell in row] == printed)
        for at, row in enumerate(body)
    )  # fmt: skip
    return Sheet(layout, lines, unit, options or ImportOptions())
