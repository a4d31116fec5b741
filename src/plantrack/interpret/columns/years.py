"""Of which year the figures of a column are, and whether bare years are targets or actuals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plantrack.interpret.columns.column import Context, SourceColumn
from plantrack.interpret.headers import Role
from plantrack.messages.message import Message


def give_years(columns: Sequence[SourceColumn], context: Context) -> list[SourceColumn]:
    """Every column with the year of its figures, as far as it is known, and why.

    It is the heading's own, else the neighbours', else the caption's, else the one asked for.
    """
    for _ in range(2):  # a baseline found first may tell a target
        columns = [_bare_year(column, columns, context) for column in columns]
    return [_with_year(column, columns, context) for column in columns]


def _bare_year(
    column: SourceColumn, columns: Sequence[SourceColumn], context: Context
) -> SourceColumn:
    """A bare year is a target or a baseline, by the plan's period or by its neighbours."""
    year = column.year if column.year else _relative(column, columns, context)
    if column.role is not Role.YEAR or year is None:
        return column
    period = context.period
    if period and year < period[0]:
        why = Message("{year} is before the period {start}–{end}", year=year, start=period[0],
                      end=period[1])  # fmt: skip
        return replace(column, role=Role.BASELINE, year=year, why=why)
    if period and year == period[1]:
        why = Message("{year} is the last year of the period", year=year)
        return replace(column, role=Role.PLAN, year=year, why=why)
    return _by_neighbours(replace(column, year=year), columns)


def _by_neighbours(column: SourceColumn, columns: Sequence[SourceColumn]) -> SourceColumn:
    year = column.year or 0
    plans = [c.year for c in columns if c.role is Role.PLAN and c.year]
    actuals = [c.year for c in columns if c.role in {Role.ACTUAL, Role.BASELINE} and c.year]
    bare = sorted(c.year for c in columns if c.role is Role.YEAR and c.year)
    if plans and year < min(plans):
        why = Message("it is before the first target, {year}", year=min(plans))
        return replace(column, role=Role.BASELINE, why=why)
    if actuals and year > max(actuals) and bare == [year]:
        why = Message("it is after the last actual, {year}", year=max(actuals))
        return replace(column, role=Role.PLAN, why=why)
    if len(bare) == 2 and any(c.role is Role.PERIOD for c in columns):
        why = Message("of two years beside a column for the years between")
        return replace(column, role=Role.BASELINE if year == bare[0] else Role.PLAN, why=why)
    return column


def _relative(
    column: SourceColumn, columns: Sequence[SourceColumn], context: Context
) -> int | None:
    """The year that "last year" means, counted from the only year named around the table."""
    relative = column.heading.relative
    if relative is None:
        return None
    base = context.only_year()
    return None if base is None else base + relative


def _with_year(
    column: SourceColumn, columns: Sequence[SourceColumn], context: Context
) -> SourceColumn:
    if column.year or not column.role.holds_figures:
        return column
    if column.role is Role.PERIOD:
        plans = [c.year for c in columns if c.role is Role.PLAN and c.year]
        year = max(plans) if plans else context.period[1] if context.period else None
        return replace(column, year=year)
    if column.heading.relative is not None:
        year = _relative(column, columns, context)
        why = Message("counted from {year}", year=context.only_year())
        return replace(column, year=year, why=why if year else None)
    return _year_from_around(column, columns, context)


def _year_from_around(
    column: SourceColumn, columns: Sequence[SourceColumn], context: Context
) -> SourceColumn:
    """The year asked for, of the column's neighbours, or of the caption; a baseline has none."""
    if column.role is Role.BASELINE:
        return column
    beside = [c for c in columns if c.role in {Role.PLAN, Role.ACTUAL} and c.heading.year]
    named = {c.heading.year for c in beside}
    if context.year:
        return replace(column, year=context.year)
    if len(named) == 1 and _follows(column, beside, context):
        year = named.pop()
        return replace(column, year=year, why=Message("of the target beside it, {year}", year=year))
    year = None if named else context.only_year()
    why = Message("from the caption or title, {year}", year=year)
    return replace(column, year=year, why=why if year else None)


def _follows(column: SourceColumn, beside: Sequence[SourceColumn], context: Context) -> bool:
    """Whether an actual stands behind the targets of the one year, and no earlier year is named.

    Before next year's target, or under a title that names both years, it may be last year's.
    """
    behind = column.role is Role.ACTUAL and all(c.index < column.index for c in beside)
    year, earliest = beside[0].heading.year or 0, context.first_year()
    return behind and (earliest is None or year <= earliest)
