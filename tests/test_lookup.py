"""Finding what a person means: indicators by number or name, sections, years."""

from __future__ import annotations

import pytest
from conftest import Run

from plantrack.plan.lookup import NotFound, find_indicator, find_section, find_year, matches
from plantrack.plan.model import Indicator, Plan, Section, Text
from plantrack.planfile.read import embedded, load

EXAMPLE = load(embedded())


def text(words: str) -> Text:
    return Text({"en": words}, "en")


def indicator(id_: str, name: str, ordinal: str = "") -> Indicator:
    return Indicator(id_, text(name), ordinal)


PLAN = Plan(
    "x",
    text("X"),
    "en",
    (
        indicator("no2", "NO2 in the air", "1"),
        indicator("deaths", "Deaths per ¥100 million", "2"),
        indicator("part", "Part", "2.1"),
        indicator("tenth", "Tenth part", "2.10"),
        indicator("line", "Line 4 of the metro", "40"),
        indicator("whole", "911", ""),
        indicator("g1", "Gap", "5"),
        indicator("gaps", "Gap of incomes", ""),
    ),
    (
        Section("economy", text("1. Economy")),
        Section("start", text("0 Where we stand")),
        Section("top", text("The top 20 projects")),
        Section("life", Text({"zh": "第３章 美好生活", "en": "Life"}, "zh")),
    ),
)


@pytest.mark.parametrize(
    "wanted",
    ["4", "４", " 4 ", "04", "4.", "4、", "第4项", "第４项", "4项", "no. 4", "No.4", "NO. ４",
     "no 4", "№4", "№ 4", "#4", "第4项指标", "编号4", "序号 4"],
)  # fmt: skip
def test_a_number_is_written_in_many_ways(wanted: str) -> None:
    assert find_indicator(EXAMPLE, wanted).id == "services-share"


@pytest.mark.parametrize("wanted", ["29.1", "２９．１", "第29.1项", "no. 29.1", "029.01"])
def test_a_sub_indicator_by_its_number(wanted: str) -> None:
    assert find_indicator(EXAMPLE, wanted).ordinal == "29.1"


@pytest.mark.parametrize(
    "wanted",
    ["100", "１００", "40", "99", "2.5", "0", "100%", "¥100", "no. 100", "第100项", "1,0", "-4"],
)
def test_digits_are_never_part_of_a_name(wanted: str) -> None:
    with pytest.raises(NotFound) as caught:
        find_indicator(EXAMPLE, wanted)
    assert (caught.value.candidates, caught.value.ambiguous) == ((), False)


def test_what_is_spelt_like_a_number_but_is_none() -> None:
    assert find_indicator(PLAN, "NO2").id == "no2"
    assert find_indicator(PLAN, "ＮＯ２ in").id == "no2"
    assert find_indicator(PLAN, "line 4").id == "line"
    assert find_indicator(PLAN, "100 million").id == "deaths"
    for digits in ("911", "1,0", "-"):
        with pytest.raises(NotFound):
            find_indicator(PLAN, digits)
    with pytest.raises(NotFound):
        find_indicator(PLAN, "4")


def test_parts_of_a_number_are_whole_numbers() -> None:
    assert find_indicator(PLAN, "2.1").id == "part"
    assert find_indicator(PLAN, "2.10").id == "tenth"


def test_a_whole_name_comes_before_parts_of_names() -> None:
    assert find_indicator(PLAN, "gap").id == "g1"
    assert find_indicator(PLAN, "GAP ").id == "g1"
    assert find_indicator(PLAN, "Gap  of").id == "gaps"


def test_what_comes_near_is_named() -> None:
    with pytest.raises(NotFound) as caught:
        find_indicator(EXAMPLE, "pm52")
    assert [id_ for id_, _ in caught.value.candidates] == ["pm25"]
    with pytest.raises(NotFound) as caught:
        find_indicator(EXAMPLE, "  ")
    assert caught.value.wanted == "  "
    assert not caught.value.ambiguous


def test_so_few_are_simply_listed() -> None:
    with pytest.raises(NotFound) as caught:
        find_indicator(PLAN, "77")
    assert len(caught.value.candidates) == len(PLAN.indicators)
    many = Plan("x", text("X"), "en", tuple(indicator(f"a{n}", "A") for n in range(13)))
    with pytest.raises(NotFound) as caught:
        find_indicator(many, "77")
    assert caught.value.candidates == ()
    few = Plan("x", text("X"), "en", many.indicators[:12])
    with pytest.raises(NotFound) as caught:
        find_indicator(few, "77")
    assert len(caught.value.candidates) == 12


def test_more_than_one_is_a_question() -> None:
    assert find_indicator(PLAN, "part").id == "part"  # its ID
    with pytest.raises(NotFound) as caught:
        find_indicator(PLAN, "art")
    assert caught.value.ambiguous
    assert {id_ for id_, _ in caught.value.candidates} == {"part", "tenth"}


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [
        ("1", "economy"),
        ("１", "economy"),
        ("0", "start"),
        ("00", "start"),
        ("3", "life"),
        ("第3章", "life"),
        ("top 20", "top"),
    ],
)
def test_a_section_by_the_number_of_its_title(wanted: str, id_: str) -> None:
    assert find_section(PLAN, wanted).id == id_


@pytest.mark.parametrize("wanted", ["20", "2", "9"])
def test_digits_inside_a_title_are_no_number(wanted: str) -> None:
    with pytest.raises(NotFound):
        find_section(PLAN, wanted)


def test_a_search_is_a_search() -> None:
    deaths = PLAN.indicators[1]
    assert matches(deaths, "100")
    assert matches(deaths, "１００ Million")
    assert matches(deaths, "DEATH")
    assert not matches(deaths, "101")
    assert matches(PLAN.indicators[0], "no2")


@pytest.mark.parametrize(
    "wanted",
    ["2021", "２０２１", " 2021 ", "2021年", "2021 年", "２０２１年", "2021年度", "\u30002021"],
)
def test_a_year_in_every_reasonable_form(wanted: str) -> None:
    assert find_year(wanted) == 2021


@pytest.mark.parametrize(
    "wanted",
    ["", "21", "FY2021", "2021-22", "202", "20211", "1899", "2200", "٢٠٢١", "年", "2021.0"],
)
def test_what_is_no_year(wanted: str) -> None:
    assert find_year(wanted) is None


def test_digits_never_write_into_a_name(plantrack: Run) -> None:
    assert plantrack("init", "--from-example").returncode == 0
    for number in ("100", "40", "99"):
        said = plantrack("record", number, "--year", "2022", "--actual", "5").stderr
        assert f"“{number}” is not known" in said
        assert plantrack("show", number).returncode == 2
    assert "Accident deaths" in plantrack("list", "--search", "100").stdout
