"""What became of an indicator in a year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from plantrack.checks.structure import FAR, nearest_year
from plantrack.plan.assess import Assessment, assess
from plantrack.plan.model import Indicator, YearFigures
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


@dataclass(frozen=True, slots=True)
class Aside:
    """What is to be said beside the figures; as in `Change`."""

    source_widened: str | None = None
    absent: tuple[str, ...] = ()
    far_from: int | None = None


def changed(
    indicators: tuple[Indicator, Indicator],
    year: int,
    tables: tuple[Mapping[str, Any], Mapping[str, Any]],
    language: str,
    aside: Aside,
) -> Change:
    """What became of a year; the indicator and the year's table before and after."""
    old, new = (flat(table) for table in tables)
    values = {
        key: (_shown(old.get(key), language), _shown(new.get(key), language))
        for key in CLEARABLE
        if difference({key: old.get(key)}, {key: new.get(key)})
    }
    return Change(
        indicators[1],
        _state(indicators[0], year),
        _state(indicators[1], year),
        values,
        _untouched(old.get("reason"), new.get("reason")),
        aside.source_widened,
        aside.absent,
        aside.far_from if new and not old else None,
        bool(old) and not new,
    )


def far_from(year: int, others: Collection[int]) -> int | None:
    """The nearest of the other years, if even that lies far away."""
    nearest = nearest_year(year, others) if others else year
    return nearest if abs(nearest - year) > FAR else None


def _state(indicator: Indicator, year: int) -> State:
    blank = YearFigures(year, indicator.name, indicator.unit)
    figures = indicator.years.get(year, blank)
    return State(figures, assess(figures, indicator.direction))


def _shown(value: Any, language: str) -> str | None:
    if isinstance(value, Mapping) and language in value:
        return said(value[language])
    return said(value)


def _untouched(before: Any, after: Any) -> tuple[str, ...]:
    """Languages in which a changed text still says what it said."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or before == after:
        return ()
    return tuple(language for language in before if before[language] == after.get(language))
