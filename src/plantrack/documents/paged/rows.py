"""Rows that no rules part: lines put together by how closely they stand, and by their figures."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from plantrack.documents.document import Cell, Place, Row
from plantrack.documents.paged.columns import Column, columns_of
from plantrack.documents.paged.lines import Line, Run
from plantrack.documents.text import years_in

_TIGHT = 1.25  # times the tightest leading; lines closer than that may be one cell's
_LOOSEST = 1.6  # times the letters' size; lines further apart are never one cell's
_OVERLAP = 0.3  # of a line's height; lines that overlap more stand side by side
_PADDED = 1.25  # times the leading; rows further apart than that are told by their distance
_MOSTLY = 0.6  # share of a column's runs that are figures where it is a column of figures
_LONGEST_FIGURE = 24
_NEAR = 60  # runs of a row that stand near its end
_OFF_CENTRE = 0.3  # of a line's height that a centred cell may be off
_RULED = 0.8  # share of the stretches between rules that hold one row each
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class _Placed(NamedTuple):
    """A run with its columns and the number of its line."""

    run: Run
    columns: range
    line: int


class _Spacing(NamedTuple):
    """How a table's lines are set: the leading in its cells, and whether its rows stand apart."""

    leading: float
    padded: bool
    figures: frozenset[int]


def rows_of(
    lines: Sequence[Line], columns: Sequence[Column], boundaries: Iterable[float], place: Place
) -> list[Row]:
    """The rows of one page's lines; at a boundary, a rule or a shade's edge, a row ends."""
    edges = sorted(boundaries)
    placed = [
        _Placed(run, columns_of(run, columns), number)
        for number, line in enumerate(lines)
        for run in line.runs
    ]
    spacing = _spacing(placed, len(columns))
    placed = list(_with_groups(placed, columns, spacing))
    stretches: dict[int, list[_Placed]] = {}
    for one in placed:
        stretches.setdefault(bisect(edges, (one.run.top + one.run.bottom) / 2), []).append(one)
    ruled = _is_ruled(list(stretches.values()), spacing)
    groups = [
        group
        for stretch in stretches.values()
        for group in ([stretch] if ruled else _split(stretch, columns, spacing))
    ]
    groups.sort(key=lambda group: min(one.run.top for one in group))
    return [_row(group, len(columns), place) for group in groups]


def _with_groups(
    placed: Sequence[_Placed], columns: Sequence[Column], spacing: _Spacing
) -> Iterator[_Placed]:
    """The runs, those of headings that stand over the gap between two columns over both."""
    figures = [one.run.top for one in placed if _is_anchor(one, spacing.figures)
               and not years_in(one.run.text)]  # fmt: skip
    body = min(figures, default=0.0)
    heads = [one for one in placed if one.run.bottom <= body]
    for one in placed:
        if one.run.bottom > body or len(one.columns) > 1:
            yield one
            continue
        taken = {c for other in heads if other is not one and _is_beside(one.run, other.run)
                 for c in other.columns}  # fmt: skip
        yield one._replace(columns=_reach(one, columns, taken))


def _reach(one: _Placed, columns: Sequence[Column], taken: Collection[int]) -> range:
    """A heading's column, and the next if most of the heading stands outside its own."""
    at, run = one.columns[0], one.run
    half = (run.x1 - run.x0) / 2
    left, right = columns[at].x0 - run.x0, run.x1 - columns[at].x1
    if right > half and at + 1 < len(columns) and at + 1 not in taken:
        return range(at, at + 2) if _gap_middle(columns, at) < run.x1 else one.columns
    if left > half and at and at - 1 not in taken:
        return range(at - 1, at + 1) if _gap_middle(columns, at - 1) > run.x0 else one.columns
    return one.columns


def _gap_middle(columns: Sequence[Column], at: int) -> float:
    return (columns[at].x1 + columns[at + 1].x0) / 2


def _spacing(placed: Sequence[_Placed], width: int) -> _Spacing:
    leadings: list[float] = []
    for column in range(width):
        tops = sorted(one.run.top for one in placed if one.columns == range(column, column + 1))
        leadings += [b - a for a, b in zip(tops, tops[1:], strict=False) if b - a > 2]
    leading = min(leadings, default=0.0)
    figures = frozenset(filter(lambda column: _holds_figures(column, placed), range(width)))
    tops = sorted({one.run.top for one in placed if _is_anchor(one, figures)})
    pitch = min((b - a for a, b in zip(tops, tops[1:], strict=False) if b - a > 2), default=0.0)
    return _Spacing(leading, pitch > _PADDED * leading, figures)


