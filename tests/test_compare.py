"""What became of a target between two years."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from plantrack import diff, load
from plantrack.compare import ambition_between, change_between, versus_actual
from plantrack.model import Direction, Plan
from plantrack.quantity import parse

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
    assert (row.delta_unit, row.delta_percent, row.versus_actual) == ("pp", None, "below")
    assert len(row.notes) == 4


def test_a_plan_against_itself_holds_everything(plan: Plan) -> None:
    assert {row.ambition for row in diff(plan, 2021, 2021)} == {"held"}


def test_reversed_years_swap_the_words(plan: Plan) -> None:
    swap = {"raised": "lowered", "lowered": "raised", "tightened": "eased", "eased": "tightened"}
    there, back = diff(plan, 2021, 2022), diff(plan, 2022, 2021)
    for one, other in zip(there, back, strict=True):
        assert swap.get(one.change, one.change) == other.change
        assert swap.get(one.ambition or "", one.ambition) == other.ambition
