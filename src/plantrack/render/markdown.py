"""Markdown, in which nothing of a plan's texts takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from plantrack.answers.answer import Row
from plantrack.answers.table import Align, Column, Table
from plantrack.messages.harmless import visible
from plantrack.render import Style, remarks

_INDENT = "&emsp;"
_LINK = re.compile(r"(?<=http)s?:|(?<=ftp):|(?<=www)\.|@", re.IGNORECASE)
_SYNTAX = re.compile(r"([\\`*_{}\[\]()#+!|<>&~])")


def render_markdown(table: Table, style: Style) -> Iterator[str]:
    """A pipe table under its headline."""
    for line in (table.title, *table.headline):
        yield f"{_escaped(line)}\n\n"
    if style.header:
        yield _line(_escaped(column.heading) for column in table.shown)
        yield _line("--:" if column.align is Align.FIGURE else "---" for column in table.shown)
    for group, rows in groupby(table.rows, key=table.group):
        if group:
            yield _line(iter(_heading(table, group)))
        for row in rows:
            yield _line(_cell(column, row) for column in table.shown)
    for line in (*remarks(table), table.file):
        yield f"\n{_escaped(line)}\n"


def _heading(table: Table, group: str) -> list[str]:
    """The title of a group, in the column of the names if there is one."""
    keys = [column.key for column in table.shown]
    at = keys.index("name") if "name" in keys else 0
    return [f"**{_escaped(group)}**" if index == at else "" for index in range(len(keys))]


def _cell(column: Column, row: Row) -> str:
    indent = _INDENT if column.key == "name" and row.parent is not None else ""
    return f"{indent}{_escaped(column.text(row))}"


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _escaped(text: str) -> str:
    """The text with nothing in it that is a link or markup of any kind."""
    return _LINK.sub(_unlinked, _SYNTAX.sub(r"\\\1", visible(text)))


def _unlinked(match: re.Match[str]) -> str:
    """What makes an address a link, escaped: the last character of `https:`, `www.` or `@`."""
    return f"{match[0][:-1]}\\{match[0][-1]}"
