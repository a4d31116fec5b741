"""The checks one by one, at their edges: what each says, where, and of what it is silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plantrack.checks.check import Remark
from plantrack.checks.checks import CHECKS, remarks
from plantrack.checks.codes import CODES
from plantrack.checks.examine import examine
from plantrack.planfile.diagnostic import Diagnostic
from plantrack.planfile.read import parse

CHECK_OF = dict(zip((code for code in CODES if code.startswith("W")), CHECKS, strict=True))
HEAD = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'


def said(body: str, code: str, head: str = HEAD) -> list[tuple[str, str, str | None, bool]]:
    """The remarks with that code: where, what, what helps, and whether the key is meant."""
    plan = parse((head + body).encode(), "f")
    found = list(CHECK_OF[code](plan))
    assert {remark.code for remark in found} <= {code}
    return [
        (".".join(r.path), str(r.message), str(r.help) if r.help else None, r.at_key) for r in found
    ]


def one(years: str, name: str = "A", unit: str = "t", more: str = "") -> str:
    return (
        f'[indicators.a]\nname = "{name}"\nunit = "{unit}"\n{more}[indicators.a.years]\n{years}\n'
    )


def wheres(body: str, code: str) -> list[str]:
    return [where.removeprefix("indicators.") for where, *_ in said(body, code)]


# W401, W402


def test_a_target_in_words() -> None:
    body = one('2021 = { plan = "as assigned", actual = "done" }')
    assert said(body, "W401") == [
        (
            "indicators.a.years.2021.actual",
            "the target is in words and no outcome is stated",
            'add outcome = "met", "missed" or "exceeded", as the source says',
            False,
        )
    ]
    assert not said(one('2021 = { plan = "as assigned" }'), "W401")
    assert not said(one('2021 = { plan = 1, actual = "done" }'), "W401")


def test_an_outcome_that_the_figures_contradict() -> None:
    assert said(one('2021 = { plan = 2, actual = 1, outcome = "met" }'), "W402") == [
        (
            "indicators.a.years.2021.outcome",
            "the outcome is stated as “met”, but 1 against 2 is “missed”",
            "the figures decide; check them, the outcome and the direction",
            False,
        )
    ]
    years = '2021 = { plan = 2, actual = 1, outcome = "missed" }\n2022 = { outcome = "met" }'
    assert not said(one(years), "W402")
    both = '2020 = { plan = 1 }\n2021 = { plan = 2, actual = 1, outcome = "exceeded" }'
    assert wheres(one(both), "W402") == ["a.years.2021.outcome"]


# W403


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("grow by some 8%", True),
        ("some 12 and more", True),
        ("百分之八", True),
        ("增长三成以上", False),
        ("新增十以上", True),
        ("提高到两左右", True),
        ("as it was in 2021", False),
        ("保持到2021年的水平", False),
        ("达到 2021 年水平", False),
        ("some of the 12021", True),
        ("some of the 20215", True),
        ("by May, 2021年5", True),
        ("PM2.5 down", False),
        ("A1 rules", False),
        ("rule A 1", True),
        ("version 1a", False),
        ("as assigned", False),
    ],
)
def test_words_that_hold_a_figure(text: str, doubtful: bool) -> None:
    body = one(f'2021 = {{ plan = {{ text = "x" }}, restated = {{ actual = "{text}" }} }}')
    found = said(body, "W403")
    assert [where for where, *_ in found] == (
        ["indicators.a.years.2021.restated.actual"] if doubtful else []
    )
    if found:
        assert found[0][1] == f"“{text}” is read as words, though a figure seems in it"
        assert found[0][2] == f'write the figure alone, or {{ text = "{text}" }} if these are words'


def test_declared_words_are_words() -> None:
    assert not said(one('2021 = { plan = { text = "grow by 8%" } }'), "W403")
    assert wheres(one('2021 = { plan = 1, actual = "grew by 8%" }'), "W403") == [
        "a.years.2021.actual"
    ]


# W404


@pytest.mark.parametrize(
    ("figure", "outside"),
    [
        ("0", False),
        ("100", False),
        ("100.01", True),
        ('"-0.1"', True),
        ('"≥101"', True),
        ('"≤100"', False),
        ('"99-101"', True),
        ('"-1-5"', True),
        ('"as assigned"', False),
    ],
)
def test_the_ends_of_a_share(figure: str, outside: bool) -> None:
    found = said(one(f"2021 = {{ plan = {figure} }}", "Share of A", "%"), "W404")
    assert bool(found) == outside
    if outside:
        shown = figure.strip('"')
        assert found[0][1:3] == (
            f"{shown} is no share: it lies outside 0–100",
            "check the figure and the unit",
        )


@pytest.mark.parametrize(
    ("name", "unit", "is_share"),
    [
        ("Share of A", "%", True),
        ("Share of A", "t", False),
        ("Growth in the share of A", "%", False),
        ("Shareholders", "%", False),
        ("COVERAGE of A", "%", True),
        ("Urbanization rate", "%", True),
        ("urbanisation rate", "%", True),
        ("Percentage of A", "%", True),
        ("Unemployment rate", "%", True),
        ("Decrease in the proportion of A", "%", False),
        ("比重", "%", True),
        ("占A的比例", "%", True),
        ("A的比例", "%", True),
        ("比例尺", "%", False),
        ("绿化率", "%", True),
        ("比重提高", "%", False),
        ("增加值占比", "%", True),
        ("占比增加", "%", False),
    ],
)
def test_what_is_a_share(name: str, unit: str, is_share: bool) -> None:
    assert bool(said(one("2021 = { actual = 370 }", name, unit), "W404")) == is_share


def test_any_language_of_a_name_tells_a_share() -> None:
    body = """[indicators.a]
