"""Recording figures: from what somebody says came to the new text of the plan file.

Nothing here writes. All entries are taken or none; what is wrong with any of them is said at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plantrack.messages.message import N_, Message
from plantrack.plan.assess import Assessment, assess
from plantrack.plan.lookup import NotFound
from plantrack.plan.model import Indicator, Outcome, Plan, YearFigures
from plantrack.plan.quantity import QuantityError, parse
from plantrack.planfile import edit
from plantrack.planfile.bounds import MAX_PROBLEMS
from plantrack.planfile.problems import suggestion
from plantrack.planfile.read import parse as parse_plan
from plantrack.planfile.schema import YEAR
from plantrack.recording.naming import Naming, TooManyNames

FIGURES = ("plan", "actual")
KEYS = (*FIGURES, "outcome", "reason", "source")
"""What can be recorded of an indicator in a year."""

_WHAT = {"outcome": N_("outcome"), "source": N_("source")}

_ORDER = (*FIGURES, "outcome", "reason", "name", "unit", "series_break", "restated", "note")
_BOM = b"\xef\xbb\xbf"
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?P<fraction>\.\d+)?", re.ASCII)
_MINUS_ZERO = re.compile(r"-0+")

Given = str | Mapping[str, Any]
Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded of one indicator in one year; `figures` has some of `KEYS`.

    `indicator` is an ID, a number or part of a name. `line` is where it stands in a batch, else 0.
    """

    indicator: str
    year: str
    figures: Mapping[str, Given]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an entry cannot be taken; `line` is that of the entry."""

    line: int
    message: Message


class CannotRecord(Exception):  # noqa: N818 - reads as what it says
    """At least one entry cannot be taken, so none is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem.message) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class State:
    """An indicator's figures in a year and what they come to."""

    figures: YearFigures
    judged: Assessment


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one indicator in one year.

    `values` has for each key what was published before, or ``None``, and what is now. `untouched`
    are the languages in which a text still says what it said before.
    """

    indicator: Indicator
    before: State
    after: State
    values: Mapping[str, tuple[str | None, str]]
    untouched: tuple[str, ...] = ()
    source_widened: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The new content of the file, and the changes that are in it, in the order of the entries."""

    content: bytes
    changes: tuple[Change, ...]


def record(content: bytes, file: str, entries: Sequence[Entry]) -> Recorded:
    """The content with the entries recorded; everything else in it stays byte for byte.

    Raises:
        CannotRecord: an entry is wrong, or the file is written so that it cannot be changed.
        PlanFileError: the content is not a valid plan file.
    """
    before = parse_plan(content, file)
    bom = content.startswith(_BOM)
    text = content[len(_BOM) if bom else 0 :].decode()
    tables = tomllib.loads(text, parse_float=Decimal)
    taking = _Taking(before, tables)
    for entry in entries:
        taking.take(entry)
        if len(taking.problems) > MAX_PROBLEMS:
            break
    taking.finish()
    changed = _edited(text, taking)
    new = (_BOM if bom else b"") + changed.encode()
    after = parse_plan(new, file) if new != content else before
    return Recorded(new, tuple(taking.changes(after)))


