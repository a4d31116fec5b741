"""Nothing misread in silence: what stands in a table becomes right, or one point to review."""

from __future__ import annotations

from typing import Any

import pytest
from reports import ENGLISH, HEAD, SPEAK, Rows, indicators, read, said, table

from plantrack.documents.document import Cell, Document, Paragraph, Table
from plantrack.importing.run import Imported, NoIndicators, imported, wishes
from plantrack.interpret.cells import Asked, Figure, read_cell, unit_in_cell
from plantrack.interpret.code_words import side_of, without_kind
from plantrack.interpret.directions import _names_something_bad
from plantrack.interpret.labels import is_code, of_which
from plantrack.interpret.no_value import no_value
from plantrack.interpret.units import is_unit, unit_behind
from plantrack.messages.errors import Refusal
from plantrack.plan.model import Direction

# Row numbers and counts


@pytest.mark.parametrize(
    ("numbers", "code", "words"),
    [
        ("1 2 4", "numbers-missing", "lack 3:"),
        ("1 2 6 9", "numbers-missing", "lack 3–5, 7–8:"),
        ("2 3", "numbers-missing", "lack 1:"),
        ("1 3 2", "numbers-order", "row number 2 follows 3"),
    ],
)
def test_a_gap_in_the_row_numbers_is_a_point(numbers: str, code: str, words: str) -> None:
    rows = [[n, f"甲{n}增长", "%", "5", "6"] for n in numbers.split()]
    (point,) = said(read([HEAD, *rows]), code)
    assert words in point


def test_numbers_that_stand_twice_are_a_point() -> None:
    rows = [[n, f"第{i}类收入", "%", "5", "6"] for i, n in enumerate(["1", "2", "1", "3", "2"])]
    done = read([HEAD, *rows])
    assert said(done, "numbers") or said(done, "numbers-twice")


def test_numbers_that_go_on_in_the_next_table_are_no_gap() -> None:
    first = [HEAD, ["1", "收入", "元", "5", "6"], ["2", "税收", "元", "5", "6"]]
    second = [HEAD, ["3", "出口总额", "元", "5", "6"], ["4", "进口总额", "元", "5", "6"]]
    done = read(first, "表2 其他指标", second)
    assert not said(done, "numbers-missing")
    assert [one["number"] for one in indicators(done).values()] == [1, 2, 3, 4]


def test_numbers_that_begin_again_under_each_section_are_no_gap() -> None:
    rows = [
        ["一", "经济", "", "", ""],
        ["1", "收入", "元", "5", "6"],
        ["2", "税收", "元", "5", "6"],
    ]
    more = [["二", "民生", "", "", ""], ["1", "就业", "人", "5", "6"]]
    assert not said(read([HEAD, *rows, *more]), "numbers-missing")


@pytest.mark.parametrize(
    ("caption", "text", "asked"),
    [
        ("表1 主要指标（共24项）", "", True),
        ("Table 1: 24 indicators", "", True),
        ("", "规划设置经济发展、民生等共24项指标。", True),
        ("", "The plan comprises 24 indicators in four areas.", True),
        ("表1 主要指标（共2项）", "", False),
        ("", "共2项指标，其中约束性指标1项。", False),
        ("", "5项指标没有完成。", False),
        ("", "第3项指标口径变化。", False),
    ],
)
def test_a_count_that_the_rows_do_not_give_is_a_point(caption: str, text: str, asked: bool) -> None:
    rows = [HEAD, ["1", "收入", "元", "5", "6"], ["2", "税收", "元", "5", "6"]]
    found = said(read(rows, text or "正文。", caption=caption), "count")
    assert bool(found) is asked
    assert all("24 indicators; 2 were read here" in one for one in found)


def test_a_section_has_its_own_count() -> None:
    across = [Cell("一、经济发展（7项）"), *[Cell("一、经济发展（7项）", across=True)] * 4]
    rows = table([HEAD, ["1", "收入", "元", "5", "6"]]).rows
    done = imported(
        [Document("a.md", (Table((rows[0], tuple(across), rows[1])),))], wishes((), (), None), SPEAK
    )
    assert len(said(done, "count")) == 1


# Units in brackets


