"""What an import asks rather than guesses: areas, lone rows, opposed names, reasons, outcomes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from made import Content, as_markdown

from plantrack.importing.run import Imported, imported, read_all
from plantrack.interpret.directions import _names_something_bad
from plantrack.interpret.indicators.likeness import opposed
from plantrack.interpret.options import ImportOptions
from plantrack.messages.message import untranslated

HEAD = ["序号", "指标", "单位", "2023年计划", "2023年实际"]


def read(tmp_path: Path, *documents: Content) -> tuple[list[dict[str, Any]], Imported]:
    """The indicators of the documents, and what is said of them."""
    paths = []
    for number, content in enumerate(documents):
        path = tmp_path / f"{number}.md"
        path.write_bytes(as_markdown(content))
        paths.append(path)
    done = imported(
        read_all(paths, lambda *_: None), ImportOptions(), {"en": untranslated, "zh": untranslated}
    )
    return list(tomllib.loads(done.text)["indicators"].values()), done


def codes(done: Imported) -> set[str]:
    return {point.code for point in done.read.doubts}


def test_a_full_width_percent_sign_is_a_unit(tmp_path: Path) -> None:
    (one,), _ = read(tmp_path, [[HEAD, ["1", "城镇化率", "％", "60", "61％"]]])
    assert one["unit"] == "%"
    assert one["years"]["2023"]["actual"] == "61％"


@pytest.mark.parametrize("narrower", ["工业固定资产投资", "民间固定资产投资"])
def test_the_reason_of_a_part_is_not_that_of_the_whole(tmp_path: Path, narrower: str) -> None:
    content = [
        [HEAD, ["1", "固定资产投资", "亿元", "100", "95"]],
        f"有1项指标没有完成。一是{narrower}下降，主要是新开工项目不足。",
    ]
    (one,), done = read(tmp_path, content)
    assert "reason" not in one["years"]["2023"]
    assert "reason" in codes(done)


def test_whose_indicator_it_is_may_stand_before_its_name(tmp_path: Path) -> None:
    content = [
        [HEAD, ["1", "固定资产投资", "亿元", "100", "95"]],
        "有1项指标没有完成。一是全市固定资产投资，主要是新开工项目不足。",
    ]
    (one,), _ = read(tmp_path, content)
    assert one["years"]["2023"]["reason"] == "新开工项目不足"


def test_a_row_without_figures_yet_is_no_section(tmp_path: Path) -> None:
    table = [
        ["指标", "2023年计划", "2023年实际"],
        ["地区生产总值（亿元）", "330", "328"],
        ["研发经费投入强度（%）", "", ""],
        ["新增就业（人）", "5000", "5100"],
    ]
    indicators, _ = read(tmp_path, [table])
    assert [one["name"] for one in indicators] == ["地区生产总值", "研发经费投入强度", "新增就业"]
    assert not any("section" in one for one in indicators)


def test_a_title_alone_on_its_row_is_a_section_and_said_to_be(tmp_path: Path) -> None:
    table = [HEAD, ["", "经济发展", "", "", ""], ["1", "税收", "亿元", "3", "4"]]
    (one,), done = read(tmp_path, [table])
    assert one["section"] == "section-1"
    assert "section" in codes(done)


def test_a_text_alone_under_the_figures_is_no_section(tmp_path: Path) -> None:
    rows = [["1", "税收", "亿元", "3", "4"], ["", "", "", "", "第1页"], ["", "", "", "待定", ""]]
    (one,), done = read(tmp_path, [[HEAD, *rows]])
    assert "section" not in one
    assert "lone" in codes(done)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第一产业增加值", "第二产业增加值"),
        ("出口总额", "进口总额"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("城镇登记失业率", "城镇调查失业率"),
        ("规模以上工业企业数", "规模以下工业企业数"),
        ("地区生产总值", "地区生产总值增速"),
    ],
)
def test_opposites_are_never_one_indicator_renamed(tmp_path: Path, first: str, second: str) -> None:
    assert opposed(first, second)
    later = ["序号", "指标", "单位", "2024年计划"]
    content = [[HEAD, ["1", first, "", "3", "4"]], [later, ["1", second, "", "5"]]]
    indicators, done = read(tmp_path, content)
    assert [one["name"] for one in indicators] == [first, second]
    assert "renamed" not in codes(done)


def test_a_table_of_another_area_is_passed_over(tmp_path: Path) -> None:
    content = [
        "表1 主要指标",
        [HEAD, ["1", "地区生产总值", "亿元", "330", "328"]],
        "表2 高新区主要指标",
        [["序号", "指标", "单位", "2024年计划"], ["1", "地区生产总值", "亿元", "120"]],
    ]
    (one,), done = read(tmp_path, content)
    assert list(one["years"]) == ["2023"]
    assert "area" in codes(done)


def test_a_table_of_who_does_what_is_passed_over(tmp_path: Path) -> None:
    content = [
        [HEAD, ["1", "地区生产总值", "亿元", "330", "328"]],
        "附表2",
        [
            ["序号", "项目", "单位", "2024年计划", "2024年完成"],
            ["1", "老旧小区改造", "住建局", "10", "9"],
            ["2", "学校新建", "教育局", "2", "2"],
        ],
    ]
    indicators, _ = read(tmp_path, content)
    assert [one["name"] for one in indicators] == ["地区生产总值"]


def test_a_table_without_a_year_takes_no_numbers(tmp_path: Path) -> None:
    content = [
        [["序号", "民生实事", "单位", "目标"], ["1", "修路", "公里", "10"]],
        "附表2",
        [HEAD, ["1", "地区生产总值", "亿元", "330", "328"]],
    ]
    (one,), _ = read(tmp_path, content)
    assert (one["number"], one["name"]) == (1, "地区生产总值")


@pytest.mark.parametrize(("said", "asked"), [("未完成", True), ("完成", False)])
def test_an_outcome_that_the_figures_contradict_is_asked_about(
    tmp_path: Path, said: str, asked: bool
) -> None:
    table = [[*HEAD, "是否完成"], ["1", "某某指数", "", "50", "52", said]]
    _, done = read(tmp_path, [table])
    assert ("outcome-contradicted" in codes(done)) is asked


@pytest.mark.parametrize(
    "name", ["儿童青少年近视率", "化肥施用量", "城乡居民收入倍差", "万元GDP水耗", "response time"]
)
def test_less_is_better(name: str) -> None:
    assert _names_something_bad(name)


@pytest.mark.parametrize(
    "name",
    [
        "传染病网络直报率",
        "脱贫人数",
        "应急演练次数",
        "非化石能源占能源消费总量比重",
        "debt collected",
    ],
)
def test_more_is_better(name: str) -> None:
    assert not _names_something_bad(name)
