"""A table's headings read: which rows they are, and what each column therefore holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plantrack.documents.document import Table
from plantrack.interpret.columns.column import Context, Layout, SourceColumn
from plantrack.interpret.columns.content import look_below
from plantrack.interpret.columns.headings import find_headings
from plantrack.interpret.columns.questions import ask
from plantrack.interpret.columns.years import give_years
from plantrack.interpret.headers import Heading
from plantrack.messages.message import Message


def read_headings(table: Table, context: Context) -> Layout | None:
    """What every column of the table holds; ``None`` if no row can be taken for headings."""
    found = find_headings(table.rows, named=bool(context.options))
    if found is None:
        return None
    headings = look_below(found.headings, table.rows[found.start :])
    columns = read_columns(headings, context.beneath(found.titles))
    return Layout(columns, found.titles, found.first, found.start)


def read_columns(headings: Sequence[Heading], context: Context) -> tuple[SourceColumn, ...]:
    """Every column with its role and year, or the question that stands in the way."""
    columns = [_column(i, heading, context) for i, heading in enumerate(headings)]
    return tuple(ask(give_years(columns, context), context))


def _column(index: int, heading: Heading, context: Context) -> SourceColumn:
    """The column as the user gave it, else as its heading has it."""
    given = context.options.get(index + 1)
    if given is not None:
        year = given.year or heading.year
        return SourceColumn(index, replace(heading, year=year), given.role, year, chosen=True)
    why = Message("the heading to its left is taken to stand over it too")
    return SourceColumn(index, heading, heading.role, heading.year, why if heading.spread else None)
