"""What became of an indicator in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plantrack.checks.structure import FAR, nearest_year
from plantrack.plan.assess import Assessment, assess
from plantrack.plan.model import Indicator, Plan, YearFigures
from plantrack.planfile.edit import difference
from plantrack.recording.entry import CLEARABLE
from plantrack.recording.figure import said
from plantrack.recording.year import flat


@dataclass(frozen=True, slots=True)
class State:
    """An indicator's figures in a year and what they come to."""

    figures: YearFigures
    judged: Assessment


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one indicator in one year.

    `values` has for each key what was published before and what is now, ``None`` for nothing.
    `untouched` are keys and languages in which a text still says what it said before. `absent` was
    to be cleared and was not there. `far_from` is the nearest year that the file had, if that lies
    far away. `is_gone` means that nothing is left of the year.
    """

    indicator: Indicator
    before: State
    after: State
    values: Mapping[str, tuple[str | None, str | None]]
    untouched: tuple[str, ...] = ()
    source_widened: str | None = None
    absent: tuple[str, ...] = ()
    far_from: int | None = None
    is_gone: bool = False


def changed(
    plans: tuple[Plan, Plan],
    where: tuple[str, int],
    tables: tuple[Mapping[str, Any], Mapping[str, Any]],
    *,
    source_widened: str | None,
    absent: tuple[str, ...],
) -> Change:
    """What became of an indicator in a year; plans and its tables before and after."""
    id_, year = where
    earlier, now = (_indicator(plan, id_) for plan in plans)
    old, new = (flat(table) for table in tables)
    own = plans[0].language
    values = {
        key: (_shown(old.get(key), own), _shown(new.get(key), own))
        for key in CLEARABLE
        if difference({key: old.get(key)}, {key: new.get(key)})
    }
    return Change(
        now,
        _state(earlier, year),
        _state(now, year),
        values,
        _untouched(old.get("reason"), new.get("reason")),
        source_widened,
        absent,
        _far_from(plans[0], year) if tables[1] and not tables[0] else None,
        bool(tables[0]) and not tables[1],
    )


def _indicator(plan: Plan, id_: str) -> Indicator:
    return next(indicator for indicator in plan.indicators if indicator.id == id_)


def _state(indicator: Indicator, year: int) -> State:
    blank = YearFigures(year, indicator.name, indicator.unit)
    figures = indicator.years.get(year, blank)
    return State(figures, assess(figures, indicator.direction))


def _far_from(plan: Plan, year: int) -> int | None:
    """The nearest year that the plan has, if even that lies far away."""
    others = {one for indicator in plan.indicators for one in indicator.years}
    nearest = nearest_year(year, others) if others else year
    return nearest if abs(nearest - year) > FAR else None


def _shown(value: Any, language: str) -> str | None:
    if isinstance(value, Mapping) and language in value:
        return said(value[language])
    return said(value)


def _untouched(before: Any, after: Any) -> tuple[str, ...]:
    """Languages in which a changed text still says what it said."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or before == after:
        return ()
    return tuple(language for language in before if before[language] == after.get(language))
