"""Sets of numbers, and sets that are known only as far as their digits go."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.plan.interval import (
    Extent,
    Interval,
    at_least,
    at_most,
    exactly,
    high_end_rises,
    loosened,
    low_end_rises,
    point,
)

ends = st.none() | st.integers(-4, 4).map(D)


def shut(low: int | str, high: int | str) -> Interval:
    return Interval(D(low), D(high), low_closed=True, high_closed=True)


def opened(low: int | str, high: int | str) -> Interval:
    return Interval(D(low), D(high))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that holds a number."""
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    closed = low is not None and low == high
    return Interval(
        low,
        high,
        low_closed=closed or (low is not None and draw(st.booleans())),
        high_closed=closed or (high is not None and draw(st.booleans())),
    )


def holds(interval: Interval, number: D) -> bool:
    return point(number).within(interval)


NUMBERS = [D(half) / 2 for half in range(-10, 11)]
"""Enough to tell any two of the intervals apart: all their ends, what lies between and beyond."""


@given(intervals(), intervals())
def test_one_is_within_another_where_it_has_no_number_of_its_own(a: Interval, b: Interval) -> None:
    assert a.within(b) == all(holds(b, n) for n in NUMBERS if holds(a, n))


@given(intervals(), intervals())
def test_two_are_apart_where_they_share_no_number(a: Interval, b: Interval) -> None:
    shared = [n for n in NUMBERS if holds(a, n) and holds(b, n)]
    assert a.apart(b) == (not shared)
    meet = a.meet(b)
    assert [n for n in NUMBERS if meet is not None and holds(meet, n)] == shared
    assert (meet is None) == (not shared)
    assert b.meet(a) == meet


@given(intervals(), intervals())
def test_one_is_above_another_where_all_its_numbers_are(a: Interval, b: Interval) -> None:
    pairs = ((m, n) for m in NUMBERS if holds(a, m) for n in NUMBERS if holds(b, n))
    assert a.above(b) == all(m > n for m, n in pairs)


@given(intervals(), intervals())
def test_what_holds_of_two_holds_of_them_mirrored(a: Interval, b: Interval) -> None:
    assert a.mirrored().mirrored() == a
    assert a.within(b) == a.mirrored().within(b.mirrored())
    assert a.above(b) == b.mirrored().above(a.mirrored())
    assert low_end_rises(a, b) == -high_end_rises(a.mirrored(), b.mirrored())
    meet = a.meet(b)
    assert (meet and meet.mirrored()) == a.mirrored().meet(b.mirrored())


@pytest.mark.parametrize(
    ("earlier", "later", "low", "high"),
    [
        (shut(1, 2), shut(1, 2), 0, 0),
        (shut(1, 2), opened(1, 2), 1, -1),
        (opened(1, 2), shut(1, 2), -1, 1),
        (shut(1, 2), shut(2, 3), 1, 1),
        (at_least(D(1)), at_most(D(1)), -1, -1),
        (at_most(D(1)), at_least(D(1)), 1, 1),
        (at_least(D(1)), at_least(D(1), closed=False), 1, 0),
        (at_most(D(1)), at_most(D(1), closed=False), 0, -1),
    ],
)
def test_how_the_ends_move(earlier: Interval, later: Interval, low: int, high: int) -> None:
    assert (low_end_rises(earlier, later), high_end_rises(earlier, later)) == (low, high)


def test_a_set_with_loose_ends() -> None:
    around = Interval(D("87.5"), D("88.5"), low_closed=True)
    assert loosened(at_least(D(88)), around, None) == Extent(
        at_least(D("87.5")), at_least(D("88.5"))
    )
    assert loosened(at_most(D(88)), None, around) == Extent(
        at_most(D("88.5"), closed=False), at_most(D("87.5"))
    )
    assert loosened(at_least(D(88), closed=False), around, None) == Extent(
        at_least(D("87.5"), closed=False), at_least(D("88.5"))
    )
    assert loosened(at_most(D(88), closed=False), None, around) == Extent(
        at_most(D("88.5"), closed=False), at_most(D("87.5"), closed=False)
    )
    assert loosened(point(D(88)), around, around) == Extent(around, None)
    assert exactly(point(D(88))) == Extent(point(D(88)), point(D(88)))


@given(intervals(), intervals(), intervals())
def test_loose_ends_hold_what_every_choice_of_them_holds(
    whole: Interval, low_at: Interval, high_at: Interval
) -> None:
    """The same by trying: each end at each number of its range, as far as the grid goes."""
    inside = Interval(D(-4), D(4), low_closed=True, high_closed=True)
    low, high = low_at.meet(inside), high_at.meet(inside)
    if low is None or high is None:
        return
    extent = loosened(
        whole, low if whole.low is not None else None, high if whole.high is not None else None
    )
    fine = [D(quarter) / 8 for quarter in range(-40, 41)]
    lows = [n for n in fine if holds(low, n)] if whole.low is not None else [None]
    highs = [n for n in fine if holds(high, n)] if whole.high is not None else [None]
    sets = [
        Interval(a, b, low_closed=whole.low_closed, high_closed=whole.high_closed)
        for a in lows
        for b in highs
    ]
    for number in NUMBERS:
        assert holds(extent.possible, number) == any(holds(one, number) for one in sets)
        sure = extent.sure is not None and holds(extent.sure, number)
        assert sure == all(holds(one, number) for one in sets)


def test_an_extent_between_limits() -> None:
    limits = shut(0, 100)
    loose = Extent(at_least(D(95)), at_least(D(101)))
    assert loose.between(limits) == Extent(shut(95, 100), None)
    assert Extent(at_least(D(95)), None).between(limits) == Extent(shut(95, 100), None)
    assert exactly(at_least(D(100))).between(limits) == exactly(point(D(100)))


def test_what_is_surely_within() -> None:
    wide, narrow = exactly(at_least(D(1))), exactly(at_least(D(2)))
    assert narrow.surely_within(wide)
    assert not wide.surely_within(narrow)
    assert not narrow.surely_within(Extent(at_least(D(1)), None))
    assert not narrow.surely_within(Extent(at_least(D(1)), at_least(D(3))))


def test_a_bound_holds_its_number_unless_said() -> None:
    five = D(5)
    assert holds(at_least(five), five)
    assert holds(at_most(five), five)
    assert not holds(at_least(five, closed=False), five)
    assert not holds(at_most(five, closed=False), five)
