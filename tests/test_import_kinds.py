"""The same content in every kind of document reads to the same plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made import KINDS
from reports import SPEAK, tables_of

from plantrack.documents import read as importers
from plantrack.importing.run import Imported, imported
from plantrack.interpret.options import ImportOptions

CONTENT = [
    "某市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告",
    "计划确定的6项指标中，4项指标可以完成。",
    "表1：2023年主要指标完成情况",
    [
        ["序号", "指标", "单位", "属性", "2023年计划", "2023年实际"],
        ["1", "地区生产总值", "亿元", "预期性", "1,200", "1,230.50"],
        ["", "其中：第三产业增加值", "亿元", "预期性", "600左右", "612"],
        ["一、创新发展", "", "", "", "", ""],
        ["2", "研发经费投入强度", "%", "预期性", "≥2.50", "2.41"],
        ["3", "城镇调查失业率", "%", "预期性", "5.5以内", "5.1"],
        ["二、绿色发展", "", "", "", "", ""],
        ["4", "细颗粒物浓度", "微克/立方米", "约束性", "<35", "33*"],
        ["5", "单位能耗降低", "%", "约束性", "完成省下达目标", "能够完成省下达目标"],
        ["6", "进出口总额", "亿美元", "预期性", "10", "8.1"],
    ],
    "有2项指标没有完成年初计划。一是研发经费投入强度，主要是企业投入增长放缓。二是进出口总额指标，主要是外需走弱。",
    "表2：2024年主要指标计划建议",
    [
        ["序号", "指标", "单位", "属性", "2024年计划建议"],
        ["1", "地区生产总值", "亿元", "预期性", "1300"],
        ["", "其中：第三产业增加值", "亿元", "预期性", "650"],
        ["一、创新发展", "", "", "", ""],
        ["2", "研发经费投入强度", "%", "预期性", "2.6"],
        ["3", "城镇调查失业率", "%", "预期性", "5-5.5"],
        ["二、绿色发展", "", "", "", ""],
        ["4", "细颗粒物浓度", "微克/立方米", "约束性", "—"],
        ["5", "单位能耗降低", "%", "约束性", "完成省下达目标"],
        ["6", "进出口总额", "亿美元", "预期性", "9"],
    ],
    "备注：第6项指标因统计口径调整，2024年数据与上年不可比。",
]  # fmt: skip


def plan_of(path: Path) -> tuple[dict[str, Any], Imported]:
    done = imported([importers.read(path)], ImportOptions(), SPEAK)
    return tables_of(done), done


def without_places(plan: dict[str, Any]) -> list[Any]:
    """Everything but where it was found: cells are named after the kind of document."""
    found = []
    for id_, table in plan["indicators"].items():
        years = {
            year: {k: v for k, v in figures.items() if k not in {"cell", "source"}}
            for year, figures in table["years"].items()
        }
        found.append((id_, table | {"years": years}))
    return [*found, plan["sections"]]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    path = tmp_path_factory.mktemp("txt") / "city-2023.txt"
    path.write_bytes(KINDS[".txt"](CONTENT))
    plan, done = plan_of(path)
    assert len(plan["indicators"]) == 7
    assert plan["indicators"]["indicator-1"]["years"]["2023"]["actual"] == "1,230.50"
    assert plan["indicators"]["indicator-2"]["years"]["2023"]["plan"] == "≥2.50"
    assert plan["indicators"]["indicator-2"]["years"]["2023"]["reason"] == "企业投入增长放缓"
    assert plan["indicators"]["indicator-4"]["years"]["2023"]["actual"] == 33
    assert "2024" not in plan["indicators"]["indicator-4"]["years"]
    assert plan["indicators"]["indicator-5"]["years"]["2023"]["outcome"] == "met"
    assert "口径" in plan["indicators"]["indicator-6"]["years"]["2024"]["series_break"]
    assert [s["title"] for s in plan["sections"].values()] == ["创新发展", "绿色发展"]
    ((theirs, ours),) = done.counted
    assert ours is not None
    assert (theirs.total, theirs.achieved) == (ours.total, ours.achieved) == (6, 4)
    return without_places(plan)


@pytest.mark.parametrize("kind", [".md", ".html", ".docx", ".xlsx", ".pdf", ".csv"])
def test_every_kind_reads_to_the_same_plan(kind: str, tmp_path: Path, expected: list[Any]) -> None:
    path = tmp_path / f"city-2023{kind}"
    path.write_bytes(KINDS[kind](CONTENT))
    plan, _ = plan_of(path)
    found = without_places(plan)
    if kind == ".xlsx":  # a number has no thousands separator there; the format shows none
        figures = dict(found[0][1]["years"]["2023"])
        assert figures == {"plan": "1,200", "actual": "1,230.50"}
    assert found == expected


@pytest.mark.parametrize("kind", [".csv", ".tsv"])
def test_separated_files_hold_one_table(kind: str, tmp_path: Path, expected: list[Any]) -> None:
    path = tmp_path / f"city-2023{kind}"
    text = KINDS[".csv"](CONTENT[3:4]).decode()
    path.write_text(text if kind == ".csv" else KINDS[".txt"](CONTENT[3:4]).decode(), "utf-8")
    plan, _ = plan_of(path)
    assert len(plan["indicators"]) == 7
    for (_, table), (_, other) in zip(plan["indicators"].items(), expected, strict=False):
        assert table["name"] == other["name"]
        assert table["years"]["2023"]["plan"] == other["years"]["2023"]["plan"]
        assert table["years"]["2023"]["actual"] == other["years"]["2023"]["actual"]
