"""One small page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from plantrack.render import Style, remarks
from plantrack.render.harmless import visible
from plantrack.tables.table import Align, Table

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}"
    "table{border-collapse:collapse}th,td{padding:.3rem .7rem;border-bottom:1px solid #ccc;"
    "text-align:left;vertical-align:top}.n{text-align:right;white-space:nowrap}"
)


def render_html(table: Table, style: Style) -> Iterator[str]:
    """A self-contained page: headline, table, nothing loaded from elsewhere."""
    title, language = _escaped(table.caption), _escaped(str(table.envelope["language"]))
    yield f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n"
    yield "".join(f"<p>{_escaped(line)}</p>\n" for line in table.headline)
    yield "<table>\n"
    if style.header:
        yield _row("th", table, [column.heading for column in table.shown])
    for row in table.rows:
        yield _row("td", table, [column.text(row) for column in table.shown])
    yield "</table>\n"
    yield "".join(f"<p>{_escaped(line)}</p>\n" for line in remarks(table))
    yield "</html>\n"


def _row(tag: str, table: Table, texts: list[str]) -> str:
    cells = (
        f"<{tag}{' class=n' if column.align is Align.FIGURE else ''}>{_escaped(text)}</{tag}>"
        for column, text in zip(table.shown, texts, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>\n"


def _escaped(text: str) -> str:
    return escape(visible(text))
