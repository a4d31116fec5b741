"""The status rule."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.assess import Status, assess, judge, percentage
from plantrack.model import Direction, Outcome, Text, YearFigures
from plantrack.quantity import Form, Quantity, parse

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


numbers = st.decimals(-1000, 1000, places=2)


def mirrored(quantity: Quantity) -> Quantity:
    assert quantity.interval is not None
    value = None if quantity.value is None else -quantity.value
    return Quantity(quantity.text, quantity.form, quantity.interval.mirrored(), value)


@given(numbers, numbers, st.sampled_from(["{}", "{}左右", "{}以上", "<{}"]))
def test_a_status_mirrors_with_direction_and_sign(plan: D, actual: D, notation: str) -> None:
    target = parse(notation.format(f"{plan:f}" if plan else "0"))
    came = parse(f"{actual:f}" if actual else "0")
    assert judge(target, came, UP) == judge(mirrored(target), mirrored(came), DOWN)
    assert came.form is Form.NUMBER
