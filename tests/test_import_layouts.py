"""Layouts that reports come in, each made here: what is read, and what is asked instead."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path
from typing import Any

import pytest
from made import as_pdf, word, word_cell, word_row

from plantrack.documents import read as importers
from plantrack.importing.run import Imported, NoIndicators, imported, wishes
from plantrack.messages.message import untranslated

Read = Any  # a callable: file name, content, options → plan tables and the import


class Reader:
    """Imports a document written to a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, name: str, content: str | bytes, **options: Any
    ) -> tuple[dict[str, Any], Imported]:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        wanted = wishes(options.get("tables", ()), options.get("columns", ()), options.get("year"))
        speak = {"en": untranslated, "zh": untranslated}
        done = imported([importers.read(path)], wanted, speak)
        return tomllib.loads(done.text, parse_float=str), done


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def codes(done: Imported) -> list[str]:
    """What is asked; made-up names such as 甲 tell no direction, which is not what is tested."""
    found = [point.code for point in done.read.doubts]
    return [code for code in found if code != "direction-unknown"]


def figures(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Plan and actual by year of each indicator, by its name."""
    return {
        table["name"]: {
            year: tuple(given.get(key) for key in ("plan", "actual"))
            for year, given in table.get("years", {}).items()
        }
        for table in plan["indicators"].values()
    }


def test_five_year_outline(read: Reader) -> None:
    plan, done = read(
        "outline.md",
        """专栏1 “十四五”时期主要指标

| 类别 | 序号 | 指标名称 | 2020年 | 2025年 | 年均增速〔累计〕 | 指标属性 |
|---|---|---|---|---|---|---|
| 经济发展 | 1 | 地区生产总值（亿元） | 300 | — | 8.5 | 预期性 |
| 经济发展 | 2 | 常住人口城镇化率（%） | 55.2 | 60 | 〔4.8〕 | 预期性 |
| 绿色 | 3 | 单位GDP能耗降低（%） | — | — | 〔14〕 | 约束性 |

注：①带〔〕为五年累计数。
""",
    )
    assert figures(plan) == {
        "地区生产总值": {"2020": (None, 300), "2025": (None, None)},
        "常住人口城镇化率": {"2020": (None, "55.2"), "2025": (60, None)},
        "单位GDP能耗降低": {"2025": (14, None)},
    }
    growth = plan["indicators"]["indicator-1"]["years"]["2025"]["note"]
    assert growth == "“年均增速〔累计〕”: 8.5"  # 8.5 % a year is no amount in 亿元
    assert plan["indicators"]["indicator-3"]["kind"] == "binding"
    assert codes(done).count("column") == 3  # 2020, 2025 and the mean: how each was read


def test_headings_in_two_rows_in_html(read: Reader) -> None:
    plan, done = read(
        "two.html",
        """<table><tr><td rowspan=2>序号<td rowspan=2>指标名称<td rowspan=2>单位<td colspan=3>2022年
        <td colspan=2>2023年</tr><tr><td>计划<td>实际<td>增长%<td>计划<td>增长（%）</tr>
        <tr><td>一<td>综合<td><td><td><td><td><td></tr>
        <tr><td>1<td>地区生产总值<td>亿元<td>500<td>510<td>6.1<td>550<td>7</tr>
        <tr><td>2<td>固定资产投资<td>亿元<td>200<td>190<td>-5<td>210<td>10.5</tr></table>""",
    )
    assert figures(plan)["固定资产投资"] == {"2022": (200, 190), "2023": (210, None)}
    assert plan["sections"]["section-1"]["title"] == "综合"
    assert codes(done) == ["column", "column"]  # the growth columns are not read


def test_bare_years_beside_targets_and_actuals(read: Reader) -> None:
    plan, done = read(
        "bare.csv", "指标,单位,2020年,2021年计划,2021年实际,2022年\n人口,万人,50,51,50.5,52\n"
    )
    assert figures(plan)["人口"] == {
        "2020": (None, 50),
        "2021": (51, "50.5"),
        "2022": (52, None),
    }
    assert codes(done) == ["column", "column"]


def test_an_english_annual_report(read: Reader) -> None:
    plan, done = read(
        "ministry.md",
        """# Annual Report 2022/23

Table 2: Performance against targets

| No. | KPI | Unit | Baseline 2020 | Target 2022/23 | Actual 2022/23 | Status | Reason |
|---|---|---|---|---|---|---|---|
| 1 | Infant mortality rate | per 1,000 | 12.5 | at most 10 | 10.4 | Not met | Fewer midwives |
| 2 | Children vaccinated | % | 81 | 90% | 92% | Met | - |
| 2.1 | of which: rural | % | 70 | 80% | 79% | Not met | Late supplies |
| 3 | Hospitals with records | number | 10 | 25 | n/a | | |
""",
    )
    assert plan["plan"]["language"] == "en"
    mortality = plan["indicators"]["infant-mortality-rate"]
    assert mortality["direction"] == "down"
    assert mortality["years"]["2023"]["reason"] == "Fewer midwives"
    assert mortality["years"]["2023"]["outcome"] == "missed"
    assert plan["indicators"]["rural"]["parent"] == "children-vaccinated"
    assert "actual" not in plan["indicators"]["hospitals-with-records"]["years"]["2023"]
    assert codes(done) == ["column", "column"]  # the fiscal year is kept under its end


def test_headings_in_two_rows_with_goals_across(read: Reader) -> None:
    plan, _ = read(
        "roads.html",
        """<h1>Report 2021</h1><p>Table 3.1 Outcome indicators</p><table><thead><tr>
        <th rowspan=2>Outcome indicator</th><th rowspan=2>Unit of measure</th>
        <th rowspan=2>Baseline (2019)</th><th colspan=2>2021</th><th rowspan=2>2022 Target</th>
        <th rowspan=2>Comments</th></tr><tr><th>Target</th><th>Actual</th></tr></thead>
        <tr><td colspan=7>Goal 1: Better roads</td></tr>
        <tr><td>Roads in good condition</td><td>%</td><td>60</td><td>65</td><td>63.5</td><td>70</td>
        <td>Floods</td></tr>
        <tr><td>Deaths on the road</td><td>number</td><td>1,200</td><td>1,000</td><td>1,050</td>
        <td>900</td><td></td></tr></table>""",
    )
    assert figures(plan)["Deaths on the road"] == {
        "2019": (None, "1,200"),
        "2021": ("1,000", "1,050"),
        "2022": (900, None),
    }
    assert plan["indicators"]["roads-in-good-condition"]["years"]["2021"]["note"] == "Floods"
    assert [one["title"] for one in plan["sections"].values()] == ["Goal 1: Better roads"]


def test_units_in_the_cells(read: Reader) -> None:
    plan, done = read(
        "cells.csv",
        "指标,2021年目标,2021年完成情况\n地区生产总值,820亿元,810.5亿元\nGDP增速,8%左右,7.9%\n"
        "新增就业,1.6万人,1.7万人\n村卫生室,全覆盖,已全覆盖\n粮食产量,36万吨以上,36.1万吨\n",
    )
    units = [table.get("unit") for table in plan["indicators"].values()]
    assert units == ["亿元", "%", "万人", None, "万吨"]
    assert figures(plan)["粮食产量"] == {"2021": ("36万吨以上", "36.1万吨")}
    assert plan["indicators"]["item-4"]["years"]["2021"]["outcome"] == "met"
    assert codes(done) == []


def test_boxes_drawn_in_text_with_wrapped_cells(read: Reader) -> None:
    plan, _ = read(
        "box.txt",
        """表1 2021年指标
┌────┬────────┬────┬──────┬──────┐
│序号│指标    │单位│2021年│2021年│
│    │        │    │计划  │实际  │
├────┼────────┼────┼──────┼──────┤
│1   │生产总值│亿元│100   │105   │
├────┼────────┼────┼──────┼──────┤
│2   │城镇新增│万人│5     │4.8   │
│    │就业    │    │      │      │
└────┴────────┴────┴──────┴──────┘
""",
    )
    assert figures(plan) == {"生产总值": {"2021": (100, 105)}, "城镇新增就业": {"2021": (5, "4.8")}}


def test_parts_without_a_number_column(read: Reader) -> None:
    plan, done = read(
        "which.csv",
        "指标名称,计量单位,2021年计划目标,2021年预计完成,2022年计划目标\n一、经济增长,,,,\n"
        "地区生产总值,亿元,100,101,110\n其中：第一产业,亿元,10,11,12\n"
        "　　　第二产业,亿元,40,41,42\n"
        "固定资产投资,亿元,50,55,60\n",
    )
    parents = [table.get("parent") for table in plan["indicators"].values()]
    assert parents == [None, "item-1", "item-1", None]
    assert codes(done) == ["column", "part"]  # expected, not final; where the parts end


def test_parts_numbered_below_their_whole(read: Reader) -> None:
    plan, _ = read(
        "sub.csv",
        "编号,指标,计量单位,2022年目标,2022年完成\n1,地区生产总值,亿元,100,101\n1.1,第一产业,亿元,10,11\n"
        "1.2,第二产业,亿元,20,21\n2,预算收入,亿元,5,6\n(1),税收收入,亿元,3,3.1\n(2),非税收入,亿元,2,2.9\n3,进出口,亿美元,7,7\n",
    )
    numbers = [(t.get("number"), t.get("parent")) for t in plan["indicators"].values()]
    assert numbers == [
        (1, None),
        (None, "indicator-1"),
        (None, "indicator-1"),
        (2, None),
        (None, "indicator-2"),
        (None, "indicator-2"),
        (3, None),
    ]


def test_chinese_numerals_number_the_wholes(read: Reader) -> None:
    plan, _ = read(
        "roman.csv",
        "序号,指标,单位,2021年目标,2021年实际\n一,地区生产总值,亿元,100,101\n1,第一产业,亿元,10,11\n"
        "2,第二产业,亿元,10,11\n二,财政收入,亿元,5,6\n",
    )
    numbers = [(t.get("number"), t.get("parent")) for t in plan["indicators"].values()]
    assert numbers == [(1, None), (None, "indicator-1"), (None, "indicator-1"), (2, None)]


def test_numbers_that_begin_again_in_each_section(read: Reader) -> None:
    plan, done = read(
        "again.csv",
        "序号,指标,单位,2021年目标,2021年实际\n一、经济,,,,\n1,GDP,亿元,100,101\n2,财政,亿元,10,11\n"
        "二、民生,,,,\n1,就业,万人,5,6\n2,收入,元,100,200\n",
    )
    assert [t.get("number") for t in plan["indicators"].values()] == [None] * 4
    assert codes(done) == ["numbers"]


def test_numbers_with_a_point_and_no_whole_above(read: Reader) -> None:
    plan, _ = read(
        "kpi.csv",
        "KPI No.,Strategic objective,Key performance indicator,Target 2022,Actual 2022\n"
        "1.1,Growth,Jobs created,200,190\n1.2,Growth,GDP growth (%),2.5,2.4\n"
        "2.1,Health,Life expectancy (years),61,61.2\n",
    )
    assert not any("parent" in table for table in plan["indicators"].values())
    assert list(plan["sections"]) == ["growth", "health"]


def test_two_tables_one_below_the_other(read: Reader) -> None:
    plan, done = read(
        "stacked.html",
        "<table><tr><td>指标<td>单位<td>2021年计划<td>2021年实际</tr><tr><td>GDP<td>亿元<td>1<td>2</tr>"
        "<tr><td>人口<td>万人<td>3<td>4</tr><tr><td>就业<td>万人<td>5<td>6</tr>"
        "<tr><td>指标<td>单位<td>2021年实际<td>2022年计划</tr><tr><td>GDP<td>亿元<td>2<td>8</tr></table>",
    )
    assert figures(plan)["GDP"] == {"2021": (1, 2), "2022": (8, None)}
    assert len(done.read.taken) == 2
    assert codes(done) == []


def test_a_unit_above_the_table_is_not_that_of_a_rate(read: Reader) -> None:
    plan, done = read(
        "above.md",
        """单位：亿元

| 指标 | 2021年计划 | 2021年实际 |
|---|---|---|
| 地区生产总值 | 100 | 105 |
| 税收收入增速 | 5 | 6 |
""",
    )
    assert [t.get("unit") for t in plan["indicators"].values()] == ["亿元", None]
    assert codes(done) == ["unit"]


def test_no_headings_at_all(read: Reader) -> None:
    plan, _ = read(
        "raw.csv",
        "GDP,亿元,100,105\n人口,万人,3,4\n",
        columns=["1=name", "2=unit", "3=plan:2021", "4=actual:2021"],
    )
    assert figures(plan) == {"GDP": {"2021": (100, 105)}, "人口": {"2021": (3, 4)}}


def test_kinds_as_section_rows(read: Reader) -> None:
    plan, _ = read(
        "kinds.csv",
        "指标,单位,2025年目标,2020年基数\n约束性指标,,,\nPM2.5浓度,微克/立方米,35,40\n预期性指标,,,\nGDP增速,%,6.5左右,5.1\n",
    )
    kinds = [table["kind"] for table in plan["indicators"].values()]
    assert kinds == ["binding", "anticipatory"]
    assert figures(plan)["PM2.5浓度"] == {"2020": (None, 40), "2025": (35, None)}


def test_two_levels_of_names_and_an_owner(read: Reader) -> None:
    plan, done = read(
        "levels.md",
        """| 一级指标 | 二级指标 | 单位 | 2021年目标值 | 2021年完成值 | 责任单位 |
|---|---|---|---|---|---|
| 经济 | 地区生产总值增速 | % | 6左右 | 6.5 | 发改局 |
| 生态 | 空气质量优良天数比率 | % | ≥85 | 86.1 | 环保局 |
""",
    )
    assert [one["title"] for one in plan["sections"].values()] == ["经济", "生态"]
    assert codes(done) == []


def test_word_merges_changes_and_raised_marks(read: Reader) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    raised = (
        "<w:p><w:r><w:t>1</w:t></w:r><w:r><w:t>0</w:t></w:r><w:r><w:rPr>"
        "<w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>"
    )
    changed = (
        "<w:p><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>6</w:t></w:r></w:ins></w:p>"
    )
    row, cell = word_row, word_cell
    table = (
        row(*(cell(t, p) for t, p in (("类别", ""), ("指标", wide), ("单位", ""))))[:-7]
        + row(cell("2023年目标"), cell("2023年完成"))[6:]
        + row(
            cell("经济", start), cell("生产总值", start), *map(cell, ("总量", "亿元", "100", "101"))
        )
        + row(cell("", on), cell("", on), *map(cell, ("增速", "%", "6左右", "6.2")))
        + row(cell("", on), cell("财政收入", wide), cell("亿元"), cell("10"), raised)
        + row(cell("民生"), cell("新增就业", wide), cell("万人"), changed, cell("6.1"))
    )
    plan, done = read("merged.docx", word(f"<w:tbl>{table}</w:tbl>"))
    assert figures(plan) == {
        "生产总值": {},
        "总量": {"2023": (100, 101)},
        "增速": {"2023": ("6左右", "6.2")},
        "财政收入": {"2023": (10, 10)},
        "新增就业": {"2023": (6, "6.1")},
    }
    assert plan["indicators"]["item-1-2"]["parent"] == "item-1"
    assert codes(done) == ["group", "mark"]


def test_word_numbers_itself_and_goes_on_over_pages(read: Reader) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    auto = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    head = word_row(*map(word_cell, ("序号", "指标", "2023年目标", "2023年实际")))
    texts = (("甲", "1", "2"), ("乙", "3", "4"), ("丙", "5", "6"))
    rows = [word_row(auto, *map(word_cell, row)) for row in texts]
    between = "<w:p><w:r><w:t>续表1</w:t></w:r></w:p>"
    body = (
        f"<w:tbl>{head}{rows[0]}</w:tbl>{between}<w:tbl>{head}{rows[1]}</w:tbl><w:p/>"
        f"<w:tbl>{rows[2]}</w:tbl>"
    )
    plan, done = read("split.docx", word(body, numbering=numbering))
    assert [(t["number"], t["name"]) for t in plan["indicators"].values()] == [
        (1, "甲"),
        (2, "乙"),
        (3, "丙"),
    ]
    assert [t.part_of for t in done.read.tables] == [0, 1, 1]
    assert codes(done) == ["carried-on"]  # the part without headings


def test_html_of_a_word_processor_in_an_old_encoding(read: Reader) -> None:
    plan, done = read(
        "word.htm",
        """<html><head><meta charset=gb2312></head><body><p>表1&nbsp; 2021年计划完成情况</p><table>
        <tr><td><p>序号<o:p></o:p></p></td><td><p>指　标</p></td><td><p>单位</p></td>
        <td><p>2021年<br>计划</p></td><td><p>2021年<br>完成</p></td></tr>
        <tr><td><p>１</p></td><td><p>排放</p></td><td><p>万吨</p></td><td><p>≤３０</p></td>
        <td><p>2<span>9</span><sup>2</sup></p></td></tr></table></body></html>""".encode("gb18030"),
    )
    assert figures(plan) == {"排放": {"2021": ("≤３０", 29)}}
    assert codes(done) == ["mark"]


def test_pdf_table_over_several_pages(read: Reader) -> None:
    head = ["序号", "指标名称", "单位", "2023年计划", "2023年实际"]
    rows = [
        [str(n), f"名称比较长而需要换行的第{n}个指标", "亿元", str(100 + n), f"{n}.50"]
        for n in range(1, 61)
    ]
    plan, done = read("long.pdf", as_pdf(["某市2023年报告", "表1 2023年指标", [head, *rows]]))
    assert len(plan["indicators"]) == 60
    assert figures(plan)["名称比较长而需要换行的第60个指标"] == {"2023": (160, "60.50")}
    last = plan["indicators"]["indicator-60"]["years"]["2023"]["cell"]["plan"]
    assert last.startswith("p2 r")
    assert len(done.read.tables) == 1
    assert codes(done) == []


def test_pdf_without_ruled_lines_is_read_with_a_doubt(read: Reader) -> None:
    from reportlab.platypus import SimpleDocTemplate
    from reportlab.platypus import Table as Grid

    stream = io.BytesIO()
    rows = [
        ["Indicator", "Unit", "Target 2022", "Actual 2022"],
        ["Exports", "$m", "500", "450"],
        ["Literacy", "%", "95", "96"],
    ]
    SimpleDocTemplate(stream).build([Grid(rows)])
    plan, done = read("bare.pdf", stream.getvalue())
    assert figures(plan)["Exports"] == {"2022": (500, 450)}
    assert codes(done) == ["doubt"]


def test_excel_shows_less_than_it_holds(read: Reader) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["2022年主要指标"],
        ["序号", "指标", "2022年计划", "2022年实际", "2023年计划"],
        [1, "GDP", 1000, 1010.25, 1100],
        [2, "GDP增速", 0.06, 0.0612345678901, 0.065],
        [3, "就业率", 0.95, "=C5*1", 0.96],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    for line in sheet["C4:E5"]:
        for cell in line:
            cell.number_format = "0.0%"
    sheet["D3"].number_format = "#,##0.00"
    book.create_sheet("x").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    plan, done = read("shown.xlsx", stream.getvalue())
    assert figures(plan) == {
        "GDP": {"2022": (1000, "1,010.25"), "2023": (1100, None)},
        "GDP增速": {"2022": ("6.0%", "6.1%"), "2023": ("6.5%", None)},
        "就业率": {"2022": ("95.0%", None), "2023": ("96.0%", None)},
    }
    assert plan["indicators"]["indicator-2"]["years"]["2022"]["cell"]["actual"] == "D4"
    said = " ".join(str(point.message) for point in done.read.doubts)
    assert "D5" in said  # a formula without a stored result
    assert "D4" in said  # 6.12345 % is shown as 6.1 %
    assert "hidden sheet" in said


def test_reasons_in_brackets_and_in_english(read: Reader) -> None:
    plan, done = read(
        "prose.md",
        """2022年确定的10项主要预期目标中，8项可以完成。

| 指标 | 单位 | 2022年目标 | 2022年实际 |
|---|---|---|---|
| 地区生产总值增速 | % | 6 | 4.5 |
| 零售总额增速 | % | 8 | 2 |

2项指标未完成年度目标：（1）地区生产总值增速低于预期，主要是由于工业下行；（2）零售总额增速，原因是消费受限。
""",
    )
    reasons = [t["years"]["2022"]["reason"] for t in plan["indicators"].values()]
    assert reasons == ["工业下行", "消费受限"]
    ((theirs, ours),) = done.counted
    assert ours is not None
    assert (theirs.total, theirs.achieved, ours.total, ours.achieved) == (10, 8, 2, 0)
    plan, _ = read(
        "prose-en.md",
        """Table 1. Targets 2021

| Indicator | Target 2021 | Actual 2021 |
|---|---|---|
| Exports ($ million) | 500 | 450 |

One target was not met: (1) Exports, because of port closures.
""",
    )
    assert plan["indicators"]["exports"]["years"]["2021"]["reason"] == "port closures"
    assert plan["indicators"]["exports"]["unit"] == "$ million"


def test_reasons_in_paragraphs_of_their_own(read: Reader) -> None:
    table = "指标\t单位\t2022年计划\t2022年实际\n生产总值增速\t%\t6\t4.5\n投资增速\t%\t8\t2\n"
    plan, _ = read(
        "own.txt",
        f"{table}\n有两项指标未完成预期目标：\n一是生产总值增速低于预期，主要原因是工业乏力。\n"
        "二是投资增速未达预期，主要受房地产下行影响。\n",
    )
    reasons = [t["years"]["2022"]["reason"] for t in plan["indicators"].values()]
    assert reasons == ["工业乏力", "受房地产下行影响"]
    plan, done = read("none.txt", f"{table}\n受外部影响，两项指标未完成年度目标。\n")
    assert codes(done) == ["misses"]


def test_headings_in_traditional_characters(read: Reader) -> None:
    plan, _ = read("trad.csv", "指標,單位,2021年目標,2021年實際\n總值,億元,1,2\n")
    assert figures(plan) == {"總值": {"2021": (1, 2)}}


def test_names_in_two_languages(read: Reader) -> None:
    plan, _ = read(
        "two.csv",
        "指标,Indicator,单位,2022年计划\n总值,Gross product,亿元,6\n税收,Taxes,亿元,7\n",
    )
    assert plan["indicators"]["gross-product"]["name"] == {"zh": "总值", "en": "Gross product"}


def test_a_category_beside_names_under_one_heading(read: Reader) -> None:
    plan, done = read(
        "one.html",
        "<table><tr><td colspan=2>指标<td>2022年计划</tr><tr><td rowspan=2>经济<td>GDP<td>6</tr>"
        "<tr><td>税收<td>7</tr></table>",
    )
    names = [(t["name"], t.get("parent")) for t in plan["indicators"].values()]
    assert names == [("经济", None), ("GDP", "item-1"), ("税收", "item-1")]
    assert codes(done) == ["group"]


def test_results_in_words_beside_the_figures(read: Reader) -> None:
    plan, done = read(
        "words.html",
        "<p>2023年主要预期目标完成情况</p><table><tr><td>指标<td>2023年目标<td>实际完成<td>完成情况</tr>"
        "<tr><td>城镇新增就业（万人）<td>1200左右<td>1244<td>完成</tr>"
        "<tr><td>粮食产量（亿斤）<td>13000以上<td>13908.2<td>超额完成</tr></table>",
    )
    outcomes = [table["years"]["2023"]["outcome"] for table in plan["indicators"].values()]
    assert outcomes == ["met", "exceeded"]
    assert codes(done) == ["column"]  # the actual has its year from the target beside it


def test_a_title_inside_the_table(read: Reader) -> None:
    wide = '<w:gridSpan w:val="7"/>'
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two = '<w:gridSpan w:val="2"/>'
    rows = (
        word_row(word_cell("某县2023年主要指标", wide))
        + word_row(
            *(word_cell(text, down) for text in ("序号", "指 标 名 称", "计量单位")),
            word_cell("2023年", two),
            *(word_cell(text, down) for text in ("2024年预期目标", "指标属性")),
        )
        + word_row(
            *(word_cell("", on) for _ in range(3)),
            *map(word_cell, ("目标", "完成")),
            *(word_cell("", on) for _ in range(2)),
        )
        + word_row(*map(word_cell, ("一", "经济", "", "", "", "", "")))
        + word_row(
            *map(word_cell, ("1", "GDP增长", "%", "6.5左右", "6.1", "6以上")),
            word_cell("预期性", down),
        )
        + word_row(
            *map(word_cell, ("2", "优良天数比率", "%", "≥92", "93.1", "≥92.5")), word_cell("", on)
        )
    )
    attachment = "<w:p><w:r><w:t>附件1</w:t></w:r></w:p>"
    plan, done = read("inside.docx", word(f"{attachment}<w:tbl>{rows}</w:tbl>"))
    assert figures(plan)["优良天数比率"] == {"2023": ("≥92", "93.1"), "2024": ("≥92.5", None)}
    assert {table["kind"] for table in plan["indicators"].values()} == {"anticipatory"}
    assert plan["sources"]["table-1"]["title"] == "附件1 某县2023年主要指标"
    assert codes(done) == []


def test_a_reason_for_a_target_that_its_figures_meet(read: Reader) -> None:
    _, done = read(
        "met.md",
        """| 指标 | 单位 | 2022年目标 | 2022年实际 |
|---|---|---|---|
| 万元产值耗电 | 度 | 90 | 95 |

有1项指标没有完成。一是万元产值耗电，主要是新项目投产。
""",
    )
    assert codes(done) == ["reason-met"]


def test_two_tables_that_contradict_each_other(read: Reader) -> None:
    plan, done = read(
        "two.md",
        """表1 2021年

| 指标 | 单位 | 2021年计划 | 2021年实际 |
|---|---|---|---|
| GDP | 亿元 | 100 | 105 |

表2 2022年

| 指标 | 单位 | 2021年实际 | 2022年计划 |
|---|---|---|---|
| GDP | 亿元 | 104 | 110 |
""",
    )
    assert figures(plan)["GDP"] == {"2021": (100, 105), "2022": (110, None)}
    assert codes(done) == ["contradiction"]
    (point,) = done.read.doubts
    assert "104" in str(point.message)
    assert (point.spot.table, point.spot.row, point.spot.column) == (2, 2, 3)


def test_marks_are_explained_by_the_note(read: Reader) -> None:
    plan, done = read(
        "star.md",
        """| 指标 | 2021年计划 | 2021年实际 |
|---|---|---|
| 地区生产总值（亿元） | 100 | 105\\* |

注：\\*为初步核算数。
""",
    )
    assert figures(plan) == {"地区生产总值": {"2021": (100, 105)}}
    (point,) = done.read.doubts
    assert "*为初步核算数" in str(point.message)


class TestAsked:
    """What cannot be known is asked, and the answer is taken."""

    def test_years_alone(self, read: Reader) -> None:
        text = "指标,单位,2019年,2020年,2021年\nGDP,亿元,100,110,111\n"
        with pytest.raises(NoIndicators) as caught:
            read("ask.csv", text)
        asked = [str(point.message) for point in caught.value.read.doubts]
        assert len(asked) == 3
        assert "--column 3=plan:2019" in asked[0]
        plan, done = read("ask.csv", text, columns=["3=actual", "1.4=actual", "5=plan:2021"])
        assert figures(plan)["GDP"] == {
            "2019": (None, 100),
            "2020": (None, 110),
            "2021": (111, None),
        }
        assert codes(done) == []

    def test_no_year_at_all(self, read: Reader) -> None:
        text = "指标,单位,计划,实际\nGDP,亿元,100,50\n"
        with pytest.raises(NoIndicators):
            read("no.csv", text)
        plan, _ = read("no.csv", text, year=2021)
        assert figures(plan)["GDP"] == {"2021": (100, 50)}

    def test_half_a_year_is_no_actual(self, read: Reader) -> None:
        plan, done = read(
            "half.csv", "指标,单位,2021年计划,2021年1-6月完成,完成率\nGDP,亿元,100,50,50%\n"
        )
        assert figures(plan)["GDP"] == {"2021": (100, None)}
        assert codes(done) == ["column", "column"]

    def test_two_targets_of_one_year(self, read: Reader) -> None:
        with pytest.raises(NoIndicators) as caught:
            read("both.csv", "指标,单位,2021年计划,2021年目标\nGDP,亿元,100,110\n")
        assert {point.code for point in caught.value.read.doubts} == {"question"}


class TestFlagged:
    """What must not be read as it stands."""

    def test_separators_lost(self, read: Reader) -> None:
        text = "表1：2021年主要指标\n序号指标单位2021年计划2021年实际\n1地区生产总值亿元820820\n"
        with pytest.raises(NoIndicators) as caught:
            read("lost.txt", text)
        assert [point.code for point in caught.value.read.doubts] == ["no-table"]

    def test_regions_as_rows(self, read: Reader) -> None:
        with pytest.raises(NoIndicators) as caught:
            read("regions.csv", "地区,地区生产总值(亿元),2021年计划(亿元)\n甲县,100,5\n乙县,90,6\n")
        assert "regions" in str(caught.value.read.tables[0].why)

    def test_a_picture_of_a_table(self, read: Reader) -> None:
        with pytest.raises(NoIndicators) as caught:
            read("picture.html", "<p>表1 2022年主要指标</p><p><img src=x.png></p><p>正文</p>")
        assert [point.code for point in caught.value.read.doubts] == ["picture"]

    def test_a_list_of_projects(self, read: Reader) -> None:
        with pytest.raises(NoIndicators) as caught:
            read("p.csv", "序号,项目名称,建设内容,总投资,2022年计划投资\n1,某路,新建,100,50\n")
        assert "projects" in str(caught.value.read.tables[0].why)

    def test_two_targets_in_one_cell(self, read: Reader) -> None:
        plan, done = read(
            "cells.csv",
            '序号,指标,单位,2022年目标,2021年实际\n1,GDP增速,%,8左右/力争8.5,7.9\n2,外贸增速,%,3左右,"1.2\n1.5"\n',
        )
        years = plan["indicators"]["indicator-1"]["years"]
        assert years["2022"]["plan"] == {"text": "8左右/力争8.5"}
        years = plan["indicators"]["indicator-2"]["years"]
        assert years["2021"]["actual"] == {"text": "1.2 1.5"}
        assert codes(done) == ["cell", "cell"]

    def test_headings_nobody_knows(self, read: Reader) -> None:
        text = "指标,甲,乙\nGDP,100,110\n"
        with pytest.raises(NoIndicators) as caught:
            read("unknown.csv", text)
        assert "--column N=plan:YEAR" in str(caught.value.read.tables[0].why)
        plan, _ = read("unknown.csv", text, columns=["2=plan:2021", "3=actual:2021"])
        assert figures(plan)["GDP"] == {"2021": (100, 110)}

    def test_a_row_with_a_cell_lost(self, read: Reader) -> None:
        plan, done = read(
            "lost-cell.txt",
            "\t指标\n\t单位\n\t2021年计划\n\t2021年实际\n\n\tGDP\n\t亿元\n\t100\n\t105\n\n\t就业\n\t5\n\t6\n",
        )
        assert list(figures(plan)) == ["GDP"]
        assert codes(done) == ["ragged"]

    def test_decimal_commas(self, read: Reader) -> None:
        plan, done = read(
            "comma.md",
            """| Indicator | Target 2021 | Actual 2021 |
|---|---|---|
| Exports | 1.250 | 1.300 |
| Literacy (%) | 95,5 | 96 |
""",
        )
        assert figures(plan)["Exports"] == {"2021": ({"text": "1.250"}, {"text": "1.300"})}
        assert "decimal-comma" in codes(done)
