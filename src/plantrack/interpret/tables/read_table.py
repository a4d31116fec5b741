"""A table that was taken, with its further pages, read row by row."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.documents.document import Place
from plantrack.interpret.columns.column import Layout
from plantrack.interpret.columns.headings import header_key
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.rows.read_rows import read_rows
from plantrack.interpret.sheet import Sheet, SourceRow
from plantrack.interpret.tables.captions import units_line
from plantrack.interpret.tables.column_doubts import doubt_columns
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.interpret.units import unit_in_heading, unit_of_table


def read_table(table: SourceTable, options: ImportOptions) -> SourceTable:
    """The table with what its rows gave, and all that is doubtful of it."""
    assert table.layout is not None
    reading = read_rows(_sheet(table, table.layout, options))
    doubts = (*table.doubts, *doubt_columns(table, table.layout, reading), *reading.doubts)
    if table.table.doubt is not None:
        doubts = (Doubt(DoubtCode.TABLE, table.table.doubt, table.spot), *doubts)
    return table._replace(reading=reading, doubts=doubts)


def _sheet(table: SourceTable, layout: Layout, options: ImportOptions) -> Sheet:
    texts = " ".join([table.caption, *layout.titles, *units_line(table.before)])
    unit = unit_of_table(texts) or unit_in_heading(table.caption)
    return Sheet(layout, tuple(_rows(table, layout)), unit, options)


def _rows(table: SourceTable, layout: Layout) -> Iterator[SourceRow]:
    """The rows below the headings, of the table and of those that carry it on."""
    printed = {header_key([row]) for row in table.table.rows[layout.first : layout.start]}
    at = 0
    for part, start in [(table.table, layout.start), *table.parts]:
        for index, row in enumerate(part.rows[start:], start + 1):
            place = _with_page(row[0].place if row else part.place, part.place)
            page = f"p{place.page} " if place.page else ""
            spot = Spot(table.document, place, table.number, index)
            yield SourceRow(row, spot, f"{page}r{index}", at, header_key([row]) in printed)
            at += 1


def _with_page(place: Place, around: Place) -> Place:
    return place if place.page or place.line or place.address else around
