"""Which years are meant where none is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plantrack import NoSuchYear, diff, load, missed, status
from plantrack.plan.model import Indicator, Outcome, Plan, Text, YearFigures
from plantrack.plan.quantity import parse
from plantrack.plan.years import latest_answered, well_planned

NAME = Text({"en": "A"}, "en")


def plan_of(**years: str) -> Plan:
    """A plan with one letter an indicator and year: p(lan), a(ctual), b(oth), s(tated), -."""
    size = max(map(len, years.values()), default=0)
    indicators = [
        Indicator(
            f"i{at}",
            NAME,
            years={int(year[1:]): of(int(year[1:]), given[at]) for year, given in years.items()},
        )
        for at in range(size)
    ]
    return Plan("x", NAME, "en", tuple(indicators))


def of(year: int, letter: str) -> YearFigures:
    return YearFigures(
        year,
        NAME,
        plan=parse("5") if letter in "pbs" else None,
        actual=parse("6") if letter in "ab" else None,
        outcome=Outcome.MET if letter == "s" else None,
    )


@pytest.mark.parametrize(
    ("years", "latest"),
    [
        ({"y2021": "bbbb", "y2022": "pppp"}, 2021),
        ({"y2021": "bbbb", "y2022": "bbpp"}, 2022),
        ({"y2021": "bbbb", "y2022": "bppp"}, 2021),
        ({"y2021": "bbbb", "y2022": "sspp"}, 2022),
        ({"y2021": "bbbb", "y2022": "aaaa"}, 2021),
        ({"y2021": "bppp", "y2022": "pppp"}, 2021),
        ({"y2021": "pppp", "y2022": "bppp"}, 2022),
        ({"y2020": "aaaa", "y2021": "pppp"}, 2021),
        ({"y2021": "pppp", "y2022": "pppp"}, 2022),
        ({"y2021": "bbbbb", "y2032": "a----"}, 2021),
        ({"y2021": "bbbbb", "y2032": "b----"}, 2021),
        ({"y2021": "bbbb", "y2032": "b---"}, 2032),
        ({"y2021": "ppppp", "y2032": "a----"}, 2021),
        ({"y2021": "bpppp", "y2032": "b----"}, 2021),
        ({"y2021": "b"}, 2021),
        ({"y2021": "p"}, 2021),
        ({"y2021": "a"}, 2021),
        ({"y2021": "--"}, None),
        ({}, None),
    ],
)
def test_the_latest_year_that_is_answered(years: dict[str, str], latest: int | None) -> None:
    plan = plan_of(**years)
    assert latest_answered(plan) == latest
    if latest is None:
        with pytest.raises(NoSuchYear):
            status(plan)
    else:
        assert status(plan).year == missed(plan).year == latest


@pytest.mark.parametrize(
    ("years", "given", "expected"),
    [
        ({"y2021": "pppp", "y2022": "pppp"}, (None, None), (2021, 2022)),
        ({"y2020": "pppp", "y2021": "pppp", "y2022": "pp--"}, (None, None), (2021, 2022)),
        ({"y2020": "pppp", "y2021": "pppp", "y2022": "p---"}, (None, None), (2020, 2021)),
        ({"y2020": "pppp", "y2021": "pppp", "y2032": "p---"}, (2021, None), (2021, 2032)),
        ({"y2020": "pppp", "y2021": "pppp", "y2032": "p---"}, (None, 2032), (2021, 2032)),
        ({"y2019": "p---", "y2020": "pppp", "y2021": "pppp"}, (None, 2021), (2020, 2021)),
        ({"y2019": "p---", "y2020": "pppp", "y2021": "pppp"}, (2019, None), (2019, 2020)),
        ({"y2020": "pppp", "y2021": "p---", "y2022": "pppp"}, (2020, None), (2020, 2022)),
        ({"y2020": "pppp", "y2021": "p---", "y2022": "pppp"}, (2022, 2021), (2022, 2021)),
        ({"y2021": "pppppp", "y2022": "pp----", "y2032": "p-----"}, (None, None), (2021, 2022)),
        ({"y2021": "pppppp", "y2032": "p-----"}, (None, None), (2021, 2032)),
        ({"y2021": "pppp", "y2022": "aaaa", "y2023": "pppp"}, (None, None), (2021, 2023)),
    ],
)
def test_the_two_years_that_are_compared(
    years: dict[str, str], given: tuple[int | None, int | None], expected: tuple[int, int]
) -> None:
    answer = diff(plan_of(**years), *given)
    assert (answer.from_year, answer.to_year) == expected


@pytest.mark.parametrize("given", [(None, None), (2021, None), (None, 2021)])
def test_one_year_is_not_compared(given: tuple[int | None, int | None]) -> None:
    with pytest.raises(NoSuchYear) as caught:
        diff(plan_of(y2021="pp"), *given)
    assert (caught.value.alone, caught.value.available) == (True, (2021,))


def test_years_with_most_of_the_targets_come_first() -> None:
    plan = plan_of(y2022="pppp", y2020="pp--", y2021="p---", y2019="a---")
    assert well_planned(plan) == ((2020, 2022), (2020, 2021, 2022), (2020, 2021, 2022))
    assert well_planned(plan_of()) == ((), (), ())
    assert well_planned(plan_of(y2021="ppp", y2022="p--"))[0] == (2021,)


def test_one_wrong_year_takes_over_nothing() -> None:
    plan = load()
    wrong = [
        replace(one, years={**one.years, 2032: replace(of(2032, "b"), name=one.name)})
        if one.ordinal == "20"
        else one
        for one in plan.indicators
    ]
    mistyped = replace(plan, indicators=tuple(wrong))
    assert (status(mistyped).year, missed(mistyped).year) == (2021, 2021)
    answer = diff(mistyped)
    assert (answer.from_year, answer.to_year) == (2021, 2022)
