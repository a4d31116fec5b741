"""The one place where a status is decided.

The target and the direction give the set of acceptable values; the actual is a set of values too.
An actual inside the acceptable set is achieved, one apart from it is missed, and anything else is
left undetermined.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from typing import assert_never

from plantrack.plan.interval import Extent, Interval, exactly, point
from plantrack.plan.measures import is_amount, limits_of
from plantrack.plan.model import Direction, Outcome, YearFigures
from plantrack.plan.quantity import EXACT, Form, Quantity, as_stated

_TENTH = Decimal("0.1")


class Status(StrEnum):
    """What became of a target."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"
    UNDETERMINED = "undetermined"
    PENDING = "pending"
    UNPLANNED = "unplanned"

    @property
    def is_achieved(self) -> bool:
        """Whether the target was reached: exceeded or met."""
        return self in {Status.EXCEEDED, Status.MET}


class Ground(StrEnum):
    """What a status rests on: the shape of plantrack's own reasoning."""

    NO_TARGET = "no target"
    NO_ACTUAL = "no actual"
    FIGURES = "figures"
    FIGURES_OVERLAP = "figures overlap"
    ACTUAL_IN_WORDS = "actual in words"
    STATED_OUTCOME = "stated outcome"
    NO_OUTCOME = "no outcome"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A status and what it rests on.

    `gap` is actual minus target in the indicator's unit (percentage points where that is %).
    `attainment` is the actual as a percentage of the target, one decimal. `contradicts` is the
    outcome that the source states where the numbers say otherwise.
    """

    status: Status
    ground: Ground
    gap: Decimal | None = None
    attainment: Decimal | None = None
    contradicts: Outcome | None = None


def acceptable(target: Quantity, direction: Direction) -> Interval | None:
    """The values that satisfy a target; ``None`` for a qualitative one."""
    interval = target.interval
    if interval is None or target.form is Form.BOUND:
        return interval
    match direction:
        case Direction.UP:
            return Interval(low=interval.low, low_closed=interval.low_closed)
        case Direction.DOWN:
            return Interval(high=interval.high, high_closed=interval.high_closed)
        case Direction.WITHIN:
            return interval
        case _:  # pragma: no cover - exhaustive
            assert_never(direction)


@dataclass(frozen=True, slots=True)
class Terms:
    """How two figures are set against one another.

    `limits` are the natural ends of both, unless one lies beyond. With `by_digits`, both are only
    as exact as their digits say, since one of them was worked out.
    """

    limits: Interval | None = None
    by_digits: bool = False

    def extent(self, quantity: Quantity, interval: Interval) -> Extent:
        """A set whose ends are taken from the figure."""
        found = as_stated(quantity, interval) if self.by_digits else exactly(interval)
        return found.between(self.limits) if self.limits else found


def terms(one: Quantity, other: Quantity, limits: Interval | None = None) -> Terms:
    """The terms on which two figures of an indicator with such natural ends are compared."""
    fit = limits is not None and _fits(one, limits) and _fits(other, limits)
    return Terms(limits if fit else None, one.worked_out or other.worked_out)


def _fits(quantity: Quantity, limits: Interval) -> bool:
    """Whether a figure is of a thing with such ends: no number in it lies beyond them."""
    inside = all(point(number).within(limits) for number in quantity.numbers())
    return inside and (quantity.interval is None or quantity.interval.meet(limits) is not None)


def accepted(target: Quantity, direction: Direction, on: Terms) -> Extent | None:
    """The values that satisfy a target on these terms; ``None`` for a qualitative one."""
    interval = acceptable(target, direction)
    return None if interval is None else on.extent(target, interval)


def _beats(values: Interval, target: Interval, direction: Direction) -> bool:
    """Whether every one of `values` is better than every number that the target stands for."""
    match direction:
        case Direction.UP:
            return values.above(target)
        case Direction.DOWN:
            return target.above(values)
        case Direction.WITHIN:
            return False
        case _:  # pragma: no cover - exhaustive
            assert_never(direction)


def assess(figures: YearFigures, direction: Direction) -> Assessment:
    """Decide the status of one indicator in one year."""
    target, actual = figures.plan, figures.actual
    if target is None:
        return Assessment(Status.UNPLANNED, Ground.NO_TARGET)
    if not figures.is_reported():
        return Assessment(Status.PENDING, Ground.NO_ACTUAL)
    if target.interval is None:
        return _by_outcome(figures.outcome)
    if actual is None or actual.interval is None:
        return Assessment(Status.UNDETERMINED, Ground.ACTUAL_IN_WORDS)
    return _by_figures(figures, target, actual, direction)


def _by_outcome(outcome: Outcome | None) -> Assessment:
    if outcome is None:
        return Assessment(Status.UNDETERMINED, Ground.NO_OUTCOME)
    return Assessment(Status(outcome.value), Ground.STATED_OUTCOME)


def _by_figures(
    figures: YearFigures, target: Quantity, actual: Quantity, direction: Direction
) -> Assessment:
    status = judge(target, actual, direction, limits_of(figures))
    outcome = figures.outcome
    decided = status is not Status.UNDETERMINED
    return Assessment(
        status=status,
        ground=Ground.FIGURES if decided else Ground.FIGURES_OVERLAP,
        gap=gap(target, actual),
        attainment=attainment(target, actual, direction) if is_amount(figures) else None,
        contradicts=outcome if outcome and decided and not _agree(status, outcome) else None,
    )


def _agree(status: Status, outcome: Outcome) -> bool:
    """A source that says "met" of a target that was exceeded is not contradicted."""
    return status.is_achieved == (outcome is not Outcome.MISSED) and not (
        status is Status.MET and outcome is Outcome.EXCEEDED
    )


def judge(
    target: Quantity, actual: Quantity, direction: Direction, limits: Interval | None = None
) -> Status:
    """Status of an actual against a target, from the numbers alone.

    `limits` are the natural ends of such figures. Where one of the two was worked out, both are as
    exact as their digits.
    """
    on = terms(target, actual, limits)
    wanted = accepted(target, direction, on)
    if wanted is None or target.interval is None or actual.interval is None:
        return Status.UNDETERMINED
    values = on.extent(actual, actual.interval)
    named = on.extent(target, target.interval)
    if target.form is not Form.BOUND and _beats(values.possible, named.possible, direction):
        return Status.EXCEEDED
    if values.surely_within(wanted):
        return Status.MET
    apart = values.possible.apart(wanted.possible)
    return Status.MISSED if apart else Status.UNDETERMINED


def gap(target: Quantity, actual: Quantity) -> Decimal | None:
    """Actual minus target; of a bound from the bound, of a range from its nearest end.

    ``None`` unless the actual is one stated number.
    """
    if actual.form is not Form.NUMBER or actual.value is None or target.interval is None:
        return None
    return EXACT.subtract(actual.value, _nearest(target, target.interval, actual.value))


def _nearest(target: Quantity, interval: Interval, value: Decimal) -> Decimal:
    if target.value is not None:
        return target.value
    assert interval.low is not None
    assert interval.high is not None
    return min(max(value, interval.low), interval.high)


def attainment(target: Quantity, actual: Quantity, direction: Direction) -> Decimal | None:
    """Actual as a percentage of target: only for `up`, and between positive numbers."""
    if direction is not Direction.UP or {target.form, actual.form} != {Form.NUMBER}:
        return None
    assert target.value is not None
    assert actual.value is not None
    if target.value <= 0 or actual.value < 0:
        return None
    return percentage(actual.value, target.value)


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """`part` in percent of `whole`, one decimal; never 100.0 unless the two are equal."""
    exact = _percent(part, whole)
    rounded = rounded_percent(part, whole)
    if rounded == 100 and part != whole:
        return exact.quantize(_TENTH, ROUND_UP if exact > 100 else ROUND_DOWN, EXACT)
    return rounded


def rounded_percent(part: Decimal, whole: Decimal) -> Decimal:
    """`part` in percent of `whole`, rounded half up to one decimal."""
    return _percent(part, whole).quantize(_TENTH, ROUND_HALF_UP, EXACT)


def nonzero_percent(part: Decimal, whole: Decimal) -> Decimal:
    """`part` in percent of `whole`, one decimal; 0.0 only if there is none of it."""
    return _percent(part, whole).quantize(_TENTH, ROUND_UP, EXACT)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return EXACT.divide(EXACT.multiply(part, Decimal(100)), whole)
