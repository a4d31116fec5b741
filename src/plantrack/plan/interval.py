"""Sets of exact numbers: intervals with open or closed ends."""

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

    def mirrored(self) -> Interval:
        """The interval with every number's sign flipped."""
        return Interval(
            low=None if self.high is None else -self.high,
            high=None if self.low is None else -self.low,
            low_closed=self.high_closed,
            high_closed=self.low_closed,
        )


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
