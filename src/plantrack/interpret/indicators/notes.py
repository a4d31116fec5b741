"""Notes put to the indicators whose numbers they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.prose import Noted, note, notes_below, year_of
from plantrack.interpret.reading import Interpretation
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import Message

_EXPLAINS_MARK = re.compile(r"[*＊★†‡①-⑳¹²³]")


def attach_notes(read: Interpretation) -> list[Doubt]:
    """Put every note to the indicators whose numbers it names; those that fit none are told."""
    numbered: dict[int, ReportIndicator] = {}
    for indicator in read.indicators:
        if indicator.number is not None:
            numbered.setdefault(indicator.number, indicator)
    tables = {table.number: table for table in read.tables}
    notes = list(_notes(read))
    return [doubt for noted in notes for doubt in _attach(noted, tables[noted.table], numbered)]


def _notes(read: Interpretation) -> Iterator[Noted]:
    """The notes in the rows of tables, then those below them."""
    for table in read.taken:
        yield from (note(text, table.number, spot) for text, spot in table.reading.notes)
    for document in read.documents:
        own = [table for table in read.tables if table.document == document.name]
        blocks = {id(block): index for index, block in enumerate(document.blocks)}
        taken = [(t.part_of or t.number, blocks[id(t.block)]) for t in own if t.taken or t.part_of]
        yield from notes_below(document, taken)


def _attach(
    noted: Noted, table: SourceTable, numbered: Mapping[int, ReportIndicator]
) -> Iterator[Doubt]:
    """Put a note to the indicators whose numbers it names; one that names none is to be read."""
    year = year_of(noted.text, table.years)
    for number in noted.numbers:
        indicator = numbered.get(number)
        if indicator is None or year is None:
            message = Message(
                "the note names no. {n}, which is not there: {text}", n=number, text=noted.text
            )
            yield Doubt(DoubtCode.NOTE, message, noted.spot)
        elif noted.is_break and indicator.year(year).series_break is None:
            indicator.year(year).series_break = noted.text
            message = Message("{label}: recorded as a series break in {year}: {text}",
                              label=indicator.label, year=year, text=noted.text)  # fmt: skip
            yield Doubt(DoubtCode.SERIES_BREAK, message, noted.spot)
        else:
            indicator.year(year).notes.append(noted.text)
    if not noted.numbers and len(noted.text) > 1 and not _EXPLAINS_MARK.match(noted.text):
        message = Message("a note on no one indicator: {text}", text=noted.text[:160])
        yield Doubt(DoubtCode.NOTE, message, noted.spot)
