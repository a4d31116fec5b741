"""All tables of a document: which hold indicators, and what their rows say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plantrack.documents.document import Document, Paragraph, Table
from plantrack.interpret.columns.headings import begins_table, header_key, lone_text
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.tables.captions import caption_above
from plantrack.interpret.tables.choose import judge
from plantrack.interpret.tables.pages import join_pages
from plantrack.interpret.tables.read_table import read_table
from plantrack.interpret.tables.source_table import SourceTable


def survey(document: Document, first: int, options: ImportOptions) -> list[SourceTable]:
    """All tables of the document, numbered from `first`, with those of indicators read."""
    tables = [judge(table, document, options) for table in _listed(document, first)]
    if not options.tables:
        tables = join_pages(tables)
    return [
        read_table(table, options) if table.taken and not table.part_of else table
        for table in tables
    ]


def _listed(document: Document, first: int) -> Iterator[SourceTable]:
    """The tables of the document, each with the paragraphs above it."""
    number = first
    before: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before.append(block)
        elif isinstance(block, Table):
            for table in _apart(block):
                caption = table.caption or caption_above(before)
                yield SourceTable(number, document.name, table, caption, tuple(before), block)
                number += 1
                before = []


def _apart(table: Table) -> Iterator[Table]:
    """A table as it is, or where other headings stand further down, cut above them."""
    begins = [i for i, row in enumerate(table.rows) if begins_table(row)]
    keys = {header_key([table.rows[i]]): i for i in reversed(begins)}
    cuts = sorted(keys.values())[1:]
    cuts = [cut - 1 if lone_text(table.rows[cut - 1]) else cut for cut in cuts]
    if not cuts or cuts[0] <= begins[0] + 1:
        yield table
        return
    for start, end in zip([0, *cuts], [*cuts, len(table.rows)], strict=True):
        rows = table.rows[start:end]
        place = rows[0][0].place if rows[0] and rows[0][0].place.line else table.place
        yield replace(table, rows=rows, place=place)