@pytest.mark.parametrize(
    "unit",
    ["亿元", "%", "％", "亿元/人", "万人次", "µg/m³", "μg/m3", "km", "km²", "kWh", "MW",
     "吨标准煤/万元", "件/万人",

     "per 100,000", "days", "US$ million", "$m", "£", "GBP", "tCO2e", "hours", "元/平方米", "L",
     "#"],
)  # fmt: skip
def test_a_unit_in_brackets_is_a_unit(unit: str) -> None:
    assert unit_behind(f"Name ({unit})") == ("Name", unit)


@pytest.mark.parametrize(
    "letters",
    ["GDP", "PMO", "City", "HA", "KM", "DNCC/DSCC", "可比价", "R&D", "SMEs", "DCP", "市", "COVID"],
)
def test_letters_in_brackets_are_part_of_the_name(letters: str) -> None:
    assert not is_unit(letters)
    done = read([["指标", "2023年计划"], [f"增加值({letters})", "5"]])
    assert list(indicators(done)) == [f"增加值({letters})"]
    assert "unit" not in indicators(done)[f"增加值({letters})"]


# Names, parts, codes


def test_number_of_keeps_its_sign_and_is_no_part() -> None:
    rows = [["Total visits", "9", "8"], ["# of library visits", "5", "6"], ["#of tests", "1", "2"]]
    found = indicators(read([ENGLISH, *rows]))
    assert list(found) == ["Total visits", "# of library visits", "#of tests"]
    assert not any("parent" in one for one in found.values())


def test_a_sign_before_chinese_marks_a_part() -> None:
    rows = [["", "工业增加值", "亿元", "9", "8"], ["", "#制造业", "亿元", "5", "6"]]
    assert indicators(read([HEAD, *rows]))["制造业"]["parent"] == "item-1"


@pytest.mark.parametrize(
    ("name", "part", "rest"),
    [
        ("其中：工业", True, "工业"),
        ("--其中，工业", True, "工业"),
        ("of which: men", True, "men"),
        ("# of men", False, "# of men"),
        ("-5 度以下天数", False, "-5 度以下天数"),
    ],
)
def test_what_marks_a_part(name: str, part: bool, rest: str) -> None:
    assert of_which(name) == (part, rest)


def test_bullets_before_every_name_mark_no_parts() -> None:
    rows = [["• Visits made", "9", "8"], ["• Jobs created", "5", "6"]]
    found = indicators(read([ENGLISH, *rows]))
    assert list(found) == ["Visits made", "Jobs created"]
    assert not any("parent" in one for one in found.values())


@pytest.mark.parametrize(
    "codes",
    [("CS01", "CS02"), ("1.1.1", "1.1.2"), ("92201", "99307"), ("A-1", "A-2"), ("1001", "1002")],
)
def test_codes_are_kept_as_codes(codes: tuple[str, str]) -> None:
    rows = [[code, f"收入{i}", "元", "5", "6"] for i, code in enumerate(codes)]
    done = read([HEAD, *rows])
    assert [one.get("code") for one in indicators(done).values()] == list(codes)
    assert not any("number" in one for one in indicators(done).values())
    assert done.plan.indicators[0].code == codes[0]


def test_a_second_column_of_labels_is_the_code() -> None:
    head = ["No.", "Indicator code", "Indicator", "2023 target"]
    found = indicators(read([head, ["1", "7", "Income", "5"], ["2", "9", "Jobs", "6"]]))
    assert [(one["number"], one.get("code")) for one in found.values()] == [(1, "7"), (2, "9")]


def test_a_column_of_codes_is_not_the_names() -> None:
    head = ["Indicator", "Description", "Unit", "2023 target", "2023 actual"]
    rows = [["CS01", "Library visits", "number", "5", "6"], ["CS02", "Jobs", "number", "5", "6"]]
    found = indicators(read([head, *rows]))
    assert {name: one.get("code") for name, one in found.items()} == {
        "Library visits": "CS01",
        "Jobs": "CS02",
    }


def test_a_table_that_has_only_codes_is_refused_with_a_way_out() -> None:
    with pytest.raises(NoIndicators) as refused:
        read([ENGLISH, ["101", "5", "6"], ["102", "7", "8"]])
    assert "--column N=name" in str(refused.value.read.tables[0].why)


def test_codes_before_names_are_taken_off_where_all_have_one() -> None:
    rows = [[f"CS0{n} Visits to place {n}", "5", "6"] for n in (1, 2, 3)]
    found = indicators(read([ENGLISH, *rows]))
    assert [(n, one["code"]) for n, one in found.items()][0] == ("Visits to place 1", "CS01")
    assert list(indicators(read([ENGLISH, ["PM10 days", "5", "6"]]))) == ["PM10 days"]


