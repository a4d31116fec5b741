"""The last pass: the figures of every indicator, and the texts that stand in its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plantrack.documents.text import one_line, squeezed
from plantrack.interpret.code_words import outcome_of
from plantrack.interpret.columns.column import SourceColumn
from plantrack.interpret.doubt import Doubt, DoubtCode, called
from plantrack.interpret.headers import DATED_TEXTS, Role
from plantrack.interpret.no_value import no_value
from plantrack.interpret.rows.cell_figures import (
    NOTHING,
    CellReading,
    read_figure_cell,
    remark_on_period,
)
from plantrack.interpret.rows.entry import RowEntry, SourceFigure
from plantrack.interpret.rows.habits import Habits
from plantrack.interpret.rows.hold_units import unit_of_headings
from plantrack.interpret.rows.sides import side_of_row
from plantrack.interpret.sheet import Sheet, SourceRow
from plantrack.messages.message import Message

RowDoubt = tuple[int, Doubt]
"""A doubt with the number of its row, counted from 0."""


@dataclass(slots=True)
class _Table:
    """What all rows are read under: `unit` is that of the first heading of figures.

    `units` are those in the headings by column, `asked` the columns that were asked about already.
    """

    sheet: Sheet
    habits: Habits
    columns: Sequence[SourceColumn]
    unit: str | None
    units: Mapping[int, str | None]
    asked: set[int] = field(default_factory=set)


def read_figures(
    entries: Sequence[RowEntry], sheet: Sheet, habits: Habits
) -> Iterator[tuple[RowEntry, list[RowDoubt]]]:
    """Every entry with its figures and texts, and what is doubtful of them."""
    columns = sorted(sheet.layout.figures, key=lambda column: column.role is Role.PERIOD)
    units = {column.index: column.unit for column in columns}
    table = _Table(sheet, habits, columns, unit_of_headings(sheet), units)
    for entry in entries:
        doubts: list[RowDoubt] = []
        for row in entry.rows:
            entry, found = _read_row(entry, row, table)
            doubts += [(row.at, doubt) for doubt in found]
        yield entry, doubts


def _read_row(entry: RowEntry, row: SourceRow, table: _Table) -> tuple[RowEntry, list[Doubt]]:
    """The entry with what one of its rows adds."""
    figures, beside, kind = list(entry.figures), list(entry.beside), entry.kind
    texts, doubts = dict(entry.texts), list[Doubt]()
    for column in table.columns:
        reading = _read_cell(entry, row, column, figures, table)
        doubts += reading.doubts
        beside += reading.remarks
        if reading.figure is None:
            continue
        if reading.outcome:
            texts.setdefault(f"outcome-{reading.figure.year}", reading.outcome)
        if reading.kind and kind and reading.kind != kind:
            said = Message("“{text}” says another kind than the row; the row's is kept",
                           text=reading.said)  # fmt: skip
            doubts.append(Doubt(DoubtCode.KIND, said, reading.figure.spot))
        kind = kind or reading.kind
        figures.append(reading.figure)
    doubts += _add_texts(texts, entry, row, table.sheet)
    return entry._replace(
        figures=tuple(figures), beside=tuple(beside), kind=kind, texts=texts
    ), doubts


def _read_cell(
    entry: RowEntry,
    row: SourceRow,
    column: SourceColumn,
    figures: Sequence[SourceFigure],
    table: _Table,
) -> CellReading:
    """A cell read, if its column's unit is the row's; `figures` are those that the entry has."""
    cell = row.cells[column.index]
    if column.role is Role.PERIOD:
        if side_of_row(row.cells, table.habits) == "actual":
            return NOTHING
        planned = {one.year for one in figures if one.part == "plan"}
        remark = remark_on_period(entry, column, cell, planned, table.sheet)
        if remark is not None:
            return CellReading(remarks=(remark,))
    if _is_in_unit(entry, column, table):
        return read_figure_cell(entry, row, column, table.sheet, table.habits)
    if not cell.text.strip() or column.index in table.asked:
        return NOTHING
    table.asked.add(column.index)
    return CellReading(doubts=(_in_other_unit(entry, row, column, table),))


def _is_in_unit(entry: RowEntry, column: SourceColumn, table: _Table) -> bool:
    """Whether the heading gives the column no other unit than the row has."""
    unit, due = table.units[column.index], entry.unit or table.unit
    if unit is None:
        return entry.own_unit or column.chosen or table.unit is None
    return due is not None and squeezed(unit) == squeezed(due)


def _in_other_unit(entry: RowEntry, row: SourceRow, column: SourceColumn, table: _Table) -> Doubt:
    said = Message(
        "column {n}, “{text}”, is in {unit} but “{name}” in {due}: left out here and in "
        "rows like it; if the row's unit holds say --column {n}={role}:{year}",
        n=column.index + 1, text=one_line(column.heading.text), unit=column.unit or "—",
        name=entry.name, due=entry.unit or table.unit or "—", role=column.role.value,
        year=column.year,
    )  # fmt: skip
    return Doubt(DoubtCode.QUESTION, said, row.spot._replace(column=column.index + 1))


def _add_texts(
    texts: dict[str, str], entry: RowEntry, row: SourceRow, sheet: Sheet
) -> Iterator[Doubt]:
    """Add the row's reasons, notes and outcomes, each under the year that its heading names."""
    for column in sheet.layout.columns:
        text = one_line(row.cells[column.index].text)
        if column.role not in DATED_TEXTS or no_value(text) is not None:
            continue
        key = f"{column.role.value}-{column.year}" if column.year else column.role.value
        if column.role is Role.OUTCOME:
            outcome = outcome_of(text, sheet.options.outcomes)
            if outcome is None:
                yield _unknown_outcome(text, entry, row, column)
            else:
                texts[key] = outcome
        elif text not in texts.get(key, ""):
            texts[key] = "; ".join(filter(None, (texts.get(key), text)))


def _unknown_outcome(text: str, entry: RowEntry, row: SourceRow, column: SourceColumn) -> Doubt:
    """What is asked of a word for an outcome that is not known."""
    message = Message(
        "“{text}” is no outcome that is known; say --outcome “{text}”=met, exceeded or missed",
        text=text[:80],
    )
    spot = row.spot._replace(column=column.index + 1)
    who = called(entry.number, entry.name)
    return Doubt(DoubtCode.OUTCOME, message, spot, squeezed(text), who)
