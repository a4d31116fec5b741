"""Headings that are easily misread: what is read under them, and what is asked instead."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plantrack.documents import read as importers
from plantrack.importing.run import Imported, NoIndicators, imported, wishes
from plantrack.interpret.headers import Role, classify
from plantrack.messages.message import untranslated

Read = Callable[..., tuple[dict[str, Any], Imported]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Imports a text: the plan's tables, and the import with its points."""

    def reader(text: str, name: str = "made.csv", **options: Any) -> tuple[Any, Imported]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        wanted = wishes((), options.get("columns", ()), options.get("year"))
        speak = {"en": untranslated, "zh": untranslated}
        done = imported([importers.read(tmp_path / name)], wanted, speak)
        return tomllib.loads(done.text, parse_float=str), done

    return reader


def figures(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Plan and actual by year of each indicator, by its name."""
    return {
        table["name"]: {
            year: tuple(str(given[key]) if key in given else None for key in ("plan", "actual"))
            for year, given in table.get("years", {}).items()
        }
        for table in plan["indicators"].values()
    }


def said(done: Imported) -> list[str]:
    """The points to review, in English."""
    return [point.message.said(untranslated) for point in done.read.doubts]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024年计划完成",
            "2024年计划完成数",
            "2024年预期完成",
            "2024年力争完成",
            "2024年计划执行",
        ),
        *("2024年目标完成值", "2024年争取实现", "2024年工作任务完成时限", "2024年计划执行目标"),
        *("Outcome sought 2024", "Expected achievement 2024", "Forecast performance 2024"),
        *("Results to be achieved 2024", "Baseline target 2025", "2025年基准目标"),
        *("2023年全国实际", "2023年全省平均完成", "National actual 2023", "2023年平均完成"),
    ],
)
def test_a_heading_that_does_not_decide_is_neither_target_nor_actual(text: str) -> None:
    assert classify(text).role is Role.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        *("2023年实现程度", "目标实现率", "2023年目标实现率", "完成年度目标情况（%）", "完成目标%"),
        *("2023年超（欠）目标完成", "完成进度", "2023年超额完成", "目标达到比例"),
        *("Achievement rate 2023", "Percentage achieved 2023", "% achieved", "Achieved (%)"),
        *("Performance against target 2023", "Actual vs target 2023", "Percent completed"),
    ],
)
def test_a_rate_or_deviation_is_worked_out_from_other_columns(text: str) -> None:
    assert classify(text).role is Role.DERIVED


@pytest.mark.parametrize(
    ("text", "role"),
    [
        *[(f"2024年{word}", Role.PLAN) for word in ("拟完成", "要达到", "应完成", "计划", "预期")],
        *[(f"2023年{word}", Role.ACTUAL) for word in ("计划完成情况", "计划执行情况", "完成情况")],
        *[(f"2023年{word}", Role.ACTUAL) for word in ("实际完成", "完成数", "目标任务完成情况")],
        *[
            (word, Role.BASELINE)
            for word in ("规划基期", "2020年基期值", "Baseline 2020", "计划基数")
        ],
        *[("Actual achievement 2023", Role.ACTUAL), ("Performance target 2023", Role.PLAN)],
    ],
)
def test_a_heading_that_decides_is_read(text: str, role: Role) -> None:
    assert classify(text).role is role


def test_what_is_planned_to_be_done_is_not_what_was_done(read: Read) -> None:
    text = "序号,指标,单位,2023年实际完成,2024年计划完成数\n1,地区生产总值,亿元,328,350\n"
    plan, done = read(text)
    assert figures(plan) == {"地区生产总值": {"2023": (None, "328")}}
    assert said(done) == [
        "column 5, “2024年计划完成数”, is not read; if it holds targets or "
        "actuals say --column 5=plan:YEAR or --column 5=actual:YEAR"
    ]
    plan, _ = read(text, columns=["5=plan:2024"])
    assert figures(plan)["地区生产总值"] == {"2023": (None, "328"), "2024": ("350", None)}


def test_a_rate_of_completion_is_no_actual(read: Read) -> None:
    plan, done = read("指标,单位,2023年目标,2023年目标实现率\n地区生产总值,亿元,330,99.4\n")
    assert figures(plan) == {"地区生产总值": {"2023": ("330", None)}}
    assert [
        text.startswith("column 4, “2023年目标实现率”, is not read") for text in said(done)
    ] == [True]


def test_the_figures_of_the_whole_country_are_not_the_places_own(read: Read) -> None:
    plan, done = read("指标,单位,2023年目标,2023年全国实际\n渔业产值,亿元,330,50000\n")
    assert figures(plan) == {"渔业产值": {"2023": ("330", None)}}
    assert len(said(done)) == 1


@pytest.mark.parametrize(
    "title",
    [
        *(
            "计划执行情况的报告——2024年1月15日在县人民代表大会上",
            "计划执行情况的报告（2024 年 1 月）",
        ),
        *(
            "计划执行情况的报告 2024-01-15",
            "Report, 15 January 2024",
            "Report of January 15th, 2024",
        ),
    ],
)
def test_the_day_a_report_was_given_is_not_its_year(read: Read, title: str) -> None:
    table = (
        "\n\n| 指标 | 单位 | 年度目标 | 完成情况 |\n|--|--|--|--|\n| 税收收入 | 亿元 | 10 | 12 |\n"
    )
    with pytest.raises(NoIndicators):
        read(f"# {title}{table}", "made.md")
    plan, _ = read(f"# 2023年{title}{table}", "made.md")
    assert figures(plan) == {"税收收入": {"2023": ("10", "12")}}


def test_what_was_done_before_next_years_target_is_asked_its_year(read: Read) -> None:
    plan, done = read("指标,单位,完成情况,2024年目标\n地区生产总值,亿元,328,350\n")
    assert figures(plan) == {"地区生产总值": {"2024": ("350", None)}}
    assert said(done) == ["column 3, “完成情况”, is of which year? say --column 3=actual:YEAR"]


def test_a_title_of_two_years_leaves_the_year_of_what_was_done_open(read: Read) -> None:
    table = "\n\n| 指标 | 单位 | {}年目标 | 完成情况 |\n|--|--|--|--|\n| 税收 | 亿元 | 10 | 12 |\n"
    title = "# 2023年计划执行情况与2024年计划草案的报告"
    plan, done = read(title + table.format(2024), "made.md")
    assert figures(plan) == {"税收": {"2024": ("10", None)}}
    assert "column 4, “完成情况”, is of which year? say --column 4=actual:YEAR" in said(done)
    plan, _ = read(title + table.format(2023), "made.md")
    assert figures(plan) == {"税收": {"2023": ("10", "12")}}


@pytest.mark.parametrize("heading", ["2024年预计", "2024年预计达到", "2024年预计完成"])
def test_what_is_expected_after_the_actuals_may_be_a_target(read: Read, heading: str) -> None:
    plan, done = read(f"指标,单位,2023年实际,{heading}\n税收,亿元,12,13\n")
    assert figures(plan) == {"税收": {"2023": (None, "12")}}
    assert said(done) == [
        f"column 4, “{heading}”, is it a target or an actual? "
        "say --column 4=plan:2024 or --column 4=actual:2024"
    ]
    plan, _ = read(f"指标,单位,2023年实际,{heading},2025年目标\n税收,亿元,12,13,14\n")
    assert figures(plan) == {
        "税收": {"2023": (None, "12"), "2024": (None, "13"), "2025": ("14", None)}
    }


def units(plan: dict[str, Any]) -> list[str | None]:
    return [table.get("unit") for table in plan["indicators"].values()]


def test_a_target_in_another_unit_than_the_actual_is_left_out(read: Read) -> None:
    text = "指标,2023年完成（亿元）,2024年目标（%）\n地区生产总值,328,7\n投资,90,8\n"
    plan, done = read(text)
    assert figures(plan) == {
        "地区生产总值": {"2023": (None, "328")},
        "投资": {"2023": (None, "90")},
    }
    assert units(plan) == ["亿元", "亿元"]
    assert said(done) == [
        "column 3, “2024年目标（%）”, is in % but “地区生产总值” in 亿元: left out here and in "
        "rows like it; if the row's unit holds say --column 3=plan:2024"
    ]


def test_ten_thousands_beside_hundred_millions(read: Read) -> None:
    plan, done = read("指标,2023年完成（万元）,2024年目标（亿元）\n地区生产总值,3280000,350\n")
    assert figures(plan) == {"地区生产总值": {"2023": (None, "3280000")}}
    assert units(plan) == ["万元"]
    assert [point.code for point in done.read.doubts] == ["question"]


def test_a_heading_in_another_unit_than_the_rows_own(read: Read) -> None:
    head = "指标,单位,2023年完成,2024年目标（%）\n"
    plan, done = read(head + "地区生产总值,亿元,328,7\n城镇化率,%,60,61\n")
    assert figures(plan) == {
        "地区生产总值": {"2023": (None, "328")},
        "城镇化率": {"2023": (None, "60"), "2024": ("61", None)},
    }
    assert len(said(done)) == 1
    plan, _ = read("指标,2023年完成,2024年目标%\n地区生产总值（亿元）,328,7\n")
    assert figures(plan) == {"地区生产总值": {"2023": (None, "328")}}


def test_headings_in_one_unit_give_it_to_the_rows(read: Read) -> None:
    plan, done = read("指标,2023年完成（亿元）,2024年目标（亿元）\n税收,328,350\n")
    assert figures(plan) == {"税收": {"2023": (None, "328"), "2024": ("350", None)}}
    assert (units(plan), said(done)) == (["亿元"], [])
    plan, done = read("Indicator,Target 2023 (est),Actual 2023 (AU)\nRoads,7,8\n")
    assert figures(plan) == {"Roads": {"2023": ("7", "8")}}  # letters that are no unit
    assert (units(plan), said(done)) == ([None], [])


def test_a_heading_without_the_unit_of_the_other_is_asked(read: Read) -> None:
    for heads in ("2023年完成（亿元）,2024年目标", "2023年完成,2024年目标（%）"):
        plan, done = read(f"指标,{heads}\n税收,328,7\n")
        assert figures(plan) == {"税收": {"2023": (None, "328")}}
        assert [point.code for point in done.read.doubts] == ["question"]
        plan, _ = read(f"指标,{heads}\n税收,328,7\n", columns=["3=plan:2024"])
        assert figures(plan)["税收"]["2024"] == ("7", None)


def test_the_unit_of_a_caption(read: Read) -> None:
    table = "\n\n| 指标 | 2024年计划 |\n|--|--|\n| 税收 | 6.5 |\n"
    plan, _ = read(f"表1 2024年主要指标（亿元）{table}", "made.md")
    assert (figures(plan), units(plan)) == ({"税收": {"2024": ("6.5", None)}}, ["亿元"])


def test_a_caption_that_speaks_of_growth_is_asked_about(read: Read) -> None:
    table = "\n\n| 指标 | 2024年计划 |\n|--|--|\n| 税收 | 6.5 |\n"
    text = f"表3 2024年主要指标预期增速（%）{table}"
    with pytest.raises(NoIndicators):
        read(text, "made.md")
    level = table.replace("2024", "2023")
    plan, done = read(f"表2 2023年主要指标{level}\n{text}", "made.md")
    assert figures(plan) == {"税收": {"2023": ("6.5", None)}}
    assert (
        "the caption says “表3 2024年主要指标预期增速（%）”: does column 2, “2024年计划”, hold its "
        "indicators' own figures? say --column 2=plan:2024"
    ) in said(done)


def test_points_that_may_part_thousands_are_asked_about(read: Read) -> None:
    head = "Indicator,Unit,Target 2023,Actual 2023\n"
    plan, done = read(head + "Schools,unit,1.250,1.310\nPupils,people,12.500,980\n")
    assert figures(plan) == {"Schools": {}, "Pupils": {"2023": (None, "980")}}
    assert said(done) == [
        "is the point of “1.250” a decimal one? figures with three digits behind their point are "
        "left out; give the document with 1250 or 1.25"
    ]


@pytest.mark.parametrize("telling", ["2.5", "0.125", '"1,250"', "13.2500"])
def test_one_figure_tells_that_points_are_decimal(read: Read, telling: str) -> None:
    text = f"Indicator,Unit,Target 2023,Actual 2023\nSchools,unit,1.250,{telling}\n"
    plan, done = read(text)
    assert figures(plan) == {"Schools": {"2023": ("1.250", telling.strip('"'))}}
    assert said(done) == []


def rows_of_html(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


LEVEL_AND_GROWTH = {"地区生产总值": {"2023": (None, "520"), "2024": ("550", None)}}


def test_levels_and_growth_in_two_rows_of_headings(read: Read) -> None:
    html = rows_of_html(
        "<td rowspan=2>指标名称<td rowspan=2>单位<td colspan=2>2023年预计<td colspan=2>2024年目标",
        "<td>绝对值<td>增速(%)<td>绝对值<td>增速(%)",
        "<td>地区生产总值<td>亿元<td>520<td>5.5<td>550<td>6",
    )
    plan, done = read(html, "made.html")
    assert figures(plan) == LEVEL_AND_GROWTH
    assert [point.code for point in done.read.doubts] == ["column", "column", "column"]


PLAN_AND_RESULT = {"地区生产总值": {"2023": ("330", "328"), "2024": ("350", None)}}


def test_the_lower_heading_tells_target_from_actual(read: Read) -> None:
    html = rows_of_html(
        "<td rowspan=2>指标<td rowspan=2>单位<td colspan=3>2023年计划执行情况"
        "<td rowspan=2>2024年计划",
        "<td>计划<td>预计完成<td>完成率%",
        "<td>地区生产总值<td>亿元<td>330<td>328<td>99<td>350",
    )
    plan, _ = read(html, "made.html")
    assert figures(plan) == PLAN_AND_RESULT
    html = rows_of_html(
        "<td rowspan=2>指标<td rowspan=2>单位<td colspan=2>2023年目标完成情况",
        "<td>目标值<td>完成率%",
        "<td>地区生产总值<td>亿元<td>330<td>99",
    )
    plan, _ = read(html, "made.html")
    assert figures(plan) == {"地区生产总值": {"2023": ("330", None)}}


@pytest.mark.parametrize("above", ["增速", "同比增长", "全国", "调整", "1-6月"])
def test_a_heading_that_holds_for_all_below_it_still_does(read: Read, above: str) -> None:
    html = rows_of_html(
        f"<td rowspan=2>指标<td rowspan=2>2022年实际<td colspan=2>{above}",
        "<td>2023年计划<td>2023年实际",
        "<td>税收<td>10<td>5<td>6",
    )
    plan, _ = read(html, "made.html")
    assert figures(plan) == {"税收": {"2022": (None, "10")}}


def test_what_is_expected_below_a_plan_is_asked(read: Read) -> None:
    html = rows_of_html(
        "<td rowspan=2>指标<td rowspan=2>2023年实际<td colspan=2>2024年计划",
        "<td>预计<td>增速",
        "<td>税收<td>10<td>12<td>6",
    )
    plan, _ = read(html, "made.html")
    assert figures(plan) == {"税收": {"2023": (None, "10")}}


@pytest.mark.parametrize(
    "heading",
    ["Achieved / Not achieved", "Met or not met", "Target achieved/not achieved", "Yes/No"],
)
def test_a_column_of_outcomes_does_not_hide_the_actuals(read: Read, heading: str) -> None:
    head = f"KPI,Target 2023,Actual 2023,{heading}\n"
    plan, done = read(head + "Road deaths,9.0,9.8,Not achieved\nSatisfaction,85,86.4,Achieved\n")
    assert figures(plan) == {
        "Road deaths": {"2023": ("9.0", "9.8")},
        "Satisfaction": {"2023": ("85", "86.4")},
    }
    assert not [point for point in done.read.doubts if point.code == "question"]


def test_achieved_over_figures_is_the_actual_and_its_share_is_not(read: Read) -> None:
    text = "Indicator,Planned,Achieved,% achieved\nHouseholds,15000,14200,94.7\nRoad,120,130,108\n"
    plan, done = read(text, year=2023)
    assert figures(plan) == {"Households": {"2023": ("15000", "14200")},
                             "Road": {"2023": ("120", "130")}}  # fmt: skip
    assert any(text.startswith("column 4, “% achieved”, is not read") for text in said(done))


def test_target_achieved_over_figures_is_asked(read: Read) -> None:
    plan, done = read("KPI,Target 2023,Target achieved\nRoads,120,130\n")
    assert figures(plan) == {"Roads": {"2023": ("120", None)}}
    assert [text.startswith("column 3, “Target achieved”, is not read") for text in said(done)] == [
        True
    ]


def test_planned_performance_is_a_target_and_expected_results_are_asked(read: Read) -> None:
    text = (
        "Performance measure,2021–22 Actual,2022–23 Planned Performance,"
        "2022–23 Expected Performance Results\nClaims,91,90,88.5\n"
    )
    plan, done = read(text)
    assert figures(plan) == {"Claims": {"2022": (None, "91"), "2023": ("90", None)}}
    asked = "column 4, “2022–23 Expected Performance Results”, is not read"
    assert any(text.startswith(asked) for text in said(done))


def test_the_years_indicator_value_is_a_target(read: Read) -> None:
    plan, _ = read("三级指标,年度指标值,实际完成值\n培训人数,100,98\n", year=2023)
    assert figures(plan) == {"培训人数": {"2023": ("100", "98")}}
    plan, done = read("指标,2023年实际,2024年目标达到,2024年预期增长目标\n税收,10,12,5\n")
    assert figures(plan) == {"税收": {"2023": (None, "10")}}
    assert len(said(done)) == 2


def test_outcomes_and_outputs_that_are_words_are_sections(read: Read) -> None:
    text = (
        "S.No,Outcome,Output,Output Indicator,Target 2023,Actual 2023\n"
        "1,Healthier people,Child health,Vaccinated,90,91\n"
        "2,Healthier people,TB treated,Cured,85,80\n"
    )
    plan, done = read(text)
    assert figures(plan) == {"Vaccinated": {"2023": ("90", "91")}, "Cured": {"2023": ("85", "80")}}
    assert [table["title"] for table in plan["sections"].values()] == [
        "Healthier people · Child health",
        "Healthier people · TB treated",
    ]
    assert said(done) == []


def test_a_name_of_a_mark_alone_is_kept(read: Read) -> None:
    plan, _ = read("指标,2021年计划\n*,1\n")
    assert figures(plan) == {"*": {"2021": ("1", None)}}


def test_a_year_over_the_first_of_its_columns_stands_over_the_others(read: Read) -> None:
    plan, done = read("Indicator,2023,,2022,\n,Target,Actual,Target,Actual\nPupils,100,105,95,96\n")
    assert figures(plan) == {"Pupils": {"2022": ("95", "96"), "2023": ("100", "105")}}
    assert said(done) == [
        f"column {n}, “{year} Actual”, is read as actual of {year}: "
        "the heading to its left is taken to stand over it too"
        for n, year in ((3, 2023), (5, 2022))
    ]


def test_levels_and_growth_in_two_rows_without_merged_cells(read: Read) -> None:
    text = (
        "指标,单位,2023年预计,,2024年目标,\n,,绝对值,增速(%),绝对值,增速(%)\n"
        "地区生产总值,亿元,520,5.5,550,6\n"
    )
    assert figures(read(text)[0]) == LEVEL_AND_GROWTH
    text = (
        "指标,单位,2023年计划执行情况,,,2024年计划\n,,计划,预计完成,完成率%,\n"
        "地区生产总值,亿元,330,328,99,350\n"
    )
    assert figures(read(text)[0]) == PLAN_AND_RESULT


def test_a_year_in_the_middle_of_its_columns_is_not_spread(read: Read) -> None:
    plan, done = read(
        "Indicator,,2022,,,2023,\n,Target,Actual,Note,Target,Actual,Note\nPupils,1,2,a,3,4,b\n"
    )
    assert figures(plan) == {"Pupils": {"2022": (None, "2"), "2023": (None, "4")}}
    assert "column 2, “Target”, is of which year? say --column 2=plan:YEAR" in said(done)
    assert "column 5, “Target”, is of which year? say --column 5=plan:YEAR" in said(done)