def _holds_figures(column: int, placed: Iterable[_Placed]) -> bool:
    texts = [one.run.text for one in placed if one.columns == range(column, column + 1)]
    figures = [t for t in texts if len(t) <= _LONGEST_FIGURE and any(map(str.isdigit, t))]
    return len(figures) > 1 and len(figures) >= _MOSTLY * len(texts)


def _is_anchor(one: _Placed, figures: frozenset[int]) -> bool:
    return (
        len(one.columns) == 1 and one.columns[0] in figures and any(map(str.isdigit, one.run.text))
    )


def _is_ruled(stretches: Sequence[Sequence[_Placed]], spacing: _Spacing) -> bool:
    """Whether nearly every stretch between two rules holds one row."""
    single = sum(len(_anchors(stretch, spacing)) <= 1 for stretch in stretches)
    return len(stretches) > 2 and single >= _RULED * len(stretches)


def _anchors(group: Iterable[_Placed], spacing: _Spacing) -> list[float]:
    """Where the figures of each row stand: the middles of their lines, from the top down."""
    found: list[Run] = []
    for one in sorted(group, key=lambda one: one.run.top):
        if _is_anchor(one, spacing.figures) and not (found and _is_beside(found[-1], one.run)):
            found.append(one.run)
    return [(run.top + run.bottom) / 2 for run in found]


def _is_beside(one: Run, other: Run) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _OVERLAP * min(one.bottom - one.top, other.bottom - other.top)


def _split(
    stretch: Sequence[_Placed], columns: Sequence[Column], spacing: _Spacing
) -> Iterator[list[_Placed]]:
    """A stretch's rows: lines that stand side by side or closely below one another, taken apart
    again where they hold the figures of several rows."""
    for group in _together(stretch, columns, spacing):
        anchors = _anchors(group, spacing)
        if len(anchors) < 2:
            yield group
        else:
            yield from _by_anchors(group, anchors, columns)


def _together(
    stretch: Sequence[_Placed], columns: Sequence[Column], spacing: _Spacing
) -> list[list[_Placed]]:
    groups: list[list[_Placed]] = []
    for one in sorted(stretch, key=lambda one: one.run.top):
        near = [
            group for group in groups[-4:]
            if any(_belong(other, one, columns, spacing) for other in group[-_NEAR:])
        ]  # fmt: skip
        if not near:
            groups.append([one])
            continue
        near[0].append(one)
        for other in near[1:]:
            near[0].extend(other)
            groups.remove(other)
    return groups


def _belong(upper: _Placed, lower: _Placed, columns: Sequence[Column], spacing: _Spacing) -> bool:
    """Whether two runs stand in one row by their places alone."""
    if _is_beside(upper.run, lower.run):
        return True
    if upper.columns != lower.columns or len(upper.columns) != 1:
        return False
    distance = lower.run.top - upper.run.top
    if distance > _TIGHT * spacing.leading or distance > _LOOSEST * upper.run.size:
        return False
    return spacing.padded or _is_full(upper.run, lower.run, columns[upper.columns[0]])


def _is_full(upper: Run, lower: Run, column: Column) -> bool:
    """Whether the next line's first word would not have fitted into the upper line."""
    word = 1 if _CJK.match(lower.text) else len(lower.text.split(" ")[0]) + 1
    width = (lower.x1 - lower.x0) / len(lower.text) * word
    return column.x1 - column.x0 - (upper.x1 - upper.x0) < width


def _by_anchors(
    group: Sequence[_Placed], anchors: Sequence[float], columns: Sequence[Column]
) -> Iterator[list[_Placed]]:
    """Each run to the figures it stands at, as the table is aligned.

    Where cells are centred, the middle of each column's lines in a row is that of its figures;
    else the figures stand beside each row's first line, or its last. A cell's lines are full but
    for its last, which tells the one from the other.
    """
    homes = _from_an_edge(group, anchors)
    centred = _centred(group, anchors)
    if centred is not None:
        breaks = [_breaks(group, one, columns) for one in (centred, homes)]
        if breaks[0] < breaks[1] or (breaks[0] == breaks[1] and _stand_between(group, anchors)):
            homes = centred
    found: list[list[_Placed]] = [[] for _ in anchors]
    for one, home in zip(group, homes, strict=True):
        found[home].append(one)
    yield from found


