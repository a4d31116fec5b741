"""Several tables, of one document or of several, matched row by row into one list of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from plantrack.documents.text import squeezed
from plantrack.interpret.review import Point, Spot, called
from plantrack.interpret.rows import Entry, Given
from plantrack.interpret.tables import Found
from plantrack.messages.message import Message
from plantrack.plan.model import Direction

ALIKE = 0.6
"""How alike (0 to 1) two names under one number must be to be one name changed."""

VERY_ALIKE = 0.8
"""The same where there is no number to go by, and one name alone comes that near."""


LONGEST_NAME = 200
"""Characters from which a text is no name that could be likened to another."""

MOST_LIKENED = 500
"""The most names that one without a number is likened to; more are no plan's indicators."""


@dataclass
class Year:
    """One year of an indicator: figures by field, and what changed from this year on.

    `said` is where the report calls the target missed without giving a reason.
    """

    givens: dict[str, Given] = field(default_factory=dict)
    name: str | None = None
    english: str | None = None
    unit: str | None = None
    outcome: str | None = None
    reason: tuple[str, Spot] | None = None
    series_break: str | Message | None = None
    notes: list[str | Message] = field(default_factory=list)
    said: Spot | None = None


@dataclass(eq=False)
class Line:
    """One indicator as all tables together have it.

    `named` and `measured` are the name and unit in force last; `names` are all it had, squeezed,
    and `units` what each year is measured in.
    `table` is the last table it was met in. `id` is set where an existing plan file has it. `way`
    is the direction that the user gave it.
    """

    entry: Entry
    named: str
    measured: str | None
    number: int | None = None
    parent: Line | None = None
    section: str | None = None
    kind: str | None = None
    years: dict[int, Year] = field(default_factory=dict)
    id: str = ""
    names: set[str] = field(default_factory=set)
    units: dict[int, str | None] = field(default_factory=dict)
    table: int = 0
    way: Direction | None = None

    def year(self, year: int) -> Year:
        """The year, made if it is new."""
        return self.years.setdefault(year, Year())

    @property
    def label(self) -> Message:
        """What messages call it: its number, else its name."""
        if self.number is None:
            return Message("“{name}”", name=self.named)
        return Message("no. {n}", n=self.number)


