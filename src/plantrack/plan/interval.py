"""Sets of exact numbers, and sets whose ends are only as exact as the digits they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers with open or closed ends; an end of ``None`` is unbounded."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_closed: bool = False
    high_closed: bool = False

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval is in the other."""
        return _low_key(self) >= _low_key(other) and _high_key(self) <= _high_key(other)

    def above(self, other: Interval) -> bool:
        """Whether every number of this interval is greater than every number of the other."""
        if self.low is None or other.high is None:
            return False
        touching = self.low == other.high and not (self.low_closed and other.high_closed)
        return self.low > other.high or touching

    def apart(self, other: Interval) -> bool:
        """Whether the two intervals share no number."""
        return self.above(other) or other.above(self)

    def meet(self, other: Interval) -> Interval | None:
        """The numbers that both intervals hold; ``None`` if there is none."""
        lower = max(self, other, key=_low_key)
        upper = min(self, other, key=_high_key)
        return _unless_empty(Interval(lower.low, upper.high, lower.low_closed, upper.high_closed))

    def mirrored(self) -> Interval:
        """The interval with every number's sign flipped."""
        return Interval(
            low=None if self.high is None else self.high.copy_negate(),
            high=None if self.low is None else self.low.copy_negate(),
            low_closed=self.high_closed,
            high_closed=self.low_closed,
        )


def _unless_empty(interval: Interval) -> Interval | None:
    if interval.low is None or interval.high is None or interval.low < interval.high:
        return interval
    whole = interval.low == interval.high and interval.low_closed and interval.high_closed
    return interval if whole else None


@dataclass(frozen=True, slots=True)
class Extent:
    """A set that is known only as far as its digits go.

    `possible` holds every number that may belong to it, `sure` every number that belongs to it
    whatever the digits hide; ``None`` where there is no such number.
    """

    possible: Interval
    sure: Interval | None

    def surely_within(self, other: Extent) -> bool:
        """Whether every number of this set is in the other, whatever the digits of both hide."""
        return other.sure is not None and self.possible.within(other.sure)

    def between(self, limits: Interval) -> Extent:
        """What is left of the set between limits that it does not lie outside of."""
        possible = self.possible.meet(limits)
        assert possible is not None
        return Extent(possible, self.sure.meet(limits) if self.sure else None)


def exactly(interval: Interval) -> Extent:
    """A set whose ends are known exactly."""
    return Extent(interval, interval)


def loosened(interval: Interval, low_at: Interval | None, high_at: Interval | None) -> Extent:
    """The set with each end anywhere in a range of its own; ``None`` for one that is unbounded."""
    low, high = low_at or Interval(), high_at or Interval()
    widest = Interval(
        low.low,
        high.high,
        low_closed=interval.low_closed and low.low_closed,
        high_closed=interval.high_closed and high.high_closed,
    )
    narrowest = Interval(
        low.high,
        high.low,
        low_closed=low_at is not None and (interval.low_closed or not low.high_closed),
        high_closed=high_at is not None and (interval.high_closed or not high.low_closed),
    )
    return Extent(widest, _unless_empty(narrowest))


_INFINITY = Decimal("Infinity")


def _low_key(interval: Interval) -> tuple[Decimal, int]:
    if interval.low is None:
        return (-_INFINITY, 0)
    return (interval.low, 0 if interval.low_closed else 1)


def _high_key(interval: Interval) -> tuple[Decimal, int]:
    if interval.high is None:
        return (_INFINITY, 0)
    return (interval.high, 0 if interval.high_closed else -1)


def low_end_rises(earlier: Interval, later: Interval) -> int:
    """1, 0 or -1: whether the lower end of `later` lies above, at or below that of `earlier`."""
    return _sign(_low_key(earlier), _low_key(later))


def high_end_rises(earlier: Interval, later: Interval) -> int:
    """1, 0 or -1: whether the upper end of `later` lies above, at or below that of `earlier`."""
    return _sign(_high_key(earlier), _high_key(later))


def _sign(before: tuple[Decimal, int], after: tuple[Decimal, int]) -> int:
    return (after > before) - (after < before)


def point(value: Decimal) -> Interval:
    """The interval that holds exactly one number."""
    return Interval(value, value, low_closed=True, high_closed=True)


def at_least(value: Decimal, *, closed: bool = True) -> Interval:
    """All numbers from `value` up; `closed` says whether `value` itself belongs."""
    return Interval(low=value, low_closed=closed)


def at_most(value: Decimal, *, closed: bool = True) -> Interval:
    """All numbers up to `value`; `closed` says whether `value` itself belongs."""
    return Interval(high=value, high_closed=closed)
