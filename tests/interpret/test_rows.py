"""The passes for units and figures, and all passes together: a sheet in, its reading out."""

from __future__ import annotations

import pytest
from sheets import HEAD, sheet_of

from plantrack.interpret.doubt import DoubtCode
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.rows.entry import RowEntry, RowKind
from plantrack.interpret.rows.hold_units import hold_units, unit_of_headings
from plantrack.interpret.rows.read_rows import read_rows
from plantrack.interpret.sheet import Sheet

WITHOUT_UNITS = ("序号", "指标", "2023年计划", "2023年实际")


def entry(name: str, *cells: str, unit: str | None = None) -> RowEntry:
    sheet = sheet_of(["1", name, *cells], head=WITHOUT_UNITS)
    return RowEntry(name, sheet.rows[0].spot, unit=unit, rows=(sheet.rows[0],))


def held(one: RowEntry, sheet: Sheet) -> tuple[str | None, bool, str]:
    ((entry_, doubt),) = hold_units([one], sheet)
    return entry_.unit, entry_.own_unit, doubt.code.value if doubt else ""


def test_the_unit_is_the_rows_own_else_that_above() -> None:
    plain = sheet_of(head=WITHOUT_UNITS)
    assert held(entry("收入", "5", "6", unit="亿元"), plain) == ("亿元", True, "")
    assert held(entry("收入", "5亿元", "6亿元"), plain) == ("亿元", True, "")
    assert held(entry("收入", "5亿元", "6万元"), plain) == (None, False, "")
    assert held(entry("收入", "5", "6"), plain) == (None, False, "")
    above = sheet_of(head=WITHOUT_UNITS, unit="亿元")
    assert held(entry("收入", "5", "6"), above) == ("亿元", True, "")
    assert held(entry("失业率", "5", "6"), above) == (None, True, "unit")
    assert held(entry("增速", "5", "6"), sheet_of(head=WITHOUT_UNITS, unit="%"))[0] == "%"


def test_a_heading_may_hold_the_unit_of_all_figures() -> None:
    sheet = sheet_of(head=("序号", "指标", "2023年计划（亿元）", "2023年实际"))
    assert unit_of_headings(sheet) == "亿元"
    assert held(entry("收入", "5", "6"), sheet) == ("亿元", False, "")


def test_figures_stand_under_their_year_and_part_with_their_cell() -> None:
    reading = read_rows(sheet_of(["1", "收入", "亿元", "5", "6.10"]))
    (one,) = reading.entries
    assert [(f.year, f.part, f.figure.text, f.ref) for f in one.figures] == [
        (2023, "plan", "5", "r2c4"), (2023, "actual", "6.10", "r2c5"),
    ]  # fmt: skip
    assert not reading.doubts and reading.rows == 1


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("#REF!", DoubtCode.CELL),
        ("约5至x", DoubtCode.CELL),
        ("<6", DoubtCode.MERGED),
        ("TBD", DoubtCode.NO_VALUE),
    ],
)
def test_a_cell_that_is_doubtful_is_told(cell: str, code: DoubtCode) -> None:
    reading = read_rows(sheet_of(["1", "收入", "亿元", "5", cell], ["2", "税收", "亿元", "5", "6"]))
    assert code in [doubt.code for doubt in reading.doubts]


def test_a_column_in_another_unit_is_asked_about_once() -> None:
    head = ("序号", "指标", "2022年实际（亿元）", "2023年计划（%）")
    reading = read_rows(sheet_of(["1", "收入", "5", "6"], ["2", "税收", "5", "6"], head=head))
    assert [doubt.code for doubt in reading.doubts] == [DoubtCode.QUESTION]
    assert [len(one.figures) for one in reading.entries] == [1, 1]


def test_points_that_may_part_thousands_are_asked_about() -> None:
    reading = read_rows(sheet_of(["1", "收入", "亿元", "1.250", "2.300"]))
    assert [doubt.code for doubt in reading.doubts] == [DoubtCode.QUESTION]
    assert not reading.entries[0].figures
    commas = read_rows(sheet_of(["1", "收入", "亿元", "1,5", "2,25"]))
    assert [doubt.code for doubt in commas.doubts] == [DoubtCode.DECIMAL_COMMA]
    assert all(not figure.figure.readable for figure in commas.entries[0].figures)


def test_reasons_notes_and_outcomes_stand_by_their_year() -> None:
    head = (*HEAD, "是否完成", "2022年未完成原因", "备注")
    row = ["1", "收入", "亿元", "5", "4", "否", "市场下行", "旧口径"]
    (one,) = read_rows(sheet_of(row, head=head)).entries
    assert dict(one.texts) == {
        "outcome": "missed", "reason-2022": "市场下行", "note": "旧口径",
    }  # fmt: skip
    asked = read_rows(sheet_of([*row[:5], "红灯", "", ""], head=head))
    assert [doubt.code for doubt in asked.doubts] == [DoubtCode.OUTCOME]
    known = ImportOptions(outcomes={"红灯": "missed"})
    told = read_rows(sheet_of([*row[:5], "红灯", "", ""], head=head, options=known))
    assert told.entries[0].texts["outcome"] == "missed" and not told.doubts


def test_every_row_has_a_label_and_doubts_follow_the_rows() -> None:
    rows = [["1", "收入", "亿元", "5", "6"], ["", "", "", "7", ""], list(HEAD),
            ["2", "税收", "亿元", "#REF!", "6"], ["注：x", "", "", "", ""]]  # fmt: skip
    reading = read_rows(sheet_of(*rows))
    assert [label.kind for _, label in reading.labels] == [
        RowKind.INDICATOR, RowKind.LONE, RowKind.HEADING, RowKind.INDICATOR, RowKind.NOTE,
    ]  # fmt: skip
    assert [spot.row for spot, _ in reading.labels] == [2, 3, 4, 5, 6]
    assert [doubt.code for doubt in reading.doubts] == [DoubtCode.LONE, DoubtCode.CELL]
    assert [text for text, _ in reading.notes] == ["注：x"]


def test_brackets_that_hold_no_unit_are_asked_about_where_most_do() -> None:
    rows = [["1", "收入（亿元）", "5", "6"], ["2", "税收（亿元）", "5", "6"],
            ["3", "道路（新建）", "5", "6"]]  # fmt: skip
    reading = read_rows(sheet_of(*rows, head=WITHOUT_UNITS))
    assert [doubt.code for doubt in reading.doubts] == [DoubtCode.UNIT]
