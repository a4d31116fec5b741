"""Entries taken into the tables of a plan file, or all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from plantrack.messages.message import N_, Message
from plantrack.messages.words import meant, no_such_word
from plantrack.plan.lookup import NotFound, find_year
from plantrack.plan.model import Indicator, Plan
from plantrack.plan.quantity import QuantityError
from plantrack.recording import year as years
from plantrack.recording.change import Aside, Change, changed, far_from
from plantrack.recording.earlier import KEPT, keep_earlier, set_note
from plantrack.recording.entry import (
    CHANGES,
    CLEARABLE,
    FIGURES,
    OUTCOMES,
    RESTATED,
    CannotRecord,
    Entry,
    Problem,
    Tables,
)
from plantrack.recording.figure import Words, figure, is_same, unit_in_force
from plantrack.recording.naming import Naming, TooManyNames
from plantrack.recording.overwriting import overwriting
from plantrack.recording.stale import stale

_WHAT = {
    "outcome": N_("outcome"),
    "source": N_("source"),
    "change": N_("kind of change"),
    "clear": N_("key"),
}

Taken = dict[str, Entry]
"""What was set or cleared of one year, by its key, with the entry that said so."""


class Taking:
    """The entries taken one after another into copies of the tables they change."""

    def __init__(self, plan: Plan, tables: Tables) -> None:
        self.plan = plan
        self.naming = Naming(plan)
        self.tables = tables
        self.changed: dict[str, Tables] = {}
        self.problems: list[Problem] = []
        self.taken: dict[tuple[str, int], Taken] = {}
        self.widened: dict[tuple[str, int], str] = {}
        self.absent: dict[tuple[str, int], list[str]] = {}

    def take(self, entry: Entry) -> None:
        """Take one entry, or note what is wrong with it."""
        found = len(self.problems)
        indicator, year = self._indicator(entry), self._year(entry)
        words = self._words(entry)
        if indicator is None or year is None or len(self.problems) > found:
            return
        values = self._figures(entry, indicator, year) | words
        keys = self._keys(entry, "clear", entry.clear)
        if len(self.problems) == found:
            self._claim(entry, indicator, year, (*values, *keys))
        if len(self.problems) == found:
            self._put(entry, indicator, year, values, keys)

    def finish(self) -> None:
        """All or nothing.

        Raises:
            CannotRecord: an entry is wrong, or leaves a restated figure that is no longer true.
        """
        indicators = {indicator.id: indicator for indicator in self.plan.indicators}
        for (id_, year), taken in self.taken.items():
            unit = unit_in_force(indicators[id_], year)
            before, after = self._before(id_, year), self._after(id_, year)
            self.problems += stale(f"{id_} {year}", before, after, taken, unit)
        if self.problems:
            raise CannotRecord(self.problems)

    def expected(self) -> Tables:
        """The tables as they are to be."""
        return {**self.tables, "indicators": {**self.tables["indicators"], **self.changed}}

    def changes(self, after: Plan) -> Iterator[Change]:
        """What became of each indicator in each year, in the order of the entries."""
        earlier, now = ({one.id: one for one in plan.indicators} for plan in (self.plan, after))
        known = {year for indicator in self.plan.indicators for year in indicator.years}
        for id_, year in self.taken:
            aside = Aside(
                self.widened.get((id_, year)),
                tuple(self.absent[id_, year]),
                far_from(year, known),
            )
            tables = self._before(id_, year), self._after(id_, year)
            yield changed((earlier[id_], now[id_]), year, tables, self.plan.language, aside)

    def _before(self, id_: str, year: int) -> Mapping[str, Any]:
        return _year_in(self.tables["indicators"][id_], year)

    def _after(self, id_: str, year: int) -> Mapping[str, Any]:
        return _year_in(self.changed.get(id_, {}), year)

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

    def _year(self, entry: Entry) -> int | None:
        year = find_year(entry.year)
        if year is None:
            self._problem(entry, Message("“{key}” is not a year", key=entry.year))
        return year

    def _words(self, entry: Entry) -> Tables:
        """What is given in words: outcome and source are known ones, the rest says something."""
        for key, value in entry.figures.items():
            if isinstance(value, str) and not value.strip():
                self._problem(entry, Message("no value is given for “{key}”", key=key))
        if not entry.figures and not entry.clear:
            self._problem(entry, Message("there is nothing to record: give an actual or a plan"))
        sources = {id_: id_ for id_ in self.tables.get("sources", {})}
        if entry.change:
            self._known(entry, "change", entry.change, CHANGES)
        texts = {k: str(v) for k, v in entry.figures.items() if k not in (*FIGURES, *RESTATED)}
        for key, words in (("outcome", OUTCOMES), ("source", sources)):
            if texts.get(key):
                texts[key] = self._known(entry, key, texts[key], words)
        return texts

    def _known(self, entry: Entry, what: str, given: str, words: Mapping[str, str]) -> str:
        """The code word that is meant; the text itself where there is none, which is a problem."""
        found = meant(given, words)
        if found is None and words:
            self._problem(entry, no_such_word(Message(_WHAT[what]), given, words).message)
        elif found is None:
            message = Message("there is no {what} “{name}”", what=Message(_WHAT[what]), name=given)
            self._problem(entry, message)
        return found or given

    def _keys(self, entry: Entry, what: str, given: tuple[str, ...]) -> list[str]:
        return [self._known(entry, what, one, CLEARABLE) for one in given]

    def _figures(self, entry: Entry, indicator: Indicator, year: int) -> Tables:
        """The figures as they are to stand; a restated one is in the unit before that year."""
        found: Tables = {}
        before = unit_in_force(indicator, year - 1)
        if any(key in entry.figures for key in RESTATED) and not _is_redefined(indicator, year):
            message = Message("nothing is counted differently from {year} on", year=year)
            self._problem(entry, message)
        for key in (*FIGURES, *RESTATED):
            if key in entry.figures:
                unit = before if key in RESTATED else unit_in_force(indicator, year)
                try:
                    found[key] = figure(entry.figures[key], unit)
                except QuantityError as error:
                    message = Message("{key}: {what}", key=key, what=error.message)
                    self._problem(entry, message)
        for message in Words(entry, indicator.years.get(year), found).unexpected():
            self._problem(entry, message)
        return found

    def _claim(self, entry: Entry, indicator: Indicator, year: int, keys: Sequence[str]) -> None:
        """Each key of a year is set or cleared once."""
        taken = self.taken.setdefault((indicator.id, year), {})
        for key in dict.fromkeys(keys):
            first = taken.setdefault(key, entry)
            if first is not entry:
                message = Message(
                    "“{key}” of “{id}” in {year} is already given in line {line}",
                    **{"key": key, "id": indicator.id, "year": year, "line": first.line},
                )
                self._problem(entry, message)
            elif keys.count(key) > 1:
                self._problem(entry, Message("“{key}” is given twice", key=key))

    def _put(
        self, entry: Entry, indicator: Indicator, year: int, values: Tables, keys: list[str]
    ) -> None:
        where = (indicator.id, year)
        before = self.tables["indicators"][indicator.id]
        table = self.changed.setdefault(indicator.id, deepcopy(before))
        figures = table.setdefault("years", {}).setdefault(str(year), {})
        absent = [key for key in keys if not years.clear(figures, key)]
        self.absent.setdefault(where, []).extend(absent)
        held = set(figures)
        for key in ("note", *RESTATED, "restated_basis", "outcome", "reason"):
            if key in values:
                self._set(entry, where, figures, key, values[key])
        for key in FIGURES:
            if key in values:
                self._replace(entry, where, figures, key, values)
        if "source" in values:
            self._cite(entry, where, figures, held, values)
        if not figures and (absent != keys or str(year) not in before.get("years", {})):
            _take_out(table, before, year)

    def _replace(
        self, entry: Entry, where: tuple[str, int], figures: Tables, key: str, values: Tables
    ) -> None:
        """Set a plan or actual; one that is there is replaced only if the entry says why."""
        old, new = figures.get(key), values[key]
        if old is not None and is_same(old, new):
            return
        change = meant(entry.change or "", CHANGES)
        cited = years.source_of(figures, key)
        if old is not None and change is None:
            self._problem(entry, overwriting(entry, where, key, old, new))
        if old is not None and change == "revise":
            keep_earlier(self.plan, figures, key)
        if change == "revise" or values.get("source", cited) != cited:
            years.drop(figures, "cell", key)  # the new figure does not stand there
        shared = figures.get("source")
        if isinstance(shared, str) and "source" not in values and change != "correct":
            self.widened[where] = shared
        figures[key] = new

    def _set(
        self, entry: Entry, where: tuple[str, int], figures: Tables, key: str, given: Any
    ) -> None:
        """Set anything else of a year; what is there is replaced only if the entry says why."""
        old, new = years.flat(figures).get(key), self._merged(figures, key, given)
        if old == new:
            return
        change = meant(entry.change or "", CHANGES)
        if old is not None and change is None and not key.startswith("restated"):  # worked out
            shown = old.get(self.plan.language, old) if isinstance(old, Mapping) else old
            self._problem(entry, overwriting(entry, where, key, shown, given))
        if key == "note":
            set_note(figures, self.plan.language, given, added=change == "revise")
            return
        if old is not None and change == "revise" and key in KEPT:
            keep_earlier(self.plan, figures, key)
        years.put(figures, key, new)

    def _cite(
        self,
        entry: Entry,
        where: tuple[str, int],
        figures: Tables,
        held: set[str],
        values: Tables,
    ) -> None:
        """Name the source; another than is named for what stays as it was is a question."""
        new = values["source"]
        for key in years.named(figures, values) if entry.change is None else ():
            old = years.source_of(figures, key)
            if key in held and old not in {None, new}:
                self._problem(entry, overwriting(entry, where, "source", old, new))
                break
        years.cite(figures, new, values)

    def _merged(self, figures: Tables, key: str, new: Any) -> Any:
        """A text in several languages gets the new words in the language of the plan."""
        old = figures.get(key)
        if key not in {"reason", "note"} or not isinstance(old, Mapping):
            return new
        return {**old, self.plan.language: new}


def _is_redefined(indicator: Indicator, year: int) -> bool:
    figures = indicator.years.get(year)
    if figures is None:
        return False
    return bool(figures.series_break) or figures.unit != unit_in_force(indicator, year - 1)


def _take_out(table: Tables, before: Mapping[str, Any], year: int) -> None:
    """A year of which nothing is left, and the table of years if that was the last one."""
    del table["years"][str(year)]
    if not table["years"] and before.get("years") != {}:
        del table["years"]


def _year_in(table: Mapping[str, Any], year: int) -> Mapping[str, Any]:
    found: Mapping[str, Any] = table.get("years", {}).get(str(year), {})
    return found


def _not_found(missing: NotFound) -> Message:
    names = ", ".join(id_ for id_, _ in missing.candidates)
    if missing.ambiguous:
        template = N_("“{name}” is more than one: {names}")
    elif names:
        template = N_("“{name}” is not known; it may be one of these: {names}")
    else:
        template = N_("“{name}” is not known")
    return Message(template, name=missing.wanted, names=names)
