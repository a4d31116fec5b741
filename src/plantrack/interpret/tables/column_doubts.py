"""What is said of each column of a table: what it was taken for, and what has to be asked."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.documents.text import one_line
from plantrack.interpret.columns.column import Layout, SourceColumn
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.interpret.headers import Role
from plantrack.interpret.rows.entry import TableReading
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import N_, Message

_ROLES = {Role.PLAN: N_("target"), Role.ACTUAL: N_("actual")}
_UNREAD = {Role.DERIVED, Role.PARTIAL, Role.UNKNOWN, Role.REGION}


def doubt_columns(table: SourceTable, layout: Layout, reading: TableReading) -> Iterator[Doubt]:
    """What is said or asked of each column."""
    for column in layout.columns:
        spot = Spot(table.document, table.table.place, table.number, column=column.index + 1)
        if column.question is not None:
            yield Doubt(DoubtCode.QUESTION, column.question, spot)
        elif column.index == reading.sides:
            said = Message(
                "column {n}, “{text}”, says of each row whether its figures are targets or actuals",
                **_named(column),
            )
            yield Doubt(DoubtCode.COLUMN, said, spot)
        elif column.role in _UNREAD and _is_filled(column, table, layout):
            said = Message(
                "column {n}, “{text}”, is not read; if it holds targets or "
                "actuals say --column {n}=plan:YEAR or --column {n}=actual:YEAR",
                **_named(column),
            )
            yield Doubt(DoubtCode.COLUMN, said, spot)
        elif (worked_out := _worked_out(column)) is not None:
            yield Doubt(DoubtCode.COLUMN, worked_out, spot)


def _named(column: SourceColumn) -> dict[str, object]:
    return {"n": column.index + 1, "text": one_line(column.heading.text)}


def _worked_out(column: SourceColumn) -> Message | None:
    """What a column is read as, where its heading does not say just that."""
    blanks = {**_named(column), "year": column.year}
    if column.role is Role.PERIOD:
        return Message(
            "column {n}, “{text}”, is kept as a note, or "
            "as the target of {year} where there is no other",
            **blanks,
        )
    if column.why is not None:
        role = Message(_ROLES.get(column.role, "actual"))
        return Message(
            "column {n}, “{text}”, is read as {role} of {year}: {why}",
            **blanks, role=role, why=column.why,
        )  # fmt: skip
    if column.heading.fiscal and column.role.holds_figures:
        return Message(
            "column {n}, “{text}”, is kept under the year in which it ends, {year}", **blanks
        )
    if column.heading.estimate:
        return Message("column {n}, “{text}”, holds what was expected, not final figures", **blanks)
    return None


def _is_filled(column: SourceColumn, table: SourceTable, layout: Layout) -> bool:
    rows = table.table.rows[layout.start :]
    return any(column.index < len(row) and row[column.index].text.strip() for row in rows)