@pytest.mark.parametrize("label", ["3", "(1)", "①", "a", "GDP", "一", ""])
def test_row_numbers_and_words_are_no_codes(label: str) -> None:
    assert not is_code(label)


def test_rows_of_one_name_with_codes_of_their_own_are_not_twice() -> None:
    rows = [["CS01", "收入", "元", "5", "6"], ["CS02", "收入", "元", "5", "6"]]
    assert not said(read([HEAD, *rows]), "twice")


# No value


@pytest.mark.parametrize(
    "text",
    ["", "—", "－－", "...", "N/A", "n.a.", "Not applicable", "TBD", "TBC", "tba", "未公布",
     "尚未公布", "暂无", "暂无数据",
     "另行下达", "待定", "New Meas.", "New measure", "New", "No Goal", "No data",
     "No value given", "Not provided",
     "Not measured", "Not available", "not_available", "No specific target", "To be confirmed",
     "none set",
     "—（未公布2025年基数）", "N/A (new measure)", "TBC – awaiting the census", "—，未公布",
     "—未公布"],
)  # fmt: skip
def test_words_for_no_value(text: str) -> None:
    assert no_value(text) is not None
    assert read_cell(text).text is None


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "5",
        "-5",
        "—5",
        "No",
        "None",
        "未完成",
        "not met",
        "Maintain",
        "不低于上年",
        "全覆盖",
        "new jobs: 5",
    ],
)
def test_words_that_may_be_a_value(text: str) -> None:
    assert no_value(text) is None


def test_no_value_is_never_a_reason_nor_an_outcome() -> None:
    head = [*ENGLISH, "Reason", "Status", "Notes"]
    done = read([head, ["Jobs", "9", "8", "N/A", "Not available", "—"]])
    year = indicators(done)["Jobs"]["years"]["2023"]
    assert {"reason", "outcome", "note"}.isdisjoint(year)
    assert not said(done, "outcome")


def test_why_there_is_no_value_is_the_years_note() -> None:
    done = read([HEAD, ["1", "收入", "元", "5", "—（未公布）"]])
    assert indicators(done)["收入"]["years"]["2023"] == {
        "plan": 5, "note": "no actual in the report: 未公布",
        "cell": {"plan": "r2c4"}, "source": "table-1",
    }  # fmt: skip


def test_a_word_for_no_value_is_one_point_with_a_count() -> None:
    rows = [[f"Jobs in place {n}", "New Meas.", str(n)] for n in range(40)]
    done = read([ENGLISH, *rows])
    (point,) = said(done, "no-value")
    assert point == "“New Meas.” is read as no value; 40 times, first for “Jobs in place 0”"
    assert not any("plan" in one["years"]["2023"] for one in indicators(done).values())


def odd(count: int) -> Rows:
    """A table of figures in which a word that nobody knows stands `count` times."""
    plain = [[f"Visits to place {n}", str(n), str(n)] for n in range(9)]
    return [ENGLISH, *plain, *[[f"Jobs in place {n}", "Blah", "5"] for n in range(count)]]


def test_a_word_that_nobody_knows_is_one_question_and_left_out() -> None:
    done = read(odd(20))
    (question,) = said(done, "question")
    assert "--value “Blah”=none or --value “Blah”=words; 20 times" in question
    assert "plan" not in indicators(done)["Jobs in place 0"]["years"]["2023"]


def test_a_rare_word_is_kept_and_pointed_out() -> None:
    done = read(odd(1))
    assert indicators(done)["Jobs in place 0"]["years"]["2023"]["plan"] == "Blah"
    assert "say --value “Blah”=none" in said(done, "word")[0]


@pytest.mark.parametrize(("answer", "kept"), [("none", None), ("words", "Blah")])
def test_the_question_can_be_answered(answer: str, kept: str | None) -> None:
    done = read(odd(20), values=[f"blah={answer}"])
    assert indicators(done)["Jobs in place 0"]["years"]["2023"].get("plan") == kept
    assert not said(done, "question") and not said(done, "word") and not said(done, "no-value")


def test_words_that_say_a_direction_are_targets() -> None:
    rows = [["收入", "9", "8"], ["税收", "9", "8"], ["就业", "9", "8"], ["出口", "稳中有升", "8"]]
    done = read([["指标", "2023年计划", "2023年实际"], *rows])
    assert not said(done, "word") and not said(done, "question")


