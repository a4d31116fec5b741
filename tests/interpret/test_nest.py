"""The passes that say what a row is a part of: a sheet in, an outline out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sheets import HEAD, sheet_of

from plantrack.interpret.doubt import DoubtCode
from plantrack.interpret.rows.describe import describe_rows
from plantrack.interpret.rows.entry import RowKind
from plantrack.interpret.rows.habits import find_habits
from plantrack.interpret.rows.label import label_rows
from plantrack.interpret.rows.nest import Outline, nest_rows
from plantrack.interpret.rows.place import shared_start
from plantrack.interpret.sheet import Sheet

UNNUMBERED = ("指标", "单位", "2023年计划", "2023年实际")


def outline(sheet: Sheet) -> Outline:
    habits = find_habits(sheet)
    return nest_rows(describe_rows(label_rows(sheet, habits), sheet), sheet, habits)


def tree(*rows: Sequence[str], head: Sequence[str] = HEAD) -> list[str]:
    """Every entry's name, behind that of what it is a part of."""
    entries = outline(sheet_of(*rows, head=head)).entries
    names = {entry.key: entry.name for entry in entries}
    return [
        f"{names[entry.parent]} > {entry.name}" if entry.parent is not None else entry.name
        for entry in entries
    ]


def row(number: str, name: str, plan: str = "5", actual: str = "6") -> list[str]:
    return [number, name, "", plan, actual]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("1", "收入"), row("2", "税收")], ["收入", "税收"]),
        ([row("1", "收入"), row("", "其中：工资")], ["收入", "收入 > 工资"]),
        ([row("1", "收入"), row("", "工资")], ["收入", "收入 > 工资"]),
        ([row("1", "收入"), row("(1)", "工资"), row("(2)", "奖金")],
         ["收入", "收入 > 工资", "收入 > 奖金"]),
        ([row("1", "收入"), row("1.1", "工资"), row("2", "税收"), row("1.2", "奖金")],
         ["收入", "收入 > 工资", "税收", "奖金"]),
        ([row("1", "收入"), row("^1", "工资")], ["收入", "收入 > 工资"]),
        ([row("一", "收入"), row("1", "工资"), row("二", "税收")], ["收入", "收入 > 工资", "税收"]),
        ([row("1", "收入"), ["", "民生", "", "", ""], row("", "工资")], ["收入", "工资"]),
        ([row("1", "人员——医师"), row("1", "人员——护士")], ["人员", "人员 > 医师", "人员 > 护士"]),
        ([row("1", "人员", "", ""), row("1", "人员——护士")], ["人员", "人员 > 护士"]),
    ],
)  # fmt: skip
def test_what_a_row_is_a_part_of(rows: list[list[str]], expected: list[str]) -> None:
    assert tree(*rows) == expected


def test_without_numbers_parts_are_set_in() -> None:
    rows = [["收入", "", "5", "6"], ["其中：", "", "", ""], ["　工资", "", "5", "6"],
            ["　奖金", "", "5", "6"], ["税收", "", "5", "6"]]  # fmt: skip
    assert tree(*rows, head=UNNUMBERED) == ["收入", "收入 > 工资", "收入 > 奖金", "税收"]
    codes = [doubt.code for _, doubt in outline(sheet_of(*rows, head=UNNUMBERED)).doubts]
    assert codes == [DoubtCode.PART]


def test_a_wider_name_is_an_indicator_above_its_parts() -> None:
    head = ("指标", "指标", "2023年计划")
    rows = [["产值", "总量", "5"], ["^产值", "增速", "6"], ["税收", "税收", "7"]]
    assert tree(*rows, head=head)[:3] == ["产值", "产值 > 总量", "产值 > 增速"]
    assert [d.code for _, d in outline(sheet_of(*rows[:2], head=head)).doubts] == [DoubtCode.GROUP]


def test_labels_say_in_the_end_what_each_row_is() -> None:
    rows = [row("1", "收入"), row("", "工资"), row("1", "奖金"), ["", "民生", "", "", ""]]
    found = outline(sheet_of(*rows))
    assert [label.kind for label in found.labels] == [
        RowKind.INDICATOR, RowKind.PART, RowKind.PART, RowKind.SECTION,
    ]  # fmt: skip
    assert [str(label.why) for label in found.labels[:3]] == [
        "it has number 1", "no number stands before it", "number 1 is that of the row above too",
    ]  # fmt: skip
    assert [doubt.code for _, doubt in found.doubts] == [DoubtCode.SAME_NUMBER]


def test_a_row_of_actuals_goes_on_with_the_row_of_its_targets() -> None:
    head = ("指标", "计划或实际", "2023年计划", "2024年计划")
    rows = [["收入", "计划", "5", "6"], ["收入", "实际", "4", ""], ["税收", "计划", "7", "8"],
            ["税收", "实际", "7", "8"], ["税收", "实际", "9", "9"]]  # fmt: skip
    found = outline(sheet_of(*rows, head=head))
    assert [(entry.name, len(entry.rows)) for entry in found.entries] == [
        ("收入", 2), ("税收", 2), ("税收", 1),
    ]  # fmt: skip
    assert [label.kind for label in found.labels].count(RowKind.SAME) == 2


def test_numbers_titles_and_counts_are_kept_for_counting() -> None:
    rows = [title("一、经济（1项）"), row("1", "收入"), row("", "工资"),
            ["共2项指标", "", "", "", ""]]  # fmt: skip
    found = outline(sheet_of(*rows))
    assert [number for number, _ in found.numbers] == [1]
    assert [(title.text, title.before) for title in found.sections] == [("一、经济（1项）", 0)]
    assert [(count.text, count.before) for count in found.counts] == [("共2项指标", 2)]


def title(text: str) -> list[str]:
    return [text, *[f"<{text}"] * 4]


def test_sections_and_kinds_hold_for_the_rows_below() -> None:
    rows = [title("一、经济"), row("1", "收入"), title("约束性指标"), row("2", "税收"),
            title("二、民生（预期性）"), row("3", "就业"), title("三、生态"),
            row("4", "绿地")]  # fmt: skip
    entries = outline(sheet_of(*rows)).entries
    assert [(entry.section, entry.kind) for entry in entries] == [
        ("经济", None), ("经济", "binding"), ("民生", "anticipatory"), ("生态", None),
    ]  # fmt: skip


def test_what_two_names_share() -> None:
    assert shared_start("人员——医师", "人员——护士") == ("人员", "医师", "护士")
    assert shared_start("收入", "税收") == ("", "收入", "税收")
