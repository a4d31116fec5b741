"""The status rule."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MIRROR, directions, figures, mirrored

from plantrack.plan.assess import Status, acceptable, assess, gap, judge, percentage
from plantrack.plan.model import Direction, Outcome, Text, YearFigures
from plantrack.plan.quantity import Quantity, parse

UP, DOWN, WITHIN = Direction


@pytest.mark.parametrize(
    ("target", "actual", "direction", "status"),
    [
        ("37", "33", UP, "missed"),
        ("820", "820", UP, "met"),
        ("46", "54", UP, "exceeded"),
        ("8左右", "8以上", UP, "met"),
        ("8左右", "7.5", UP, "met"),
        ("8左右", "8.5", UP, "exceeded"),
        ("8左右", "7.4", UP, "missed"),
        ("8", "8左右", UP, "undetermined"),
        ("≥90", "88", UP, "missed"),
        ("≥90", "100", UP, "met"),
        ("<35", "34", DOWN, "met"),
        ("<35", "35", DOWN, "missed"),
        ("0.026", "0.025", DOWN, "exceeded"),
        ("0.026", "0.027", DOWN, "missed"),
        ("6-6.5", "6.2", UP, "met"),
        ("6-6.5", "7", UP, "exceeded"),
        ("6-6.5", "7", WITHIN, "missed"),
        ("3", "3.0", WITHIN, "met"),
    ],
)
def test_status(target: str, actual: str, direction: Direction, status: str) -> None:
    assert judge(parse(target), parse(actual), direction) == status


def year(
    plan: str | None, actual: str | None, outcome: Outcome | None = None, unit: str = "亿元"
) -> YearFigures:
    return YearFigures(
        year=2021,
        name=Text({"en": "x"}, "en"),
        unit=Text({"zh": unit}, "zh"),
        plan=parse(plan) if plan else None,
        actual=parse(actual) if actual else None,
        outcome=outcome,
    )


@pytest.mark.parametrize(
    ("figures", "status"),
    [
        (year(None, "3"), "unplanned"),
        (year("3", None), "pending"),
        (year("3", None, Outcome.MET), "undetermined"),
        (year("3", "完成", Outcome.MET), "undetermined"),
        (year("完成", "完成"), "undetermined"),
        (year("完成", "完成", Outcome.MISSED), "missed"),
    ],
)
def test_status_without_two_figures(figures: YearFigures, status: str) -> None:
    assert assess(figures, UP).status == status


def test_the_figures_decide_against_a_stated_outcome() -> None:
    judged = assess(year("100", "72", Outcome.MET), UP)
    assert (judged.status, judged.contradicts) == (Status.MISSED, Outcome.MET)


def test_gap_and_attainment() -> None:
    judged = assess(year("100", "72"), UP)
    assert (judged.gap, judged.attainment) == (D(-28), D("72.0"))
    assert assess(year("100", "72", unit="%"), UP).attainment is None
    assert assess(year("6-6.5", "7"), UP).gap == D("0.5")
    assert assess(year("≥90", "88"), UP).gap == D(-2)


def test_attainment_does_not_round_a_miss_to_100() -> None:
    assert percentage(D("99.99"), D(100)) == D("99.9")
    assert percentage(D("100.01"), D(100)) == D("100.1")


@given(figures, figures, directions)
def test_a_status_mirrors_with_direction_and_sign(
    target: Quantity, actual: Quantity, direction: Direction
) -> None:
    flipped = MIRROR[direction]
    assert judge(target, actual, direction) == judge(mirrored(target), mirrored(actual), flipped)


@given(figures, figures)
def test_a_gap_mirrors_with_the_sign(target: Quantity, actual: Quantity) -> None:
    there, back = gap(target, actual), gap(mirrored(target), mirrored(actual))
    assert there == (None if back is None else -back)


@given(figures, figures, directions)
def test_a_target_exceeded_is_met_by_every_value(
    target: Quantity, actual: Quantity, direction: Direction
) -> None:
    wanted = acceptable(target, direction)
    assert wanted is not None
    assert actual.interval is not None
    status = judge(target, actual, direction)
    assert status.is_achieved == actual.interval.within(wanted)
    assert (status is Status.MISSED) == actual.interval.apart(wanted)


@given(st.decimals(0, 1000, places=2), st.decimals("0.01", 1000, places=2))
def test_attainment_is_100_only_where_the_target_is_hit(part: D, whole: D) -> None:
    assert (percentage(part, whole) == 100) == (part == whole)
    assert abs(percentage(part, whole) - part * 100 / whole) <= D("0.1")


def test_words_are_not_judged_by_numbers() -> None:
    for target, actual in (("完成", "3"), ("3", "完成")):
        assert judge(parse(target), parse(actual), UP) is Status.UNDETERMINED
