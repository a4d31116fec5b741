"""What an import asks rather than guesses: areas, lone rows, opposed names, reasons, outcomes."""

from __future__ import annotations

import pytest
from made import as_markdown
from reports import HEAD, Reader, codes, indicators

from plantrack.interpret.directions import _names_something_bad
from plantrack.interpret.indicators.likeness import opposed


@pytest.mark.parametrize("narrower", ["工业固定资产投资", "民间固定资产投资"])
def test_the_reason_of_a_part_is_not_that_of_the_whole(read_report: Reader, narrower: str) -> None:
    content = [
        [HEAD, ["1", "固定资产投资", "亿元", "100", "95"]],
        f"有1项指标没有完成。一是{narrower}下降，主要是新开工项目不足。",
    ]
    _, done = read_report("made.md", as_markdown(content))
    (one,) = indicators(done).values()
    assert "reason" not in one["years"]["2023"]
    assert "reason" in codes(done)


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
def test_opposites_are_never_one_indicator_renamed(
    read_report: Reader, first: str, second: str
) -> None:
    assert opposed(first, second)
    later = ["序号", "指标", "单位", "2024年计划"]
    content = [[HEAD, ["1", first, "", "3", "4"]], [later, ["1", second, "", "5"]]]
    _, done = read_report("made.md", as_markdown(content))
    assert list(indicators(done)) == [first, second]
    assert "renamed" not in codes(done)


@pytest.mark.parametrize(("said", "asked"), [("未完成", True), ("完成", False)])
def test_an_outcome_that_the_figures_contradict_is_asked_about(
    read_report: Reader, said: str, asked: bool
) -> None:
    table = [[*HEAD, "是否完成"], ["1", "某某指数", "", "50", "52", said]]
    _, done = read_report("made.md", as_markdown([table]))
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
