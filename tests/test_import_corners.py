"""Corners of reading a table: each a small document made for it, and what comes of it."""

from __future__ import annotations

from typing import Any

import pytest
from reports import ENGLISH, HEAD, SPEAK, indicators, read, said, table
from test_import_misread import figure

from plantrack.documents.document import Cell, Document, Paragraph, Place, Table
from plantrack.importing import report
from plantrack.importing.run import Imported, NoIndicators, imported, wishes
from plantrack.interpret.cells import Asked, read_cell, unit_in_cell
from plantrack.interpret.code_words import outcome_of
from plantrack.interpret.counting import spans
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot, listed, merged
from plantrack.interpret.draft import Drafter, slug
from plantrack.interpret.headers import Role, classify
from plantrack.interpret.indicators.likeness import likeness
from plantrack.interpret.indicators.match import Matcher
from plantrack.interpret.labels import of_which
from plantrack.interpret.no_value import no_value
from plantrack.interpret.passes import interpret
from plantrack.interpret.rows.entry import RowEntry
from plantrack.interpret.units import is_unit
from plantrack.messages.message import Message, Voice, untranslated


def of(*blocks: Table | Paragraph, title: str = "", **options: Any) -> Imported:
    wanted = wishes((), options.get("columns", ()), options.get("year"))
    return imported([Document("a.md", blocks, title=title)], wanted, SPEAK)


def cells(*texts: str, down: int = 0, across: bool = False) -> tuple[Cell, ...]:
    """A row; its first `down` cells are the ones above, or all are the first."""
    return tuple(Cell(text, down=i < down, across=across and i > 0) for i, text in enumerate(texts))


# Long texts are words, whatever they hold


def test_a_long_cell_is_words() -> None:
    found = read_cell("5 " * 200)
    assert not found.readable and found.quantity is None and found.problem is not None
    assert unit_in_cell("5" * 300) is None
    assert read_cell("[5][6]").cumulative is False
    assert outcome_of("met" * 100) is None
    assert no_value("N/A " * 50) is None
    assert not is_unit("元" * 50)
    assert no_value("N/A (x)*") is None


def test_a_long_heading_is_none() -> None:
    assert classify("2023年计划" * 100).role is Role.UNKNOWN
    assert classify("2023年" + " " * 400 + "计划").role is Role.PLAN


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2023年力争目标", Role.UNKNOWN),
        ("全省平均", Role.UNKNOWN),
        ("Targets met?", Role.OUTCOME),
        ("十四五", Role.PLAN),
        ("十四五末", Role.YEAR),
        ("2025 年(含预估)", Role.ACTUAL),
        ("指标代码", Role.NUMBER),
        ("Measure ID", Role.NUMBER),
        ("甲乙丙", Role.UNKNOWN),
    ],
)
def test_headings(text: str, role: Role) -> None:
    assert classify(text).role is role


def test_a_period_gives_its_last_year() -> None:
    assert classify("十五五目标").year == 2030


def test_words_that_hide_a_figure_stay_words() -> None:
    assert figure("6人（不含）", "人").readable is False
    assert figure("$5 – £6", "$").readable is False
    assert figure("(about) 5").text == "5"
    assert figure("5,000，力争更多").text == "5,000"
    assert figure("1e99").readable is False
    assert figure("5% decrease", "%", "energy reduction").text == "5%"
    assert figure("（约束性）5").kind == "binding"


def test_signs_before_a_name_are_taken_off_a_few_times_only() -> None:
    assert of_which("其中：" * 9 + "工业") == (True, "其中：" * 5 + "工业")


def test_spans_are_cut() -> None:
    assert spans(range(0, 100, 2)).endswith("22 …")


def test_ids_keep_to_a_length() -> None:
    assert slug("word " * 30) == "-".join(["word"] * 9)
    assert slug("5") == ""


# Points


def test_points_with_one_text_become_one() -> None:
    where = Spot("a.md")
    one = Doubt(DoubtCode.LONE, Message("x"), where)
    (both,) = merged([one, one])
    assert str(both.said()) == "x (2 times)"
    assert len(merged([one, Doubt(DoubtCode.NOTE, Message("x"), where)])) == 2