def _edited(text: str, taking: _Taking) -> str:
    """The changed text, proven to hold the changes and nothing else that is new."""
    changes = _difference(taking.tables, taking.expected())
    if not changes:
        return text
    try:
        changed = edit.edited(text, changes, _rank, headed=frozenset({"years"}))
    except edit.CannotEdit as error:
        raise _cannot_edit(error.path) from None
    try:
        found = tomllib.loads(changed, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        raise _cannot_edit(()) from None
    if _difference(taking.expected(), found) or _difference(found, taking.expected()):
        raise _cannot_edit(())
    return changed


def _cannot_edit(path: Sequence[str]) -> CannotRecord:
    message = Message(
        "“{key}” is written in a form that cannot be changed in place; nothing was written",
        key=".".join(path) or "?",
    )
    return CannotRecord([Problem(0, message)])


def _rank(path: Sequence[str], key: str) -> int:
    """Years ascend; in a year the figures come first and the source last."""
    if path and path[-1] == "years" and key.isdecimal():
        return int(key)
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Tables:
    """What must be set in `old` to make it `new`; numbers differ where their digits do."""
    found: Tables = {}
    for key, value in new.items():
        before = old.get(key)
        if value is before:
            continue
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            inner = _difference(before, value)
            if inner:
                found[key] = inner
        elif key not in old or type(before) is not type(value) or str(before) != str(value):
            found[key] = value
    return found


class _Taking:
    """The entries taken one after another into copies of the tables they change."""

    def __init__(self, plan: Plan, tables: Tables) -> None:
        self.plan = plan
        self.naming = Naming(plan)
        self.tables = tables
        self.changed: dict[str, Tables] = {}
        self.problems: list[Problem] = []
        self.taken: dict[tuple[str, int], dict[str, int]] = {}
        self.widened: dict[tuple[str, int], str] = {}

    def take(self, entry: Entry) -> None:
        found = len(self.problems)
        indicator = self._indicator(entry)
        self._check_year(entry)
        self._check_words(entry)
        if indicator is None or len(self.problems) > found:
            return
        values = self._values(entry, indicator, int(entry.year))
        if len(self.problems) == found:
            self._set(entry, indicator, values)

    def finish(self) -> None:
        """All or nothing."""
        if self.problems:
            raise CannotRecord(self.problems)

    def expected(self) -> Tables:
        """The tables as they are to be."""
        return {**self.tables, "indicators": {**self.tables["indicators"], **self.changed}}

    def changes(self, after: Plan) -> Iterator[Change]:
        indicators = {indicator.id: indicator for indicator in after.indicators}
        earlier = {indicator.id: indicator for indicator in self.plan.indicators}
        for (id_, year), keys in self.taken.items():
            old = _year(self.tables["indicators"][id_], year)
            new = _year(self.changed[id_], year)
            values = {
                key: (self._shown(key, old.get(key)), self._shown(key, new[key]) or "")
                for key in KEYS
                if key in keys and _difference({key: old.get(key)}, {key: new[key]})
            }
            yield Change(
                indicators[id_],
                _state(earlier[id_], year),
                _state(indicators[id_], year),
                values,
                _untouched(old.get("reason"), new.get("reason")),
                self.widened.get((id_, year)),
            )

    def _shown(self, key: str, value: Any) -> str | None:
        if key == "reason" and isinstance(value, Mapping):
            return _said(value.get(self.plan.language))
        return _said(value)

    def _problem(self, entry: Entry, message: Message) -> None:
        self.problems.append(Problem(entry.line, message))

    def _indicator(self, entry: Entry) -> Indicator | None:
        try:
            return self.naming.find(entry.indicator)
        except NotFound as missing:
            self._problem(entry, _not_found(missing))
        except TooManyNames as error:
            self._problem(entry, error.message)
            self.finish()
        return None

    def _check_year(self, entry: Entry) -> None:
        if not YEAR.fullmatch(entry.year):
            self._problem(entry, Message("“{key}” is not a year", key=entry.year))

    def _check_words(self, entry: Entry) -> None:
        """Outcomes and sources are known words; the rest can be anything but nothing."""
        for key, value in entry.figures.items():
            if isinstance(value, str) and not value.strip():
                self._problem(entry, Message("no value is given for “{key}”", key=key))
        if not entry.figures:
            self._problem(entry, Message("there is nothing to record: give an actual or a plan"))
        self._check_known(entry, "outcome", tuple(Outcome))
        self._check_known(entry, "source", tuple(self.tables.get("sources", {})))

    def _check_known(self, entry: Entry, key: str, known: Sequence[str]) -> None:
        value = entry.figures.get(key)
        if not value or value in known:
            return
        message = Message("there is no {what} “{name}”", what=Message(_WHAT[key]), name=value)
        more = suggestion(value, known)
        if more:
            message = Message("{first}; {second}", first=message, second=more)
        self._problem(entry, message)

    def _values(self, entry: Entry, indicator: Indicator, year: int) -> Tables:
        units = _units_in_force(indicator, year)
        values: Tables = dict(entry.figures)
        for key in FIGURES:
            if key in values:
                try:
                    values[key] = _figure(values[key], units)
                except QuantityError as error:
                    self._problem(entry, _about(key, error.message))
        return values

    def _set(self, entry: Entry, indicator: Indicator, values: Tables) -> None:
        id_, year = indicator.id, int(entry.year)
        taken = self.taken.setdefault((id_, year), {})
        for key in values:
            if taken.setdefault(key, entry.line) != entry.line:
                message = Message(
                    "“{key}” of “{id}” in {year} is already given in line {line}",
                    **{"key": key, "id": id_, "year": year, "line": taken[key]},
                )
                self._problem(entry, message)
        table = self.changed.setdefault(id_, deepcopy(self.tables["indicators"][id_]))
        figures = table.setdefault("years", {}).setdefault(entry.year, {})
        cited = figures.get("source")
        added = [key for key in FIGURES if key in values and key not in figures]
        for key, value in sorted(values.items(), key=lambda item: _rank((), item[0])):
            if key in FIGURES and _said(figures.get(key)) == _said(value):
                continue
            figures[key] = self._merged(key, figures.get(key), value)
        if "source" in values:
            figures["source"] = _cited(figures, cited, values)
        elif isinstance(cited, str) and added:
            self.widened[id_, year] = cited

    def _merged(self, key: str, old: Any, new: Any) -> Any:
        """A text in several languages gets the new words in the language of the plan."""
        if key != "reason" or not isinstance(old, Mapping):
            return new
        return {**old, self.plan.language: new}


def _about(key: str, message: Message) -> Message:
    return Message("{key}: {what}", key=key, what=message)


def _not_found(missing: NotFound) -> Message:
    names = ", ".join(id_ for id_, _ in missing.candidates)
    if missing.ambiguous:
        template = N_("“{name}” is more than one: {names}")
    elif names:
        template = N_("“{name}” is not known; it may be one of these: {names}")
    else:
        template = N_("“{name}” is not known")
    return Message(template, name=missing.wanted, names=names)


def _units_in_force(indicator: Indicator, year: int) -> tuple[str, ...]:
    """The names of the unit that a figure of that year may repeat."""
    unit = indicator.unit
    for one, figures in indicator.years.items():
        unit = figures.unit if one <= year else unit
    return tuple(unit.translations.values()) if unit else ()


def _figure(given: Given, units: tuple[str, ...]) -> Any:
    """The figure as it is to stand in the file.

    A plain number becomes a number with the same digits, a table `{ text = "…" }` stays one.

    Raises:
        QuantityError: a file with this figure could not be loaded.
    """
    if isinstance(given, str) and given.lstrip().startswith("{"):
        given = _table(given)
    if isinstance(given, Mapping):
        words = given.get("text")
        if set(given) != {"text"} or not isinstance(words, str) or not words.strip():
            raise QuantityError(Message('words that hold digits are written {{ text = "…" }}'))
        return {"text": words}
    published = parse(given, units).text
    plain = _PLAIN.fullmatch(published)
    if plain is None or _MINUS_ZERO.fullmatch(published):
        return published
    return Decimal(published) if plain["fraction"] else int(published)


def _table(written: str) -> Given:
    try:
        table: Given = tomllib.loads(f"_ = {written}")["_"]
    except tomllib.TOMLDecodeError:
        return {}
    return table


def _said(value: Any) -> str | None:
    """A value of the file as a person would read it."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return next(iter(value.values())) if len(value) == 1 else edit.literal(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _cited(figures: Mapping[str, Any], cited: Any, given: Mapping[str, Any]) -> Any:
    """The source of what is recorded now, beside the sources of what stands there already."""
    held = [key for key in (*FIGURES, "reason") if key in figures]
    before = dict(cited) if isinstance(cited, Mapping) else {key: cited for key in held if cited}
    named = [key for key in held if key in given] or held
    after = before | dict.fromkeys(named, given["source"])
    if isinstance(cited, Mapping) or set(after) != set(held) or len(set(after.values())) > 1:
        return {key: after[key] for key in (*FIGURES, "reason") if key in after}
    return given["source"]


def _year(table: Mapping[str, Any], year: int) -> Mapping[str, Any]:
    found: Mapping[str, Any] = table.get("years", {}).get(str(year), {})
    return found


def _untouched(before: Any, after: Any) -> tuple[str, ...]:
    """Languages in which a changed text still says what it said."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or before == after:
        return ()
    return tuple(language for language in before if before[language] == after.get(language))


def _state(indicator: Indicator, year: int) -> State:
    blank = YearFigures(year, indicator.name, indicator.unit)
    figures = indicator.years.get(year, blank)
    return State(figures, assess(figures, indicator.direction))
