"""The one place where a change of target between two years is judged.

Targets are compared as the sets of values that satisfy them, so that a number, a bound and a range
can be set against one another. Across a change of definition only a restated figure is compared;
it was worked out, so both sides are then as exact as their digits (`precision`), and where these
overlap nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from plantrack.plan.assess import (
    Status,
    accepted,
    judge,
    nonzero_percent,
    rounded_percent,
    terms,
)
from plantrack.plan.interval import Interval, high_end_rises, low_end_rises
from plantrack.plan.measures import is_amount, limits_of
from plantrack.plan.model import Direction, Indicator, Restated, Text, YearFigures
from plantrack.plan.precision import restated_actual, restated_plan
from plantrack.plan.quantity import EXACT, Form, Quantity, same_words


class Change(StrEnum):
    """What happened to the target's figure."""

    RAISED = "raised"
    LOWERED = "lowered"
    UNCHANGED = "unchanged"
    REDEFINED = "redefined"
    ADDED = "added"
    DROPPED = "dropped"


class Ambition(StrEnum):
    """What the change means, given the direction: more is asked for, less, or the same."""

    TIGHTENED = "tightened"
    EASED = "eased"
    HELD = "held"


class VersusActual(StrEnum):
    """Whether the new target asks for more than, exactly, or less than was already achieved."""

    ABOVE = "above"
    AT = "at"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Definition:
    """How an indicator's definition moved between two years.

    `renamed` and `unit_changed` hold what it was in the first year asked for and in the last.
    `breaks` are the years, after the earlier and up to the later one, from which it is counted
    differently, each with the source's words for it. `restated` is the later year on the earlier
    definition, where the file gives it and only one break lies between.
    """

    renamed: tuple[Text, Text] | None = None
    unit_changed: tuple[Text | None, Text | None] | None = None
    breaks: tuple[tuple[int, Text], ...] = ()
    restated: Restated | None = None

    @property
    def changed(self) -> bool:
        """Whether the figures of the two years are on different definitions."""
        return self.unit_changed is not None or bool(self.breaks)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator's target in two years.

    `delta` is later minus earlier in the earlier unit; `delta_percent` is that in percent of the
    earlier target, for levels only. `before`, `after` and `actual` are what was compared: the
    earlier figure, the new target and the earlier actual, on one definition.
    """

    change: Change
    definition: Definition
    ambition: Ambition | None = None
    delta: Decimal | None = None
    delta_percent: Decimal | None = None
    versus_actual: VersusActual | None = None
    before: Quantity | None = None
    after: Quantity | None = None
    actual: Quantity | None = None


def definition_between(indicator: Indicator, first: int, last: int) -> Definition:
    """What became of the indicator's name, unit and way of counting from year `first` to `last`.

    Reversed years give the same definition with earlier and later exchanged.
    """
    start, end = indicator.years.get(first), indicator.years.get(last)
    if start is None or end is None:
        return Definition()
    low, high = sorted((first, last))
    between = [figures for year, figures in indicator.years.items() if low <= year <= high]
    breaks = tuple((f.year, f.series_break) for f in between[1:] if f.series_break is not None)
    units = sum(before.unit != after.unit for before, after in pairwise(between))
    return Definition(
        renamed=(start.name, end.name) if start.name != end.name else None,
        unit_changed=(start.unit, end.unit) if start.unit != end.unit else None,
        breaks=breaks,
        restated=between[-1].restated if len(breaks) <= 1 and units <= 1 else None,
    )


def compare(
    indicator: Indicator, from_year: int, to_year: int, *, against_actual: bool = False
) -> Comparison | None:
    """Compare an indicator's target in `to_year` with that in `from_year`.

    With `against_actual` the new target is set against the earlier actual instead. ``None`` where
    neither year has a figure to compare.
    """
    blank = YearFigures(year=0, name=indicator.name)
    start = indicator.years.get(from_year, blank)
    end = indicator.years.get(to_year, blank)
    definition = definition_between(indicator, from_year, to_year)
    before = start.actual if against_actual else start.plan
    if before is None or end.plan is None:
        return _one_sided(indicator, start, end, definition, before)
    return _two_sided(indicator, start, end, definition, against_actual=against_actual)


def _one_sided(
    indicator: Indicator,
    start: YearFigures,
    end: YearFigures,
    definition: Definition,
    before: Quantity | None,
) -> Comparison | None:
    if end.plan is None:
        return Comparison(Change.DROPPED, definition) if before else None
    if start.plan is not None:  # it has a target already, but no actual to set the new one against
        return Comparison(Change.REDEFINED, definition)
    _, actual, target = _on_one_definition(start, end, definition)
    limits = _limits(start, end, definition)
    versus = versus_actual(target, actual, indicator.direction, limits) if target else None
    return Comparison(Change.ADDED, definition, versus_actual=versus, after=target, actual=actual)


def _two_sided(
    indicator: Indicator,
    start: YearFigures,
    end: YearFigures,
    definition: Definition,
    *,
    against_actual: bool,
) -> Comparison:
    plan, actual, target = _on_one_definition(start, end, definition)
    before = actual if against_actual else plan
    if before is None or target is None:
        return Comparison(Change.REDEFINED, definition)
    direction, limits = indicator.direction, _limits(start, end, definition)
    ambition = ambition_between(before, target, direction, limits)
    undecided = ambition is None and (before.worked_out or target.worked_out)
    delta = None if undecided else _difference(before, target)
    amounts = is_amount(start) and is_amount(end)
    return Comparison(
        change=_change(before, target, delta, definition, direction, limits),
        definition=definition,
        ambition=ambition,
        delta=delta,
        delta_percent=_percent(delta, before) if amounts else None,
        versus_actual=versus_actual(target, actual, direction, limits),
        before=before,
        after=target,
        actual=actual,
    )


def _change(
    before: Quantity,
    target: Quantity,
    delta: Decimal | None,
    definition: Definition,
    direction: Direction,
    limits: Interval | None,
) -> Change:
    if definition.changed:
        return Change.REDEFINED
    change = change_between(before, target, direction, limits)
    if delta and change is (Change.RAISED if delta < 0 else Change.LOWERED):
        return Change.REDEFINED  # a number that fell, but became a bound that reaches higher
    return change


def _limits(start: YearFigures, end: YearFigures, definition: Definition) -> Interval | None:
    """The natural ends of what is compared: those of the earlier definition."""
    earlier, later = sorted((start, end), key=lambda figures: figures.year)
    limits = limits_of(earlier)
    return limits if definition.changed or limits == limits_of(later) else None


def _on_one_definition(
    start: YearFigures, end: YearFigures, definition: Definition
) -> tuple[Quantity | None, Quantity | None, Quantity | None]:
    """The earlier plan, the earlier actual and the new target, all on one definition."""
    if not definition.changed:
        return start.plan, start.actual, end.plan
    restated = definition.restated or Restated()
    if start.year < end.year:
        return start.plan, start.actual, restated_plan(restated, end)
    return restated_plan(restated, start), restated_actual(restated, start), end.plan


def change_between(
    before: Quantity, after: Quantity, direction: Direction, limits: Interval | None = None
) -> Change:
    """Whether the published figure went up or down; `REDEFINED` where neither can be said.

    Two targets in words are unchanged only if the words are the same.
    """
    on = terms(before, after, limits)
    first, last = accepted(before, direction, on), accepted(after, direction, on)
    if first is None or last is None:
        return Change.UNCHANGED if same_words(before, after) else Change.REDEFINED
    ends = {
        low_end_rises(first.possible, last.possible),
        high_end_rises(first.possible, last.possible),
    }
    if ends == {0}:
        return Change.UNCHANGED
    if -1 not in ends:
        return Change.RAISED
    return Change.LOWERED if 1 not in ends else Change.REDEFINED


def ambition_between(
    before: Quantity, after: Quantity, direction: Direction, limits: Interval | None = None
) -> Ambition | None:
    """Whether fewer values satisfy the new target (tightened), more (eased) or the same (held).

    ``None`` where each target accepts values that the other does not, where only one is in words,
    or where one was worked out and the digits of the two do not decide.
    """
    on = terms(before, after, limits)
    first, last = accepted(before, direction, on), accepted(after, direction, on)
    if first is None or last is None:
        return Ambition.HELD if first is last and same_words(before, after) else None
    if first == last and not on.by_digits:
        return Ambition.HELD
    if last.surely_within(first):
        return Ambition.TIGHTENED
    return Ambition.EASED if first.surely_within(last) else None


def versus_actual(
    target: Quantity,
    actual: Quantity | None,
    direction: Direction,
    limits: Interval | None = None,
) -> VersusActual | None:
    """What a new target asks for, set against what was already achieved.

    Being more ambitious counts as `ABOVE`, whichever way the indicator is meant to go. ``None``
    where the numbers do not decide.
    """
    if actual is None or actual.interval is None or target.interval is None:
        return None
    status = judge(target, actual, direction, limits)
    if status is Status.MISSED:
        return VersusActual.ABOVE
    if status is Status.EXCEEDED:
        return VersusActual.BELOW
    if status is Status.UNDETERMINED:
        return None
    on = terms(target, actual, limits)
    values = on.extent(actual, actual.interval)
    if target.form is not Form.BOUND:
        inside = values.surely_within(on.extent(target, target.interval))
        return VersusActual.AT if inside and not on.by_digits else None
    return _versus_bound(target.interval, values.possible)


def _versus_bound(bound: Interval, values: Interval) -> VersusActual | None:
    """An actual that meets a bound is at it, or beyond it: then the target asks for less."""
    end = bound.high if bound.low is None else bound.low
    if values.low == values.high == end:
        return VersusActual.AT
    nearest = values.high if bound.low is None else values.low
    return VersusActual.BELOW if nearest != end else None


def _difference(before: Quantity, after: Quantity) -> Decimal | None:
    if before.value is None or after.value is None:
        return None
    return EXACT.subtract(after.value, before.value)


def _percent(delta: Decimal | None, before: Quantity) -> Decimal | None:
    if delta is None or before.value is None or before.value <= 0:
        return None
    return rounded_percent(delta, before.value) or nonzero_percent(delta, before.value)
