"""Workbooks: what a reader sees in the cells, and no figure from where nothing shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

import pytest
from made import word
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from plantrack.documents.document import Document, Paragraph, Table
from plantrack.documents.errors import DocumentError
from plantrack.documents.excel.xlsx import read


def made(rows: Sequence[Any], change: Callable[[Any], object] = lambda _: None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def texts(document: Document) -> list[Any]:
    """Paragraphs as texts, tables as rows of texts."""
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[c.text for c in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Paragraph | Table)
    ]


def said(document: Document) -> str:
    return " ".join(map(str, document.doubts))


HEAD = ["指标", "计划", "实际"]


def test_hidden_rows_and_columns_part_no_table() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.merge_cells("C1:D1")

    rows = [["指标", "计划", "实际", None], ["甲", 1, 9, 2], ["乙", 3, 9, 4], ["丙", 5, 9, 6]]
    document = read(made(rows, hide), "a.xlsx")
    assert texts(document) == [[["指标", "计划", "实际"], ["甲", "1", "2"], ["丙", "5", "6"]]]
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [c.across for c in table.rows[0]] == [False, False, False]
    assert "hidden rows or columns" in said(document)


def test_merged_areas_reach_over_what_shows() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("E1:F9")  # nothing in it

    document = read(made([["类", "计划", None], ["甲", 1, 2], [None, 3, 4]], merge), "a.xlsx")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [[(c.text, c.across, c.down) for c in row] for row in table.rows] == [
        [("类", False, False), ("计划", False, False), ("计划", True, False)],
        [("甲", False, False), ("1", False, False), ("2", False, False)],
        [("甲", False, True), ("3", False, False), ("4", False, False)],
    ]


def test_what_is_struck_is_left_out() -> None:
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    rich = CellRichText("9", TextBlock(InlineFont(), "5"), TextBlock(raised, "2"))
    changed = CellRichText(TextBlock(struck, "10"), "12")

    def strike(sheet: Any) -> None:
        sheet["B3"].font = Font(strike=True)
        sheet["C3"].font = Font(bold=True)

    document = read(made([HEAD, ["甲", rich, changed], ["乙", 7, 8]], strike), "a.xlsx")
    assert texts(document) == [[HEAD, ["甲", "95²", "12"], ["乙", "", "8"]]]


def test_values_that_are_no_numbers() -> None:
    def formats(sheet: Any) -> None:
        sheet["B1"].number_format = 'yyyy"年"'
        sheet["C1"].number_format = "yyyy-mm-dd"

    rows = [["指标", date(2021, 1, 1), datetime(2022, 3, 5)], ["甲", True, time(6, 30)]]
    document = read(made([*rows, ["  ", 1, 2]], formats), "a.xlsx")
    assert texts(document) == [
        [["指标", "2021年", "2022-03-05"], ["甲", "TRUE", "06:30:00"], ["", "1", "2"]]
    ]


def test_zeros_that_the_sheet_does_not_show_are_no_figures() -> None:
    def no_zeros(sheet: Any) -> None:
        sheet.sheet_view.showZeros = False

    assert texts(read(made([HEAD, ["甲", 0, 1]]), "a.xlsx")) == [[HEAD, ["甲", "0", "1"]]]
    document = read(made([HEAD, ["甲", 0, 1]], no_zeros), "a.xlsx")
    assert texts(document) == [[HEAD, ["甲", "", "1"]]]
    assert "B2" in said(document)


def test_rows_of_one_text_are_paragraphs() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")

    document = read(
        made([["某市2021年计划"], [], HEAD, ["甲", 1, 2], [], [], ["注"]], merge), "a.xlsx"
    )
    assert texts(document) == ["某市2021年计划", [HEAD, ["甲", "1", "2"]], "注"]

    def hide(sheet: Any) -> None:
        sheet.parent.create_sheet("x").sheet_state = "hidden"

    hidden = read(made([], hide), "a.xlsx")
    assert texts(hidden) == []
    assert "hidden sheet “x”" in said(hidden)


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part rewritten."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_without_result_is_said_under_any_prefix() -> None:
    content = made([HEAD, ["甲", "=1+1", 2]])

    def prefixed(xml: bytes) -> bytes:
        for tag in (b"c", b"f", b"v"):
            xml = xml.replace(b"<" + tag + b" ", b"<x:" + tag + b" ")
            xml = xml.replace(b"<" + tag + b">", b"<x:" + tag + b">")
            xml = xml.replace(b"</" + tag + b">", b"</x:" + tag + b">")
            xml = xml.replace(b"<" + tag + b"/>", b"<x:" + tag + b"/>")
        return xml.replace(b"<worksheet ", b'<worksheet xmlns:x="%s" ' % MAIN)

    for one in (content, changed(content, SHEET, prefixed)):
        document = read(one, "a.xlsx")
        assert "B2" in said(document)
        assert texts(document) == [[HEAD, ["甲", "", "2"]]]


def test_parts_that_are_no_xml_are_not_looked_at() -> None:
    stream = io.BytesIO(made([HEAD, ["甲", 1, 2]]))
    with zipfile.ZipFile(stream, "a") as book:
        book.writestr("docProps/thumbnail.jpeg", b"\0<!DOCTYPE")
    assert texts(read(stream.getvalue(), "a.xlsx")) == [[HEAD, ["甲", "1", "2"]]]


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (word(""), "no .xlsx"),
        (changed(made([HEAD]), SHEET, lambda xml: xml.decode().encode("utf-16")), "broken"),
        (changed(made([HEAD]), "xl/workbook.xml", lambda _: b"<workbook"), "broken"),
        (changed(made([HEAD]), SHEET, lambda xml: xml[:-40]), "broken"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        read(content, "a.xlsx")


def test_what_a_cell_shows_otherwise_than_it_was_typed_is_told() -> None:
    def formats(sheet: Any) -> None:
        for place, number_format in {
            "B1": "#,##0", "C1": "#,##0,", "D1": "0.0", "E1": 'm"月"d"日"', "F1": 'yyyy"年"m"月"',
            "G1": "0.0%",
        }.items():  # fmt: skip
            sheet[place].number_format = number_format

    row = ["Tons", 30.5, 1_234_567, 1 / 3, date(2023, 5, 6), date(2023, 5, 1), 0.305]
    document = read(made([row], formats), "a.xlsx")
    assert texts(document) == [
        [["Tons", "30.5", "1,234.567", "0.3", "2023-05-06", "2023年5月", "30.5%"]]
    ]
    assert [str(doubt) for doubt in document.doubts] == [
        "cells show fewer decimals than were typed and are read as typed: Sheet!B1 30.5 (31)",
        "cells show thousands or millions of what they hold and are read as shown: "
        "Sheet!C1 1,234.567",
        "cells hold more digits than they show and are read as shown: Sheet!D1",
        "cells hold a day without its year, which may be a range such as 5-6: Sheet!E1 06.05.2023",
    ]


def test_many_such_cells_are_one_doubt_with_their_number() -> None:
    def formats(sheet: Any) -> None:
        for row in range(1, 12):
            sheet[f"B{row}"].number_format = "0"

    document = read(made([[f"x{n}", n + 0.5] for n in range(11)], formats), "a.xlsx")
    (doubt,) = map(str, document.doubts)
    assert doubt.endswith("Sheet!B8 7.5 (8), … (11)")
