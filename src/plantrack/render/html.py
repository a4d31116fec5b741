"""One small page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from plantrack.answers.table import Align, Table
from plantrack.messages.harmless import visible
from plantrack.render import GENERATOR, Style, remarks

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}"
    "table{border-collapse:collapse}th,td{padding:.3rem .7rem;border-bottom:1px solid #ccc;"
    "text-align:left;vertical-align:top}.n{text-align:right;white-space:nowrap}"
    ".part td:nth-child(2){padding-left:2rem}footer{color:#666}"
)


def render_html(table: Table, style: Style) -> Iterator[str]:
    """A self-contained page: headline, table, nothing loaded from elsewhere."""
    title, language = _escaped(table.title), _escaped(str(table.envelope["language"]))
    yield f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
    yield f"{GENERATOR}\n"
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n"
    yield "".join(f"<p>{_escaped(line)}</p>\n" for line in table.headline)
    yield "<table>\n"
    if style.header:
        yield _row("th", table, [column.heading for column in table.shown])
    for group, rows in groupby(table.rows, key=table.group):
        if group:
            yield f"<tr><th colspan={len(table.shown)}>{_escaped(group)}</th></tr>\n"
        for row in rows:
            yield _row("td", table, [column.text(row) for column in table.shown], row.parent)
    yield "</table>\n"
    yield "".join(f"<p>{_escaped(line)}</p>\n" for line in remarks(table))
    yield f"<footer>{_escaped(table.file)}</footer>\n</html>\n"


def _row(tag: str, table: Table, texts: list[str], parent: str | None = None) -> str:
    cells = (
        f"<{tag}{' class=n' if column.align is Align.FIGURE else ''}>{_escaped(text)}</{tag}>"
        for column, text in zip(table.shown, texts, strict=True)
    )
    return f"<tr{' class=part' if parent else ''}>{''.join(cells)}</tr>\n"


def _escaped(text: str) -> str:
    return escape(visible(text))
