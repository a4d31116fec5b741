"""Headings that are easily misread: what is read under them, and what is asked instead."""

from __future__ import annotations

import pytest
from reports import Reader, figures, said

from plantrack.importing.run import NoIndicators
from plantrack.interpret.headers import Role, classify


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
def test_the_day_a_report_was_given_is_not_its_year(read_report: Reader, title: str) -> None:
    table = (
        "\n\n| 指标 | 单位 | 年度目标 | 完成情况 |\n|--|--|--|--|\n| 税收收入 | 亿元 | 10 | 12 |\n"
    )
    with pytest.raises(NoIndicators):
        read_report("made.md", f"# {title}{table}")
    plan, _ = read_report("made.md", f"# 2023年{title}{table}")
    assert figures(plan) == {"税收收入": {"2023": (10, 12)}}


@pytest.mark.parametrize("heading", ["2024年预计", "2024年预计达到", "2024年预计完成"])
def test_what_is_expected_after_the_actuals_may_be_a_target(
    read_report: Reader, heading: str
) -> None:
    plan, done = read_report("made.csv", f"指标,单位,2023年实际,{heading}\n税收,亿元,12,13\n")
    assert figures(plan) == {"税收": {"2023": (None, 12)}}
    assert said(done) == [
        f"column 4, “{heading}”, is it a target or an actual? "
        "say --column 4=plan:2024 or --column 4=actual:2024"
    ]
    plan, _ = read_report(
        "made.csv", f"指标,单位,2023年实际,{heading},2025年目标\n税收,亿元,12,13,14\n"
    )
    assert figures(plan) == {"税收": {"2023": (None, 12), "2024": (None, 13), "2025": (14, None)}}


@pytest.mark.parametrize("telling", ["2.5", "0.125", '"1,250"', "13.2500"])
def test_one_figure_tells_that_points_are_decimal(read_report: Reader, telling: str) -> None:
    text = f"Indicator,Unit,Target 2023,Actual 2023\nSchools,unit,1.250,{telling}\n"
    plan, done = read_report("made.csv", text)
    assert figures(plan) == {"Schools": {"2023": ("1.250", telling.strip('"'))}}
    assert said(done) == []


def rows_of_html(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("above", ["增速", "同比增长", "全国", "调整", "1-6月"])
def test_a_heading_that_holds_for_all_below_it_still_does(read_report: Reader, above: str) -> None:
    html = rows_of_html(
        f"<td rowspan=2>指标<td rowspan=2>2022年实际<td colspan=2>{above}",
        "<td>2023年计划<td>2023年实际",
        "<td>税收<td>10<td>5<td>6",
    )
    plan, _ = read_report("made.html", html)
    assert figures(plan) == {"税收": {"2022": (None, 10)}}


@pytest.mark.parametrize(
    "heading",
    ["Achieved / Not achieved", "Met or not met", "Target achieved/not achieved", "Yes/No"],
)
def test_a_column_of_outcomes_does_not_hide_the_actuals(read_report: Reader, heading: str) -> None:
    head = f"KPI,Target 2023,Actual 2023,{heading}\n"
    plan, done = read_report(
        "made.csv", head + "Road deaths,9.0,9.8,Not achieved\nSatisfaction,85,86.4,Achieved\n"
    )
    assert figures(plan) == {
        "Road deaths": {"2023": ("9.0", "9.8")},
        "Satisfaction": {"2023": (85, "86.4")},
    }
    assert not [point for point in done.read.doubts if point.code == "question"]