def test_long_lists_are_cut() -> None:
    names = [Message("{n}", n=n) for n in range(45)]
    assert str(listed(names)).endswith("38, 39 and 5 more")


# Rows


def test_blank_rows_notes_pages_and_lone_texts() -> None:
    rows = [
        HEAD,
        ["", "", "", "", ""],
        ["1", "收入", "元", "5", "6"],
        ["", "第 2 页", "", "", ""],
        ["", "", "", "", "N/A"],
        ["", "其中：", "", "", ""],
        ["", "税收", "元", "3", "4"],
        ["注：口径调整", "", "", "", ""],
    ]
    done = read(rows)
    assert list(indicators(done)) == ["收入", "税收"]
    assert indicators(done)["税收"]["parent"] == "indicator-1"
    assert said(done, "lone") and said(done, "note")


def test_a_row_of_another_width_is_left_out_unless_its_kind_shows_the_shift() -> None:
    head = ["序号", "指标", "属性", "2023年计划"]
    done = read(
        [head, ["1", "收入", "预期性", "5"], ["税收", "约束性", "6"], ["x", "y", "z"], ["a"] * 5]
    )
    assert indicators(done)["税收"]["kind"] == "binding"
    assert len(said(done, "ragged")) == 1
    plain = read([HEAD, ["1", "收入", "元", "5", "6"], ["税收", "元", "5", "6"]])
    assert len(said(plain, "ragged")) == 1
    unnumbered = read([HEAD[1:], ["收入", "元", "5", "6"], ["税收", "5", "6"]])
    assert len(said(unnumbered, "ragged")) == 1


def test_a_lone_text_beyond_the_headings_is_passed_over() -> None:
    done = read([["指标", "2023年计划"], ["收入", "5"], ["", "", "文字"]])
    assert said(done, "lone")


def test_a_nameless_row_is_left_out() -> None:
    assert said(read([HEAD, ["1", "收入", "元", "5", "6"], ["2", "", "元", "3", "4"]]), "nameless")


def test_sections_of_kinds_and_of_columns() -> None:
    rows = [
        cells(*HEAD),
        cells(*["一、约束性指标"] * 5, across=True),
        cells("1", "收入", "元", "5", "6"),
        cells(*["二、预期性指标"] * 5, across=True),
        cells("2", "税收", "元", "5", "6"),
    ]
    found = indicators(of(Table(tuple(rows))))
    assert [one["kind"] for one in found.values()] == ["binding", "anticipatory"]
    by_column = read(
        [["类别", "指标", "2023年计划"], ["约束性", "收入", "5"], ["经济", "税收", "6"]]
    )
    assert indicators(by_column)["税收"].get("section") or indicators(by_column)["税收"]


def test_words_that_are_no_kind_are_a_point() -> None:
    done = read([["指标", "属性", "2023年计划"], ["收入", "预期性", "5"], ["税收", "重要", "6"]])
    assert said(done, "kind") == ["“重要” is neither binding nor anticipatory"]


def test_names_in_two_languages() -> None:
    head = ["指标", "Indicator", "2023年计划"]
    found = read([head, ["收入", "Income", "5"], ["税收", "", "6"]])
    assert found.plan.indicators[0].name.translations == {"zh": "收入", "en": "Income"}


def test_rows_with_one_number_are_parts() -> None:
    rows = [HEAD, ["1", "人员——医师", "人", "5", "6"], ["1", "人员——护士", "人", "7", "8"]]
    found = indicators(read(rows))
    assert list(found) == ["人员", "医师", "护士"]
    rows = [HEAD, ["1", "人员", "", "", ""], ["1", "人员——护士", "人", "7", "8"]]
    assert list(indicators(read(rows)))[-1] == "护士"
    rows = [HEAD, ["1", "人员", "人", "5", "6"], ["1", "护士", "人", "7", "8"]]
    assert "parent" in indicators(read(rows))["护士"]


