"""What became of a target between two years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import MIRROR, directions, figures, mirrored, plans, quantities

from plantrack import diff, load
from plantrack.plan.compare import ambition_between, change_between, compare, versus_actual
from plantrack.plan.model import Direction, Indicator, Plan, Restated, Text, YearFigures
from plantrack.plan.quantity import Form, Quantity, parse

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load()


@pytest.mark.parametrize(
    ("before", "after", "direction", "change", "ambition"),
    [
        ("37", "37.0", UP, "unchanged", "held"),
        ("65", "66", UP, "raised", "tightened"),
        ("<35", "<33", DOWN, "lowered", "tightened"),
        ("8左右", "7左右", UP, "lowered", "eased"),
        ("≥90", "100", UP, "raised", "tightened"),
        ("5", "≤3", UP, "lowered", None),
        ("完成", "完成", UP, "unchanged", "held"),
        ("完成", "做好", UP, "redefined", None),
        ("完成", "5", UP, "redefined", None),
    ],
)
def test_change(
    before: str, after: str, direction: Direction, change: str, ambition: str | None
) -> None:
    first, last = parse(before), parse(after)
    assert change_between(first, last, direction) == change
    assert ambition_between(first, last, direction) == ambition


def test_a_number_that_fell_but_became_a_bound_that_reaches_higher() -> None:
    name = Text({"en": "A"}, "en")
    years = {
        2021: YearFigures(2021, name, plan=parse("8")),
        2022: YearFigures(2022, name, plan=parse("≥7")),
    }
    compared = compare(Indicator("a", name, direction=DOWN, years=years), 2021, 2022)
    assert compared is not None
    assert (compared.change.value, compared.ambition, compared.delta) == ("redefined", None, D(-1))


@pytest.mark.parametrize(
    ("target", "actual", "direction", "versus"),
    [
        ("60", "72", UP, "below"),
        ("72", "72", UP, "at"),
        ("80", "72", UP, "above"),
        ("<33", "34", DOWN, "above"),
        ("<35", "34", DOWN, "below"),
        ("≥90", "90", UP, "at"),
        ("7左右", "8以上", UP, "below"),
        ("8", "8左右", UP, None),
        ("8", "8以上", UP, None),
        ("7-7.5", "8左右", UP, None),
        ("完成", "5", UP, None),
    ],
)
def test_versus_actual(target: str, actual: str, direction: Direction, versus: str | None) -> None:
    assert versus_actual(parse(target), parse(actual), direction) == versus


def test_the_headline_of_the_embedded_plan(plan: Plan) -> None:
    summary = diff(plan, 2021, 2022).summary
    keys = ("total", "tightened", "eased", "held", "not_comparable")
    assert [summary["indicators"][key] for key in keys] == [39, 27, 4, 7, 1]
    assert [summary["sub_indicators"][key] for key in keys] == [5, 3, 2, 0, 0]


def test_a_break_without_a_restated_figure_is_not_compared(plan: Plan) -> None:
    (row,) = [row for row in diff(plan, 2021, 2022) if row.number == "11"]
    assert (row.change, row.ambition, row.delta, row.versus_actual) == ("redefined",) + (None,) * 3


def test_a_restated_figure_is_compared(plan: Plan) -> None:
    (row,) = [row for row in diff(plan, 2021, 2022) if row.number == "25"]
    assert (row.change, row.ambition, row.delta) == ("redefined", "eased", D("-2.1"))
    assert (row.delta_unit, row.delta_percent, row.versus_actual) == ("pp", None, None)
    assert len(row.notes) == 4


def test_a_plan_against_itself_holds_everything(plan: Plan) -> None:
    assert {row.ambition for row in diff(plan, 2021, 2021)} == {"held"}


SWAPPED = {
    **{"raised": "lowered", "lowered": "raised", "added": "dropped", "dropped": "added"},
    **{"tightened": "eased", "eased": "tightened"},
}


def opposite(word: str | None) -> str | None:
    return SWAPPED.get(word, word) if word else None


def test_a_restated_figure_needs_no_words(plan: Plan) -> None:
    name = Text({"en": "A"}, "en")
    later = YearFigures(
        2022, name, plan=parse("9"), series_break=name, restated=Restated(parse("7"))
    )
    years = {2021: YearFigures(2021, name, plan=parse("8")), 2022: later}
    (row,) = diff(replace(plan, indicators=(Indicator("a", name, years=years),)), 2021, 2022)
    assert row.notes == ("series break 2022: A", "compared as restated: 7")


def test_reversed_years_swap_the_words(plan: Plan) -> None:
    there, back = diff(plan, 2021, 2022), diff(plan, 2022, 2021)
    for one, other in zip(there, back, strict=True):
        assert opposite(one.change) == other.change
        assert opposite(one.ambition) == other.ambition


@given(plans, st.integers(2020, 2023))
def test_any_year_against_itself_holds_everything(plan: Plan, year: int) -> None:
    assume(year in plan.planned_years)
    for row in diff(plan, year, year):
        assert (row.change, row.ambition) == ("unchanged", "held")
        assert not row.delta
        assert not row.notes


@given(plans, st.integers(2020, 2023), st.integers(2020, 2023))
def test_any_two_years_reversed_swap_the_words(plan: Plan, one: int, other: int) -> None:
    assume({one, other} <= {*plan.planned_years})
    there, back = diff(plan, one, other), diff(plan, other, one)
    assert [row.id for row in there] == [row.id for row in back]
    for row, reverse in zip(there, back, strict=True):
        assert opposite(row.change) == reverse.change
        assert opposite(row.ambition) == reverse.ambition
        assert row.delta == (None if reverse.delta is None else -reverse.delta)
        assert (row.name, row.unit) == (reverse.name, reverse.unit)


@given(plans, st.integers(2020, 2023), st.integers(2020, 2023), st.booleans())
def test_the_counts_of_a_diff_are_those_of_its_rows(
    plan: Plan, one: int, other: int, against_actual: bool
) -> None:
    assume({one, other} <= {*plan.planned_years})
    answer = diff(plan, one, other, against_actual=against_actual)
    whole, parts = answer.summary["indicators"], answer.summary["sub_indicators"]
    assert whole["total"] + parts["total"] == len(answer)
    for word in ("raised", "lowered", "unchanged", "redefined", "added", "dropped"):
        assert whole[word] + parts[word] == sum(row.change == word for row in answer)


@given(quantities, quantities, quantities, directions)
def test_a_comparison_mirrors_with_direction_and_sign(
    before: Quantity, after: Quantity, actual: Quantity, direction: Direction
) -> None:
    first, last, came = mirrored(before), mirrored(after), mirrored(actual)
    flipped = MIRROR[direction]
    change = change_between(before, after, direction)
    sign = {"raised": "lowered", "lowered": "raised"}
    assert change_between(first, last, flipped) == sign.get(change, change)
    assert ambition_between(first, last, flipped) == ambition_between(before, after, direction)
    assert versus_actual(last, came, flipped) == versus_actual(after, actual, direction)


@given(figures, figures, directions)
def test_at_the_actual_means_within_it_or_exactly_it(
    target: Quantity, actual: Quantity, direction: Direction
) -> None:
    assert target.interval is not None
    assert actual.interval is not None
    if versus_actual(target, actual, direction) == "at" and target.form is not Form.BOUND:
        assert actual.interval.within(target.interval)
