"""Where on a page tables without rules stand: lines whose runs stand apart, and what is near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plantrack.documents.paged.columns import Column, columns_of, is_evidence
from plantrack.documents.paged.lines import Line
from plantrack.documents.paged.sheet import Box, Sheet

_BETWEEN = 4.5  # times the letters' size; rows further apart are of two tables
_ABOVE = 2.2  # times the size; a heading's first line is no further from the next
_HALF = 1.3  # times the size; a heading's one word above the others is no further
_BELOW = 1.7  # times the size; a cell's next line is no further from the one before
_WIDE = 0.45  # of the page's width
_MOST_ABOVE = 4
_NOTE = re.compile(r"[(（]?(?:注|备注|说明|资料来源|数据来源|来源|notes?\b|sources?\b)", re.I)
_RULE = 0.5  # of a table's width; shorter rules stand under one heading


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a table without rules on one page, and the heights at which its rows must end.

    `evidence` is how many lines stand apart as cells do; `narrow` are those without a wide run,
    from which the columns are learnt.
    """

    lines: tuple[Line, ...]
    page: int
    boundaries: tuple[float, ...] = ()
    uprights: tuple[float, ...] = ()
    evidence: int = 0
    narrow: tuple[Line, ...] = ()

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.lines[0].top


def regions(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Region]:
    """The tables without rules among a page's lines, from the top down."""
    marks = [is_evidence(line, sheet.width) for line in lines]
    at = 0
    while at < len(lines):
        if not marks[at]:
            at += 1
            continue
        end = _end(lines, marks, at, sheet)
        first = _with_heading(lines, at, sheet)
        yield region_of(sheet, lines[first:end])
        at = end


def region_of(sheet: Sheet, lines: Sequence[Line]) -> Region:
    """A region of these lines, with the rules and shades that part its rows."""
    left = min(line.runs[0].x0 for line in lines)
    right = max(line.runs[-1].x1 for line in lines)
    top, bottom = lines[0].top - lines[0].size, lines[-1].bottom + lines[-1].size
    long = [
        rule for rule in sheet.rules
        if top <= rule.top <= bottom and _within(rule, left, right) >= _RULE * (right - left)
    ]  # fmt: skip
    shades = [one for one in sheet.shades if top <= one.bottom and one.top <= bottom]
    edges = {round(rule.top) for rule in long}
    edges |= {round(y) for shade in shades for y in (shade.top, shade.bottom)}
    uprights = {
        round(one.x0)
        for one in sheet.uprights
        if _within(Box(one.top, 0, one.bottom, 0), top, bottom) >= _RULE * (bottom - top)
    }
    evidence = sum(is_evidence(line, sheet.width) for line in lines)
    narrow = tuple(line for line in lines if not _is_wide(line, sheet.width))
    return Region(
        tuple(lines), sheet.number, tuple(sorted(edges)), tuple(sorted(uprights)), evidence, narrow
    )


def carried_over(sheet: Sheet, lines: Sequence[Line], columns: Sequence[Column]) -> Region | None:
    """The first lines of a page, if they are the end of a table with these columns."""
    end = 0
    while end < len(lines) and _fits(lines[end], columns, sheet.width):
        if end and lines[end].top - lines[end - 1].top > _BETWEEN * lines[end].size:
            break
        end += 1
    return region_of(sheet, lines[:end]) if end else None


def _fits(line: Line, columns: Sequence[Column], width: float) -> bool:
    """Whether every run stands in one of the columns, none in two."""
    return all(
        run.x1 - run.x0 <= _WIDE * width
        and len(columns_of(run, columns)) == 1
        and run.x1 > columns[columns_of(run, columns)[0]].x0
        and run.x0 < columns[columns_of(run, columns)[0]].x1
        for run in line.runs
    )


def _within(rule: Box, left: float, right: float) -> float:
    return min(rule.x1, right) - max(rule.x0, left)


def _end(lines: Sequence[Line], marks: Sequence[bool], start: int, sheet: Sheet) -> int:
    """The line behind the last one of the table that begins at `start`."""
    last = start
    for index in range(start + 1, len(lines)):
        gap = lines[index].top - lines[index - 1].bottom
        if gap > _BETWEEN * lines[index].size or _two_wide(lines, index, sheet.width):
            break
        if marks[index]:
            last = index
    while last + 1 < len(lines) and _is_below(lines[last], lines[last + 1], sheet):
        last += 1
    return last + 1


def _two_wide(lines: Sequence[Line], index: int, width: float) -> bool:
    """Whether two lines of prose follow one another."""
    return all(_is_wide(line, width) for line in lines[index - 1 : index + 1])


def _is_wide(line: Line, width: float) -> bool:
    return any(run.x1 - run.x0 > _WIDE * width for run in line.runs)


def _is_below(line: Line, after: Line, sheet: Sheet) -> bool:
    """Whether a line may be the rest of a cell above it: it is near, and no rule is between."""
    near = after.top - line.top <= _BELOW * after.size and not _NOTE.match(after.text)
    closed = any(line.bottom - 1 <= rule.top <= after.top + 1 for rule in sheet.rules)
    return near and not closed and not _is_wide(after, sheet.width)


def _with_heading(lines: Sequence[Line], start: int, sheet: Sheet) -> int:
    """The first line of the heading above a table's first full line."""
    first = start
    while first and start - first < _MOST_ABOVE:
        line, above = lines[first], lines[first - 1]
        far = line.top - above.top > _ABOVE * line.size
        closed = any(above.bottom - 1 <= r.top <= line.top + 1 for r in sheet.rules)
        under_top = any(
            r.bottom < above.top + 1 and above.top - r.bottom < 3 * above.size for r in sheet.rules
        )
        if _is_wide(above, sheet.width) or (far and not under_top) or (closed and not under_top):
            break
        if len(above.runs) == 1 and not under_top and line.top - above.top > _HALF * line.size:
            break  # a caption
        first -= 1
    return first
