"""The status rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MIRROR, directions, figures, mirrored

from plantrack.plan.assess import (
    Ground,
    Status,
    acceptable,
    assess,
    attainment,
    gap,
    judge,
    nonzero_percent,
    percentage,
    rounded_percent,
)
from plantrack.plan.interval import Interval, at_least, at_most
from plantrack.plan.model import Direction, Measure, Outcome, Text, YearFigures
from plantrack.plan.quantity import Quantity, parse, worked_out

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


@pytest.mark.parametrize(
    ("target", "actual", "direction", "expected"),
    [
        ("100", "72", UP, "72.0"),
        ("820", "820", UP, "100.0"),
        ("36000", "36191", UP, "100.5"),
        ("290", "291.5", UP, "100.5"),
        ("1230", "1410", UP, "114.6"),
        ("9.5", "11", UP, "115.8"),
        ("78.3", "77.25", UP, "98.7"),
        ("3", "2", UP, "66.7"),
        ("8", "1", UP, "12.5"),
        ("2000", "1", UP, "0.1"),
        ("3000", "1", UP, "0.0"),
        ("5", "0", UP, "0.0"),
        ("1000", "999.9", UP, "99.9"),
        ("1000", "1000.1", UP, "100.1"),
        ("0.5", "1", UP, "200.0"),
        ("0", "5", UP, None),
        ("-5", "-3", UP, None),
        ("5", "-3", UP, None),
        ("100", "72", DOWN, None),
        ("100", "72", WITHIN, None),
        ("≥100", "72", UP, None),
        ("100左右", "72", UP, None),
        ("100", "72以上", UP, None),
    ],
)
def test_attainment(target: str, actual: str, direction: Direction, expected: str | None) -> None:
    found = attainment(parse(target), parse(actual), direction)
    assert (None if found is None else f"{found}") == expected


@pytest.mark.parametrize(
    ("unit", "measure", "expected"),
    [
        ("亿元", None, D("72.0")),
        ("人", None, D("72.0")),
        ("%", None, None),
        ("‰", None, None),
        ("百分点", None, None),
        ("亿元", Measure.GROWTH, None),
        ("亿元", Measure.SHARE, None),
        ("位", Measure.RANK, None),
        ("日期", None, None),
        ("亿元", Measure.INDEX, D("72.0")),
    ],
)
def test_attainment_is_for_amounts(unit: str, measure: Measure | None, expected: D | None) -> None:
    figures = replace(year("100", "72", unit=unit), measure=measure)
    assert assess(figures, UP).attainment == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("1", "3", "33.3"),
        ("2", "3", "66.7"),
        ("0.05", "100", "0.1"),
        ("0.04", "100", "0.0"),
        ("99.95", "100", "99.9"),
        ("99.94", "100", "99.9"),
        ("100.04", "100", "100.1"),
        ("100.05", "100", "100.1"),
        ("100.06", "100", "100.1"),
        ("100", "100.0", "100.0"),
    ],
)
def test_a_percentage_has_one_decimal(part: str, whole: str, expected: str) -> None:
    assert f"{percentage(D(part), D(whole))}" == expected


def test_percentages_are_rounded_half_away_from_zero_or_away_from_it() -> None:
    assert f"{rounded_percent(D('0.05'), D(100))}" == "0.1"
    assert f"{rounded_percent(D('-0.05'), D(100))}" == "-0.1"
    assert f"{rounded_percent(D('0.049'), D(100))}" == "0.0"
    assert f"{nonzero_percent(D('0.001'), D(100))}" == "0.1"
    assert f"{nonzero_percent(D('-0.001'), D(100))}" == "-0.1"
    assert f"{nonzero_percent(D(0), D(100))}" == "0.0"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("100", "72", "-28"),
        ("100", "120", "20"),
        ("9.50", "9.5", "0.00"),
        ("-5", "-3", "2"),
        ("-3", "-5", "-2"),
        ("0", "-1", "-1"),
        ("≥90", "88", "-2"),
        ("≥90", "95", "5"),
        ("<35", "34", "-1"),
        ("<35", "36.5", "1.5"),
        ("≤3", "3", "0"),
        ("8左右", "7.4", "-0.6"),
        ("8左右", "8.4", "0.4"),
        ("6-6.5", "7", "0.5"),
        ("6-6.5", "5.5", "-0.5"),
        ("6-6.5", "6.2", "0.0"),
        ("6-6.5", "6", "0"),
        ("6-6.5", "6.5", "0.0"),
        ("-6.5 to -6", "-7", "-0.5"),
        ("8", "8左右", None),
        ("8", "≥8", None),
        ("8", "7-9", None),
        ("完成", "3", None),
        ("3", "完成", None),
    ],
)
def test_the_gap(target: str, actual: str, expected: str | None) -> None:
    found = gap(parse(target), parse(actual))
    assert (None if found is None else f"{found}") == expected


def test_a_gap_is_exact_however_long_the_figures() -> None:
    long = f"{'9' * 18}.{'9' * 18}"
    found = gap(parse(long), parse(f"-{long}"))
    assert f"{found}" == f"-1{'9' * 18}.{'9' * 17}8"


@pytest.mark.parametrize(
    ("target", "direction", "wanted"),
    [
        ("37", UP, at_least(D(37))),
        ("37", DOWN, at_most(D(37))),
        ("37", WITHIN, Interval(D(37), D(37), low_closed=True, high_closed=True)),
        ("≥90", DOWN, at_least(D(90))),
        ("<35", UP, at_most(D(35), closed=False)),
        ("8左右", UP, at_least(D("7.5"))),
        ("8左右", DOWN, at_most(D("8.5"), closed=False)),
        ("8左右", WITHIN, Interval(D("7.5"), D("8.5"), low_closed=True)),
        ("6-6.5", UP, at_least(D(6))),
        ("6-6.5", DOWN, at_most(D("6.5"))),
        ("完成", UP, None),
    ],
)
def test_what_satisfies_a_target(
    target: str, direction: Direction, wanted: Interval | None
) -> None:
    assert acceptable(parse(target), direction) == wanted


@pytest.mark.parametrize(
    ("target", "actual", "direction", "status"),
    [
        ("6-6.5", "6.5", UP, "met"),
        ("6-6.5", "6.6", UP, "exceeded"),
        ("6-6.5", "5.9", UP, "missed"),
        ("6-6.5", "5.9", DOWN, "exceeded"),
        ("6-6.5", "6.6", DOWN, "missed"),
        ("6-6.5", "5.9", WITHIN, "missed"),
        ("8左右", "8.4", WITHIN, "met"),
        ("8左右", "8.5", WITHIN, "missed"),
        ("8左右", "7.5", DOWN, "met"),
        ("8左右", "7.4", DOWN, "exceeded"),
        ("8左右", "8.5", DOWN, "missed"),
        ("8左右", "8左右", UP, "met"),
        ("8左右", "9左右", UP, "exceeded"),
        ("8左右", "6左右", UP, "missed"),
        ("8", "≥8", UP, "met"),
        ("8", ">8", UP, "exceeded"),
        ("8", "<8", UP, "missed"),
        ("8", "≤8", UP, "undetermined"),
        ("≥8", "≥9", UP, "met"),
        ("≥8", "≥7", UP, "undetermined"),
        ("0", "0", UP, "met"),
        ("0", "1", UP, "exceeded"),
        ("0", "-1", UP, "missed"),
        ("0", "0", DOWN, "met"),
        ("0", "1", DOWN, "missed"),
        ("-5", "-3", UP, "exceeded"),
        ("-5", "-6", UP, "missed"),
        ("-5", "-6", DOWN, "exceeded"),
        ("3", "3.1", WITHIN, "missed"),
    ],
)
def test_more_statuses(target: str, actual: str, direction: Direction, status: str) -> None:
    assert judge(parse(target), parse(actual), direction) == status


SHARE = Interval(D(0), D(100), low_closed=True, high_closed=True)


@pytest.mark.parametrize(
    ("target", "actual", "direction", "free", "share"),
    [
        ("100", "≥100", WITHIN, "undetermined", "met"),
        ("95-100", "≥95", WITHIN, "undetermined", "met"),
        ("95-100", "≥94", WITHIN, "undetermined", "undetermined"),
        ("≥100", "100左右", UP, "undetermined", "undetermined"),
        ("≥100", "100", UP, "met", "met"),
        ("0", "≤0", WITHIN, "undetermined", "met"),
        ("≥95", "99", UP, "met", "met"),
        (">100", "100", UP, "missed", "missed"),
        ("≥95", "104", UP, "met", "met"),
        ("100", "≥104", WITHIN, "missed", "missed"),
        ("90-110", "≥95", WITHIN, "undetermined", "undetermined"),
    ],
)
def test_a_share_ends_at_100(
    target: str, actual: str, direction: Direction, free: str, share: str
) -> None:
    assert judge(parse(target), parse(actual), direction) == free
    assert judge(parse(target), parse(actual), direction, SHARE) == share


def test_the_name_tells_that_it_is_a_share() -> None:
    figures = replace(year("95-100", "≥95", unit="%"), name=Text({"zh": "优良天数比例"}, "zh"))
    assert assess(figures, WITHIN).status is Status.MET
    assert assess(replace(figures, measure=Measure.LEVEL), WITHIN).status is Status.UNDETERMINED


@pytest.mark.parametrize(
    ("target", "actual", "direction", "status"),
    [
        ("87.9", "88", UP, "undetermined"),
        ("87.9", "87", UP, "missed"),
        ("87.9", "89", UP, "exceeded"),
        ("88", "87.9", UP, "undetermined"),
        ("88", "88", UP, "undetermined"),
        ("88", "87.4", UP, "missed"),
        ("88", "88.5", UP, "undetermined"),
        ("88", "88.6", UP, "exceeded"),
        ("≥90", "90.4", UP, "undetermined"),
        ("≥90", "91", UP, "met"),
        ("≥90", "89", UP, "missed"),
        ("<35", "34", DOWN, "met"),
        ("<35", "35.4", DOWN, "undetermined"),
        ("3", "3.0", WITHIN, "undetermined"),
        ("3", "4", WITHIN, "missed"),
        ("60-70", "65", WITHIN, "met"),
        ("60-70", "60.2", WITHIN, "undetermined"),
        ("8左右", "9.5", UP, "exceeded"),
        ("8左右", "8.5", UP, "met"),
        ("8左右", "7.4", UP, "undetermined"),
        ("8左右", "6.4", UP, "missed"),
        ("-88", "-87.9", UP, "undetermined"),
        ("-88", "-88.6", UP, "missed"),
    ],
)
def test_a_worked_out_figure_is_judged_by_its_digits(
    target: str, actual: str, direction: Direction, status: str
) -> None:
    wanted, came = parse(target), parse(actual)
    computed = worked_out(came)
    assert computed is not None
    assert judge(wanted, computed, direction) == status
    restated = worked_out(wanted)
    assert restated is not None
    assert judge(restated, came, direction) == status


@given(figures, figures, directions)
def test_digits_never_decide_otherwise_than_the_printed_figures(
    target: Quantity, actual: Quantity, direction: Direction
) -> None:
    restated = worked_out(target)
    assert restated is not None
    by_digits, printed = judge(restated, actual, direction), judge(target, actual, direction)
    if by_digits is not Status.UNDETERMINED:
        assert by_digits.is_achieved == printed.is_achieved
        assert (by_digits is Status.MISSED) == (printed is Status.MISSED)
    flipped = mirrored(target), mirrored(actual)
    again = judge(replace(flipped[0], worked_out=True), flipped[1], MIRROR[direction])
    assert again == by_digits


@given(figures, figures, directions)
def test_limits_mirror_too(target: Quantity, actual: Quantity, direction: Direction) -> None:
    limits = Interval(D(-2), D(3), low_closed=True, high_closed=True)
    there = judge(target, actual, direction, limits)
    back = judge(mirrored(target), mirrored(actual), MIRROR[direction], limits.mirrored())
    assert there == back


@pytest.mark.parametrize(
    ("figures", "ground"),
    [
        (year(None, "3"), Ground.NO_TARGET),
        (year("3", None), Ground.NO_ACTUAL),
        (year("3", "4"), Ground.FIGURES),
        (year("3", "3左右"), Ground.FIGURES_OVERLAP),
        (year("3", None, Outcome.MET), Ground.ACTUAL_IN_WORDS),
        (year("3", "完成", Outcome.MET), Ground.ACTUAL_IN_WORDS),
        (year("完成", "完成", Outcome.EXCEEDED), Ground.STATED_OUTCOME),
        (year("完成", "完成"), Ground.NO_OUTCOME),
    ],
)
def test_what_a_status_rests_on(figures: YearFigures, ground: Ground) -> None:
    assert assess(figures, UP).ground is ground


@pytest.mark.parametrize(
    ("plan", "actual", "outcome", "contradicts"),
    [
        ("100", "120", Outcome.MET, False),
        ("100", "120", Outcome.EXCEEDED, False),
        ("100", "120", Outcome.MISSED, True),
        ("100", "100", Outcome.EXCEEDED, True),
        ("100", "100", Outcome.MET, False),
        ("100", "72", Outcome.MISSED, False),
        ("100", "72", Outcome.EXCEEDED, True),
        ("8", "8左右", Outcome.MISSED, False),
    ],
)
def test_what_contradicts_the_figures(
    plan: str, actual: str, outcome: Outcome, contradicts: bool
) -> None:
    found = assess(year(plan, actual, outcome), UP).contradicts
    assert found == (outcome if contradicts else None)
