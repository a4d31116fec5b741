"""The embedded plan against the report's two tables, transcribed here on their own."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from conftest import ROOT

Cells = tuple[str, ...]
KINDS = {"预期性": "anticipatory", "约束性": "binding"}


def transcribed(report: str, start: str, end: str, figures: int) -> list[Cells]:
    """(section, number, name, unit, kind, figures…) of each row of a table in the report."""
    table = report[report.index(start) : report.index(end, report.index(start))]
    section, rows = "", []
    for block in re.split(r"\n\s*\n(?=\t)", table)[1:]:
        cells = [cell.strip() for cell in block.strip("\n").split("\n")]
        if len(cells) == 1:
            section = cells[0].partition("、")[2]
            continue
        if len(cells) == figures + 3:
            cells.insert(0, "")
        number, name, unit, kind, *values = cells
        assert len(values) == figures, cells
        name = name.removeprefix("其中：")
        rows.append((section, number, name, unit, KINDS[kind], *values))
    return rows


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    text = (ROOT / "data" / "indicators.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=str)


def kept(data: dict[str, Any], year: str, *figures: str) -> list[Cells]:
    """The same cells out of the plan file."""
    rows = []
    for table in data["indicators"].values():
        given = table["years"][year]
        section = table.get("section") or data["indicators"].get(table.get("parent"), {}).get(
            "section"
        )
        title = data["sections"][section]["title"]["zh"] if section else ""
        unit = given.get("unit", table["unit"])
        rows.append(
            (
                title,
                str(table.get("number", "")),
                given.get("name", table["name"])["zh"],
                unit if isinstance(unit, str) else unit["zh"],
                table["kind"],
                *(str(given[figure]) for figure in figures),
            )
        )
    return rows


@pytest.mark.report
def test_table_1(report: str, data: dict[str, Any]) -> None:
    expected = transcribed(report, "表1：2021", "有5项指标没有完成", 2)
    assert len(expected) == 44
    assert kept(data, "2021", "plan", "actual") == expected


@pytest.mark.report
def test_table_2(report: str, data: dict[str, Any]) -> None:
    expected = transcribed(report, "表2：2022", "备注：第11项", 1)
    assert len(expected) == 44
    assert kept(data, "2022", "plan") == expected


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.report
def test_no_sentence_of_the_report_is_copied(report: str, data: dict[str, Any]) -> None:
    for table in data["indicators"].values():
        for year in table["years"].values():
            for key in ("reason", "note", "series_break"):
                for text in texts(year.get(key)):
                    runs = {text[i : i + 10] for i in range(len(text) - 9)}
                    assert not any(run in report for run in runs), text


def test_reasons_and_breaks_stand_where_the_report_has_them(data: dict[str, Any]) -> None:
    tables = data["indicators"].values()
    assert {t.get("number") for t in tables if "reason" in t["years"]["2021"]} == {4, 15, 17, 20}
    assert {t.get("number") for t in tables if "series_break" in t["years"]["2022"]} == {11, 25}
    restated = [t["years"]["2022"]["restated"] for t in tables if "restated" in t["years"]["2022"]]
    assert [one["plan"] for one in restated] == [f"{100 * 321 / 365:.1f}"]


def test_every_figure_names_a_source(data: dict[str, Any]) -> None:
    for table in data["indicators"].values():
        for year in table["years"].values():
            source = year["source"]
            cited = {source} if isinstance(source, str) else set(source.values())
            assert cited <= set(data["sources"])