def test_words_with_digits_that_are_meant_so_are_not_asked_about() -> None:
    rows = [HEAD, ["1", "收入", "元", "5年内翻番", "6"]]
    assert said(read(rows), "cell")
    assert not said(read(rows, values=["5年内翻番=words"]), "cell")


def test_a_broken_formula_is_asked_about_in_each_wording_once() -> None:
    rows = [[str(n), f"第{n}季收入", "元", "#REF!", "6"] for n in range(1, 9)]
    (point,) = said(read([HEAD, *rows]), "cell")
    assert point.endswith("8 times, first for no. 1 “第1季收入”")


# Figures with words around them


def figure(text: str, unit: str | None = None, name: str = "", **more: Any) -> Figure:
    return read_cell(text, Asked(unit, name, **more))


@pytest.mark.parametrize(
    ("text", "unit", "name", "read_as"),
    [
        ("年均 5—5.5%", "%", "地区生产总值增长", "5—5.5%"),
        ("年均增长8%左右", "%", "研发经费投入增长", "8%左右"),
        ("增长6.5%", "%", "地区生产总值", "6.5%"),
        ("预计2.65%", "%", "强度", "2.65%"),
        ("预计≥10%", "%", "比重", "≥10%"),
        ("力争达到100亿元", "亿元", "产值", "100亿元"),
        ("降低到3.2%", "%", "失业率", "3.2%"),
        ("降低14%", "%", "单位GDP能耗降低", "14%"),
        ("保持在75%以上", "%", "覆盖率", "75%以上"),
        ("to reach 45", None, "Jobs", "45"),
        ("at a rate of 5%", "%", "Rate", "5%"),
        ("increase to 95%", "%", "Coverage", "95%"),
        ("Minimum of 9", None, "Meetings", "at least 9"),
        ("maximum of 9", None, "Days", "at most 9"),
        ("+5.3%（5696.49亿）", "%", "增速", "+5.3%"),
        ("＜5.5（年均）", "%", "失业率", "<5.5"),
        ("50%（约束性）", "%", "覆盖率", "50%"),
        ("6人（含）以下", "人", "人数", "6人以下"),
        ("6人以下（不含）", "人", "人数", "<6人"),
        ("6.5%，力争更好", "%", "增速", "6.5%"),
        ("90%（2025年）", "%", "率", "90%"),
        ("(5.2)", None, "Surplus", "-5.2"),
    ],
)
def test_one_figure_with_words_is_a_figure_with_a_note(
    text: str, unit: str | None, name: str, read_as: str
) -> None:
    found = figure(text, unit, name, year=2025)
    assert (found.text, found.readable, found.whole) == (read_as, True, text)


@pytest.mark.parametrize(
    ("text", "unit", "name"),
    [
        ("年均增长5—5.5%", None, "地区生产总值"),  # a growth of what is an amount
        ("提高1个百分点", "%", "城镇化率"),
        ("下降3%", "%", "出口增速"),  # 3 would be the opposite of what is said
        ("增长3%", "%", "能耗降低"),
        ("88（92）", None, "x"),
        ("5.5%以上，力争6%", "%", "x"),
        ("75%（2024年）", "%", "x"),  # of another year than the column's
        ("320 328", None, "x"),
        ("迈上4万亿元新台阶(2030)", None, "x"),
        ("Achieve Level 2 Accreditation", None, "x"),
        ("Minimum of 9 safety meetings with all partners", None, "x"),
        ("£5", "$", "x"),
        ("$5m", "$", "x"),
        ("（5.2）", None, "盈余"),  # in Chinese, brackets may be a sum
    ],
)
def test_other_words_and_two_figures_stay_words_and_are_asked(
    text: str, unit: str | None, name: str
) -> None:
    found = figure(text, unit, name, year=2025)
    assert found.text == text and found.problem is not None and not found.readable


@pytest.mark.parametrize(
    ("text", "unit", "read_as"),
    [
        (".5", None, "0.5"),
        ("≥.5", None, "≥0.5"),
        ("$474,500", "$", "474,500"),
        ("£40.27m", "£m", "40.27"),
        ("$1.2m - $1.5m", "$m", "1.2 - 1.5"),
        ("1.2bn", "bn", "1.2bn"),
        ("3 000", None, "3000"),
        ("12 345.6", None, "12345.6"),
        ("1'000", None, "1000"),
        ("12.5 %", "%", "12.5 %"),
        ("80 per cent", "%", "80%"),
        ("1.0E6", None, "1000000"),
    ],
)
def test_notations_of_numbers(text: str, unit: str | None, read_as: str) -> None:
    found = figure(text, unit)
    assert found.text == read_as and found.problem is None
    assert unit_in_cell(text) == (unit or "")