def _breaks(group: Sequence[_Placed], homes: Sequence[int], columns: Sequence[Column]) -> int:
    """How many lines of cells would break where the next word would have fitted."""
    count = 0
    last: dict[tuple[int, range], Run] = {}
    for one, home in sorted(zip(group, homes, strict=True), key=lambda pair: pair[0].run.top):
        before = last.get((home, one.columns))
        if before is not None and len(one.columns) == 1:
            count += not _is_full(before, one.run, columns[one.columns[0]])
        last[home, one.columns] = one.run
    return count


def _stand_between(group: Sequence[_Placed], anchors: Sequence[float]) -> bool:
    """Whether a row's figures stand between two lines of a cell, as they do where it is centred."""
    height = min(one.run.bottom - one.run.top for one in group)
    return any(height / 4 < abs(_middle(one) - y) < height for one in group for y in anchors)


def _middle(one: _Placed) -> float:
    return (one.run.top + one.run.bottom) / 2


def _centred(group: Sequence[_Placed], anchors: Sequence[float]) -> list[int] | None:
    """The number of each run's anchor if all cells are centred; ``None`` if one is not."""
    slack = _OFF_CENTRE * min(one.run.bottom - one.run.top for one in group)
    homes = [-1] * len(group)
    for columns in {one.columns for one in group}:
        numbers = [i for i, one in enumerate(group) if one.columns == columns]
        numbers.sort(key=lambda i: _middle(group[i]))
        rest = iter(_centred_column([_middle(group[i]) for i in numbers], anchors, slack))
        for i, home in zip(numbers, rest, strict=False):
            homes[i] = home
    return None if -1 in homes else homes


def _centred_column(
    middles: Sequence[float], anchors: Sequence[float], slack: float
) -> Iterator[int]:
    """The anchors of a column's lines; it ends early where lines are not centred at one."""
    at = 0
    for number, anchor in enumerate(anchors):
        end, total = at, 0.0
        while end < len(middles) and (end == at or total / (end - at) < anchor - slack):
            total += middles[end]
            end += 1
        mean = total / (end - at) if end > at else anchor
        if end == at + 1 and mean > anchor + slack:
            continue  # the cell is blank
        if abs(mean - anchor) > slack:
            return
        yield from [number] * (end - at)
        at = end


def _from_an_edge(group: Sequence[_Placed], anchors: Sequence[float]) -> list[int]:
    middles = list(map(_middle, group))
    height = min(one.run.bottom - one.run.top for one in group)
    above = any(middle < anchors[0] - height / 2 for middle in middles)
    below = any(middle > anchors[-1] + height / 2 for middle in middles)
    return [_home(middle, anchors, height / 2, above=above, below=below) for middle in middles]


def _home(
    middle: float, anchors: Sequence[float], slack: float, *, above: bool, below: bool
) -> int:
    """The number of the anchor that a line belongs to."""
    nearest = min(range(len(anchors)), key=lambda i: abs(anchors[i] - middle))
    if abs(anchors[nearest] - middle) <= slack or above == below:
        return nearest
    if below:  # the figures stand at the first line of each row
        return max(bisect(anchors, middle + slack) - 1, 0)
    return min(bisect(anchors, middle - slack), len(anchors) - 1)


def _row(group: Sequence[_Placed], width: int, place: Place) -> Row:
    """The cells of one row; what reaches over several columns is repeated in them."""
    texts: list[dict[int, list[Run]]] = [{} for _ in range(width)]
    across = [False] * width
    for one in group:
        for column in one.columns:
            texts[column].setdefault(one.line, []).append(one.run)
            across[column] |= column > one.columns[0]
    return tuple(
        Cell("\n".join(_text(lines[key]) for key in sorted(lines)), across=across[i], place=place)
        for i, lines in enumerate(texts)
    )


def _text(runs: Sequence[Run]) -> str:
    """Runs of one line in one cell: letters that are spread out are one word in Chinese."""
    text = ""
    for run in sorted(runs, key=lambda run: run.x0):
        spread = bool(text) and _CJK.match(text[-1]) and _CJK.match(run.text)
        text += run.text if not text or spread else f" {run.text}"
    return text
