"""Layouts that reports come in, of the kinds made by code; the others are in `tests/reports`."""

from __future__ import annotations

import io

from made import as_pdf, word, word_cell, word_row
from reports import Reader, codes, figures


def test_word_merges_changes_and_raised_marks(read_report: Reader) -> None:
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
    plan, done = read_report("merged.docx", word(f"<w:tbl>{table}</w:tbl>"))
    assert figures(plan) == {
        "生产总值": {},
        "总量": {"2023": (100, 101)},
        "增速": {"2023": ("6左右", "6.2")},
        "财政收入": {"2023": (10, 10)},
        "新增就业": {"2023": (6, "6.1")},
    }
    assert plan["indicators"]["item-1-2"]["parent"] == "item-1"
    assert codes(done) == ["group", "mark"]


def test_word_numbers_itself_and_goes_on_over_pages(read_report: Reader) -> None:
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
    plan, done = read_report("split.docx", word(body, numbering=numbering))
    assert [(t["number"], t["name"]) for t in plan["indicators"].values()] == [
        (1, "甲"),
        (2, "乙"),
        (3, "丙"),
    ]
    assert [t.part_of for t in done.read.tables] == [0, 1, 1]
    assert codes(done) == ["carried-on"]  # the part without headings


def test_pdf_table_over_several_pages(read_report: Reader) -> None:
    head = ["序号", "指标名称", "单位", "2023年计划", "2023年实际"]
    rows = [
        [str(n), f"名称比较长而需要换行的第{n}个指标", "亿元", str(100 + n), f"{n}.50"]
        for n in range(1, 61)
    ]
    plan, done = read_report(
        "long.pdf", as_pdf(["某市2023年报告", "表1 2023年指标", [head, *rows]])
    )
    assert len(plan["indicators"]) == 60
    assert figures(plan)["名称比较长而需要换行的第60个指标"] == {"2023": (160, "60.50")}
    last = plan["indicators"]["indicator-60"]["years"]["2023"]["cell"]["plan"]
    assert last.startswith("p2 r")
    assert len(done.read.tables) == 1
    assert codes(done) == []


def test_pdf_without_ruled_lines_is_read_with_a_doubt(read_report: Reader) -> None:
    from reportlab.platypus import SimpleDocTemplate
    from reportlab.platypus import Table as Grid

    stream = io.BytesIO()
    rows = [
        ["Indicator", "Unit", "Target 2022", "Actual 2022"],
        ["Exports", "$m", "500", "450"],
        ["Literacy", "%", "95", "96"],
    ]
    SimpleDocTemplate(stream).build([Grid(rows)])
    plan, done = read_report("bare.pdf", stream.getvalue())
    assert figures(plan)["Exports"] == {"2022": (500, 450)}
    assert codes(done) == ["doubt"]


def test_excel_shows_less_than_it_holds(read_report: Reader) -> None:
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
    plan, done = read_report("shown.xlsx", stream.getvalue())
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


def test_a_title_inside_the_table(read_report: Reader) -> None:
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
    plan, done = read_report("inside.docx", word(f"{attachment}<w:tbl>{rows}</w:tbl>"))
    assert figures(plan)["优良天数比率"] == {"2023": ("≥92", "93.1"), "2024": ("≥92.5", None)}
    assert {table["kind"] for table in plan["indicators"].values()} == {"anticipatory"}
    assert plan["sources"]["table-1"]["title"] == "附件1 某县2023年主要指标"
    assert codes(done) == []
