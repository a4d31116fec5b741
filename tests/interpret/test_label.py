"""The first pass over rows: a sheet in, what each row is out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sheets import HEAD, cells, sheet_of

from plantrack.documents.document import Cell
from plantrack.interpret.doubt import DoubtCode
from plantrack.interpret.rows.entry import RowKind
from plantrack.interpret.rows.habits import find_habits
from plantrack.interpret.rows.label import LabelledRow, is_note, label_rows
from plantrack.interpret.sheet import Sheet


def labelled(sheet: Sheet) -> list[LabelledRow]:
    return list(label_rows(sheet, find_habits(sheet)))


def kinds(*rows: Sequence[str], head: Sequence[str] = HEAD) -> list[RowKind]:
    return [row.label.kind for row in labelled(sheet_of(*rows, head=head))]


PLAIN = ["1", "收入", "亿元", "5", "6"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["", "", "", "", ""], RowKind.BLANK),
        (list(HEAD), RowKind.HEADING),
        (["注：含附加", "", "", "", ""], RowKind.NOTE),
        (["", "* 初步数", "", "", ""], RowKind.NOTE),
        (["", "", "", "", "第3页"], RowKind.PAGE),
        (["", "续表", "", "", ""], RowKind.PAGE),
        (["共1项指标", "", "", "", ""], RowKind.COUNT),
        (["", "", "", "7", ""], RowKind.LONE),
        (["", "", "", "待定说明", ""], RowKind.LONE),
        (["一、经济发展", "", "", "", ""], RowKind.SECTION),
        (["", "民生", "", "", ""], RowKind.SECTION),
        (["经济", *["<经济"] * 4], RowKind.SECTION),
        (["一", "发展质量", "亿元", "", ""], RowKind.SECTION),
        (["2", "税收", "亿元"], RowKind.RAGGED),
        (["2", "", "亿元", "5", "6"], RowKind.NAMELESS),
        (["", "其中：", "", "", ""], RowKind.OF_WHICH),
        (["2", "税收", "亿元", "5", "6"], RowKind.INDICATOR),
        (["2", "税收", "", "", ""], RowKind.INDICATOR),
        (["", "税收（亿元）", "", "", ""], RowKind.INDICATOR),
        (["", "其中：税收", "亿元", "5", "6"], RowKind.PART),
    ],
)
def test_what_a_row_is(row: list[str], kind: RowKind) -> None:
    assert kinds(PLAIN, row)[1] is kind


def test_a_name_in_two_columns_is_a_part_of_the_wider_one() -> None:
    head = ("指标", "指标", "2023年计划")
    first, second = labelled(sheet_of(["产值", "总量", "5"], ["^产值", "增速", "6"], head=head))
    assert first.label.kind is second.label.kind is RowKind.PART
    assert str(first.label.why) == "its name stands under “产值”"


def test_where_every_name_has_a_bullet_it_makes_no_part() -> None:
    bulleted = [["1", "— 收入", "", "5", "6"], ["2", "— 税收", "", "5", "6"]]
    assert kinds(*bulleted) == [RowKind.INDICATOR] * 2
    assert kinds(PLAIN, ["", "— 税收", "", "5", "6"])[1] is RowKind.PART


def test_a_row_without_its_number_cell_is_mended_by_the_kind() -> None:
    head = ("序号", "指标", "属性", "2023年计划")
    sheet = sheet_of(["1", "收入", "预期性", "5"], ["税收", "预期性", "6"], head=head)
    short = labelled(sheet)[1]
    assert short.label.kind is RowKind.INDICATOR
    assert [cell.text for cell in short.row.cells] == ["", "税收", "预期性", "6"]
    assert kinds(["1", "收入", "预期性", "5"], ["税收", "6", "7"], head=head)[1] is RowKind.RAGGED


def test_what_is_left_out_or_doubtful_is_told_at_its_row() -> None:
    rows = [PLAIN, ["", "", "", "7", ""], ["2", "", "亿元", "5", "6"], ["2", "税收"],
            ["", "民生", "", "", ""]]  # fmt: skip
    doubts = [row.doubt for row in labelled(sheet_of(*rows))]
    assert doubts[0] is None
    assert [doubt.code for doubt in doubts[1:] if doubt] == [
        DoubtCode.LONE, DoubtCode.NAMELESS, DoubtCode.RAGGED, DoubtCode.SECTION,
    ]  # fmt: skip
    assert [doubt.spot.row for doubt in doubts[1:] if doubt] == [3, 4, 5, 6]


def test_a_title_printed_again_is_the_same_title() -> None:
    rows = labelled(sheet_of(PLAIN, ["Health (continued)", *["<Health (continued)"] * 4]))
    assert (rows[1].label.kind, rows[1].text) == (RowKind.SECTION, "Health")


def test_names_are_parted_from_numbers_codes_and_signs() -> None:
    head = ("指标", "2023年计划")
    row = labelled(sheet_of(["3. 收入", "5"], ["　其中：税收", "6"], head=head))
    assert row[0].name is not None and row[1].name is not None
    assert (row[0].name.number, row[0].name.text) == (3, "收入")
    assert (row[1].name.indent, row[1].name.text, row[1].name.is_marked) == (1, "税收", True)


def test_every_label_says_why() -> None:
    assert all(str(row.label.why) for row in labelled(sheet_of(PLAIN, ["", "民生", "", "", ""])))


def test_a_note_by_its_first_words() -> None:
    assert is_note("备注：x") and is_note("① x") and not is_note("注重效益")
    assert cells("a", "<a")[1] == Cell("a", across=True)
