"""Tables and cards for a terminal, set by Rich. Figures are never cut or wrapped; names wrap."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from plantrack.answers.answer import Row
from plantrack.answers.table import Align, Column, Table
from plantrack.messages.harmless import visible
from plantrack.render import Style, remarks

_CHUNK = 500  # rows set at a time, so that a long table needs no more memory than a short one
_WIDE_FROM = 100  # cells; below that the unit stands behind the name
_WIDE_ONLY = {"unit", "versus_actual"}
_NARROWEST = 10
_NAME = 12  # cells that a name needs to be read with ease
_WORDS = 8  # cells that a target in words needs among figures
_HEADING = 6
_BEHIND = 7  # cells behind the point that figures may stand in line for: "4个百分点" is too wide
_GAP = 2
_NUMBER = re.compile(r"\D{0,3}\d[\d,]*")
_COLORS = {"✗": "red", "✓": "green", "▲": "green", "?": "yellow", "↑": "cyan", "↓": "yellow"}


def render_table(table: Table, style: Style) -> Iterator[str]:
    """Headline, then columns, or cards where columns do not fit, then the caption."""
    headline = [visible(line) for line in table.headline]
    for line in headline:
        yield _set(Text(_wrapped(line, style.width), style="bold"), style)
    if not table.rows:
        if not any(line.endswith(table.empty) for line in headline):
            yield _set(Text(_wrapped(table.empty, style.width)), style)
    else:
        columns = None if table.cards else _fitting(table, style)
        yield from _grid(table, columns, style) if columns else _cards(table, style)
        yield from (_set(Text(line), style) for line in remarks(table))
    for line in _caption(table, style.width):
        yield _set(Text(line, style="dim"), style)


def _caption(table: Table, width: int | None) -> Sequence[str]:
    """The plan and its file; the file on a line of its own if it does not fit beside the title."""
    title, file = visible(table.title), visible(table.file)
    whole = f"{title} · {file}"
    return (whole,) if width is None or cell_len(whole) <= width else (title, file)


_PIECE = re.compile(
    r"\s*(?:[\d.]+\s)?[（《]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。、；：）》”]*"
)


def _wrapped(text: str, width: int | None) -> str:
    """The text in lines that fit, broken at blanks and between Chinese characters.

    A number stays with the word behind it, and no line begins with a closing sign.
    """
    if width is None:
        return text
    lines = [""]
    for piece in _PIECE.findall(text.rstrip()):
        if lines[-1] and cell_len(lines[-1] + piece) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return "\n".join(lines)


def _set(renderable: RenderableType, style: Style) -> str:
    """What Rich makes of it, without a trailing blank on any line."""
    console = _console(style)
    with console.capture() as capture:
        console.print(renderable, soft_wrap=style.width is None)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


@cache
def _console(style: Style) -> Console:
    return Console(
        file=io.StringIO(),
        width=style.width or 100_000,
        height=25,  # any: without it Rich reads COLUMNS, whatever stands there
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        legacy_windows=False,
        highlight=False,
    )


def _fitting(table: Table, style: Style) -> list[_Cells] | None:
    """Columns that fit the screen: with decimal points in line if there is room for that."""
    for aligned in (True, False):
        columns = _columns(table, style, aligned=aligned)
        if _fits(columns, style.width):
            return columns
    return None


def _columns(table: Table, style: Style, *, aligned: bool) -> list[_Cells]:
    """The columns of a grid; on a narrow screen the unit stands behind the name."""
    narrow = style.width is not None and style.width < _WIDE_FROM and not table.chosen
    shown = [column for column in table.shown if not (narrow and column.key in _WIDE_ONLY)]
    with_unit = narrow and any(column.key == "unit" for column in table.shown)
    return [_Cells(column, table.rows, with_unit=with_unit, aligned=aligned) for column in shown]


def _fits(columns: Sequence[_Cells], width: int | None) -> bool:
    """Whether no figure need be cut and names keep a readable width."""
    return width is None or sum(c.least for c in columns) + _GAP * (len(columns) - 1) <= width


def _grid(table: Table, columns: Sequence[_Cells], style: Style) -> Iterator[str]:
    widths = _widths(columns, style.width)
    start = 0
    if style.header:
        yield _set(_empty_grid(columns, widths, header=True), style)
    for title, rows in groupby(table.rows, key=table.group):
        if title or start:  # rows outside any section do not belong to the one before
            yield _set(Text(visible(title or "—"), style="bold"), style)
        for chunk in _chunks(list(rows)):
            grid = _empty_grid(columns, widths, header=False)
            for index, row in enumerate(chunk, start):
                grid.add_row(*(cells.at(index, row) for cells in columns))
            start += len(chunk)
            yield _set(grid, style)


def _chunks(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


def _empty_grid(columns: Sequence[_Cells], widths: Sequence[int], *, header: bool) -> Grid:
    """A grid with fixed columns, so that every chunk of rows stands in line with the others."""
    grid = Grid(
        box=box.SIMPLE_HEAD,
        show_header=header,
        show_edge=False,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for cells, width in zip(columns, widths, strict=True):
        figures = cells.column.align is Align.FIGURE
        grid.add_column(
            visible(cells.column.heading),
            width=width,
            justify="right" if figures else "left",
            overflow="fold",
        )
    return grid


class _Cells:
    """One column's texts for all rows, and how wide they are."""

    def __init__(
        self, column: Column, rows: Sequence[Row], *, with_unit: bool, aligned: bool
    ) -> None:
        self.column = column
        self.texts = [visible(column.text(row)) for row in rows]
        if with_unit and column.key == "name":
            units = (f" ({visible(row.unit)})" if row.unit else "" for row in rows)
            self.texts = [text + unit for text, unit in zip(self.texts, units, strict=True)]
        figures = [text for text in self.texts if _is_figure(column, text)]
        behind = _longest(_split(text)[1] for text in figures)
        self.fraction = behind if aligned and behind <= _BEHIND else 0
        whole = _longest(_split(text)[0] for text in figures)
        self.figure_width = max(whole + self.fraction, _longest(figures))
        self.words_width = _longest(set(self.texts) - set(figures))
        indent = 2 if column.key == "name" else 0
        longest = max((cell_len(text) + indent for text in self.texts), default=0)
        self.natural = max(longest, self.figure_width, cell_len(column.heading))
        self.least = self._least(column)

    def _least(self, column: Column) -> int:
        if column.align is Align.FIGURE:
            return max(self.figure_width, min(self.words_width, _WORDS), _HEADING)
        if column.key == "name":
            return min(self.natural, _NAME)
        wraps = column.key in {"unit", "notes", "reason", "basis"}
        return min(self.natural, _NARROWEST) if wraps else self.natural

    def at(self, index: int, row: Row) -> Text:
        """The cell: figures padded so that their decimal points stand in line."""
        text = self.texts[index]
        if _is_figure(self.column, text):
            text += " " * (self.fraction - cell_len(_split(text)[1]))
        elif self.column.key == "name" and row.parent is not None:
            text = f"  {text}"
        return Text(text, _COLORS.get(text[:1], "") if self.column.align is Align.TEXT else "")


