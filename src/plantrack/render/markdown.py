"""Markdown, in which nothing of a plan's texts takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantrack.render import Style, remarks
from plantrack.render.harmless import visible
from plantrack.tables.table import Align, Table

_SYNTAX = re.compile(r"([\\`*_{}\[\]()#+!|<>&~])")


def render_markdown(table: Table, style: Style) -> Iterator[str]:
    """A pipe table under its headline."""
    for line in (table.caption, *table.headline):
        yield f"{_escaped(line)}\n\n"
    if style.header:
        yield _line(_escaped(column.heading) for column in table.shown)
        yield _line("--:" if column.align is Align.FIGURE else "---" for column in table.shown)
    for row in table.rows:
        yield _line(_escaped(column.text(row)) for column in table.shown)
    for line in remarks(table):
        yield f"\n{_escaped(line)}\n"


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _escaped(text: str) -> str:
    return _SYNTAX.sub(r"\\\1", visible(text))
