"""Columns that no rules part: the gutters that run down through all lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plantrack.documents.paged.lines import Line, Run

_WIDEST = 0.45  # of the page's width; a wider run is prose or a title
_LEAST_RUNS = 3
_WIDE_GAP = 0.9  # times the size of the letters; two such gaps in a line speak of columns
_GUTTER = 2  # points, the narrowest
_CROSSED = 0.05  # share of the lines that may cross a gutter
_SPANS = 0.5  # of a second column's width that a run must cover to stand over both


class Column(NamedTuple):
    """A column's left and right edge in points."""

    x0: float
    x1: float


def is_evidence(line: Line, width: float) -> bool:
    """Whether a line's runs stand apart as cells do; `width` is the page's."""
    runs = line.runs
    wide = sum(b.x0 - a.x1 > _WIDE_GAP * a.size for a, b in zip(runs, runs[1:], strict=False))
    narrow = all(run.x1 - run.x0 <= _WIDEST * width for run in runs)
    return len(runs) >= _LEAST_RUNS and wide >= _LEAST_RUNS - 1 and narrow


def learn(lines: Sequence[Line], verticals: Iterable[float] = ()) -> list[Column]:
    """The columns between the gutters of all lines of a table; rules part columns too."""
    ink: dict[int, int] = {}
    for line in lines:
        for x in {x for run in line.runs for x in range(int(run.x0), int(run.x1) + 1)}:
            ink[x] = ink.get(x, 0) + 1
    most = _CROSSED * len(lines)
    inked = sorted(x for x, count in ink.items() if count > most)
    columns: list[Column] = []
    for x in inked:
        if columns and x - columns[-1].x1 <= _GUTTER:
            columns[-1] = Column(columns[-1].x0, x + 1)
        else:
            columns.append(Column(x, x + 1))
    return _parted(_with_rare(columns, lines), verticals)


def _with_rare(columns: Sequence[Column], lines: Iterable[Line]) -> list[Column]:
    """The columns with those that few lines fill: their runs lie wholly between the others."""
    rare = [
        run
        for line in lines
        for run in line.runs
        if all(_overlap(run, column) <= 0 for column in columns)
    ]
    found = list(columns)
    for run in sorted(rare, key=lambda run: run.x0):
        near = [i for i, one in enumerate(found) if _overlap(run, one) > 0]
        if near:
            one = found[near[0]]
            found[near[0]] = Column(min(one.x0, run.x0), max(one.x1, run.x1))
        else:
            found.append(Column(run.x0, run.x1))
    return sorted(found)


def _parted(columns: Sequence[Column], verticals: Iterable[float]) -> list[Column]:
    """The columns cut where a vertical rule runs through one."""
    found = list(columns)
    for x in sorted(verticals):
        for index, one in enumerate(found):
            if one.x0 + 1 < x < one.x1 - 1:
                found[index : index + 1] = [Column(one.x0, x), Column(x, one.x1)]
                break
    return found


def _overlap(run: Run, column: Column) -> float:
    return min(run.x1, column.x1) - max(run.x0, column.x0)


def columns_of(run: Run, columns: Sequence[Column]) -> range:
    """The columns that a run stands in: one, or those that it plainly reaches over."""
    overlaps = [_overlap(run, column) for column in columns]
    best = max(range(len(columns)), key=lambda i: overlaps[i])
    over = [
        i
        for i, column in enumerate(columns)
        if overlaps[i] > _SPANS * (column.x1 - column.x0) or (i == best)
    ]
    return range(min(over), max(over) + 1)
