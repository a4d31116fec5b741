"""What became of an indicator in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plantrack.plan.assess import Assessment, assess
from plantrack.plan.model import Indicator, YearFigures


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


def state(indicator: Indicator, year: int) -> State:
    blank = YearFigures(year, indicator.name, indicator.unit)
    figures = indicator.years.get(year, blank)
    return State(figures, assess(figures, indicator.direction))
