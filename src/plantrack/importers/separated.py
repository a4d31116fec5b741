"""CSV and TSV: one table; what stands above it in the first cells is its caption."""

from __future__ import annotations

import csv
import io

from plantrack.document import Cell, Document, Place, Row, Table
from plantrack.importers.encoding import decoded
from plantrack.importers.grid import Budget
from plantrack.importers.refusal import DocumentError
from plantrack.language import Message

MAX_CELL = 100_000
"""The longest cell, in characters."""

_DELIMITERS = ",\t;|"


def read(content: bytes, name: str, progress: object = None) -> Document:
    """One table of all lines; the separator is the one that most lines have equally often.

    Raises:
        DocumentError: a quote is never closed, or a cell or the table is too large.
    """
    text, doubts = decoded(content, name)
    delimiter = "\t" if name.lower().endswith(".tsv") else _delimiter(text)
    csv.field_size_limit(MAX_CELL)
    budget = Budget(name)
    rows: list[Row] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 1
    try:
        for fields in lines:
            budget.spend(len(fields))
            rows.append(tuple(Cell(one, place=Place(line=before)) for one in fields))
            before = lines.line_num + 1
    except csv.Error as error:
        said = Message("line {n}: {what}", n=lines.line_num, what=str(error))
        raise DocumentError(name, said) from None
    filled = tuple(_even(rows))
    return Document(name, (Table(filled, Place(line=1)),) if filled else (), "", doubts)


def _delimiter(text: str) -> str:
    head = text[:65536]
    counts = {one: head.count(one) for one in _DELIMITERS}
    return max(counts, key=lambda one: counts[one]) if any(counts.values()) else ","


def _even(rows: list[Row]) -> list[Row]:
    """Without blank lines; trailing blank cells are cut to the width of most rows."""
    filled = [row for row in rows if any(cell.text.strip() for cell in row)]
    widths = [len(row) for row in filled]
    usual = max(set(widths), key=widths.count) if widths else 0
    return [_fitted(row, usual) for row in filled]


def _fitted(row: Row, width: int) -> Row:
    while len(row) > width and not row[-1].text.strip():
        row = row[:-1]
    only_first = bool(row) and not any(cell.text.strip() for cell in row[1:])
    blanks = tuple(Cell(place=row[0].place) for _ in range(width - len(row)))
    return (*row, *blanks) if only_first else row
