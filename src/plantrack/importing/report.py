"""What an import says of itself: tables taken and passed over, counts, points to review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plantrack.documents.text import one_line
from plantrack.importing.run import Imported
from plantrack.interpret.columns.column import Layout
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.reading import Interpretation
from plantrack.interpret.rows.entry import RowEntry
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import N_, Voice

_MOST_HEADINGS = 100


def in_order(doubts: Sequence[Doubt]) -> list[Doubt]:
    """The doubts to review, those that leave something out first, otherwise as they came."""
    first = [code for code in DoubtCode if code.leaves_out]
    rank = {code: number for number, code in enumerate(first)}
    return sorted(doubts, key=lambda doubt: rank.get(doubt.code, len(first)))


def listed(read: Interpretation, voice: Voice) -> Iterator[str]:
    """All tables with their headings and what would become of them."""
    for table in read.tables:
        yield _table_line(table, voice)
        headings = _headings(table)
        for number, text in enumerate(headings[:_MOST_HEADINGS], 1):
            yield f"    {number}  {text}"
        if len(headings) > _MOST_HEADINGS:
            yield voice.say("    and {n} more columns", n=len(headings) - _MOST_HEADINGS)


def _headings(table: SourceTable) -> list[str]:
    if table.layout is not None:
        return [_column_text(table.layout, i) for i in range(len(table.layout.columns))]
    first = table.table.rows[0] if table.table.rows else ()
    return [one_line(cell.text)[:60] for cell in first]


def _column_text(layout: Layout, index: int) -> str:
    column = layout.columns[index]
    role = f"{column.role.value}:{column.year}" if column.year else column.role.value
    return f"{one_line(column.heading.text)[:60]} → {role}"


def _table_line(table: SourceTable, voice: Voice) -> str:
    template = N_("{where}: taken — {why}") if table.taken else N_("{where}: passed over — {why}")
    caption = f" “{table.caption[:60]}”" if table.caption else ""
    where = table.spot.described().said(voice.translate) + caption
    return voice.say(template, where=where, why=table.why.said(voice.translate))


def in_words(imported: Imported, voice: Voice) -> Iterator[str]:
    """The report for people, a line a piece."""
    read = imported.read
    for table in read.tables:
        yield _table_line(table, voice)
        if table.taken:
            yield "    " + _what_it_gave(table, voice)
    for change in ("added", "changed", "left"):
        ids = [one.id for one in imported.changes if one.what == change]
        if ids:
            yield voice.say(_CHANGES[change], n=len(ids), ids=", ".join(ids))
    yield from _counts(imported, voice)
    yield from numbered(read, voice)


_CHANGES = {
    "added": N_("{n} indicators added: {ids}"),
    "changed": N_("{n} indicators given new figures: {ids}"),
    "left": N_("{n} indicators left as they were: {ids}"),
}


_FIGURES = {
    "plan": N_("plan"),
    "period": N_("plan"),
    "actual": N_("actual"),
    "baseline": N_("actual"),
}
"""What the figures of a column are, by its role."""


def _what_it_gave(table: SourceTable, voice: Voice) -> str:
    entries = table.reading.entries
    parts = sum(entry.parent is not None for entry in entries)
    columns = table.layout.figures if table.layout else []
    what = [f"{voice.say(_FIGURES.get(c.role.value, c.role.value))} {c.year}" for c in columns]
    return voice.say(
        "{indicators}: {what}",
        indicators=_how_many(len(entries) - parts, parts, _bare(entries), voice),
        what=", ".join(dict.fromkeys(what)),
    )


def _bare(entries: Sequence[RowEntry]) -> int:
    """How many indicators have no figures: they stand above their parts, or are still to come."""
    return sum(not entry.figures and entry.parent is None for entry in entries)


def _how_many(indicators: int, parts: int, bare: int, voice: Voice) -> str:
    """Indicators, those without figures and parts, in words: “19 indicators, 2 sub-indicators”."""
    counted = (
        (indicators - bare, N_("1 indicator"), N_("{n} indicators")),
        (bare, N_("1 indicator without figures"), N_("{n} indicators without figures")),
        (parts, N_("1 sub-indicator"), N_("{n} sub-indicators")),
    )
    said = [voice.say(one if n == 1 else many, n=n) for n, one, many in counted if n]
    return voice.say(", ").join(said)


def _counts(imported: Imported, voice: Voice) -> Iterator[str]:
    for theirs, own in imported.counted:
        if own is None:
            continue
        same = (theirs.achieved, theirs.total) == (own.achieved, own.total)
        yield voice.say(
            N_("the report counts {a} of {b} as met; its figures give the same")
            if same
            else N_("the report counts {a} of {b} as met; its figures give {c} of {d}"),
            a=theirs.achieved, b=theirs.total, c=own.achieved, d=own.total,
        )  # fmt: skip


def numbered(read: Interpretation, voice: Voice) -> Iterator[str]:
    """The doubts to review, numbered, each with its place."""
    found = in_order(read.doubts)
    if found:
        one = len(found) == 1
        yield voice.say(
            N_("1 point to review:") if one else N_("{n} points to review:"), n=len(found)
        )
    for number, doubt in enumerate(found, 1):
        where = doubt.spot.described().said(voice.translate)
        yield f"{number:3}. {where}: {doubt.said().said(voice.translate)}"


def needs_review(imported: Imported) -> bool:
    """Whether anything is to be reviewed, a count that differs included."""
    return bool(imported.read.doubts) or any(
        own is not None and (own.achieved, own.total) != (theirs.achieved, theirs.total)
        for theirs, own in imported.counted
    )


def as_dict(read: Interpretation, imported: Imported | None, voice: Voice) -> dict[str, Any]:
    """The report for scripts; codes and keys follow no language."""
    return {
        "format_version": 1,
        "command": "import",
        "documents": [{"name": d.name, "title": d.title or None} for d in read.documents],
        "tables": [_table_dict(table, voice) for table in read.tables],
        "indicators": sum(line.parent is None for line in read.indicators),
        "sub_indicators": sum(line.parent is not None for line in read.indicators),
        "counts": [
            {"total": theirs.total, "achieved": theirs.achieved,
             "own_total": own.total if own else None, "own_achieved": own.achieved if own else None}
            for theirs, own in (imported.counted if imported else ())
        ],
        "changes": [{"id": c.id, "what": c.what} for c in (imported.changes if imported else ())],
        "review": [
            _doubt_dict(n, doubt, voice) for n, doubt in enumerate(in_order(read.doubts), 1)
        ],
    }  # fmt: skip


def _table_dict(table: SourceTable, voice: Voice) -> dict[str, Any]:
    columns = table.layout.columns if table.layout else ()
    return {
        "number": table.number,
        "document": table.document,
        "page": table.table.place.page or None,
        "line": table.table.place.line or None,
        "sheet": table.table.place.sheet or None,
        "caption": table.caption or None,
        "taken": table.taken,
        "carries_on": table.part_of or None,
        "why": table.why.said(voice.translate),
        "columns": [
            {"column": c.index + 1, "heading": one_line(c.heading.text), "role": c.role.value,
             "year": c.year, "question": c.question.said(voice.translate) if c.question else None}
            for c in columns
        ],
        "rows": table.reading.rows,
    }  # fmt: skip


def _doubt_dict(number: int, doubt: Doubt, voice: Voice) -> dict[str, Any]:
    spot = doubt.spot
    return {
        "n": number,
        "code": doubt.code,
        "document": spot.document,
        "page": spot.place.page or None,
        "line": spot.place.line or None,
        "sheet": spot.place.sheet or None,
        "cell": spot.place.address or None,
        "table": spot.table or None,
        "row": spot.row or None,
        "column": spot.column or None,
        "cells": doubt.count,
        "message": doubt.said().said(voice.translate),
    }


def nothing_found(read: Interpretation, voice: Voice) -> Iterator[str]:
    """Why no plan could be made, and which tables there are."""
    asked = any(doubt.code is DoubtCode.QUESTION for doubt in read.doubts)
    if not read.tables:
        yield voice.say("no table was found")
    elif asked:
        yield voice.say("no figure could be used; answer the questions below and try again")
    else:
        yield voice.say("no table of indicators was found; these tables are there:")
    yield from listed(read, voice)
    yield from numbered(read, voice)
    if read.tables and not asked:
        yield voice.say("say which with --table N, and its columns with --column")
