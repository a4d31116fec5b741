"""Which rows of a table are its headings, and what each of its columns therefore holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plantrack.documents.document import Row, Table
from plantrack.documents.text import (
    one_line,
    period_in,
    squeezed,
    without_dates,
    years_in,
)
from plantrack.interpret.code_words import kind_of, outcome_of
from plantrack.interpret.headers import Heading, Role, classify, classify_stack
from plantrack.interpret.labels import hold_no_names
from plantrack.interpret.no_value import no_value
from plantrack.interpret.units import unit_in_heading
from plantrack.messages.message import Message

MOST_HEADER_ROWS = 4
MOST_TITLE_ROWS = 4
MOST_COLUMNS = 300
"""The most columns of a table of indicators; wider ones are data."""

_LONGEST_CONTEXT = 4_000
_PLAIN_NUMBER = re.compile(r"[-+]?(?=[\d,.])[\d,]*+(?:\.\d++)?+%?")
_RATES = re.compile(
    r"增速|增幅|增长率|增长\s*+[(（]?\s*+[%％]|完成率|实现率|\bgrowth rates?\b", re.I
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user said of a column: its role and, for figures, the year."""

    role: Role
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a table: years and period of its caption and of the whole document."""

    year: int | None = None
    caption: str = ""
    title: str = ""
    choices: Mapping[int, Choice] = field(default_factory=dict)

    @property
    def period(self) -> tuple[int, int] | None:
        """The period of years that the plan is for, if caption or title name one."""
        return period_in(self.caption) or period_in(self.title)

    def only_year(self) -> int | None:
        """The year asked for, else the only one in the caption, else the only one in the title."""
        named = self._named()
        return self.year or next((some[0] for some in named if len(some) == 1), None)

    def first_year(self) -> int | None:
        """The earliest year named in caption or title."""
        return min((year for some in self._named() for year in some), default=None)

    def _named(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return years_in(without_dates(self.caption)), years_in(without_dates(self.title))


@dataclass(frozen=True, slots=True)
class Column:
    """One column read. `why` says how the role or year was found where no word says it.

    `question` says what has to be asked before the column can be used; `chosen` that a user gave
    the role.
    """

    index: int
    heading: Heading
    role: Role
    year: int | None = None
    why: Message | None = None
    question: Message | None = None
    chosen: bool = False

    @property
    def unit(self) -> str | None:
        """The unit in its heading, unless a user gave the role and so took the figures as read."""
        return None if self.chosen else unit_in_heading(self.heading.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's headings: `first` and `start` bound their rows, `titles` stand above them."""

    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    first: int
    start: int

    def of(self, role: Role) -> list[Column]:
        """The columns in that role."""
        return [column for column in self.columns if column.role is role]

    def figures(self) -> list[Column]:
        """The columns whose figures can be used: role and year are known."""
        return [c for c in self.columns if c.role.holds_figures and c.year and not c.question]


def is_across(row: Row) -> bool:
    """Whether a row is one text across the whole table."""
    return bool(row) and bool(row[0].text.strip()) and all(cell.across for cell in row[1:])


def lone_text(row: Row) -> str | None:
    """The row's only text, wherever it stands; ``None`` if there are none or several."""
    texts = {one_line(cell.text) for cell in row if cell.text.strip()}
    return texts.pop() if len(texts) == 1 else None


def layout(table: Table, context: Context) -> Layout | None:
    """The table's headings; ``None`` if no row can be taken for them."""
    rows, titles, first = table.rows, [], 0
    while first < min(len(rows) - 1, MOST_TITLE_ROWS) and (title := _title(rows[first])):
        titles.append(title)
        first += 1
    best = _best(rows, first)
    if best is None and not context.choices:
        return None
    start = best or (first if _holds_numbers(rows[first]) else first + 1)
    headings = _headings(rows[first:start]) or [classify("")] * len(rows[first])
    around = replace(context, caption=" ".join([context.caption, *titles])[:_LONGEST_CONTEXT])
    columns = tuple(resolved(_by_content(headings, rows[start:]), around))
    return Layout(columns, tuple(titles), first, start)


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
        score = _score(_headings(rows[first : first + count]))
        if score > found:
            best, found = first + count, score
    while (
        best and best < min(len(rows), first + MOST_HEADER_ROWS) and _hangs_down(rows, first, best)
    ):
        best += 1
    return best


def _hangs_down(rows: Sequence[Row], first: int, row: int) -> bool:
    """Whether the heading over the names reaches down into this row, which is none of data then."""
    headings = _headings(rows[first:row])
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


def _headings(rows: Sequence[Row]) -> list[Heading]:
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