name = { zh = "甲", en = "Share of A" }
unit = "%"
[indicators.a.years]
2021 = { plan = 370 }
2022 = { name = { zh = "比重增长", en = "Share of A" }, plan = 370 }
"""
    assert wheres(body, "W404") == ["a.years.2021.plan"]
    first = one("2021 = { plan = 370 }", "Growth", "%").replace("indicators.a", "indicators.b")
    assert len(said(first + body, "W404")) == 1


# W405


def two(part: str, whole: str, name: str = "B", unit: str = "t", more: str = "") -> str:
    return (
        f"[indicators.a]\nname = 'A'\nunit = 't'\n[indicators.a.years]\n2021 = {whole}\n"
        f"[indicators.b]\nname = '{name}'\nunit = '{unit}'\nparent = 'a'\n{more}"
        f"[indicators.b.years]\n2021 = {part}\n"
    )


def test_a_part_larger_than_the_whole() -> None:
    assert said(two("{ plan = 2, actual = 1.5 }", "{ plan = 1, actual = 1 }"), "W405") == [
        (
            f"indicators.b.years.2021.{key}",
            f"the part, {part}, is larger than the whole, “a”: 1",
            None,
            False,
        )
        for key, part in (("plan", "2"), ("actual", "1.5"))
    ]


@pytest.mark.parametrize(
    "body",
    [
        two("{ plan = 1 }", "{ plan = 1 }"),
        two("{ actual = 2 }", "{ plan = 1 }"),
        two('{ plan = "≥2" }', '{ plan = "≥1" }'),
        two('{ plan = "two" }', "{ plan = 1 }"),
        two("{ plan = 2 }", '{ plan = "one" }'),
        two("{ plan = 2 }", "{ plan = 1 }", unit="kg"),
        two("{ plan = 2 }", "{ plan = 1 }", name="Average B"),
        two("{ plan = 2 }", "{ plan = 1 }", name="B per head"),
        two("{ plan = 2 }", "{ plan = 1 }", name="人均"),
        two("{ plan = 2 }", "{ plan = 1 }", name="PRICE of B"),
        two("{ plan = 2 }", "{ plan = 1 }").replace("2021 = { plan = 2", "2022 = { plan = 2"),
        two("{ plan = 2 }", "{ plan = 1 }").replace("unit = 't'\n", ""),
        two("{ plan = 2 }", "{ plan = 1 }").replace("'t'", "'%'"),
        two("{ plan = 2 }", "{ plan = 1 }").replace("name = 'A'", "name = 'Mean of A'"),
    ],
)
def test_what_is_no_larger_part(body: str) -> None:
    assert not said(body, "W405")


# W406


@pytest.mark.parametrize("times", [10, 100, 1_000, 10_000, 100_000_000])
def test_slips_of_the_point(times: int) -> None:
    up = said(one(f"2021 = {{ plan = 3 }}\n2022 = {{ plan = {3 * times} }}"), "W406")
    assert up == [
        (
            "indicators.a.years.2022.plan",
            f"{3 * times} is about {times} times the 3 of 2021",
            "check the figure and its unit: 万 and 亿 are easily confused",
            False,
        )
    ]
    (down,) = said(one(f"2021 = {{ actual = {3 * times} }}\n2022 = {{ actual = 3 }}"), "W406")
    assert down[:2] == (
        "indicators.a.years.2022.actual",
        f"3 is about 1/{times} of the {3 * times} of 2021",
    )


@pytest.mark.parametrize(
    ("before", "after", "slipped"),
    [
        ("300", "2001", True),
        ("300", "1999", False),
        ("200", "3000", True),
        ("200", "3001", False),
        ("2001", "300", True),
        ("1999", "300", False),
        ("3000", "200", True),
        ("3001", "200", False),
        ("300", "100000", False),
        ("0", "10", False),
        ("10", "0", False),
        ('"-1"', '"-10"', False),
        ('"-1"', "10", False),
        ("1", '"-10"', False),
        ('"≥1"', '"≥10"', True),
        ('"1-2"', "10", False),
        ("1", '"about 10"', True),
        ("1", '"ten"', False),
    ],
)
def test_how_far_a_slip_reaches(before: str, after: str, slipped: bool) -> None:
    years = f"2021 = {{ plan = {before} }}\n2022 = {{ plan = {after} }}"
    assert bool(said(one(years), "W406")) == slipped


@pytest.mark.parametrize(
    ("years", "found"),
    [
        # the figure is held against the last one before it that is a number, of the same kind
        ("2020 = { plan = 1 }\n2021 = {}\n2022 = { plan = 10 }", ["2022.plan"]),
        ('2020 = { plan = 1 }\n2021 = { plan = "x" }\n2022 = { plan = 10 }', ["2022.plan"]),
        ("2021 = { plan = 1 }\n2022 = { actual = 10 }", []),
        ("2021 = { actual = 1 }\n2022 = { actual = 10 }", ["2022.actual"]),
        ('2021 = { plan = 1, name = "x" }\n2022 = { plan = 10, name = "y" }', ["2022.plan"]),
        ("2021 = { plan = 1, actual = 20 }\n2022 = { plan = 1, actual = 2 }", ["2022.actual"]),
        ("2020 = { plan = 1 }\n2021 = { plan = 10 }\n2022 = { plan = 10 }", ["2021.plan"]),
        ("2020 = { plan = 1 }\n2021 = { plan = 10 }\n2022 = { plan = 1 }",
         ["2021.plan", "2022.plan"]),
        # never across a series break, even where the unit stays
        ('2021 = { plan = 1 }\n2022 = { plan = 10, series_break = "b" }', []),
        ('2020 = { plan = 1 }\n2021 = { series_break = "b" }\n2022 = { plan = 10 }', []),
        ('2021 = { plan = 1, series_break = "b" }\n2022 = { plan = 10 }', ["2022.plan"]),
        ('2020 = { plan = 1 }\n2021 = { plan = 2, series_break = "b" }\n2022 = { plan = 20 }',
         ["2022.plan"]),
        # never across a change of unit, whatever is said of a series break
        ('2021 = { plan = 1 }\n2022 = { plan = 10, unit = "kg" }', []),
        ('2020 = { plan = 1 }\n2021 = { unit = "kg" }\n2022 = { plan = 10 }', []),
        ('2020 = { plan = 1 }\n2021 = { plan = 5, unit = "kg" }\n2022 = { plan = 50 }',
         ["2022.plan"]),
        ('2020 = { plan = 1, actual = 1 }\n2021 = { unit = "kg" }\n2022 = { actual = 10 }', []),
        ('2020 = { plan = 1 }\n2021 = { plan = 5, unit = "kg" }\n2022 = { plan = 10, unit = "t" }',
         []),
    ],
)  # fmt: skip
def test_what_a_figure_is_held_against(years: str, found: list[str]) -> None:
    assert wheres(one(years), "W406") == [f"a.years.{where}" for where in found]


def test_a_break_of_one_indicator_is_none_of_the_next() -> None:
    other = one("2021 = { plan = 10 }").replace("indicators.a", "indicators.b")
    assert not said(one("2020 = { plan = 1 }") + other, "W406")


@pytest.mark.parametrize(
    ("name", "unit", "slipped"),
    [
        ("Growth", "%", False),
        ("Growth", "‰", False),
        ("Share of A", "%", True),
        ("Growth of the share of A", "%", False),
        ("A", "t", True),
    ],
)
def test_growth_rates_may_do_anything(name: str, unit: str, slipped: bool) -> None:
    years = "2021 = { plan = 1.5 }\n2022 = { plan = 15 }"
    assert bool(said(one(years, name, unit), "W406")) == slipped


# W407


def restated(figures: str, unit: str = "days", before: str = "%") -> str:
    years = f'2022 = {{ {figures}, unit = "{unit}", series_break = "b" }}'
    return one(years, "A", before)


def test_where_and_what_is_said_of_a_restated_figure() -> None:
    basis = 'restated = { plan = 88.0, basis = "321 of 365 days" }'
    assert said(restated(f"plan = 321, {basis}"), "W407") == [
        (
            "indicators.a.years.2022.restated.plan",
            "88.0 is restated, but 321 of 365 is 87.95%",
            "work the restated figure and its basis out anew, or take them out",
            False,
        )
    ]
    (found,) = said(restated(f"plan = 340, {basis}"), "W407")
    assert found[1] == "the basis counts 321, but the plan is 340"
    (found,) = said(restated(f"actual = 340, {basis.replace('plan', 'actual')}"), "W407")
    assert found[:2] == (
        "indicators.a.years.2022.restated.actual",
        "the basis counts 321, but the actual is 340",
    )


@pytest.mark.parametrize(
    ("figure", "agrees"),
    [
        ("87.9", True),
        ("88", True),
        ("87", True),
        ("87.94", True),
        ("87.95", True),
        ("87.945", True),
        ("87.8", False),
        ("88.0", False),
        ("86", False),
        ("89", False),
        ("87.96", False),
        ('"≥87.9"', True),
        ('"≥88.5"', False),
        ('"about 90"', True),
        ('"80-85"', True),
        ('"most"', True),
    ],
)
def test_a_share_is_rounded_or_cut_off(figure: str, agrees: bool) -> None:
    body = restated(f'plan = 321, restated = {{ plan = {figure}, basis = "321 of 365 days" }}')
    assert bool(said(body, "W407")) != agrees


@pytest.mark.parametrize(
    "basis",
    [
        "300 of 365 days",
        "300 of 365",
        "300/365",
        "300 / 365",
        "300÷365",
        "300÷365×100%",
        "300/365*100",
        "300 days out of 365",
        "300 out of the 365 days",
        "300 of the 365 days of the year",
        "300 of 365 days a year",
        "300 of 365 days in 2022",
        "300 of 365 days = 82.2%",
        "300 OF 365 DAYS.",
        "365天中的300天",
        "365天中300天",
        "365天中有300天",
        "全年365天里的300天",
        "365日内300日",
        "300天÷365天",
        "３００天／３６５天",
        "300天占全年365天",
        "按300/365",
        "1 day of 365 days",
        "300 of 36,500 days",
    ],
)
def test_ways_to_state_a_count_of_a_whole(basis: str) -> None:
    body = restated(f'plan = 321, restated = {{ plan = 87.9, basis = "{basis}" }}')
    (found,) = said(body, "W407")
    assert found[1].startswith("the basis counts ")


@pytest.mark.parametrize(
    "basis",
    [
        "By the rules of 2013",
        "3 of 5 districts",
        "300 of 365 stations",
        "In 2022, 300 of 365 days",
        "300 of 365 days; 2021: 301 of 365",
        "100+200/365",
        "365/300",
        "0/0",
        "2021/22",
        "300",
        "300 - 365",
        "300 of about 365",
        "300/365/2",
        "-300/365",
    ],
)
def test_what_states_none(basis: str) -> None:
    body = restated(f'plan = 321, restated = {{ plan = 87.9, basis = "{basis}" }}')
    assert not said(body, "W407")


def test_halves_are_rounded_up_or_cut_off() -> None:
    for figure, agrees in (
        ("13", True),
        ("12", True),
        ("12.5", True),
        ("14", False),
        ("11", False),
    ):
        body = restated(f'plan = 1, restated = {{ plan = {figure}, basis = "1/8" }}')
        assert bool(said(body, "W407")) != agrees
    all_ = restated('plan = 1, restated = { plan = 90, basis = "1/1" }')
    (found,) = said(all_, "W407")
    assert found[1] == "90 is restated, but 1 of 1 is 100.0%"
    chinese = restated('plan = 321, restated = { plan = 90, basis = "365天中的321天" }')
    (found,) = said(chinese, "W407")
    assert found[1] == "90 is restated, but 321 of 365 is 87.9%"


def test_a_basis_where_there_is_no_unit() -> None:
    years = '2021 = { plan = 1, unit = "%" }\n2022 = { plan = 9 }'
    assert not said(one(years), "W407")
    basis = 'restated = { plan = 80, basis = "30/50" }'
    body = one(f'2022 = {{ plan = 30, series_break = "b", {basis} }}', "A", "%")
    (found,) = said(body, "W407")
    assert found[1] == "80 is restated, but 30 of 50 is 60.0%"


def test_only_a_share_is_a_count_of_a_whole() -> None:
    basis = 'plan = 321, restated = { plan = 50, basis = "321 of 365 days" }'
    assert said(restated(basis), "W407")
    assert not said(restated(basis, before="weeks"), "W407")
    without = restated(basis).replace('unit = "%"\n', "")
    assert not said(without, "W407")
    later = one(f'2020 = {{ plan = 1, unit = "%" }}\n2022 = {{ {basis}, unit = "days" }}', "A", "t")
    assert said(later, "W407")


def test_the_unit_may_stand_in_the_basis() -> None:
    figures = 'plan = 40, restated = { plan = 80, basis = "30 households of 50 households" }'
    assert said(restated(figures, "household"), "W407")
    assert said(restated(figures, "Households"), "W407")
    assert said(restated(figures.replace("households", "household"), "Households"), "W407")
    assert not said(restated(figures, "persons"), "W407")


@pytest.mark.parametrize("own", ["321", "32100", "3.21", '"≥321"', '"about 340"', '"x"', '"1-2"'])
def test_a_count_in_other_thousands_is_the_same(own: str) -> None:
    body = restated(f'plan = {own}, restated = {{ plan = 87.9, basis = "321/365" }}')
    assert not said(body, "W407")


def test_one_basis_of_two_figures() -> None:
    def both(plan: str, actual: str) -> str:
        restate = f'restated = {{ plan = {plan}, actual = {actual}, basis = "321/365" }}'
        return restated(f"plan = 321, actual = 330, {restate}")

    assert not said(both("87.9", "1"), "W407")
    (found,) = said(both("1", "1"), "W407")
    assert found[1] == "1 is restated, but 321 of 365 is 87.9%"
    alone = restated('restated = { plan = 87.9, basis = "321/365" }')
    assert not said(alone, "W407")
    assert not said(restated('plan = 1, restated = { basis = "321/365" }'), "W407")
    assert not said(restated("plan = 1, restated = { plan = 2 }"), "W407")


# W501 to W503


def test_a_miss_without_a_reason() -> None:
    miss = "plan = 2, actual = 1"
    assert said(one(f"2021 = {{ {miss} }}"), "W501") == [
        (
            "indicators.a.years.2021.actual",
            "the target was missed and no reason is given",
            'add reason = "…"; if the source gives none, say so in a note',
            False,
        )
    ]
    for more in ('reason = "r"', 'note = "n"', 'outcome = "met"'):
        assert not said(one(f"2021 = {{ {miss}, {more} }}"), "W501")
    assert said(one(f'2021 = {{ {miss}, outcome = "missed" }}'), "W501")
    assert wheres(one(f'2020 = {{ {miss}, note = "n" }}\n2021 = {{ {miss} }}'), "W501") == [
        "a.years.2021.actual"
    ]


def test_a_reason_that_is_not_needed() -> None:
    years = '2021 = { plan = 1, actual = 2, reason = "r" }\n2022 = { plan = 1, actual = 1 }'
    assert said(one(years), "W502") == [
        (
            "indicators.a.years.2021.reason",
            "a reason is given, but the target was not missed: the status is “exceeded”",
            "a remark on a target that was met is a note",
            True,
        )
    ]
    assert not said(one('2021 = { plan = 3, actual = 2, reason = "r" }'), "W502")
    assert not said(one('2021 = { plan = 3, reason = "r" }'), "W502")
    skipped = '2020 = { plan = 1 }\n2021 = { plan = 1, actual = 2, reason = "r" }'
    assert len(said(one(skipped), "W502")) == 1


def test_a_copied_reason() -> None:
    years = (
        '2020 = { plan = 3 }\n2021 = { reason = "so  it was" }\n'
        '2022 = { reason = "so it\\nwas" }\n2023 = { reason = "other" }'
    )
    assert said(one(years), "W503") == [
        (
            "indicators.a.years.2022.reason",
            "the reason is the same as that of “a” in 2021",
            None,
            False,
        )
    ]
    other = '[indicators.b]\nname = "B"\n[indicators.b.years]\n2021 = { reason = "so it was" }\n'
    assert [where for where, *_ in said(one(years) + other, "W503")] == [
        "indicators.a.years.2022.reason",
        "indicators.b.years.2021.reason",
    ]


def test_a_reason_is_compared_in_the_plans_language() -> None:
    years = (
        '2021 = { reason = { zh = "甲", en = "a" } }\n2022 = { reason = { zh = "乙", en = "a" } }'
    )
    assert said(one(years), "W503")
    assert not said(one(years), "W503", HEAD.replace('"en"', '"zh"'))


# W601 to W606


def numbered(*numbers: int) -> str:
    return "".join(f"[indicators.a{n}]\nnumber = {n}\nname = 'A'\n" for n in numbers)


def test_gaps_and_jumps_in_the_numbering() -> None:
    def numbering(*numbers: int) -> list[tuple[str, str]]:
        return [(where, what) for where, what, *_ in said(numbered(*numbers), "W601")]

    assert numbering(1, 2, 3) == []
    assert numbering(2) == [("indicators.a2.number", "the numbering leaves out 1")]
    assert numbering(1, 3, 7, 9, 10, 14) == [
        ("indicators.a3.number", "the numbering leaves out 2"),
        ("indicators.a7.number", "the numbering leaves out 4–6"),
        ("indicators.a9.number", "the numbering leaves out 8"),
        ("indicators.a14.number", "the numbering leaves out 11–13"),
    ]
    assert numbering(3, 1) == [
        ("indicators.a3.number", "the numbering leaves out 2"),
        ("indicators.a1.number", "number 1 stands after number 3"),
    ]
    assert numbering(1, 2, 6, 3, 8) == [
        ("indicators.a6.number", "the numbering leaves out 4–5"),
        ("indicators.a3.number", "number 3 stands after number 6"),
        ("indicators.a8.number", "the numbering leaves out 7"),
    ]
    assert numbering(1, 5, 3) == [
        ("indicators.a5.number", "the numbering leaves out 2, 4"),
        ("indicators.a3.number", "number 3 stands after number 5"),
    ]
    (jump,) = said(numbered(1, 3, 2), "W601")
    assert jump[2] == "order in the file is order on the screen"
    parts = numbered(1) + "[indicators.b]\nname = 'B'\nparent = 'a1'\n"
    assert not said(parts + "[indicators.c]\nname = 'C'\n", "W601")


def test_sections_and_sources_nobody_uses() -> None:
    body = (
        "[sections.s]\ntitle = 'S'\n[sections.u]\ntitle = 'U'\n[sources.r]\ntitle = 'R'\n"
        "[sources.p]\ntitle = 'P'\npart_of = 'r'\n[sources.n]\ntitle = 'N'\n"
        + one('2021 = { plan = 1, source = "p" }', more="section = 's'\n")
        + "[indicators.b]\nname = 'B'\n"
    )
    assert said(body, "W602") == [
        ("sections.u", "no indicator stands in the section “u”", None, True)
    ]
    assert said(body, "W603") == [("sources.n", "nothing is taken from the source “n”", None, True)]


def test_another_unit() -> None:
    years = '2020 = { plan = 1 }\n2021 = { plan = 1, unit = "kg" }\n2022 = { plan = 1 }'
    assert said(one(years), "W604") == [
        (
            "indicators.a.years.2021.unit",
            "the unit changes from “t” to “kg” without a series_break",
            'add series_break = "…", and restated figures if the source has them',
            False,
        )
    ]
    (first,) = said(one(years).replace('unit = "t"\n', ""), "W604")
    assert first[1] == "the unit changes from “none” to “kg” without a series_break"
    assert not said(one(years.replace('"kg"', '"kg", series_break = "b"')), "W604")


def test_another_name() -> None:
    years = '2020 = { plan = 1 }\n2021 = { plan = 1, name = "B" }\n2022 = { plan = 1 }'
    assert said(one(years), "W605") == [
        (
            "indicators.a.years.2021.name",
            "the name changes from “A” to “B” without a series_break",
            'add series_break = "…", or say in a note that the same is counted',
            False,
        )
    ]
    for more in ('series_break = "b"', 'note = "n"'):
        assert not said(one(years.replace('"B"', f'"B", {more}')), "W605")
    again = years.replace('"B"', '"B", note = "n"').replace("2022 = {", '2022 = { name = "C",')
    assert wheres(one(again), "W605") == ["a.years.2022.name"]


@pytest.mark.parametrize(
    ("years", "found"),
    [
        ((2021,), []),
        ((2021, 2022, 2027), []),
        ((2021, 2022, 2028), [(2028, 2022)]),
        ((2015, 2021, 2022), [(2015, 2021)]),
        ((2016, 2021, 2022), []),
        ((2010, 2020, 2030), []),
        ((2000, 2010, 2020, 2021, 2035), []),
        ((2010, 2020, 2031), []),
        ((2000, 2010, 2020, 2040), []),
        ((2000, 2010, 2020, 2041), [(2041, 2020)]),
        ((2021, 2022, 2032, 2045), [(2032, 2022), (2045, 2032)]),
        ((2021, 2022, 2032, 2033), []),
        ((2021, 2032), []),
        ((1921, 2020, 2021, 2022), [(1921, 2020)]),
    ],
)
def test_years_far_from_all_others(years: tuple[int, ...], found: list[tuple[int, int]]) -> None:
    body = one("\n".join(f"{year} = {{ plan = 1 }}" for year in years))
    assert [(where, what) for where, what, *_ in said(body, "W606")] == [
        (
            f"indicators.a.years.{year}",
            f"{year} lies far from all other years; the nearest is {near}",
        )
        for year, near in found
    ]


def test_of_two_years_the_one_with_fewer_figures() -> None:
    other = one("2022 = { plan = 1 }").replace("indicators.a", "indicators.b")
    body = one("2022 = { plan = 1 }\n2032 = { plan = 1 }") + other
    assert said(body, "W606") == [
        (
            "indicators.a.years.2032",
            "2032 lies far from all other years; the nearest is 2022",
            "check the year; if it is right, say in a note in that year why",
            True,
        )
    ]
    assert not said(body.replace("2032", "2027"), "W606")
    assert said(body.replace("2032", "2028"), "W606")


def test_a_note_explains_a_far_year_of_each_indicator() -> None:
    def far(note: str) -> str:
        return one(f"2021 = {{ plan = 1 }}\n2022 = {{ plan = 1 }}\n2035 = {{ plan = 1{note} }}")

    second = far("").replace("indicators.a", "indicators.b")
    assert wheres(far(', note = "n"') + second, "W606") == ["b.years.2035"]
    assert wheres(far("") + second, "W606") == ["a.years.2035"]
    assert not said(far(', note = "n"'), "W606")


# W701 to W704


def planned(**indicators: str) -> str:
    return "".join(
        f"[indicators.{id_}]\nname = 'A'\n[indicators.{id_}.years]\n{years}\n"
        for id_, years in indicators.items()
    )


def test_a_year_with_targets_for_some() -> None:
    both, first = "2021 = { plan = 1 }\n2022 = { plan = 1 }", "2021 = { plan = 1 }"
    assert said(planned(a=both, b=first), "W701") == [
        (
            "indicators.b.years.2022",
            "1 of 2 indicators have no target for 2022: b",
            "add the targets; where one is dropped, say so in a note in that year",
            True,
        )
    ]
    many = planned(a=both, **{f"b{n}": first for n in range(6)})
    (found,) = said(many, "W701")
    assert found[:2] == (
        "indicators.b0.years.2022",
        "6 of 7 indicators have no target for 2022: b0, b1, b2, b3, b4, …",
    )
    five = planned(a=both, **{f"b{n}": first for n in range(5)})
    assert said(five, "W701")[0][1].endswith(": b0, b1, b2, b3, b4")
    for settled in ("2022 = { plan = 2 }", '2022 = { note = "n" }'):
        assert not said(planned(a=both, b=f"{first}\n{settled}"), "W701")
    assert said(planned(a=both, b=f"{first}\n2022 = {{ actual = 2 }}"), "W701")
    assert not said(planned(a=both, b="2022 = { plan = 2 }"), "W701")
    (new,) = said(planned(a=both, b=first, c="2022 = { plan = 1 }"), "W701")
    assert new[1] == "1 of 3 indicators have no target for 2022: b"
    assert not said(planned(a=both, b="2021 = { actual = 2 }"), "W701")


def test_an_actual_without_a_target() -> None:
    assert said(one("2021 = { actual = 1 }"), "W702") == [
        (
            "indicators.a.years.2021.actual",
            "there is no target for 2021 to hold this against",
            "add plan = …, or say in a note why there is none",
            True,
        )
    ]
    assert wheres(one('2021 = { outcome = "met" }'), "W702") == ["a.years.2021.outcome"]
    for years in ('{ actual = 1, note = "n" }', "{ actual = 1, plan = 1 }", "{ plan = 1 }", "{}"):
        assert not said(one(f"2021 = {years}"), "W702")
    base = "2020 = { actual = 1 }\n2021 = { plan = 2 }"
    assert not said(planned(a=base, b=base), "W702")
    assert said(planned(a=base, b="2020 = { plan = 1 }\n2021 = { plan = 2 }"), "W702")


def test_a_figure_without_a_source() -> None:
    source = "[sources.s]\ntitle = 'S'\n"

    def missing(*years: str) -> list[str]:
        lines = "\n".join(f"{2020 + n} = {year}" for n, year in enumerate(years))
        return wheres(source + one(lines), "W703")

    cited, bare = '{ plan = 1, source = "s" }', "{ plan = 1 }"
    assert missing(cited, bare) == ["a.years.2021.plan"]
    assert missing(cited, bare, bare) == []
    assert missing(cited, cited, bare) == ["a.years.2022.plan"]
    assert missing('{ plan = 1, actual = 2, source = { plan = "s" } }') == ["a.years.2020.actual"]
    assert missing('{ plan = 1, actual = 2, source = { actual = "s" } }') == ["a.years.2020.plan"]
    (found,) = said(source + one(f"2020 = {cited}\n2021 = {bare}"), "W703")
    assert found[1:] == (
        "no source is given for this figure, as it is for others",
        'add source = "…"',
        False,
    )


TRANSLATED = """
[sources.s]
title = { en = "S", zh = "来源" }
publisher = { en = "P", zh = "出版" }
[sections.t]
title = { en = "T", zh = "节" }
[indicators.a]
name = { en = "A", zh = "甲" }
unit = { en = "ton", zh = "吨" }
note = { en = "N", zh = "注" }
section = "t"
[indicators.a.years.2021]
plan = 1
source = "s"
reason = { en = "R", zh = "因" }
[indicators.a.years.2022]
name = { en = "B", zh = "乙" }
unit = { en = "kilo", zh = "千克" }
series_break = { en = "K", zh = "口径" }
note = { en = "M", zh = "记" }
restated = { plan = 1, basis = { en = "H", zh = "法" } }
plan = 1
"""


@pytest.mark.parametrize(
    ("chinese", "where"),
    [
        ("来源", "sources.s.title"),
        ("出版", "sources.s.publisher"),
        ("节", "sections.t.title"),
        ("甲", "indicators.a.name"),
        ("吨", "indicators.a.unit"),
        ("注", "indicators.a.note"),
        ("因", "indicators.a.years.2021.reason"),
        ("乙", "indicators.a.years.2022.name"),
        ("千克", "indicators.a.years.2022.unit"),
        ("口径", "indicators.a.years.2022.series_break"),
        ("记", "indicators.a.years.2022.note"),
        ("法", "indicators.a.years.2022.restated.basis"),
    ],
)
def test_a_translation_that_is_missing(chinese: str, where: str) -> None:
    body = TRANSLATED.replace(f', zh = "{chinese}"', "")
    found = said(body, "W704", HEAD.replace('"X"', '{ en = "X", zh = "题" }'))
    if where.endswith("unit"):
        assert found == []  # ASCII units read alike everywhere
        return
    ((place, what, remedy, at_key),) = found
    assert (place, what, at_key) == (where, "this text has no translation: zh", False)
    assert remedy is not None
    assert remedy.startswith('write { en = "')
    assert remedy.endswith('", zh = "…" }')


def test_a_unit_of_one_year_is_translated() -> None:
    body = TRANSLATED.replace('{ en = "kilo", zh = "千克" }', '{ zh = "千克" }')
    found = said(body, "W704", HEAD.replace('"X"', '{ en = "X", zh = "题" }'))
    assert [where for where, *_ in found] == ["indicators.a.years.2022.unit"]
    assert found[0][1] == "this text has no translation: en"


def test_all_languages_that_are_missing_are_named() -> None:
    name = '{ en = "A", fr = "B", zh = "甲" }'
    body = "".join(f"[indicators.a{n}]\nname = {name}\n" for n in range(3))
    (found,) = said(body, "W704")
    assert found[1] == "this text has no translation: fr, zh"


def test_which_languages_are_usual() -> None:
    def missing(*names: str) -> list[str]:
        body = "".join(f"[indicators.a{n}]\nname = {name}\n" for n, name in enumerate(names))
        return [where for where, *_ in said(body, "W704")]

    both, english = '{ en = "A", zh = "甲" }', '"A"'
    assert missing(both, both) == ["plan.title"]
    assert missing(both, english) == []
    assert missing(both, both, english) == []  # two of four
    assert missing(both, both, both, english) == ["plan.title", "indicators.a3.name"]
    assert missing(both, both, both, '"1"') == ["plan.title"]  # nothing to translate
    long = '"' + "A" * 40 + '"'
    body = "".join(f"[indicators.a{n}]\nname = {name}\n" for n, name in enumerate((both,) * 4))
    (_, last) = said(f"{body}[indicators.z]\nname = {long}\n", "W704")
    assert last[2] == "write { … }"
    (_, last) = said(f"{body}[indicators.z]\nname = {long.replace('A', '', 1)}\n", "W704")
    assert last[2] == 'write { en = "' + "A" * 39 + '", zh = "…" }'


def test_a_unit_of_letters_is_translated() -> None:
    body = TRANSLATED.replace('{ en = "ton", zh = "吨" }', '"吨"')
    found = said(body, "W704", HEAD.replace('"X"', '{ en = "X", zh = "题" }'))
    assert [where for where, *_ in found] == ["indicators.a.unit"]
    zh = HEAD.replace('"en"', '"zh"').replace('"X"', '{ en = "X", zh = "题" }')
    assert [where for where, *_ in said(body, "W704", zh)] == ["indicators.a.unit"]


# All checks together


def test_every_check_has_its_own_codes_in_order() -> None:
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)
    plan = parse((HEAD + one("2021 = { plan = 2, actual = 1, outcome = 'met' }")).encode(), "f")
    assert [found.code for found in remarks(plan)] == ["W402"]
    remark = Remark("W401", ("a",), "x")  # type: ignore[arg-type]
    assert (remark.help, remark.at_key) == (None, False)


def found_at(body: str) -> list[Diagnostic]:
    return examine((HEAD + body).encode(), "f")


def test_remarks_have_places_of_keys_or_values() -> None:
    (value,) = found_at(one("2021 = { plan = 3 }\n2022 = { plan = 30 }"))
    assert (value.code, value.line, value.column) == ("W406", 8, 17)
    (key,) = found_at(one("2021 = { actual = 3 }"))
    assert (key.code, key.line, key.column) == ("W702", 7, 10)


@pytest.mark.parametrize(
    ("broken", "codes"),
    [
        # an error in one year silences what may follow from it, and nothing else
        ("2021 = { plan = 2, actual = 1, outcme = 1 }\n2022 = { plan = 2, actual = 1 }",
         ["E201", "W501"]),
        ("2021 = { plan = 2, actual = 1 }\n2022 = { plan = 20, x = 1 }", ["W501", "E201"]),
    ],
)  # fmt: skip
def test_an_error_silences_what_follows_from_it(broken: str, codes: list[str]) -> None:
    assert [one.code for one in found_at(one(broken))] == codes


def test_an_error_in_the_name_silences_its_indicator() -> None:
    bad = one("2021 = { plan = 2, actual = 1 }").replace('name = "A"', "name = 1")
    good = one("2021 = { plan = 2, actual = 1 }").replace("indicators.a", "indicators.b")
    assert [d.code for d in found_at(bad + good)] == ["E203", "W501"]
    apart = one("2021 = { plan = 2, actual = 1 }", more="kind = 'x'\n")
    assert [d.code for d in found_at(apart)] == ["E204", "W501"]


def test_counts_are_exact() -> None:
    years = "2021 = { plan = 0.1 }\n2022 = { plan = 1.0 }"
    assert Decimal("0.1") * 10 == 1
    assert said(one(years), "W406")[0][1] == "1.0 is about 10 times the 0.1 of 2021"


def test_a_target_in_words_with_an_actual_in_figures_still_needs_an_outcome() -> None:
    body = one('2021 = { plan = "as assigned", actual = 5 }')
    assert wheres(body, "W401") == ["a.years.2021.actual"]


def test_every_year_with_an_outcome_is_looked_at() -> None:
    years = '2020 = { plan = 2, actual = 2, outcome = "met" }\n2021 = { plan = 2, actual = 1 }\n'
    years += '2022 = { plan = 2, actual = 1, outcome = "met" }'
    assert wheres(one(years), "W402") == ["a.years.2022.outcome"]


def test_figures_beyond_limits_of_their_own() -> None:
    body = one("2021 = { plan = 5, actual = 6 }", more="limits = [0, 5]\n")
    (found,) = said(body, "W404")
    assert found[:2] == ("indicators.a.years.2021.actual", "6 lies outside its limits, 0–5")


def test_a_year_of_growth_does_not_end_the_search_for_slips() -> None:
    years = '2020 = { plan = 5, unit = "%" }\n2021 = { plan = 3, unit = "t" }\n2022 = { plan = 30 }'
    assert wheres(one(years), "W406") == ["a.years.2022.plan"]