def test_part_numbers() -> None:
    parts = [["1.1", "工资", "元", "3", "4"], ["(1)", "奖金", "元", "1", "2"]]
    rows = [HEAD, ["1", "收入", "元", "5", "6"], *parts, ["2.1", "税收", "元", "7", "8"]]
    found = indicators(read(rows))
    assert found["工资"]["parent"] == found["奖金"]["parent"] == "indicator-1"
    assert found["税收"]["code"] == "2.1"


def test_brackets_that_hold_no_unit_are_asked_about_where_others_do() -> None:
    rows = [["指标", "2023年计划"], ["收入（元）", "5"], ["税收（元）", "6"], ["出口（当年）", "7"]]
    assert said(read(rows), "unit") == ["are the brackets of “出口（当年）” its unit?"]


def test_a_figure_in_a_merged_cell_is_asked_about() -> None:
    rows = (
        cells(*HEAD),
        cells("1", "收入", "元", "5", "6"),
        (*cells("2", "税收", "元"), Cell("5", down=True), Cell("6")),
    )
    done = of(Table(rows))
    assert said(done, "merged") == ["“5” stands in a merged cell; is it meant for “税收” too?"]


def test_decimal_commas_are_kept_as_words() -> None:
    done = read([HEAD, ["1", "收入", "元", "5,25", "6,5"]])
    assert said(done, "decimal-comma")
    assert indicators(done)["收入"]["years"]["2023"]["plan"] == {"text": "5,25"}


def test_baselines_of_rows_of_actuals_are_not_taken_twice() -> None:
    head = ["Indicator", "", "2020 baseline", "2023 target"]
    rows = [
        ["Visits", "Target", "1", "6"],
        ["Visits", "Actual", "1", "7"],
        ["Visits", "Actual", "1", "8"],
    ]
    done = read([head, *rows])
    first, other = done.plan.indicators
    assert list(first.years) == [2020, 2023] and list(other.years) == [2023]
    assert said(done, "twice")  # the third row is another's, or a mistake


# Tables


def test_a_table_too_wide_is_passed_over() -> None:
    with pytest.raises(NoIndicators) as refused:
        read([["指标", *["2023年计划"] * 400], ["收入", *["5"] * 400]])
    lines = list(report.nothing_found(refused.value.read, Voice()))
    assert "it has 401 columns; a table of indicators has no more than 300" in lines[1]
    assert "    and 301 more columns" in lines


def test_numbers_that_begin_again_are_another_table() -> None:
    first = [HEAD, ["1", "收入", "元", "5", "6"], ["2", "税收", "元", "5", "6"]]
    tables = of(table(first), table([["1", "出口", "元", "5", "6"]])).read.tables
    assert [one.part_of for one in tables] == [0, 0]


def test_a_heading_row_printed_again_is_no_row() -> None:
    done = read([HEAD, ["1", "收入", "元", "5", "6"], HEAD, ["2", "税收", "元", "5", "6"]])
    assert list(indicators(done)) == ["收入", "税收"]


@pytest.mark.parametrize(
    ("head", "title", "years"),
    [
        (["指标", "基数年", "上年实际", "本年计划"], "2023年计划", {"2022": "6", "2023": "7"}),
        (["指标", "x", "2022年实际", "2023年"], "", {"2022": "6", "2023": "7"}),
        (["指标", "年均", "2022年", "2023年"], "", {"2022": "6", "2023": "7"}),
    ],
)
def test_years_told_by_neighbours(head: list[str], title: str, years: dict[str, str]) -> None:
    done = of(table([head, ["收入", "", "6", "7"]]), title=title)
    given = indicators(done)["收入"]["years"]
    assert {y: str(one.get("plan", one.get("actual"))) for y, one in given.items()} == years


def test_two_name_columns_of_which_one_is_weak() -> None:
    done = read([["指标", "名称", "2023年计划"], ["收入", "长文", "5"]])
    assert indicators(done)["收入"]["years"]["2023"]["note"] == "长文"


# Notes, marks and reasons