def test_round_brackets_in_a_column_of_sums_are_no_minus() -> None:
    found = figure("（14）", "%", "能耗降低", summed=True)
    assert (found.text, found.cumulative, found.accounts) == ("14", True, False)


def test_a_minus_in_brackets_is_pointed_out() -> None:
    done = read([ENGLISH, ["Net revenue", "(5.2)", "3"]])
    assert indicators(done)["Net revenue"]["years"]["2023"]["plan"] == "-5.2"
    assert said(done, "accounts") == ["“(5.2)” is read as less than zero; “Net revenue”"]


def test_the_words_are_the_years_note() -> None:
    done = read([HEAD, ["1", "研发强度", "%", "达到2.5%左右", "预计2.65%"]])
    year = indicators(done)["研发强度"]["years"]["2023"]
    assert (year["plan"], year["actual"]) == ("2.5%左右", "2.65%")
    assert year["note"] == "the report says “达到2.5%左右”; the report says “预计2.65%”"


def test_lines_within_a_cell_are_not_glued() -> None:
    done = read([ENGLISH, ["Annual audit", "Unqualified audit\nopinion", ""]])
    assert indicators(done)["Annual audit"]["years"]["2023"]["plan"] == "Unqualified audit opinion"


# Kinds in brackets


@pytest.mark.parametrize(
    ("name", "plan", "heading"),
    [
        ("森林覆盖率（约束性）", "5", "2023年计划"),
        ("森林覆盖率", "5（约束性）", "2023年计划"),
        ("森林覆盖率", "5", "2023年计划（约束性）"),
        ("【约束性】森林覆盖率", "5", "2023年计划"),
    ],
)
def test_a_kind_in_brackets_is_the_kind(name: str, plan: str, heading: str) -> None:
    found = indicators(read([["指标", heading], [name, plan]]))
    assert found["森林覆盖率"]["kind"] == "binding"


def test_a_kind_in_a_sections_title_ends_with_it() -> None:
    rows = [["一", "环境（约束性）", "", "", ""], ["1", "森林覆盖率", "%", "5", "6"]]
    more = [["二", "经济", "", "", ""], ["2", "收入", "元", "5", "6"]]
    found = indicators(read([HEAD, *rows, *more]))
    assert found["森林覆盖率"]["kind"] == "binding"
    assert "kind" not in found["收入"]


def test_a_kind_that_contradicts_the_rows_is_a_point() -> None:
    done = read([["指标", "属性", "2023年计划"], ["收入", "预期性", "5（约束性）"]])
    assert indicators(done)["收入"]["kind"] == "anticipatory"
    assert said(done, "kind")


def test_expected_in_brackets_is_no_kind() -> None:
    assert without_kind("Jobs (expected)") == ("Jobs (expected)", None)
    assert without_kind("（约束性）") == ("（约束性）", None)


# Directions


@pytest.mark.parametrize(
    "name",
    ["Average wait time at clinics", "Turnaround of permits", "Response time", "Cost per visit",
     "Days to fill vacancies",
     "# of days to close complaints", "Permit backlog", "% of invoices overdue", "信访积压件数",
     "平均等候时间"],
)  # fmt: skip
def test_less_is_better(name: str) -> None:
    assert _names_something_bad(name)


@pytest.mark.parametrize(
    "name",
    ["% of complaints closed on time", "Crime cases cleared", "传染病监测网络覆盖率",
     "火灾监测网络", "% of cases resolved within 30 days",
     "% of calls answered within response time", "Backlog cleared", "投诉办结率"],
)  # fmt: skip
def test_more_is_better(name: str) -> None:
    assert not _names_something_bad(name)


def directed(name: str, *, base: str, plan: str, **options: Any) -> tuple[str | None, Imported]:
    head = ["Indicator", "2020 baseline", "2023 target", "2023 actual"]
    done = read([head, [name, base, plan, "7"]], **options)
    return indicators(done)[name].get("direction"), done