class _Index:
    """The indicators so far, found by name, number and parent, so that no row looks at all."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.known = list(lines)
        self.new_tops: list[Line] = []
        self.new_parts: dict[int, list[Line]] = {}
        self.count: dict[int, int] = {}
        self.by_name: dict[tuple[int, str], list[Line]] = {}
        self.by_number: dict[int, list[Line]] = {}
        self.unnumbered: dict[int, list[Line]] = {}
        for line in self.known:
            self._find(line)

    def put(self, line: Line) -> None:
        """Take a new indicator up."""
        if line.parent is None:
            self.new_tops.append(line)
        else:
            self.new_parts.setdefault(id(line.parent), []).append(line)
        self._find(line)

    def _find(self, line: Line) -> None:
        self.count[id(line.parent)] = self.count.get(id(line.parent), 0) + 1
        if line.number is None:
            self.unnumbered.setdefault(id(line.parent), []).append(line)
        else:
            self.by_number.setdefault(line.number, []).append(line)
        for name in line.names:
            self.name(line, name)

    def name(self, line: Line, name: str) -> None:
        """Let the indicator be found by one more name."""
        self.by_name.setdefault((id(line.parent), name), []).append(line)

    def in_order(self) -> list[Line]:
        """All indicators: a new part behind its whole and the parts that has, others last."""
        found: list[Line] = []
        run: list[Line] = []
        for line in self.known:
            if line.parent is None:
                found += self._parts_of(run)
                run = []
            found.append(line)
            run.append(line)
        found += self._parts_of(run)
        for line in self.new_tops:
            found += [line, *self._parts_of([line])]
        return found

    def _parts_of(self, lines: list[Line]) -> Iterator[Line]:
        """The new parts of these, and the parts of those."""
        waiting = [part for line in lines for part in self.new_parts.get(id(line), ())][::-1]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += self.new_parts.get(id(part), [])[::-1]


class Matcher:
    """Takes tables in turn; `lines` are the indicators so far, `points` what is doubtful."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self.points: list[Point] = []
        self._index = _Index(lines)
        self._of: dict[int, Line] = {}  # by the identity of the entry
        self._met: dict[int, int] = {}  # of the table at hand: how many of a whole's parts it met

    @property
    def lines(self) -> list[Line]:
        """The indicators so far, in the order of the plan."""
        return self._index.in_order()

    def add(self, table: Found) -> None:
        """Match one table's entries with the indicators so far."""
        self._unnumber_repeats(table)
        self._named_twice(table)
        self._met = {}
        for entry in table.reading.entries:
            parent = self._of.get(id(entry.parent)) if entry.parent else None
            line = self._same(entry, parent, table.number)
            if line is None:
                line = self._new(entry, parent)
            else:
                self._update(line, entry)
            line.table = table.number
            self._met[id(parent)] = self._met.get(id(parent), 0) + 1
            self._of[id(entry)] = line
            self._figures(line, entry)

    def _point(self, code: str, message: Message, spot: Spot) -> None:
        self.points.append(Point(code, message, spot))

    def _unnumber_repeats(self, table: Found) -> None:
        """Numbers that begin again in each section cannot be the indicators' own."""
        numbers = [e.number for e in table.reading.entries if e.number is not None]
        if len(numbers) == len(set(numbers)):
            return
        for entry in table.reading.entries:
            entry.number = None
        said = Message(
            "numbers repeat within the table, so its indicators are kept without numbers"
        )
        self._point("numbers", said, table.spot)

    def _named_twice(self, table: Found) -> None:
        """One name on two rows may be two tables run together, or a row printed twice."""
        seen: set[tuple[str, str, str, int]] = set()
        for entry in table.reading.entries:
            key = (squeezed(entry.name), squeezed(entry.unit or ""), entry.code, id(entry.parent))
            if key in seen:
                said = Message("“{name}” stands on two rows of the table", name=entry.name)
                self._point("twice", said, entry.spot)
            seen.add(key)

    def _same(self, entry: Entry, parent: Line | None, table: int) -> Line | None:
        """The indicator of an earlier table that the row goes on with; ``None`` if it is new.

        One that this table has met already, or begun, is not free any more.
        """
        known = self._index.by_name.get((id(parent), squeezed(entry.name)), [])
        named = [line for line in known if line.table != table]
        named = [line for line in named if line.number == entry.number] or named
        if len(named) > 1:
            named = [line for line in named if same_unit(line.measured, entry.unit)] or named
        if len(named) > 1:
            said = Message(
                "“{name}” may be any of several indicators and is kept apart", name=entry.name
            )
            self._point("ambiguous", said, entry.spot)
            return None
        return named[0] if named else self._alike(entry, parent, table)

    def _alike(self, entry: Entry, parent: Line | None, table: int) -> Line | None:
        if entry.number is not None:
            numbered = self._index.by_number.get(entry.number, ())
            same = [one for one in numbered if one.parent is parent and one.table != table]
            alike = [one for one in same if not opposed(one.named, entry.name)
                     and likeness(one.named, entry.name) >= ALIKE]  # fmt: skip
            return alike[0] if alike else None
        if self._index.count.get(id(parent), 0) - self._met.get(id(parent), 0) > MOST_LIKENED:
            return None
        close = [
            line for line in self._index.unnumbered.get(id(parent), ())
            if line.table != table and same_unit(line.measured, entry.unit)
            and likeness(line.named, entry.name, VERY_ALIKE) >= VERY_ALIKE
            and not opposed(line.named, entry.name)
        ]  # fmt: skip
        return close[0] if len(close) == 1 else None

    def _new(self, entry: Entry, parent: Line | None) -> Line:
        taken = self._index.by_number.get(entry.number) if entry.number is not None else None
        holder = taken[0] if taken else None
        number = None if holder else entry.number
        if holder:
            said = Message("number {n} is already “{other}”; “{name}” is kept without a number",
                           n=entry.number, other=holder.named, name=entry.name)  # fmt: skip
            self._point("number-taken", said, entry.spot)
        line = Line(entry, entry.name, entry.unit, number, parent, entry.section, entry.kind)
        line.names.add(squeezed(entry.name))
        self._index.put(line)
        return line

    def _update(self, line: Line, entry: Entry) -> None:
        """Record a changed name, unit, number, kind or section; none passes silently."""
        year = _first_new_year(line, entry)
        if squeezed(entry.name) != squeezed(line.named):
            years = [given.year for given in entry.givens]
            self._rename(line, entry, year or max(years, default=None))
        if entry.unit and not same_unit(line.measured, entry.unit):
            self._new_unit(line, entry, year)
        if entry.number is not None and entry.number != line.number:
            said = Message("“{name}” has number {n} here and {before} before; {before} is kept",
                           name=entry.name, n=entry.number, before=line.number or "—")  # fmt: skip
            self._point("number-changed", said, entry.spot)
        self._reclassified(line, entry)

    def _rename(self, line: Line, entry: Entry, year: int | None) -> None:
        said = Message(
            "{label} is called “{after}” here; recorded as its name from {year}",
            label=called(line.number, line.named),
            after=entry.name,
            year=year or "—",
        )
        self._point("renamed", said, entry.spot)
        if squeezed(entry.name) not in line.names:
            line.names.add(squeezed(entry.name))
            self._index.name(line, squeezed(entry.name))
        line.named = entry.name
        if year is not None:
            line.year(year).name, line.year(year).english = entry.name, entry.english

    def _new_unit(self, line: Line, entry: Entry, year: int | None) -> None:
        if year is None:
            return  # its figures are of years known in another unit, and left out
        before, after = line.measured or "—", entry.unit
        said = Message(
            "{label} changes its unit from {before} to {after}: "
            "recorded as a series break in {year}",
            label=called(line.number, entry.name),
            before=before,
            after=after,
            year=year,
        )
        self._point("unit-changed", said, entry.spot)
        line.measured = entry.unit
        line.year(year).unit = entry.unit
        said = Message("unit changed: {before} → {after}", before=before, after=after)
        line.year(year).series_break = said

    def _reclassified(self, line: Line, entry: Entry) -> None:
        for was, is_, what in (
            (line.kind, entry.kind, "kind"),
            (line.section, entry.section, "section"),
        ):
            if was and is_ and squeezed(was) != squeezed(is_):
                said = Message(
                    "“{name}” changes its {what} from {before} to {after}; {before} is kept",
                    name=entry.name,
                    what=Message(what),
                    before=was,
                    after=is_,
                )
                self._point(f"{what}-changed", said, entry.spot)
        line.kind, line.section = line.kind or entry.kind, line.section or entry.section

    def _figures(self, line: Line, entry: Entry) -> None:
        for given in entry.givens:
            known = line.units.setdefault(given.year, entry.unit)
            if entry.unit and not same_unit(known, entry.unit):
                self._other_unit(line, given, known, entry.unit)
            else:
                self._give(line, given)
        for year, said in entry.beside:
            line.year(year).notes.append(said)
        self._texts(line, entry)

    def _other_unit(self, line: Line, given: Given, known: str | None, unit: str) -> None:
        said = Message(
            "{label}: {what} of {year}, {text} {unit}, is left out: that year is in {before}",
            label=line.label,
            what=Message(given.field),
            year=given.year,
            text=given.figure.text,
            unit=unit,
            before=known or "—",
        )
        self._point("unit-conflict", said, given.spot)

    def _give(self, line: Line, given: Given) -> None:
        year = line.year(given.year)
        known = year.givens.get(given.field)
        if known is None:
            year.givens[given.field] = given
            return
        if _same_figure(known, given):
            return
        said = Message(
            "{label}: {what} of {year} is {after} here but {before} at {where}; {before} is kept",
            label=line.label,
            what=Message(given.field),
            year=given.year,
            after=given.figure.text,
            before=known.figure.text,
            where=known.spot.described(),
        )
        self._point("contradiction", said, given.spot)

    def _texts(self, line: Line, entry: Entry) -> None:
        """The row's own reasons, notes and outcomes, put to the years they speak of."""
        given = {g.year for g in entry.givens}
        actuals = {g.year for g in entry.givens if g.field == "actual" and not _is_base(g)}
        last = max(actuals or given, default=None)
        for key, text in sorted(entry.texts.items(), reverse=True):
            what, _, named = key.partition("-")
            year = int(named) if named else last
            if year in given:
                _put(line.year(year), what, text, entry.spot)
            elif year is not None:
                said = Message(
                    "{label}: “{text}” is said of {year}, of which there is no figure; left out",
                    label=line.label, text=text, year=year,
                )  # fmt: skip
                self._point("text-year", said, entry.spot)


