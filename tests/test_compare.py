"""What became of a target between two years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import MIRROR, directions, figures, mirrored, plans, quantities

from plantrack import diff, load
from plantrack.plan.compare import (
    Comparison,
    ambition_between,
    change_between,
    compare,
    definition_between,
    versus_actual,
)
from plantrack.plan.interval import Interval
from plantrack.plan.model import Direction, Indicator, Plan, Restated, Text, YearFigures
from plantrack.plan.quantity import Form, Quantity, parse, worked_out

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


def series(
    *years: YearFigures, direction: Direction = UP, unit: str | None = None, name: str = "A"
) -> Indicator:
    text = Text({"en": name}, "en")
    given = {
        one.year: replace(
            one,
            name=text if one.name.in_language("en") == "?" else one.name,
            unit=one.unit or (Text({"en": unit}, "en") if unit else None),
        )
        for one in years
    }
    return Indicator("a", text, direction=direction, years=given)


def at(
    year: int,
    plan: str | None = None,
    actual: str | None = None,
    *,
    broken: bool = False,
    restated: tuple[str | None, str | None] = (None, None),
) -> YearFigures:
    first, second = (parse(text) if text else None for text in restated)
    return YearFigures(
        year,
        Text({"en": "?"}, "en"),
        plan=parse(plan) if plan else None,
        actual=parse(actual) if actual else None,
        series_break=Text({"en": "counted anew"}, "en") if broken else None,
        restated=Restated(first, second) if first or second else None,
    )


def compared(indicator: Indicator, first: int = 2021, last: int = 2022, **more: bool) -> Comparison:
    found = compare(indicator, first, last, **more)
    assert found is not None
    return found


def words(found: Comparison) -> tuple[str | None, str | None, D | None]:
    return found.ambition, found.versus_actual, found.delta


@pytest.mark.parametrize(
    ("plan", "actual", "restated", "ambition", "versus", "delta"),
    [
        ("≥90", "88", "87.9", "eased", None, D("-2.1")),
        ("≥90", "89", "87.9", "eased", "below", D("-2.1")),
        ("≥90", "87", "87.9", "eased", "above", D("-2.1")),
        ("88", "87.9", "87.9", None, None, None),
        ("88", "88", "88.0", None, None, None),
        ("87.9", "95", "87.9", None, "below", None),
        ("87.5", "80", "87.9", "tightened", "above", D("0.4")),
        ("90", "90.4", "≥90", None, None, None),
        ("90", "91", "≥90", None, "below", None),
        ("8左右", "8以上", "7", None, "below", None),
        ("8左右", "8以上", "6", "eased", "below", D(-2)),
        ("6-6.5", "7", "5-5.4", "eased", "below", None),
        ("完成", "5", "87.9", None, "above", None),
        ("≥90", "完成", "87.9", "eased", None, D("-2.1")),
    ],
)
def test_a_restated_target_is_compared_by_its_digits(
    plan: str, actual: str, restated: str, ambition: str | None, versus: str | None, delta: D | None
) -> None:
    broken = at(2022, "321", broken=True, restated=(restated, None))
    found = compared(series(at(2021, plan, actual), broken))
    assert words(found) == (ambition, versus, delta)
    assert found.change == "redefined"
    back = compared(series(at(2021, plan), broken), 2022, 2021)
    assert opposite(back.ambition) == ambition
    assert back.delta == (None if delta is None else -delta)


def test_a_restated_actual_is_compared_by_its_digits() -> None:
    later = at(2022, "60", "321", broken=True, restated=(None, "87.9"))
    for target, versus in (("88", None), ("89", "above"), ("87", "below")):
        found = compared(series(at(2021, target), later), 2022, 2021)
        assert (found.versus_actual, found.change) == (None, "redefined")
        found = compared(series(at(2021, target), replace(later, plan=None)), 2022, 2021)
        assert (found.versus_actual, found.change) == (versus, "added")
        found = compared(series(at(2021, target), later), 2022, 2021, against_actual=True)
        ambition = {None: None, "above": "tightened", "below": "eased"}[versus]
        assert (found.versus_actual, found.ambition) == (versus, ambition)


def test_without_a_break_figures_are_compared_as_printed() -> None:
    later = at(2022, "88", restated=("99", "99"))
    found = compared(series(at(2021, "88", "88"), later))
    assert (found.change, *words(found)) == ("unchanged", "held", "at", D(0))


def test_what_was_compared_is_kept() -> None:
    found = compared(
        series(at(2021, "≥90", "88"), at(2022, "3", broken=True, restated=("9", None)))
    )
    assert (found.before, found.actual) == (parse("≥90"), parse("88"))
    assert found.after == worked_out(parse("9"))
    added = compared(series(at(2021, None, "5"), at(2022, "6")))
    assert (added.change, added.versus_actual) == ("added", "above")
    assert (added.before, added.after, added.actual) == (None, parse("6"), parse("5"))


@pytest.mark.parametrize(
    ("years", "change"),
    [
        ((at(2021, "5"), at(2022)), "dropped"),
        ((at(2021), at(2022, "5")), "added"),
        ((at(2021, "5"),), "dropped"),
        ((at(2022, "5"),), "added"),
        ((at(2021, "5"), at(2022, "6", broken=True)), "redefined"),
        ((at(2021, "5"), at(2022, "6")), "raised"),
    ],
)
def test_what_became_of_a_target(years: tuple[YearFigures, ...], change: str) -> None:
    assert compared(series(*years)).change == change


def test_nothing_to_compare() -> None:
    assert compare(series(at(2021, None, "5"), at(2022, None, "6")), 2021, 2022) is None
    assert compare(series(at(2021, "5")), 2021, 2022, against_actual=True) is None


def test_a_target_without_an_actual_before_it_is_not_added() -> None:
    found = compared(series(at(2021, "5"), at(2022, "6")), against_actual=True)
    assert (found.change, *words(found)) == ("redefined", None, None, None)
    found = compared(series(at(2021, "5", "5"), at(2022)), against_actual=True)
    assert found.change == "dropped"


@pytest.mark.parametrize(
    ("before", "after", "delta", "percent"),
    [
        ("100", "60", "-40", "-40.0"),
        ("9.5", "13", "3.5", "36.8"),
        ("8左右", "7左右", "-1", "-12.5"),
        ("≥90", "100", "10", "11.1"),
        ("30000", "30001", "1", "0.1"),
        ("30000", "29999", "-1", "-0.1"),
        ("100", "100", "0", "0.0"),
        ("3", "1", "-2", "-66.7"),
        ("0.5", "1", "0.5", "100.0"),
        ("0", "5", "5", None),
        ("-5", "5", "10", None),
        ("6-7", "8", None, None),
        ("8", "6-7", None, None),
    ],
)
def test_the_difference(before: str, after: str, delta: str | None, percent: str | None) -> None:
    found = compared(series(at(2021, before), at(2022, after), unit="t"))
    assert (None if found.delta is None else f"{found.delta}") == delta
    assert (None if found.delta_percent is None else f"{found.delta_percent}") == percent
    assert compared(series(at(2021, before), at(2022, after), unit="%")).delta_percent is None


def test_a_percentage_needs_an_amount_in_both_years() -> None:
    unit = Text({"en": "%"}, "en")
    for first, last in ((unit, None), (None, unit)):
        years = replace(at(2021, "5"), unit=first), replace(at(2022, "6"), unit=last)
        given = replace(years[1], restated=Restated(parse("9")))
        assert compared(series(years[0], given)).delta == D(4)
        assert compared(series(years[0], given)).delta_percent is None


SHARE = Interval(D(0), D(100), low_closed=True, high_closed=True)


@pytest.mark.parametrize(
    ("before", "after", "direction", "change", "ambition"),
    [
        ("≥95", "95-100", Direction.WITHIN, "unchanged", "held"),
        ("≥95", "95-100", UP, "unchanged", "held"),
        ("≥100", "90-100", Direction.WITHIN, "lowered", "eased"),
        ("≥100", "90-100", UP, "lowered", "eased"),
        ("≥100", "100", Direction.WITHIN, "unchanged", "held"),
        ("≥100", "100", UP, "unchanged", "held"),
        ("≤0", "0", Direction.WITHIN, "unchanged", "held"),
        ("≤5", "0-5", Direction.WITHIN, "unchanged", "held"),
        ("≥95", "≥104", UP, "raised", "tightened"),
        ("≥104", "104-110", Direction.WITHIN, "lowered", "tightened"),
    ],
)
def test_a_share_ends_at_0_and_100(
    before: str, after: str, direction: Direction, change: str, ambition: str
) -> None:
    first, last = parse(before), parse(after)
    assert change_between(first, last, direction, SHARE) == change
    assert ambition_between(first, last, direction, SHARE) == ambition


def test_the_same_from_name_and_unit() -> None:
    years = at(2021, "≥95", "≥99"), at(2022, "95-100")
    share = compared(series(*years, name="Share", unit="%", direction=Direction.WITHIN))
    assert (share.change, share.ambition) == ("unchanged", "held")
    other = compared(series(*years, name="Other", unit="%", direction=Direction.WITHIN))
    assert (other.change, other.ambition) == ("lowered", "tightened")
    renamed = replace(years[1], name=Text({"en": "Other"}, "en"))
    loose = series(years[0], renamed, name="Share", unit="%", direction=Direction.WITHIN)
    assert compared(loose).ambition == "tightened"
    broken = replace(renamed, plan=parse("5"), restated=Restated(parse("95-100")))
    broken = replace(broken, series_break=renamed.name)
    redefined = series(years[0], broken, name="Share", unit="%", direction=Direction.WITHIN)
    assert compared(redefined).ambition is None


@pytest.mark.parametrize(
    ("target", "actual", "direction", "free", "share"),
    [
        ("≥100", "100", UP, "at", "at"),
        ("≥95", "≥100", UP, "below", "below"),
        ("≥100", "≥100", UP, None, "at"),
        ("95-100", "≥100", UP, None, "at"),
        ("≤0", "≤0", DOWN, None, "at"),
        ("≥95", "≥95", UP, None, None),
        ("≥95", ">95", UP, None, None),
        ("6-6.5", "6.2", UP, "at", "at"),
        ("8左右", "8", UP, "at", "at"),
        ("8左右", "8.4", DOWN, "at", "at"),
        ("6-6.5", "6.2", Direction.WITHIN, "at", "at"),
        ("≤3", "3", Direction.WITHIN, "at", "at"),
        ("≤3", "2", Direction.WITHIN, "below", "below"),
        ("3", "2", DOWN, "below", "below"),
        ("3", "4", DOWN, "above", "above"),
        ("0", "0", UP, "at", "at"),
        ("-5", "-3", UP, "below", "below"),
    ],
)
def test_what_is_asked_beside_what_was_achieved(
    target: str, actual: str, direction: Direction, free: str | None, share: str | None
) -> None:
    wanted, came = parse(target), parse(actual)
    assert versus_actual(wanted, came, direction) == free
    assert versus_actual(wanted, came, direction, SHARE) == share


def test_nothing_is_said_of_words_or_of_nothing() -> None:
    assert versus_actual(parse("5"), None, UP) is None
    assert versus_actual(parse("5"), parse("完成"), UP) is None


@given(figures, figures, directions)
def test_digits_never_say_what_the_printed_figures_deny(
    before: Quantity, after: Quantity, direction: Direction
) -> None:
    restated = worked_out(after)
    assert restated is not None
    by_digits = ambition_between(before, restated, direction)
    assert by_digits in {None, ambition_between(before, after, direction)}
    assert by_digits != "held"
    versus = versus_actual(restated, before, direction)
    assert versus in {None, versus_actual(after, before, direction)}
    assert versus != "at"
    there = ambition_between(
        mirrored(before), replace(mirrored(after), worked_out=True), MIRROR[direction]
    )
    assert there == by_digits
    assert opposite(ambition_between(restated, before, direction)) == by_digits


def test_definitions_between_years() -> None:
    one, two = Text({"en": "%"}, "en"), Text({"en": "days"}, "en")
    years = (
        replace(at(2020, "1"), unit=one),
        replace(at(2021, "1", broken=True, restated=("2", None)), unit=one),
        replace(at(2022, "1", broken=True, restated=("3", None)), unit=two),
    )
    indicator = series(*years)
    near = definition_between(indicator, 2020, 2021)
    assert (near.unit_changed, [year for year, _ in near.breaks]) == (None, [2021])
    assert near.restated == years[1].restated
    assert near.changed
    far = definition_between(indicator, 2020, 2022)
    assert (far.unit_changed, [year for year, _ in far.breaks]) == ((one, two), [2021, 2022])
    assert far.restated is None
    back = definition_between(indicator, 2022, 2021)
    assert (back.unit_changed, back.restated) == ((two, one), years[2].restated)
    same = definition_between(indicator, 2021, 2021)
    assert (same.changed, same.breaks, same.restated) == (False, (), years[1].restated)
    assert not definition_between(indicator, 2021, 2030).changed


def test_the_same_name_said_again_is_no_new_name() -> None:
    first, last = at(2021, "5"), at(2022, "5")
    again = replace(last, name=Text({"en": "A"}, "en"))
    assert definition_between(series(first, again), 2021, 2022).renamed is None
    other = replace(last, name=Text({"en": "B"}, "en"))
    renamed = definition_between(series(first, other), 2021, 2022).renamed
    assert [text.in_language("en") for text in renamed or ()] == ["A", "B"]


def test_two_changes_of_unit_need_a_restated_figure_of_their_own() -> None:
    units = [Text({"en": name}, "en") for name in ("%", "days", "%")]
    years = [replace(at(2020 + n, "5"), unit=unit) for n, unit in enumerate(units)]
    years[2] = replace(years[2], restated=Restated(parse("9")))
    definition = definition_between(series(*years), 2020, 2022)
    assert (definition.unit_changed, definition.restated, definition.changed) == (None, None, False)
