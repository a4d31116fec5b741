"""CSV (RFC 4180) and TSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from plantrack.answers.answer import Value
from plantrack.answers.table import Table
from plantrack.messages.harmless import no_formula, visible
from plantrack.render import Style


def render_csv(table: Table, style: Style) -> Iterator[str]:
    """Comma-separated, a header line of the keys, then a line a row."""
    yield from _separated(table, style, ",")


def render_tsv(table: Table, style: Style) -> Iterator[str]:
    """Tab-separated, a header line of the keys, then a line a row."""
    yield from _separated(table, style, "\t")


def _separated(table: Table, style: Style, delimiter: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    if style.header:
        writer.writerow(column.key for column in table.columns)
    for row in table.rows:
        writer.writerow(_cell(column.value(row)) for column in table.columns)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return no_formula(visible("; ".join(map(str, value))))
    return no_formula(visible(str(value)))
