"""What has to be asked of a column before its figures can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plantrack.documents.text import one_line
from plantrack.interpret.columns.column import Context, SourceColumn
from plantrack.interpret.headers import Role
from plantrack.messages.message import Message

_RATES = re.compile(
    r"增速|增幅|增长率|增长\s*+[(（]?\s*+[%％]|完成率|实现率|\bgrowth rates?\b", re.I
)


def _may_be_target(column: SourceColumn, columns: Sequence[SourceColumn]) -> bool:
    """Whether what is "expected" of a year is behind the actuals and has no target beside it."""
    if column.role is not Role.ACTUAL or not column.heading.estimate or column.chosen:
        return False
    year = column.year or 0
    others = [c for c in columns if c is not column and c.role.holds_figures and c.year]
    targets = [c for c in others if c.role is Role.PLAN and (c.year or 0) >= year]
    return not targets and any((c.year or 0) < year for c in others)


def ask(columns: Sequence[SourceColumn], context: Context) -> Iterator[SourceColumn]:
    """Every column, with the question that has to be answered before its figures can be used."""
    for column in columns:
        yield replace(column, question=_question(column, columns, context))


def _question(
    column: SourceColumn, columns: Sequence[SourceColumn], context: Context
) -> Message | None:
    if column.role is Role.YEAR or _may_be_target(column, columns):
        return _whether_target(column)
    if not column.role.holds_figures:
        return None
    if not column.chosen and _RATES.search(context.caption):
        return _whether_own(column, context.caption)
    if column.year is None:
        return Message(
            "column {n}, “{text}”, is of which year? say --column {n}={role}:YEAR",
            **_named(column), role=column.role.value,
        )  # fmt: skip
    return _which_counts(column, [other for other in columns if _same(other, column)])


def _named(column: SourceColumn) -> dict[str, object]:
    return {"n": column.index + 1, "text": one_line(column.heading.text)}


def _whether_target(column: SourceColumn) -> Message:
    return Message(
        "column {n}, “{text}”, is it a target or an actual? "
        "say --column {n}=plan:{year} or --column {n}=actual:{year}",
        **_named(column), year=column.year or "YEAR",
    )  # fmt: skip


def _whether_own(column: SourceColumn, caption: str) -> Message:
    return Message(
        "the caption says “{caption}”: does column {n}, “{text}”, hold its indicators' own "
        "figures? say --column {n}={role}:{year}",
        **_named(column), caption=one_line(caption), role=column.role.value,
        year=column.year or "YEAR",
    )  # fmt: skip


def _which_counts(column: SourceColumn, same: Sequence[SourceColumn]) -> Message | None:
    """What to ask where several columns are of one year and part, this one among them."""
    if len(same) < 2:
        return None
    others = ", ".join(str(c.index + 1) for c in same)
    return Message(
        "columns {others} are all {role} {year}: which one counts? say --column {n}=skip",
        others=others, role=column.role.value, year=column.year, n=column.index + 1,
    )  # fmt: skip


def _same(one: SourceColumn, other: SourceColumn) -> bool:
    kinds = {Role.ACTUAL: "actual", Role.BASELINE: "actual", Role.PLAN: "plan"}
    mine, theirs = kinds.get(one.role), kinds.get(other.role)
    return mine is not None and mine == theirs and one.year is not None and one.year == other.year