@pytest.mark.parametrize(
    ("name", "base", "plan", "direction", "code"),
    [
        ("Widgets", "", "0", "down", "direction"),
        ("Widgets", "9", "5", "down", "direction"),
        ("Widgets", "5", "9", None, "direction-unknown"),
        ("Tests completed", "9", "5", None, "direction"),  # the name says otherwise: asked
        ("GDP growth", "9", "5", None, ""),  # slower growth is still growth
        ("Mortality", "5", "9", "down", "direction"),
        ("Income", "", "5", None, ""),
    ],
)
def test_targets_and_names_both_tell_the_direction(
    name: str, base: str, plan: str, direction: str | None, code: str
) -> None:
    found, done = directed(name, base=base, plan=plan)
    assert found == direction
    codes = [p.code for p in done.read.doubts if p.code.startswith("direction")]
    assert codes == ([code] if code else [])


def test_the_user_gives_a_direction() -> None:
    found, done = directed("Widgets", base="", plan="5", directions=["widgets=down"])
    assert found == "down" and not said(done, "direction-unknown")
    found, done = directed("Widgets", base="9", plan="5", directions=["Widgets=up"])
    assert found is None and not said(done, "direction")
    assert said(directed("Widgets", base="", plan="5", directions=["Wodgets=up"])[1], "direction")


def test_a_part_goes_the_way_of_its_whole() -> None:
    rows = [["1", "安全生产死亡人数", "人", "9", "8"], ["", "其中：道路运输", "人", "5", "4"]]
    assert indicators(read([HEAD, *rows]))["道路运输"]["direction"] == "down"


# Rows of targets and rows of actuals


def test_rows_may_say_themselves_what_they_hold() -> None:
    head = ["Indicator", "", "2022 target", "2023 target"]
    rows = [["Visits", "Target", "5", "6"], ["Visits", "Actual", "4", "7"]]
    found = indicators(read([head, *rows]))
    years = found["Visits"]["years"]
    assert {y: (one["plan"], one["actual"]) for y, one in years.items()} == {
        "2022": (5, 4),
        "2023": (6, 7),
    }
    assert side_of("PAD Targets") == "plan" and side_of("Actual Achieved") == "actual"


# Outcomes, answers, refusals


def test_a_word_for_an_outcome_is_one_question_and_can_be_answered() -> None:
    rows = [[f"Jobs in place {n}", "in full", "done", "Substantially achieved"] for n in range(9)]
    content = [[*ENGLISH, "Status"], *rows]
    (question,) = said(read(content), "outcome")
    assert "--outcome “Substantially achieved”=met" in question and "9 times" in question
    done = read(content, outcomes=["substantially ACHIEVED=met"])
    assert not said(done, "outcome")
    assert indicators(done)["Jobs in place 0"]["years"]["2023"]["outcome"] == "met"


