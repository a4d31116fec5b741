"""CSV and TSV: a table, or several with blank lines between; lines of one text are paragraphs."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from plantrack.documents.document import Block, Cell, Document, Paragraph, Place, Row, Table
from plantrack.documents.encoding import decoded
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import Budget
from plantrack.messages.message import Message

MAX_CELL = 100_000
"""The longest cell, in characters."""

_DELIMITERS = ",\t;|"
_FIRST = 200  # lines
_HINT = re.compile(r"sep=([,\t;|])\s*$", re.M)  # a first line that spreadsheets write and follow


def read(content: bytes, name: str, progress: object = None) -> Document:
    """All lines; the separator is the sign that the first of them have most.

    Raises:
        DocumentError: a quote is never closed, or a cell or the table is too large.
    """
    text, doubts = decoded(content, name)
    budget = Budget(name)
    rows = list(_rows(text, name, budget))
    return Document(name, tuple(_blocks(rows, budget)), "", doubts)


def _rows(text: str, name: str, budget: Budget) -> Iterator[Row]:
    """The rows, each cell with the line that its row begins on."""
    csv.field_size_limit(MAX_CELL)
    line = 0
    try:
        hint = _HINT.match(text)
        delimiter = "\t" if name.lower().endswith(".tsv") else hint[1] if hint else _delimiter(text)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for fields in lines:
            budget.spend(len(fields) or 1)
            if not hint or line:
                yield tuple(Cell(one, place=Place(line=line + 1)) for one in fields)
            line = lines.line_num
    except csv.Error as error:
        raise DocumentError(name, _wrong(str(error), line + 1)) from None


def _wrong(error: str, line: int) -> Message:
    """What is wrong with the row that begins on this line, in words of our own."""
    if "field limit" in error:
        return Message("line {n}: a cell has more than {most} characters", n=line, most=MAX_CELL)
    if "unexpected end" in error:
        return Message("line {n}: a quote is opened there and never closed", n=line)
    return Message("line {n}: quotes and separators do not fit one another", n=line)


def _blocks(rows: list[Row], budget: Budget) -> Iterator[Block]:
    """Rows between blank lines are tables of their own; rows of one text each are paragraphs."""
    group: list[Row] = []
    for row in [*rows, ()]:
        if any(cell.text.strip() for cell in row):
            group.append(row)
            continue
        if group and max(sum(bool(c.text.strip()) for c in one) for one in group) > 1:
            yield Table(tuple(_even(group, budget)), group[0][0].place)
        else:
            yield from (Paragraph(c.text, c.place) for one in group for c in one if c.text.strip())
        group = []


def _delimiter(text: str) -> str:
    """The sign that parts most of the first lines into as many fields each."""
    head = text[:65536].splitlines()[:_FIRST]
    return max(_DELIMITERS, key=lambda one: _alike(head, one))


def _alike(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines have the usual number of fields, and that number; a blank line has none."""
    widths = Counter(
        len(fields) for fields in csv.reader(lines, delimiter=delimiter) if len(fields) > 1
    )
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    return widths[usual], usual


def _even(rows: list[Row], budget: Budget) -> list[Row]:
    """Rows whose trailing blank cells are cut to the width of most rows."""
    widths = Counter(len(row) for row in rows)
    usual = min(widths, key=lambda width: (-widths[width], width))
    return [_fitted(row, usual, budget) for row in rows]


def _fitted(row: Row, width: int, budget: Budget) -> Row:
    end = len(row)
    while end > width and not row[end - 1].text.strip():
        end -= 1
    row = row[:end]
    only_first = bool(row) and not any(cell.text.strip() for cell in row[1:])
    if not only_first or len(row) >= width:
        return row
    budget.spend(width - len(row))
    return (*row, *(Cell(place=row[0].place) for _ in range(width - len(row))))
