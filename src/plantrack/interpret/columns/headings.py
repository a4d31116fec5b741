"""Which rows of a table are its headings, and what each column's headings say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from plantrack.documents.document import Row
from plantrack.documents.text import one_line, squeezed, years_in
from plantrack.interpret.headers import Heading, Role, classify, classify_stack

MOST_HEADER_ROWS = 4

MOST_TITLE_ROWS = 4

MOST_COLUMNS = 300
"""The most columns of a table of indicators; wider ones are data."""

_PLAIN_NUMBER = re.compile(r"[-+]?(?=[\d,.])[\d,]*+(?:\.\d++)?+%?")


def is_across(row: Row) -> bool:
    """Whether a row is one text across the whole table."""
    return bool(row) and bool(row[0].text.strip()) and all(cell.across for cell in row[1:])


def lone_text(row: Row) -> str | None:
    """The row's only text, wherever it stands; ``None`` if there are none or several."""
    texts = {one_line(cell.text) for cell in row if cell.text.strip()}
    return texts.pop() if len(texts) == 1 else None


class FoundHeadings(NamedTuple):
    """The headings of every column; `first` and `start` bound their rows, `titles` stand above."""

    headings: tuple[Heading, ...]
    titles: tuple[str, ...]
    first: int
    start: int


def find_headings(rows: Sequence[Row], *, named: bool = False) -> FoundHeadings | None:
    """The headings of a table; ``None`` if no row can be taken for them.

    Where the user has `named` columns there need be none.
    """
    titles = _titles(rows)
    first = len(titles)
    best = _best(rows, first)
    if best is None and not named:
        return None
    start = best or (first if _holds_numbers(rows[first]) else first + 1)
    headings = headings_of(rows[first:start]) or [classify("")] * len(rows[first])
    return FoundHeadings(tuple(headings), titles, first, start)


def _titles(rows: Sequence[Row]) -> tuple[str, ...]:
    """The rows of one text that stand above all headings."""
    titles: list[str] = []
    while len(titles) < min(len(rows) - 1, MOST_TITLE_ROWS) and (
        title := _title(rows[len(titles)])
    ):
        titles.append(title)
    return tuple(titles)


def _holds_numbers(row: Row) -> bool:
    """Whether a row is of data: a table may have no headings at all."""
    return any(_PLAIN_NUMBER.fullmatch(cell.text.strip()) for cell in row)


def _title(row: Row) -> str | None:
    if len(row) > 1 and not any(cell.text.strip() for cell in row):
        return " "
    text = lone_text(row)
    return text if text and (is_across(row) or len(row) == 1 or not row[-1].text.strip()) else None


def _best(rows: Sequence[Row], first: int) -> int | None:
    """Where the headings end: after the row with which they name an indicator and figures."""
    best, found = None, 0
    for count in range(1, MOST_HEADER_ROWS + 1):
        if first + count > len(rows) or (
            count > 1 and not _may_be_heading(rows[first + count - 1])
        ):
            break
        score = _score(headings_of(rows[first : first + count]))
        if score > found:
            best, found = first + count, score
    while (
        best and best < min(len(rows), first + MOST_HEADER_ROWS) and _hangs_down(rows, first, best)
    ):
        best += 1
    return best


def _hangs_down(rows: Sequence[Row], first: int, row: int) -> bool:
    """Whether the heading over the names reaches down into this row, which is none of data then."""
    headings = headings_of(rows[first:row])
    names = [i for i, heading in enumerate(headings) if heading.role in {Role.NAME, Role.REGION}]
    return any(i < len(rows[row]) and rows[row][i].down for i in names)


def _may_be_heading(row: Row) -> bool:
    """A second row of headings repeats cells from above, or names years, plans and actuals."""
    if lone_text(row) is not None:
        return False
    known = sum(classify(cell.text).role is not Role.UNKNOWN for cell in row if not cell.down)
    return known > 0 and known * 2 >= sum(
        bool(cell.text.strip()) and not cell.down and not cell.across for cell in row
    )


def _score(headings: Sequence[Heading]) -> int:
    """How much the headings say; 0 unless they name an indicator's column or a region's."""
    roles = [heading.role for heading in headings]
    if Role.NAME not in roles and Role.REGION not in roles:
        return 0
    worth = {Role.UNKNOWN: 0, Role.YEAR: 1}
    years = sum(
        h.year is not None for h in headings if h.role.holds_figures and h.role != Role.YEAR
    )
    return sum(worth.get(role, 2) for role in roles) + years


def headings_of(rows: Sequence[Row]) -> list[Heading]:
    width = max((len(row) for row in rows), default=0)
    stacks = [[row[i].text for row in rows if i < len(row)] for i in range(width)]
    headings = [classify_stack(_different(stack)) for stack in stacks]
    for index, text in _spread(rows).items():
        heading = classify_stack(_different([text, *stacks[index]]))
        headings[index] = replace(heading, spread=heading.year != headings[index].year)
    return headings


def _spread(rows: Sequence[Row]) -> dict[int, str]:
    """Headings that stand over blank cells to their right too, by column: “2023 | | 2022 |”.

    None unless each begins with the first column that it stands over, and no two columns under
    one heading are alike: a heading in the middle of its columns would be taken for the next.
    """
    if len(rows) < 2:
        return {}
    spread: dict[int, str] = {}
    over, below = "", set[str]()
    for index, (upper, lower) in enumerate(zip(rows[-2], rows[-1], strict=False)):
        text, leaf = one_line(upper.text), "" if lower.down else squeezed(lower.text)
        if text or not leaf:
            over, below = (text if leaf else ""), {leaf}
        elif not over or leaf in below:
            return {}
        else:
            spread[index] = over
            below.add(leaf)
    return spread


def _different(texts: Iterable[str]) -> tuple[str, ...]:
    """The different texts above one column, from the top down."""
    return tuple(dict.fromkeys(one_line(text) for text in texts if text.strip()))


def begins_table(row: Row) -> bool:
    """Whether a row names a column of indicators and one of figures with their year."""
    if len(row) > MOST_COLUMNS or not any(years_in(squeezed(cell.text)) for cell in row):
        return False  # most rows, and quicker found than by their headings
    headings = [classify(cell.text) for cell in row if not cell.down]
    figures = [heading for heading in headings if heading.role.holds_figures and heading.year]
    return bool(figures) and any(h.role is Role.NAME and not h.weak for h in headings)


def header_key(rows: Sequence[Row]) -> tuple[str, ...]:
    """What two printings of the same headings share."""
    return tuple(squeezed(cell.text) for row in rows for cell in row)
