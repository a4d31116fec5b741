"""One cell of figures under its heading: the figure it holds, or why it is not used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from plantrack.documents.document import Cell
from plantrack.documents.text import one_line, squeezed
from plantrack.interpret.cells import Asked, Figure, read_cell, three_decimals
from plantrack.interpret.code_words import outcome_of, without_kind
from plantrack.interpret.columns.column import SourceColumn
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot, called
from plantrack.interpret.headers import Role
from plantrack.interpret.rows.entry import RowEntry, SourceFigure
from plantrack.interpret.rows.habits import Habits
from plantrack.interpret.rows.sides import part_of, side_of_row
from plantrack.interpret.sheet import Sheet, SourceRow
from plantrack.messages.message import Message

_GROWTH = re.compile(r"增速|增长|增幅|growth")
_SUM_BRACKET = re.compile(r"[〔【\[［]")
_PERCENT = frozenset({"%", "‰", "个百分点", "百分点"})

Remark = tuple[int, Message]
"""What is said of a year besides its figures."""


class CellReading(NamedTuple):
    """What came of a cell: the figure to be used, the outcome or kind it states, remarks, doubts.

    `said` is the text in which the kind stands.
    """

    figure: SourceFigure | None = None
    outcome: str | None = None
    kind: str | None = None
    said: str = ""
    remarks: tuple[Remark, ...] = ()
    doubts: tuple[Doubt, ...] = ()


NOTHING = CellReading()


def read_figure_cell(
    entry: RowEntry, row: SourceRow, column: SourceColumn, sheet: Sheet, habits: Habits
) -> CellReading:
    """Read a cell of figures that are of the row's unit and of the column's year."""
    cell = row.cells[column.index]
    if habits.grouped and three_decimals(cell.text):
        return NOTHING
    figure = _figure(entry, column, cell, sheet, habits)
    spot = row.spot._replace(column=column.index + 1, place=cell.place)
    if figure.text is None:
        return _without_value(entry, column, cell, figure, spot)
    doubts = tuple(_doubts(entry, cell, figure, spot, habits))
    if cell.across or cell.down or _is_left_out(figure, habits):
        return CellReading(doubts=doubts)
    reading = _used(column, figure, spot, row, sheet, habits)
    return reading._replace(doubts=doubts) if doubts else reading


def _figure(
    entry: RowEntry, column: SourceColumn, cell: Cell, sheet: Sheet, habits: Habits
) -> Figure:
    """The cell read; a figure in a table with decimal commas is kept as words."""
    period = column.role is Role.PERIOD
    values = dict(sheet.options.values)
    figure = read_cell(cell.text, Asked(entry.unit, entry.name, column.year, values, period))
    if habits.decimal_commas and figure.text and any(c.isdigit() for c in figure.text):
        return Figure(one_line(cell.text), readable=False)
    return figure


def _without_value(
    entry: RowEntry, column: SourceColumn, cell: Cell, figure: Figure, spot: Spot
) -> CellReading:
    """Words for “no value” are said once; why there is none becomes the year's note."""
    doubts = list(_problem(entry, cell, figure, spot))
    none, remarks = figure.none, ()
    if none.word:
        said = Message("“{text}” is read as no value", text=none.word)
        who = called(entry.number, entry.name)
        doubts.append(Doubt(DoubtCode.NO_VALUE, said, spot, squeezed(none.word), who))
    if none.note and column.year:
        what = Message("plan" if column.role in {Role.PLAN, Role.PERIOD} else "actual")
        said = Message("no {what} in the report: {text}", what=what, text=none.note)
        return CellReading(remarks=((column.year, said),), doubts=tuple(doubts))
    return CellReading(remarks=remarks, doubts=tuple(doubts))


def _problem(entry: RowEntry, cell: Cell, figure: Figure, spot: Spot) -> Iterator[Doubt]:
    if figure.problem is not None:
        who = called(entry.number, entry.name)
        yield Doubt(DoubtCode.CELL, figure.problem, spot, squeezed(cell.text), who)


def _is_left_out(figure: Figure, habits: Habits) -> bool:
    """Whether the cell is a word that nobody knows, in too many cells to be taken as it is."""
    odd = habits.odd.get(squeezed(figure.text or "")) if figure.in_words else None
    return odd is not None and odd.left_out


def _doubts(
    entry: RowEntry, cell: Cell, figure: Figure, spot: Spot, habits: Habits
) -> Iterator[Doubt]:
    """What has to be asked of a cell with a figure, or with words."""
    yield from _problem(entry, cell, figure, spot)
    odd = habits.odd.get(squeezed(figure.text or "")) if figure.in_words else None
    if odd is not None:
        code = DoubtCode.QUESTION if odd.left_out else DoubtCode.WORD
        yield Doubt(code, odd.message, spot, odd.text, called(entry.number, entry.name))
        if odd.left_out:
            return
    if cell.across or cell.down:
        said = Message("“{text}” stands in a merged cell; is it meant for “{name}” too?",
                       text=figure.text, name=entry.name)  # fmt: skip
        yield Doubt(DoubtCode.MERGED, said, spot)
    elif figure.accounts:
        said = Message("“{text}” is read as less than zero", text=one_line(cell.text))
        who = called(entry.number, entry.name)
        yield Doubt(DoubtCode.ACCOUNTS, said, spot, squeezed(cell.text), who)


def _used(
    column: SourceColumn, figure: Figure, spot: Spot, row: SourceRow, sheet: Sheet, habits: Habits
) -> CellReading:
    """The figure in its year, with the outcome and the kind that its words state."""
    part = part_of(column, side_of_row(row.cells, habits))
    if part is None:
        return NOTHING
    assert column.year is not None
    ref = spot.place.address or f"{row.ref}c{column.index + 1}"
    used = SourceFigure(column.year, part, figure, spot, ref, column)
    reading = CellReading(used, _outcome(used, sheet))
    kind = figure.kind or _kind_in(column.heading.text)
    if kind:
        reading = reading._replace(kind=kind, said=figure.whole or one_line(column.heading.text))
    if figure.whole:
        message = Message("the report says “{text}”", text=figure.whole)
        reading = reading._replace(remarks=((column.year, message),))
    return reading


@lru_cache(maxsize=256)
def _kind_in(heading: str) -> str | None:
    """The kind that a heading says in brackets; it is asked for every cell below."""
    return without_kind(heading)[1]


def _outcome(used: SourceFigure, sheet: Sheet) -> str | None:
    """The outcome that words state where an actual is due."""
    if used.part != "actual" or used.column.role is not Role.ACTUAL:
        return None
    words = used.figure.quantity is not None and used.figure.quantity.interval is None
    return outcome_of(used.figure.text or "", sheet.options.outcomes) if words else None


def remark_on_period(
    entry: RowEntry, column: SourceColumn, cell: Cell, planned: Collection[int], sheet: Sheet
) -> Remark | None:
    """A mean or sum over a period that is no target of its own: kept as a note.

    It stands beside the target of the last year, one of those `planned`, or is a rate of growth of
    what is no rate.
    """
    figure = _figure(entry, column, cell, sheet, Habits())
    if figure.text is None:
        return None
    text, heading = one_line(cell.text), one_line(column.heading.text)
    rate = entry.unit is not None and squeezed(entry.unit) in _PERCENT
    growth = _GROWTH.search(column.heading.text) and not rate and not _SUM_BRACKET.match(text)
    if column.year not in planned and not growth:
        return None
    assert column.year is not None
    return column.year, Message("“{heading}”: {text}", heading=heading, text=text)
