"""Narrowing a table to the rows, the order and the number that someone asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from plantrack.answers.answer import R, Row
from plantrack.answers.table import Table, column_called
from plantrack.messages.errors import unknown
from plantrack.messages.letters import half_width
from plantrack.messages.message import N_, Message
from plantrack.messages.words import the_word
from plantrack.plan.assess import Status
from plantrack.plan.lookup import find_section, matches
from plantrack.plan.model import Kind, Plan
from plantrack.plan.wording import WORDS

_THINGS = {
    "status": N_("status"),
    "kind": N_("kind"),
    "change": N_("change"),
    "ambition": N_("ambition"),
}


def selected(
    rows: Iterable[R],
    plan: Plan,
    *,
    sections: Sequence[str] | None = None,
    search: str | None = None,
    **words: Sequence[str] | None,
) -> list[R]:
    """The rows that are asked for, by section, by a part of their names and by code words.

    `words` are the code words to keep, by column: status, kind, change, ambition.

    Raises:
        Refusal: a code word does not exist.
        NotFound: a section does not exist.
    """
    left = list(rows)
    if sections:
        wanted = {find_section(plan, section).id for section in sections}
        left = [row for row in left if row.section in wanted]
    for key, wanted_words in words.items():
        left = _with_words(left, key, wanted_words or ())
    if search:
        found = {one.id for one in plan.indicators if matches(one, search)}
        left = [row for row in left if row.id in found]
    return left


def narrowed(table: Table, rows: Sequence[Row], sort: str | None, limit: int | None) -> Table:
    """The table with these of its rows alone, in the order asked for, and at most so many.

    Raises:
        Refusal: the column to sort by does not exist.
    """
    if sort:
        rows = _sorted(list(rows), sort, table)
        table = replace(table, group=lambda _: None)
    return replace(table, rows=rows[:limit], empty=table.unmatched if table.rows else table.empty)


def _with_words(rows: list[R], key: str, wanted: Sequence[str]) -> list[R]:
    """The rows whose code word under the key is one of those wanted; all if none is."""
    if not wanted:
        return rows
    known = {code: WORDS[code] for code in _vocabulary(key)}
    codes = {the_word(Message(_THINGS[key]), word, known) for word in wanted}
    return [row for row in rows if getattr(row, key) in codes]


def _vocabulary(key: str) -> list[str]:
    from plantrack.plan.compare import Ambition, Change

    vocabularies: dict[str, type[StrEnum]] = {
        "status": Status,
        "kind": Kind,
        "change": Change,
        "ambition": Ambition,
    }
    return [word.value for word in vocabularies[key]]


def _sorted(rows: list[Row], sort: str, table: Table) -> list[Row]:
    """By one column, empty cells last; numbers like 1.2 in their own order."""
    asked = half_width(sort).strip()
    wanted, descending = asked.removeprefix("-"), asked.startswith("-")
    key = column_called(wanted, table.sortable)
    if key is None:
        raise unknown(Message("column"), wanted, table.sortable)
    if f"{key}_value" in table.sortable:
        key = f"{key}_value"  # figures by their numbers, not by how they are worded
    filled = [row for row in rows if getattr(row, key, None) is not None]
    empty = [row for row in rows if getattr(row, key, None) is None]
    return [*sorted(filled, key=lambda r: _rank(key, getattr(r, key)), reverse=descending), *empty]


def _rank(key: str, value: Any) -> Any:
    return [int(part) for part in value.split(".")] if key == "number" else value
