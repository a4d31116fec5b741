"""Output formats: each turns a `Table` into pieces of text. Nothing here prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from plantrack.answers.table import Table
from plantrack.messages.harmless import visible


@dataclass(frozen=True, slots=True)
class Style:
    """How to set a table: `width` in terminal cells (``None``: as wide as it needs)."""

    width: int | None = None
    color: bool = False
    header: bool = True


Render = Callable[[Table, Style], Iterator[str]]

FORMATS = {
    "table": "plantrack.render.terminal",
    "json": "plantrack.render.as_json",
    "jsonl": "plantrack.render.as_json",
    "csv": "plantrack.render.separated",
    "tsv": "plantrack.render.separated",
    "markdown": "plantrack.render.markdown",
    "html": "plantrack.render.html",
}
"""The module of each format, imported when it is used: only the terminal needs Rich."""

GENERATOR = '<meta name="generator" content="plantrack">'
"""What a page says of who wrote it; nobody sees it, and plantrack knows its own pages by it."""


def renderer(name: str) -> Render:
    """The function that renders the format of that name."""
    return cast("Render", getattr(import_module(FORMATS[name]), f"render_{name}"))


def remarks(table: Table) -> Iterator[str]:
    """What is said of single rows, a line each, made harmless."""
    for row in table.rows:
        for remark in table.remarks(row):
            name = " ".join(filter(None, (row.number, row.name)))
            yield visible(f"{name}: {remark}")
