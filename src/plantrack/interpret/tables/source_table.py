"""One table of a document on its way through the passes: found, judged, joined, read."""

from __future__ import annotations

from typing import NamedTuple

from plantrack.documents.document import Paragraph, Table
from plantrack.interpret.columns.column import Layout
from plantrack.interpret.doubt import Doubt, Spot
from plantrack.interpret.rows.entry import TableReading
from plantrack.messages.message import Message


class SourceTable(NamedTuple):
    """One table of a document. `why` says why it was taken or passed over.

    `number` counts through all documents. `before` are the paragraphs between it and the table
    above; `block` is the document's block that it is, or was cut from. `parts` are the tables of
    further pages that carry it on, with their first body row; `part_of` is the number of the one
    that it carries on itself.
    """

    number: int
    document: str
    table: Table
    caption: str
    before: tuple[Paragraph, ...]
    block: Table
    layout: Layout | None = None
    taken: bool = False
    why: Message = Message("no heading names indicators")
    parts: tuple[tuple[Table, int], ...] = ()
    reading: TableReading = TableReading()
    doubts: tuple[Doubt, ...] = ()
    part_of: int = 0

    @property
    def spot(self) -> Spot:
        """Where the table stands."""
        return Spot(self.document, self.table.place, self.number)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the table has figures of."""
        columns = self.layout.figures if self.layout else ()
        return tuple(sorted({c.year for c in columns if c.year}))