def _put(year: Year, what: str, text: str, spot: Spot) -> None:
    if what == "reason":
        year.reason = (text, spot)
    elif what == "outcome":
        year.outcome = text
    else:
        year.notes.append(text)


def _is_base(given: Given) -> bool:
    return given.column.role.value == "baseline"


def _first_new_year(line: Line, entry: Entry) -> int | None:
    """The first year that the row adds; what is new about the row holds from then on."""
    new = [given.year for given in entry.givens if given.year not in line.years]
    last = max(line.years, default=0)
    later = [year for year in new if year > last]
    return min(later or new, default=None)


def _same_figure(one: Given, other: Given) -> bool:
    first, second = one.figure.quantity, other.figure.quantity
    if first is None or second is None or first.interval is None:
        return squeezed(one.figure.text or "") == squeezed(other.figure.text or "")
    return (first.form, first.interval) == (second.form, second.interval)


def likeness(first: str, second: str, least: float = 0.0) -> float:
    """How alike two names are, 0 to 1; 0 too where that is quickly seen to be below `least`."""
    if max(len(first), len(second)) > LONGEST_NAME:
        return float(first == second)
    matcher = SequenceMatcher(None, squeezed(first), squeezed(second), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


_OPPOSITES = (
    ("第一", "第二", "第三"),
    ("进口", "出口"),
    ("城镇", "农村", "城乡"),
    ("城市", "农村"),
    ("登记", "调查"),
    ("以上", "以下"),
    ("限上", "限下"),
    ("规上", "规下"),
    ("人均", "总"),
    ("男", "女"),
    ("公办", "民办"),
    ("国有", "民营", "外资"),
    ("import", "export"),
    ("urban", "rural"),
    ("male", "female"),
    ("primary", "secondary", "tertiary"),
    ("above", "below"),
)
_GROWTH = re.compile(r"(?:增速|增长率?|增幅)(?:[(（].*)?$|growth", re.I)


def opposed(first: str, second: str) -> bool:
    """Whether two names, however alike, are of opposites, or of a thing and its growth."""
    one, two = squeezed(first).lower(), squeezed(second).lower()
    for words in _OPPOSITES:
        mine, theirs = ({w for w in words if w in name} for name in (one, two))
        if mine and theirs and mine != theirs:
            return True
    return bool(_GROWTH.search(first)) != bool(_GROWTH.search(second))


def same_unit(first: str | None, second: str | None) -> bool:
    """Whether two units are written alike but for blanks and widths."""
    return squeezed(first or "") == squeezed(second or "")