def _by_content(headings: Sequence[Heading], body: Sequence[Row]) -> list[Heading]:
    """Headings that say too little, read by what stands under them."""
    seen = list(headings)
    for index, heading in enumerate(headings):
        cells = {squeezed(row[index].text) for row in body if index < len(row)} - {""}
        if heading.role in {Role.SECTION, Role.UNKNOWN, Role.KIND} and any(map(kind_of, cells)):
            seen[index] = replace(heading, role=Role.KIND)
        elif heading.role is Role.KIND and cells:
            seen[index] = replace(heading, role=Role.SECTION)
        elif heading.role is Role.ACTUAL and _are_outcomes(headings, body, index):
            seen[index] = replace(heading, role=Role.OUTCOME)
        elif heading.role is Role.OUTCOME and cells and not any(map(_is_word, cells)):
            counted = squeezed(heading.text) == "achieved"
            seen[index] = replace(heading, role=Role.ACTUAL if counted else Role.UNKNOWN)
        elif _names_a_level(heading) and cells and all(map(_is_word, cells)):
            seen[index] = replace(heading, role=Role.SECTION)
    return _several_names(_names_that_are_codes(seen, body), body)


def _are_outcomes(headings: Sequence[Heading], body: Sequence[Row], index: int) -> bool:
    """Whether words such as “met” and “missed” stand below a heading of actuals.

    Other words among them do no harm where another column holds the actuals.
    """
    told = _told_below(body, index)
    others = {text for text in told if outcome_of(text) is None}
    if told == others or not others:
        return bool(told) and not others
    if any(re.search(r"\d", text) for text in others):
        return False
    actuals = [i for i, h in enumerate(headings) if h.role is Role.ACTUAL and i != index]
    return any(re.search(r"\d", text) for i in actuals for text in _told_below(body, i))


def _told_below(body: Sequence[Row], index: int) -> set[str]:
    """The texts of a column's own cells, without words for no value."""
    cells = [row[index] for row in body if index < len(row) and lone_text(row) is None]
    texts = {one_line(cell.text) for cell in cells if not cell.across}
    return {text for text in texts if text and no_value(text) is None}


def _names_that_are_codes(headings: list[Heading], body: Sequence[Row]) -> list[Heading]:
    """A column headed “Indicator” that holds numbers or codes: the names stand elsewhere."""
    for index, heading in enumerate(headings):
        if heading.role is Role.NAME and hold_no_names(
            row[index].text for row in body if index < len(row) and not row[index].across
        ):
            headings[index] = replace(heading, role=Role.NUMBER)
    return headings


def _is_word(text: str) -> bool:
    """Whether a cell is words and no figure: an outcome, or the title of a goal."""
    return outcome_of(text) is not None or re.match(r"[^\W\d_]{2}", text) is not None


def _names_a_level(heading: Heading) -> bool:
    """Whether a heading names what indicators are set out under, if words stand below it."""
    return squeezed(heading.text) in {"outcome", "outcomes", "output", "outputs"}


def _several_names(headings: list[Heading], body: Sequence[Row]) -> list[Heading]:
    """Of name columns side by side, one that repeats its cells downwards is a category's."""
    names = [i for i, heading in enumerate(headings) if heading.role is Role.NAME]
    strong = [i for i in names if not headings[i].weak]
    if len(names) > 1 and strong and len(strong) < len(names):
        for index in set(names) - set(strong):
            headings[index] = replace(headings[index], role=Role.NOTE)
    for index in strong[:-1]:
        cells = [row[index] for row in body if index < len(row)]
        repeated = any(cell.down or cell.across for cell in cells)
        if not repeated and len({squeezed(c.text) for c in cells if c.text.strip()}) < len(cells):
            headings[index] = replace(headings[index], role=Role.SECTION)
    return headings


def resolved(headings: Sequence[Heading], context: Context) -> Iterator[Column]:
    """Every column with its role and year, or the question that stands in the way."""
    columns = [_chosen(i, heading, context) for i, heading in enumerate(headings)]
    for _ in range(2):  # a baseline found first may tell a target
        columns = [_bare_year(column, columns, context) for column in columns]
    columns = [_with_year(column, columns, context) for column in columns]
    for column in columns:
        yield _asked(column, columns, context)


def _chosen(index: int, heading: Heading, context: Context) -> Column:
    choice = context.choices.get(index + 1)
    if choice is not None:
        year = choice.year or heading.year
        return Column(index, replace(heading, year=year), choice.role, year, chosen=True)
    why = Message("the heading to its left is taken to stand over it too")
    return Column(index, heading, heading.role, heading.year, why if heading.spread else None)


def _bare_year(column: Column, columns: Sequence[Column], context: Context) -> Column:
    """A bare year is a target or a baseline, by the plan's period or by its neighbours."""
    year = column.year if column.year else _relative(column, columns, context)
    if column.role is not Role.YEAR or year is None:
        return column
    period = context.period
    if period and year < period[0]:
        why = Message("{year} is before the period {start}–{end}", year=year, start=period[0],
                      end=period[1])  # fmt: skip
        return replace(column, role=Role.BASELINE, year=year, why=why)
    if period and year == period[1]:
        why = Message("{year} is the last year of the period", year=year)
        return replace(column, role=Role.PLAN, year=year, why=why)
    return _by_neighbours(replace(column, year=year), columns)