def _longest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _is_figure(column: Column, text: str) -> bool:
    return column.align is Align.FIGURE and _NUMBER.match(text) is not None


def _split(text: str) -> tuple[str, str]:
    """A figure before and from its decimal point on."""
    match = _NUMBER.match(text)
    end = match.end() if match else len(text)
    return text[:end], text[end:]


def _widths(columns: Sequence[_Cells], width: int | None) -> list[int]:
    """Natural widths, the widest columns shrunk first where the terminal is narrower."""
    widths = [cells.natural for cells in columns]
    if width is None:
        return widths
    room = width - _GAP * (len(columns) - 1)
    while sum(widths) > room:
        shrinkable = [i for i, cells in enumerate(columns) if widths[i] > cells.least]
        widest = max(shrinkable, key=lambda i: widths[i] - _spared(columns[i]))
        widths[widest] -= 1
    return widths


def _spared(cells: _Cells) -> int:
    """How many cells wider than the rest a column may stay: names are what people read."""
    return 26 if cells.column.key == "name" else 0


def _cards(table: Table, style: Style) -> Iterator[str]:
    for row in table.rows:
        yield _set(Text(""), style)
        called = [c.text(row) for c in table.shown if c.key in {"number", "name"}]
        name = " ".join(map(visible, filter(None, called)))
        yield _set(Text(name, "bold"), style)
        rest = [column for column in table.shown if column.key not in {"number", "name"}]
        short = [_labelled(column, row) for column in rest if _is_short(column)]
        for line in _packed(list(filter(None, short)), style.width):
            yield _set(Padding(Text(line), (0, 0, 0, _INDENT)), style)
        for column in rest:
            if not _is_short(column) and (said := _labelled(column, row)):
                yield _set(Padding(Text(said), (0, 0, 0, _INDENT)), style)
    yield _set(Text(""), style)


def _packed(pieces: list[str], width: int | None) -> list[str]:
    """As many pieces on each line as fit, none of them broken."""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]}   {piece}" if lines else ""
        if longer and (width is None or cell_len(longer) <= width - _INDENT):
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


_INDENT = 2
_SHORT = {"year", "id", "kind", "unit", "status", "ambition", "versus_actual"}


def _is_short(column: Column) -> bool:
    return column.align is Align.FIGURE or column.key in _SHORT


def _labelled(column: Column, row: Row) -> str:
    text = visible(column.text(row))
    return f"{column.label}{text}" if text else ""