def test_notes_put_to_indicators_by_number() -> None:
    table_ = [HEAD, ["1", "收入", "元", "5*", "6"], ["2", "税收[1]", "元", "5", "6"]]
    done = read(
        table_,
        "注：第1项按新口径统计。",
        "注：第1项含国有企业。",
        "注：第9项不含。",
        "* 预计数",
        "[1] 含附加",
    )
    year = indicators(done)["收入"]["years"]["2023"]
    assert year["series_break"] == "第1项按新口径统计。" and "第1项含国有企业。" in year["note"]
    assert said(done, "note") == ["the note names no. 9, which is not there: 第9项不含。"]
    assert any("mark “*” on no. 1: * 预计数" in one for one in said(done, "mark"))


def test_a_mark_explained_by_the_words_around_it() -> None:
    done = read([HEAD, ["1", "收入", "元", "5*", "6"]], "注：带*的为约束性指标。")
    assert "带*的为约束性指标" in said(done, "mark")[0]


def test_reasons_for_misses() -> None:
    only_plan = [HEAD[:4], ["1", "收入", "元", "5"]]
    done = read(only_plan, "有1项指标没有完成。一是收入，主要是减税。")
    assert "no year has both target and actual" in said(done, "reason")[0]
    both = [HEAD, ["1", "收入", "元", "5", "4"]]
    done = read(both, "有1项指标没有完成。一是收入指标略低于计划")
    assert indicators(done)["收入"]["years"]["2023"]["note"] == "略低于计划"
    assert not said(read(both, "有1项指标没有完成。一是收入"), "no-reason")


def test_counts_in_english() -> None:
    done = read([ENGLISH, ["Income", "5", "6"]], "In all 1 of the 1 targets were met.")
    assert [(c.achieved, c.total) for c in done.read.counts] == [(1, 1)]


def test_counts_beyond_the_rows_are_a_point() -> None:
    done = read(
        [ENGLISH, ["Income", "5", "6"]], "In all 34 of 39 targets were met.", "39 indicators"
    )
    assert len(said(done, "count")) == 1
    twice = "These 24 indicators. These 24 indicators."
    done = read([ENGLISH, ["Income", "5", "6"]], twice, "These 24 indicators.")
    assert len(said(done, "count")) == 1


def test_an_outcome_beside_words_is_not_contradicted() -> None:
    done = read([[*HEAD, "是否完成"], ["1", "收入", "元", "5 x", "6 y", "完成"]])
    assert not said(done, "outcome-contradicted")


# Several tables


def later(*rows: list[str]) -> list[list[str]]:
    return [["序号", "指标", "属性", "单位", "2024年计划"], *rows]


FIRST = [["序号", "指标", "属性", "单位", "2023年计划"], ["1", "收入总额", "预期性", "元", "5"],
         ["2", "税收总额", "预期性", "元", "6"]]  # fmt: skip


def test_changes_between_tables_are_points() -> None:
    done = read(
        FIRST,
        "表2 指标",
        later(["3", "收入总额", "约束性", "万元", "7"], ["2", "税收总额数", "预期性", "元", "8"]),
    )
    codes = {point.code for point in done.read.doubts}
    assert {"number-changed", "kind-changed", "unit-changed", "renamed"} <= codes
    assert list(indicators(done)) == ["收入总额", "税收总额"]


def test_a_number_taken_and_figures_that_differ() -> None:
    other = [
        FIRST[0],
        ["1", "出口总额", "预期性", "元", "5"],
        ["2", "税收总额", "预期性", "元", "7"],
    ]
    done = read(FIRST, "表2 指标", other)
    assert said(done, "number-taken") and said(done, "contradiction")
    words = [FIRST[0], ["1", "收入总额", "预期性", "元", "翻番"]]
    again = [FIRST[0], ["1", "收入总额", "预期性", "元", "翻 番"]]
    assert not said(read(words, "表2 指标", again), "contradiction")


def test_an_ambiguous_name_is_kept_apart() -> None:
    twice = [["指标", "2023年计划"], ["收入", "5"], ["收入", "6"]]
    done = read(twice, "表2 指标", [["指标", "2024年计划"], ["收入", "7"]])
    assert said(done, "ambiguous") and len(indicators(done)) == 1  # one name, three indicators
    assert len(done.plan.indicators) == 3