def _by_neighbours(column: Column, columns: Sequence[Column]) -> Column:
    year = column.year or 0
    plans = [c.year for c in columns if c.role is Role.PLAN and c.year]
    actuals = [c.year for c in columns if c.role in {Role.ACTUAL, Role.BASELINE} and c.year]
    bare = sorted(c.year for c in columns if c.role is Role.YEAR and c.year)
    if plans and year < min(plans):
        why = Message("it is before the first target, {year}", year=min(plans))
        return replace(column, role=Role.BASELINE, why=why)
    if actuals and year > max(actuals) and bare == [year]:
        why = Message("it is after the last actual, {year}", year=max(actuals))
        return replace(column, role=Role.PLAN, why=why)
    if len(bare) == 2 and any(c.role is Role.PERIOD for c in columns):
        why = Message("of two years beside a column for the years between")
        return replace(column, role=Role.BASELINE if year == bare[0] else Role.PLAN, why=why)
    return column


def _relative(column: Column, columns: Sequence[Column], context: Context) -> int | None:
    """The year that "last year" means, counted from the only year named around the table."""
    relative = column.heading.relative
    if relative is None:
        return None
    base = context.only_year()
    return None if base is None else base + relative


def _with_year(column: Column, columns: Sequence[Column], context: Context) -> Column:
    if column.year or not column.role.holds_figures:
        return column
    if column.role is Role.PERIOD:
        plans = [c.year for c in columns if c.role is Role.PLAN and c.year]
        year = max(plans) if plans else context.period[1] if context.period else None
        return replace(column, year=year)
    if column.heading.relative is not None:
        year = _relative(column, columns, context)
        why = Message("counted from {year}", year=context.only_year())
        return replace(column, year=year, why=why if year else None)
    return _year_from_around(column, columns, context)


def _year_from_around(column: Column, columns: Sequence[Column], context: Context) -> Column:
    """The year asked for, of the column's neighbours, or of the caption; a baseline has none."""
    if column.role is Role.BASELINE:
        return column
    beside = [c for c in columns if c.role in {Role.PLAN, Role.ACTUAL} and c.heading.year]
    named = {c.heading.year for c in beside}
    if context.year:
        return replace(column, year=context.year)
    if len(named) == 1 and _follows(column, beside, context):
        year = named.pop()
        return replace(column, year=year, why=Message("of the target beside it, {year}", year=year))
    year = None if named else context.only_year()
    why = Message("from the caption or title, {year}", year=year)
    return replace(column, year=year, why=why if year else None)


def _follows(column: Column, beside: Sequence[Column], context: Context) -> bool:
    """Whether an actual stands behind the targets of the one year, and no earlier year is named.

    Before next year's target, or under a title that names both years, it may be last year's.
    """
    behind = column.role is Role.ACTUAL and all(c.index < column.index for c in beside)
    year, earliest = beside[0].heading.year or 0, context.first_year()
    return behind and (earliest is None or year <= earliest)


def _may_be_target(column: Column, columns: Sequence[Column]) -> bool:
    """Whether what is "expected" of a year is behind the actuals and has no target beside it."""
    if column.role is not Role.ACTUAL or not column.heading.estimate or column.chosen:
        return False
    year = column.year or 0
    others = [c for c in columns if c is not column and c.role.holds_figures and c.year]
    targets = [c for c in others if c.role is Role.PLAN and (c.year or 0) >= year]
    return not targets and any((c.year or 0) < year for c in others)


def _asked(column: Column, columns: Sequence[Column], context: Context) -> Column:
    """The column with the question that has to be answered before its figures can be used."""
    number, text = column.index + 1, one_line(column.heading.text)
    if column.role is Role.YEAR or _may_be_target(column, columns):
        asked = Message(
            "column {n}, “{text}”, is it a target or an actual? "
            "say --column {n}=plan:{year} or --column {n}=actual:{year}",
            **{"n": number, "text": text, "year": column.year or "YEAR"},
        )
        return replace(column, question=asked)
    if column.role.holds_figures and not column.chosen and _RATES.search(context.caption):
        asked = Message(
            "the caption says “{caption}”: does column {n}, “{text}”, hold its indicators' own "
            "figures? say --column {n}={role}:{year}",
            **{"n": number, "text": text, "caption": one_line(context.caption)},
            **{"role": column.role.value, "year": column.year or "YEAR"},
        )
        return replace(column, question=asked)
    if column.role.holds_figures and column.year is None:
        asked = Message(
            "column {n}, “{text}”, is of which year? say --column {n}={role}:YEAR",
            **{"n": number, "text": text, "role": column.role.value},
        )
        return replace(column, question=asked)
    same = [c for c in columns if _same(c, column)]
    if len(same) > 1:
        others = ", ".join(str(c.index + 1) for c in same)
        asked = Message(
            "columns {others} are all {role} {year}: which one counts? say --column {n}=skip",
            **{"others": others, "role": column.role.value, "year": column.year, "n": number},
        )
        return replace(column, question=asked)
    return column


def _same(one: Column, other: Column) -> bool:
    kinds = {Role.ACTUAL: "actual", Role.BASELINE: "actual", Role.PLAN: "plan"}
    mine, theirs = kinds.get(one.role), kinds.get(other.role)
    return mine is not None and mine == theirs and one.year is not None and one.year == other.year