@pytest.mark.parametrize(
    "options",
    [{"values": ["x"]}, {"values": ["=none"]}, {"values": ["x=0"]}, {"outcomes": ["x=yes"]},
     {"directions": ["x=within"]}, {"columns": ["99999999999999=plan"]}, {"columns": ["٣=plan"]}],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        read([HEAD, ["1", "收入", "元", "5", "6"]], **options)


def test_the_last_equals_sign_parts_text_and_answer() -> None:
    wanted = wishes((), (), None, ["a=b=none"], [], ["5=down"])
    assert wanted.values == {"a=b": "none"} and wanted.directions == {"5": Direction.DOWN}


def test_no_number_is_spoken_of_where_there_is_none() -> None:
    done = read([ENGLISH, ["Jobs", "5 or 6 or so", "8"]])
    assert not any("no. " in str(point.said()) for point in done.read.doubts)


@pytest.mark.parametrize(
    ("title", "language"), [("  ", None), ("x\x00\ud800", None), ("x", "zh"), ("x\n[y]", "en")]
)
def test_whatever_the_texts_hold_the_plan_is_valid(title: str, language: str | None) -> None:
    rows = [
        HEAD,
        ["1", "收\x07入\ud800", "元\ud800", "5 x\ud800", "6"],
        ["2", "（约束性）", "", "1", "2"],
    ]
    document = Document(
        "text\x01.md", (table(rows, "表1\x7f"), Paragraph("注：\ud800")), title=title
    )
    done = imported([document], wishes((), (), None), SPEAK, title, language)
    assert len(done.plan.indicators) == 2


@pytest.mark.parametrize("name", ["table-1.md", "text.md", "1.md", "表.md"])
def test_ids_of_documents_and_tables_never_meet(name: str) -> None:
    document = Document(name, (table([HEAD, ["1", "收入", "元", "5", "6"]]),))
    done = imported([document], wishes((), (), None), SPEAK)
    assert len(done.plan.sources) == 2


def test_a_language_that_is_none_is_refused() -> None:
    document = Document("a.md", (table([HEAD, ["1", "收入", "元", "5", "6"]]),))
    with pytest.raises(Refusal):
        imported([document], wishes((), (), None), SPEAK, None, "zz zz")


def test_a_plan_that_cannot_be_is_refused_at_the_reports_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from plantrack.interpret import draft

    monkeypatch.setattr(draft, "figure", lambda given: {"text": ""})
    with pytest.raises(Refusal) as refused:
        read([HEAD, ["1", "收入", "元", "5", "6"]])
    assert "report.md, table 1, row 2, column 4: no plan file can be made of this" in str(
        refused.value.message
    )


def test_a_plan_too_large_to_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plantrack.planfile.read.MAX_BYTES", 100)
    with pytest.raises(Refusal, match="more than 0 MB"):
        read([HEAD, ["1", "收入", "元", "5", "6"]])


@pytest.mark.parametrize(
    ("plan", "actual", "outcome"),
    [
        ("完成市下达目标", "完成市下达目标", "met"),
        ("完成市下达目标", "能够完成市下达目标", "met"),
        ("全覆盖", "已全覆盖", "met"),
        ("稳中向好", "稳中向好", None),
        ("全覆盖", "全覆盖", None),
        ("improve", "improve", None),
        ("to be completed", "to be completed", None),
    ],
)
def test_a_target_that_is_repeated_is_not_met_by_that(
    plan: str, actual: str, outcome: str | None
) -> None:
    done = read([["Indicator", "2023 target", "2023 actual"], ["A", plan, actual], ["B", "1", "2"]])
    (first, *_) = indicators(done).values()
    assert first["years"]["2023"].get("outcome") == outcome
    assert bool(said(done, "in-words")) == (outcome is None)


def test_a_kind_in_the_heading_of_the_names_holds_for_every_row() -> None:
    head = ["序号", "指标（约束性）", "2023年计划", "2023年实际"]
    done = read([head, ["1", "甲", "5", "6"], ["2", "乙（预期性）", "7", "8"]])
    assert [one.get("kind") for one in indicators(done).values()] == ["binding", "anticipatory"]


# Outcomes beside actuals, remarks of a page, counts in rows


OUTCOMES = ["No", "Indicator", "Unit", "2024 target", "2024 actual", "2024 achieved"]


@pytest.mark.parametrize("third", ["Met", "—", "n/a", "Mostly met"])
def test_a_column_of_outcome_words_beside_actuals_is_of_outcomes(third: str) -> None:
    words = ["Met", "Not met", third]
    rows = [
        [str(n), f"Schools {name}", "no.", "40", "42", w]
        for n, name, w in zip((1, 2, 3), ("built", "mended", "opened"), words, strict=True)
    ]
    done = read([OUTCOMES, *rows])
    years = [one["years"]["2024"] for one in indicators(done).values()]
    assert [year["actual"] for year in years] == [42] * 3
    assert [year.get("outcome") for year in years][:2] == ["met", "missed"]
    assert not said(done, "question")
    assert len(said(done, "outcome")) == (third == "Mostly met")


@pytest.mark.parametrize(
    "remark",
    ["下页续", "续表", "（续表）", "转下页", "接上页", "续上表", "续表1", "表1（续）",
     "下转第12页", "未完，待续",
     "(continued)", "Continued", "cont'd", "Table 2 (continued)", "continued on next page",
     "— continued from page 12 —", "Page 3 of 9"],
)  # fmt: skip
def test_a_remark_of_the_page_is_no_section(remark: str) -> None:
    blank = ["", "", "", ""]
    rows = [["一、绿化", *blank], ["1", "公园", "个", "4", "5"], [remark, *blank],
            ["", remark, *blank[1:]], ["2", "绿道", "条", "4", "5"]]  # fmt: skip
    done = read([HEAD, *rows])
    assert [one.section for one in done.read.indicators] == ["绿化"] * 2
    assert not said(done, "lone")
    assert len(said(done, "section")) <= 1


def test_a_section_printed_again_on_the_next_page_goes_on() -> None:
    blank = ["", "", "", ""]
    rows = [["Health", *blank], ["1", "Beds", "no.", "4", "5"],
            ["Health (continued)", *blank], ["2", "Nurses", "no.", "4", "5"]]  # fmt: skip
    assert [one.section for one in read([HEAD, *rows]).read.indicators] == ["Health"] * 2


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (["共2项"], True),
        (["共3项"], False),
        (["合计", "3项", "", "", ""], False),
        (["", "共计：12个指标", "", "", ""], False),
        (["Total", "3 indicators", "", "", ""], False),
        (["Total 2 indicators", "", "", "", ""], True),
        (["小计 1项"], False),
        (["指标总数：2"], True),
    ],
)
def test_a_count_stated_in_a_row_is_held_against_the_rows(row: list[str], right: bool) -> None:
    rows = [["1", "公园", "个", "4", "5"], ["2", "绿道", "条", "4", "5"]]
    done = read([HEAD, *rows, row])
    assert len(indicators(done)) == 2
    assert bool(said(done, "count")) is not right
    assert not said(done, "section")


