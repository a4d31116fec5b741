"""How exact a figure is that was worked out from another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from plantrack.plan.compare import Comparison, compare
from plantrack.plan.model import Indicator, Restated, Text, YearFigures
from plantrack.plan.precision import restated_actual, restated_plan
from plantrack.plan.quantity import Quantity, parse


def text(said: str) -> Text:
    return Text({"en": said}, "en")


def year(plan: str, restated: str, basis: str | Text | None, unit: str = "miles") -> YearFigures:
    given = text(basis) if isinstance(basis, str) else basis
    return YearFigures(
        2022,
        text("Road"),
        text(unit),
        plan=parse(plan),
        actual=parse(plan),
        restated=Restated(parse(restated), parse(restated), given),
    )


def spread(figures: YearFigures) -> D:
    assert figures.restated is not None
    found = restated_plan(figures.restated, figures)
    assert found is not None
    assert restated_actual(figures.restated, figures) == found
    assert found == replace(parse(found.text), worked_out=True, spread=found.spread)
    return found.spread.quantize(D("0.0001"))


@pytest.mark.parametrize(
    ("plan", "basis", "off"),
    [
        ("0.62", "0.62 × 1609.344", "0.0081"),
        ("0.62", "1 mile is 1609.344 m", "0.0081"),
        ("0.62", "按1英里＝1609.344米折算", "0.0081"),
        ("0.62", "0.62 × 1.6", "0.0312"),
        ("0.620", "0.62 ×1,609.3", "0.0081"),
        ("0.620", "1,609.3 m a mile", "0.0008"),
        ("-0.62", "0.62 miles in m: 998", "0.0081"),
        ("≥0.62", "miles x 1609.344", "0.0081"),
        ("0.62-6.2", "miles ÷ 0.000621", "0.0081"),
        ("完成", "miles × 1.6", "0.0312"),
        ("完成", "a mile is 1.6", "0"),
        ("0", "0 miles", "0"),
        ("0.62", "as table 1.1 has it", "0.0081"),
        ("0.62", "on the definition of 2021", "0"),
        ("0.62", "as the office recounted it", "0"),
        ("0.62", None, "0"),
        ("321", "321 of 365 days", "0"),
        ("3", "3 of 4", "0"),
    ],
)
def test_a_restated_figure_is_no_more_exact_than_its_basis(
    plan: str, basis: str | None, off: str
) -> None:
    assert spread(year(plan, "998", basis)) == D(off)


def test_a_basis_counts_in_any_of_its_languages() -> None:
    basis = Text({"en": "321 of 365 days", "zh": "321天，折合87.9%"}, "zh")
    assert spread(year("321", "87.9", basis, "days")) == 0
    basis = Text({"en": "as recounted", "zh": "321天，折合87.9%"}, "zh")
    assert spread(year("321", "87.9", basis, "days")) == D("0.0016")


def test_nothing_is_restated_without_a_figure() -> None:
    figures = replace(year("1", "1", None), restated=Restated(basis=text("1 × 2.5")))
    assert figures.restated is not None
    assert restated_plan(figures.restated, figures) is None


def asked(before: str, actual: str, after: YearFigures) -> Comparison:
    first = YearFigures(2021, text("Road"), text("m"), parse(before), parse(actual))
    found = compare(Indicator("a", text("Road"), years={2021: first, 2022: after}), 2021, 2022)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "actual", "ambition", "versus"),
    [
        ("1000", "1000", None, None),  # 998 is 0.62 miles, which may be 990 m or 1006 m
        ("990.5", "1005", None, None),
        ("1100", "900", "eased", "above"),
        ("900", "1100", "tightened", "below"),
    ],
)
def test_what_the_basis_does_not_decide_is_not_said(
    before: str, actual: str, ambition: str | None, versus: str | None
) -> None:
    found = asked(before, actual, year("0.62", "998", "0.62 × 1609.344"))
    assert (found.ambition, found.versus_actual) == (ambition, versus)
    assert (found.delta is None) == (ambition is None)
    exact = asked("1000", "1000", year("0.62", "998", None))
    assert (exact.ambition, exact.versus_actual) == ("eased", "below")


def test_what_is_certain_stays_certain() -> None:
    days = year("321", "87.9", "321 of 365 days", "days")
    assert asked("≥90", "88", days).ambition == "eased"
    assert asked("≥90", "88", days).versus_actual is None
    schools = year("3", "75", "3 of 4 schools", "schools")
    assert asked("80", "76", schools).ambition == "eased"


def test_a_figure_without_a_basis_is_as_exact_as_its_digits() -> None:
    found: Quantity = parse("998")
    assert (found.worked_out, found.spread) == (False, D(0))