def test_names_alike_without_numbers_are_one_renamed() -> None:
    first = [["指标", "2023年计划"], ["城乡居民人均可支配收入增长", "5"], ["出口", "6"]]
    second = [["指标", "2024年计划"], ["城乡居民人均可支配收入增长率", "7"], ["粮食", "8"]]
    done = read(first, "表2 指标", second)
    assert len(said(done, "renamed")) == 1 and len(done.plan.indicators) == 3
    assert likeness("ab" * 200, "ab" * 200) == 1.0
    assert likeness("甲乙丙丁", "戊己庚辛", 0.8) == 0.0


def test_very_many_names_are_not_likened() -> None:
    many = [["指标", "2023年计划"], *[[f"第{n}号专项收入合计", "5"] for n in range(520)]]
    second = [["指标", "2024年计划"], ["第5号专项收入总合计", "7"]]
    assert not said(read(many, "表2 指标", second), "renamed")


def test_a_year_in_another_unit_is_left_out() -> None:
    other = [FIRST[0], ["1", "收入总额", "预期性", "万元", "5"]]
    assert said(read(FIRST, "表2 指标", other), "unit-conflict")


def test_new_parts_stand_behind_their_whole() -> None:
    rows = [
        HEAD,
        ["1", "收入", "元", "5", "6"],
        ["", "其中：工资", "元", "3", "4"],
        ["2", "税收", "元", "5", "6"],
    ]
    later_ = [
        ["序号", "指标", "单位", "2024年计划"],
        ["1", "收入", "元", "7"],
        ["", "其中：奖金", "元", "3"],
    ]
    assert list(indicators(read(rows, "表2 指标", later_))) == ["收入", "工资", "奖金", "税收"]


def test_a_matcher_keeps_the_order_of_what_it_is_given() -> None:
    done = read([HEAD, ["1", "收入", "元", "5", "6"], ["", "其中：工资", "元", "3", "4"]])
    lines = done.read.indicators
    assert Matcher(lines).indicators == lines


def test_a_figure_that_the_files_unit_forbids_is_words() -> None:
    """A row without a unit whose figure repeats one, joined to an indicator of another unit."""
    first = [["序号", "指标", "单位", "2023年计划"], ["1", "收入增长", "%", "5"]]
    second = [["序号", "指标", "2024年计划", "2025年计划"], ["1", "收入增长", "7亿元", "8亿元"]]
    done = read(first, "表2 指标", second)
    assert len(done.plan.indicators) == 1


def test_nothing_taken_nothing_said() -> None:
    read_ = interpret([Document("a.md", (Paragraph("x", Place(line=1)),))], wishes((), (), None))
    assert not read_.indicators and not read_.doubts
    assert RowEntry("x", Spot()).code == ""
    assert read_cell("5", Asked()).in_words is False


def test_numbers_that_stand_on_rows_apart_are_a_point() -> None:
    """Where numbers repeat they are not the indicators' own, and which ones do is said."""
    rows = [[str(n), f"第{i}类收入", "元", "5", "6"] for i, n in enumerate((1, 2, 3, 2))]
    done = read([HEAD, *rows])
    assert said(done, "numbers") and "2" in said(done, "numbers-twice")[0]
    assert said(done, "numbers-order")


def test_blank_rows_above_the_headings_and_many_rows_of_headings() -> None:
    blank = ["", "", "", "", ""]
    assert list(indicators(read([blank, HEAD, ["1", "收入", "元", "5", "6"]]))) == ["收入"]
    stacked = [
        HEAD,
        *[["序号", "指标", "单位", f"2023年计划{n}", f"2023年实际{n}"] for n in "甲乙丙丁"],
    ]
    assert read([*stacked, ["1", "收入", "元", "5", "6"]]).plan.indicators


def test_a_bare_year_behind_the_last_actual_is_a_target() -> None:
    head = ["指标", "2021年实际", "2022年实际", "2023年"]
    years = indicators(read([head, ["收入", "5", "6", "7"]]))["收入"]["years"]
    assert years["2023"]["plan"] == 7


