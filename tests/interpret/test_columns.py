"""The passes over a table's headings: rows of cells in, what each column holds out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sheets import cells

from plantrack.documents.document import Table
from plantrack.interpret.columns.column import Context, Layout
from plantrack.interpret.columns.content import look_below
from plantrack.interpret.columns.headings import find_headings
from plantrack.interpret.columns.layout import read_columns, read_headings
from plantrack.interpret.headers import Role, classify
from plantrack.interpret.options import ColumnOption


def layout(*rows: Sequence[str], context: Context | None = None) -> Layout:
    found = read_headings(Table(tuple(cells(*row) for row in rows)), context or Context())
    assert found is not None
    return found


def roles(found: Layout) -> list[str]:
    return [f"{c.role.value}:{c.year}" if c.year else c.role.value for c in found.columns]


def test_titles_stand_above_the_headings_and_the_body_below() -> None:
    rows = [("表1", "<表1", "<表1"), ("指标", "2023年计划", "2023年实际"), ("收入", "5", "6")]
    found = find_headings([cells(*row) for row in rows])
    assert found is not None
    assert (found.titles, found.first, found.start) == (("表1",), 1, 2)


def test_two_rows_of_headings_are_read_together() -> None:
    found = layout(("指标", "2023年", "<2023年"), ("^指标", "计划", "实际"), ("收入", "5", "6"))
    assert roles(found) == ["name", "plan:2023", "actual:2023"]
    assert (found.first, found.start) == (0, 2)


def test_without_a_column_of_names_there_are_no_headings_unless_the_user_names_them() -> None:
    rows = [cells("甲", "乙"), cells("收入", "5")]
    assert find_headings(rows) is None
    assert find_headings(rows, named=True) is not None
    given = {1: ColumnOption(Role.NAME), 2: ColumnOption(Role.PLAN, 2023)}
    assert roles(layout(("甲", "乙"), ("收入", "5"), context=Context(options=given))) == [
        "name", "plan:2023",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "below", "role"),
    [
        ("类别", ["约束性", "预期性"], Role.KIND),
        ("指标类型", ["经济", "民生"], Role.SECTION),
        ("2023年完成情况", ["完成", "未完成"], Role.OUTCOME),
        ("2023年完成情况", ["5", "6"], Role.ACTUAL),
        ("完成状态", ["5", "6"], Role.UNKNOWN),
        ("指标", ["CS01", "CS02"], Role.NUMBER),
    ],
)
def test_what_stands_below_tells_what_a_heading_does_not(
    heading: str, below: list[str], role: Role
) -> None:
    body = [cells(text, "x") for text in below]
    assert look_below([classify(heading), classify("说明")], body)[0].role is role


@pytest.mark.parametrize(
    ("headings", "context", "expected"),
    [
        (["2020年", "2025年"], Context(caption="2021—2025年规划"), ["baseline:2020", "plan:2025"]),
        (["2022年实际", "2023年"], Context(), ["actual:2022", "plan:2023"]),
        (["2023年", "2024年计划"], Context(), ["baseline:2023", "plan:2024"]),
        (["上年实际", "计划"], Context(2023), ["actual:2022", "plan:2023"]),
        (["2023年计划", "实际"], Context(), ["plan:2023", "actual:2023"]),
        (["计划", "实际"], Context(title="2023年计划执行情况"), ["plan:2023", "actual:2023"]),
        (["年均增长", "2025年目标"], Context(), ["period:2025", "plan:2025"]),
    ],
)
def test_the_year_of_a_column(headings: list[str], context: Context, expected: list[str]) -> None:
    columns = read_columns([classify(text) for text in ["指标", *headings]], context)
    assert roles(Layout(columns, (), 0, 1))[1:] == expected
    assert not any(column.question for column in columns)


@pytest.mark.parametrize(
    ("headings", "caption", "asked"),
    [
        (["2023年"], "", "is it a target or an actual?"),
        (["计划"], "", "is of which year?"),
        (["2022年实际", "2023年预计"], "", "is it a target or an actual?"),
        (["2023年计划", "2023年目标"], "", "which one counts?"),
        (["2023年计划"], "主要指标增速", "hold its indicators' own"),
    ],
)
def test_what_has_to_be_asked_of_a_column(headings: list[str], caption: str, asked: str) -> None:
    columns = read_columns(
        [classify(text) for text in ["指标", *headings]], Context(caption=caption)
    )
    questions = [str(column.question) for column in columns if column.question]
    assert questions and all(asked in question for question in questions)
    assert not Layout(columns, (), 0, 1).figures or "预计" in headings[-1]