def test_words_of_several_years_go_to_the_year_that_their_heading_names() -> None:
    head = ["Indicator", "2023 target", "2023 actual", "2023 achieved", "2024 target",
            "2024 actual", "2024 achieved", "Reason for 2023", "Remarks", "Comments"]  # fmt: skip
    row = ["Schools built", "40", "30", "Not met", "50", "51", "Met", "Rain", "New law", "Counted"]
    (one,) = indicators(read([head, row])).values()
    assert one["years"]["2023"]["outcome"] == "missed"
    assert one["years"]["2023"]["reason"] == "Rain"
    assert one["years"]["2024"]["outcome"] == "met"
    assert one["years"]["2024"]["note"] == "New law; Counted"
    assert "reason" not in one["years"]["2024"]


def test_words_on_a_year_without_figures_are_a_point() -> None:
    head = ["Indicator", "2024 target", "2024 actual", "Reason for shortfall in 2023"]
    done = read([head, ["Schools built", "40", "30", "Rain"]])
    assert "reason" not in indicators(done)["Schools built"]["years"]["2024"]
    (point,) = said(done, "text-year")
    assert "Rain" in point
    assert "2023" in point


def test_an_outcome_of_a_year_without_a_target_is_a_point() -> None:
    head = ["Indicator", "2023 actual", "2023 achieved", "2024 target", "2024 actual"]
    done = read([head, ["Schools built", "40", "Not met", "50", "51"]])
    assert "outcome" not in indicators(done)["Schools built"]["years"]["2023"]
    (point,) = said(done, "outcome-alone")
    assert "“missed”" in point


# Rows below a table


def test_a_table_without_headings_below_one_of_indicators_is_a_point() -> None:
    first = [HEAD, ["1", "公园", "个", "4", "5"], ["2", "绿道", "条", "4", "5"]]
    done = read(first, [["3", "广场", "4", "5"]])
    (point,) = said(done, "headless")
    assert "广场" in point
    assert len(indicators(done)) == 2
    assert not said(read(first, [["负责人", "王"], ["电话", "12345"]]), "headless")
    assert not said(read(first, "附表2 广场", [["3", "广场", "4", "5"]]), "headless")


@pytest.mark.parametrize(
    "line", ["3 广场 个 4 5", "3、广场 个 4", "3. Squares | 4 | 5", "３ 广场 4 5"]
)
def test_a_line_below_a_table_that_begins_with_the_next_number_is_a_point(line: str) -> None:
    first = [HEAD, ["1", "公园", "个", "4", "5"], ["2", "绿道", "条", "4", "5"]]
    (point,) = said(read(first, line), "row-below")
    assert line[1:] in point


@pytest.mark.parametrize("line", ["4 广场 个 4 5", "3、广场有待建设。", "注：3 个", "2023年有3个"])
def test_other_lines_below_a_table_are_none(line: str) -> None:
    first = [HEAD, ["1", "公园", "个", "4", "5"], ["2", "绿道", "条", "4", "5"]]
    assert not said(read(first, line), "row-below")


def test_several_lines_below_a_table_are_one_point_that_counts_them() -> None:
    first = [HEAD, ["1", "公园", "个", "4", "5"], ["2", "绿道", "条", "4", "5"]]
    done = read(first, "3 广场 个 4 5", "4 花园 个 4 5", "7 道路 条 4 5", "5 河道 条 4 5")
    (point,) = said(done, "row-below")
    assert "广场" in point
    assert "(2 times)" in point