def test_a_figure_is_words_where_the_file_would_refuse_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from plantrack.interpret import draft

    monkeypatch.setattr(draft, "figure", lambda given: "5%")
    done = read([HEAD, ["1", "收入", "元", "5", ""]])
    assert indicators(done)["收入"]["years"]["2023"]["plan"] == {"text": "5%"}
    assert said(done, "cell") == ["“5%” has a % that is not this indicator's unit"]


def test_sections_that_a_plan_file_has_are_used_again() -> None:
    rows = [["类别", "指标", "2023年计划"], ["经济", "收入", "5"], ["民生", "就业", "6"]]
    read_ = interpret([Document("a.md", (table(rows),))], wishes((), (), None))
    known = {
        "sections": {
            "economy": {"title": {"zh": "经济"}},
            "people": {"title": "民生"},
            "odd": {"title": 5},
        }
    }
    drafter = Drafter(read_, "zh", "x", untranslated, known)
    sections = [one["section"] for one in drafter.drafted().indicators.values()]
    assert sections == ["economy", "people"]


def test_a_mark_in_square_brackets_is_explained() -> None:
    done = read([HEAD, ["1", "收入[1]", "元", "5", "6"]], "注：[1] 含附加")
    assert said(done, "mark") == ["mark “[1]” on no. 1: [1] 含附加"]


def test_a_name_that_comes_back_and_one_without_a_year() -> None:
    first = [["序号", "指标", "2023年计划"], ["1", "收入总额", "5"]]
    second = [["序号", "指标", "2024年计划"], ["1", "收入总额数", "6"]]
    third = [["序号", "指标", "2025年计划"], ["1", "收入总额", "7"]]
    done = read(first, "表2 指标", second, "表3 指标", third)
    assert len(said(done, "renamed")) == 2 and len(done.plan.indicators) == 1
    blank = [["序号", "指标", "2024年计划"], ["1", "收入总额数", ""], ["2", "税收", "5"]]
    assert "from —" in said(read(first, "表2 指标", blank), "renamed")[0]


def test_a_section_column_may_hold_the_kind() -> None:
    found = read([["类别", "指标", "2023年计划"], ["约束性", "收入", "5"], ["经济", "税收", "6"]])
    assert found.plan.indicators


def test_a_number_alone_on_its_row_is_passed_over() -> None:
    done = read([HEAD, ["1", "收入", "元", "5", "6"], ["", "", "", "7", ""], ["", "", "3", "", ""]])
    assert len(said(done, "lone")) == 2


def test_groups_are_numbered_by_their_names() -> None:
    head = ("指标", "指标", "2023年计划")
    rows = (
        cells(*head),
        cells("1. 生产总值", "总量", "5"),
        cells("1. 生产总值", "增速", "6", down=1),
    )
    done = of(Table(rows))
    assert [one.ordinal for one in done.plan.indicators] == ["1", "1.1", "1.2"]
    numbered = tuple((Cell(text), *row) for text, row in zip(("序号", "1", "1"), rows, strict=True))
    assert of(Table(numbered)).plan.indicators[0].ordinal == "1"


def test_a_name_under_a_name_without_figures_is_its_part() -> None:
    rows = [HEAD, ["1", "人员", "", "", ""], ["1", "护士", "人", "7", "8"]]
    assert indicators(read(rows))["护士"]["parent"]


def test_a_table_without_numbers_is_carried_on() -> None:
    first = table([["指标", "2023年计划"], ["收入", "5"]])
    tables = of(first, table([["税收", "6"]])).read.tables
    assert [one.part_of for one in tables] == [0, 1]


def test_an_actual_in_words_that_says_the_outcome_is_the_outcome() -> None:
    done = read([HEAD, ["1", "收入", "", "按期建成", "未完成"], ["2", "税收", "元", "5", "6"]])
    assert indicators(done)["收入"]["years"]["2023"]["outcome"] == "missed"


def test_a_table_of_blanks_is_passed_over() -> None:
    with pytest.raises(NoIndicators) as refused:
        read([HEAD, ["1", "收入", "元", "—", "N/A"]])
    assert "hold no figure" in str(refused.value.read.tables[0].why)
