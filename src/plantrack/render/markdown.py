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
_SYNTAX = re.compile(r"[\\`*_{}\[\]()#+!|<>&~$^]")
_LINK = re.compile(r"(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.", re.IGNORECASE)
_ADDRESS = re.compile(r"((?<![\w.+-])[\w.+-]+@[\w.@+-]*|@[\w.@+-]+)")
_START = re.compile(r"\A(?=[-:%=]|[0-9]+\.(?: |\Z))([0-9]*)")
_RULE = re.compile(r"[: ]*-[-: ]*")


def render_markdown(table: Table, style: Style) -> Iterator[str]:
    """A pipe table under its headline."""
    for line in (table.title, *table.headline):
        yield f"{_paragraph(line)}\n\n"
    if style.header:
        yield _line(_escaped(column.heading) for column in table.shown)
        yield _line("--:" if column.align is Align.FIGURE else "---" for column in table.shown)
    for group, rows in groupby(table.rows, key=table.group):
        if group:
            yield _line(iter(_heading(table, group)))
        for row in rows:
            yield _line(_cell(column, row) for column in table.shown)
    for line in (*remarks(table), table.file):
        yield f"\n{_paragraph(line)}\n"


def _heading(table: Table, group: str) -> list[str]:
    """The title of a group, in the column of the names if there is one."""
    keys = [column.key for column in table.shown]
    at = keys.index("name") if "name" in keys else 0
    return [f"**{_escaped(group)}**" if index == at else "" for index in range(len(keys))]


def _cell(column: Column, row: Row) -> str:
    indent = _INDENT if column.key == "name" and row.parent is not None else ""
    text = visible(column.text(row)).strip()
    start = "\\" if _RULE.fullmatch(text) else ""  # else the second row could make a table
    return f"{indent}{start}{_escaped(text)}"


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _paragraph(text: str) -> str:
    """The text as a paragraph: no list, rule, heading, code or table, however it begins."""
    return _START.sub(r"\1\\", _escaped(visible(text).strip()))


def _escaped(text: str) -> str:
    """The text with nothing in it that is a link or markup of any kind.

    An address stands in code: nothing else keeps it from becoming a link, or from calling somebody.
    """
    pieces = _ADDRESS.split(visible(text))
    return "".join(f"`{one}`" if n % 2 else _plain(one) for n, one in enumerate(pieces))


def _plain(text: str) -> str:
    return _LINK.sub(r"\\\g<0>", _SYNTAX.sub(r"\\\g<0>", text))
