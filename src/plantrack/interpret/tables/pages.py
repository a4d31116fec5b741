"""Tables that only carry on the one before them, on the next page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plantrack.documents.document import Row
from plantrack.interpret.columns.column import Layout
from plantrack.interpret.columns.headings import header_key
from plantrack.interpret.count_rows import row_text
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.headers import Role
from plantrack.interpret.tables.captions import FURNITURE, is_caption
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import Message

_CONTINUED = re.compile(r"续\s*表|续上表|[(（]续[)）]|continued|\(cont", re.I)

_FIGURE = re.compile(r"[<>≤≥＜＞±+-]?\s?\d[\d.,]*\s?[%％‰]?")
_WORD = re.compile(r"[^\W\d_]{2}")


def join_pages(tables: Sequence[SourceTable]) -> list[SourceTable]:
    """The tables, those that carry on the one before them joined to it."""
    joined: list[SourceTable] = []
    head: int | None = None  # where the last table stands that carries on no other
    for table in tables:
        part = _part_of(table, joined[head]) if head is not None else None
        if part is None or head is None:
            if head is not None:
                joined[head] = _asked_about(joined[head], table)
            head = len(joined)
            joined.append(table)
            continue
        before = joined[head]
        joined[head] = before._replace(
            parts=(*before.parts, (table.table, part.start)),
            doubts=(*before.doubts, *table.doubts, *part.doubts),
        )
        why = Message("it carries on table {n}", n=before.number)
        joined.append(
            table._replace(
                part_of=before.number, taken=False, why=why,
                doubts=(*table.doubts, *part.doubts),
            )
        )  # fmt: skip
    return joined


class _Part(NamedTuple):
    """A table that carries another on: its first row that is no heading, and what is doubtful."""

    start: int
    doubts: tuple[Doubt, ...] = ()


def _part_of(table: SourceTable, before: SourceTable) -> _Part | None:
    """How a table carries on the one before it; ``None`` if it does not."""
    head = before.layout
    if not before.taken or head is None or not _adjacent(table):
        return None
    rows, count = table.table.rows, head.start - head.first
    repeated = header_key(before.table.rows[head.first : head.start])
    part = None
    if rows[:count] and header_key(rows[:count]) == repeated:
        part = _Part(count)
    elif table.layout is None and len(rows[0]) == len(head.columns):
        said = Message("table {n} has no headings and is read as table {before} carried on",
                       n=table.number, before=before.number)  # fmt: skip
        part = _Part(0, (Doubt(DoubtCode.CARRIED_ON, said, table.spot),))
    return part if part and _numbers_go_on(before, head, rows[part.start :]) else None


def _asked_about(before: SourceTable, table: SourceTable) -> SourceTable:
    """The table, with the question whether one below it without headings goes on with it."""
    rows = table.table.rows
    if table.layout is not None or not before.taken or is_caption(table.caption):
        return before
    alike = sum(bool(_WORD.search(row_text(row))) and _has_figure(row) for row in rows)
    if not _adjacent(table) or alike * 2 < len(rows):
        return before
    message = Message(
        "table {n}, below table {before}, has no headings and is not read: {text}; if its rows "
        "go on with table {before}, give them its columns",
        n=table.number, before=before.number, text=row_text(rows[0])[:80],
    )  # fmt: skip
    doubt = Doubt(DoubtCode.HEADLESS, message, table.spot)
    return before._replace(doubts=(*before.doubts, doubt))


def _has_figure(row: Row) -> bool:
    return len(row) > 2 and any(_FIGURE.fullmatch(cell.text.strip()) for cell in row)


def _adjacent(table: SourceTable) -> bool:
    """Whether nothing but page numbers, running heads or “续表” stands between two tables."""
    between = [p.text.strip() for p in table.before if not FURNITURE.fullmatch(p.text)]
    return len(between) <= 2 and all(
        _CONTINUED.search(text) or (len(text) <= 40 and not is_caption(text)) for text in between
    )


def _numbers_go_on(before: SourceTable, head: Layout, rows: Sequence[Row]) -> bool:
    """A table whose numbers begin again is another table."""
    columns = head.of(Role.NUMBER)
    if not columns:
        return True
    index = columns[0].index
    last_rows = before.parts[-1][0].rows if before.parts else before.table.rows
    last = [n for row in last_rows if (n := _int(row, index)) is not None]
    next_ = [n for row in rows if (n := _int(row, index)) is not None]
    return not last or not next_ or next_[0] >= last[-1]


def _int(row: Row, index: int) -> int | None:
    text = row[index].text.strip().rstrip(".、") if index < len(row) else ""
    return int(text) if text.isascii() and text.isdigit() else None
