"""Which part of a year a figure is, where a column says of each row what its figures are."""

from __future__ import annotations

from plantrack.documents.document import Row
from plantrack.interpret.code_words import side_of
from plantrack.interpret.columns.column import SourceColumn
from plantrack.interpret.headers import Role
from plantrack.interpret.rows.habits import Habits


def side_of_row(row: Row, habits: Habits) -> str | None:
    """Whether the row says of itself that its figures are targets (plan) or actuals."""
    return side_of(row[habits.sides].text) if habits.sides is not None else None


def part_of(column: SourceColumn, side: str | None) -> str | None:
    """Plan or actual; ``None`` where the row of targets has the figure, or notes it, already."""
    if column.role is Role.BASELINE:
        return None if side == "actual" else "actual"
    if column.role is Role.PERIOD and side == "actual":
        return None
    return side or ("plan" if column.role in {Role.PLAN, Role.PERIOD} else "actual")
