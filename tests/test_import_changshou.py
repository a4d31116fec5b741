"""The Changshou report in text form, imported: cell for cell what data/indicators.toml has."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import REPORT, ROOT, Run

pytestmark = pytest.mark.report

Tables = dict[str, Any]


def in_chinese(text: Any) -> Any:
    return text["zh"] if isinstance(text, dict) else text


def cells(plan: Tables) -> list[tuple[Any, ...]]:
    """Number, parent, name, unit, kind, direction, section and figures of each indicator."""
    indicators = plan["indicators"]
    rows = []
    for table in indicators.values():
        parent = indicators.get(table.get("parent"), {}).get("number")
        section = table.get("section")
        title = in_chinese(plan["sections"][section]["title"]) if section else None
        years = {
            year: (
                str(figures.get("plan")),
                str(figures.get("actual")),
                figures.get("outcome"),
                in_chinese(figures.get("name")),
                in_chinese(figures.get("unit")),
            )
            for year, figures in table["years"].items()
        }
        rows.append(
            (
                table.get("number"),
                parent,
                in_chinese(table["name"]),
                in_chinese(table["unit"]),
                table["kind"],
                table.get("direction", "up"),
                title,
                years,
            )
        )
    return rows


@pytest.fixture(scope="module")
def written(report: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The plan file that the command writes, and its report."""
    import subprocess
    import sys

    file = tmp_path_factory.mktemp("import") / "plan.toml"
    command = [sys.executable, "-m", "plantrack", "import", str(REPORT), "-o", str(file)]
    done = subprocess.run(
        [*command, "--report", "json", "--lang", "en"], capture_output=True, check=True
    )
    assert done.stdout == b""
    return file, done.stderr.decode()


@pytest.fixture(scope="module")
def plan(written: tuple[Path, str]) -> Tables:
    return tomllib.loads(written[0].read_text(encoding="utf-8"), parse_float=str)


def test_cell_for_cell(plan: Tables) -> None:
    text = (ROOT / "data" / "indicators.toml").read_text(encoding="utf-8")
    expected = cells(tomllib.loads(text, parse_float=str))
    assert len(expected) == 44
    assert cells(plan) == expected


def test_every_figure_names_its_cell(plan: Tables, report: str) -> None:
    lines = report.split("\n")
    start = {"table-1": 33, "table-2": 368}
    for table in plan["indicators"].values():
        for figures in table["years"].values():
            assert set(figures["cell"]) == {"plan", "actual"} & set(figures)
            source = figures["source"]
            cited = source if isinstance(source, str) else source["plan"]
            assert cited in start
    figures = plan["indicators"]["indicator-4"]["years"]["2021"]
    row = [block for block in "\n".join(lines[32:357]).split("\n\n") if "\t4\n" in block][0]
    assert figures["cell"] == {"plan": "r9c5", "actual": "r9c6"}
    assert [cell.strip() for cell in row.split("\n")[4:6]] == ["37", "33"]


def test_reasons_stand_where_the_report_gives_them(plan: Tables) -> None:
    years = {t.get("number"): t["years"]["2021"] for t in plan["indicators"].values()}
    assert {n for n, year in years.items() if "reason" in year} == {4, 15, 17, 20}
    assert years[4]["reason"].endswith("影响较为严重")
    assert years[20]["reason"].startswith("区内企业受国外疫情")
    assert years[25]["note"] == "略低于年初计划"
    assert years[25]["source"]["reason"] == "text"


def test_notes_and_unit_changes_are_series_breaks(plan: Tables) -> None:
    years = {t.get("number"): t["years"]["2022"] for t in plan["indicators"].values()}
    assert {n for n, year in years.items() if "series_break" in year} == {11, 25}
    assert "口径" in years[11]["series_break"]
    assert years[25]["unit"] == "天"


def test_the_report_on_the_import(written: tuple[Path, str]) -> None:
    said = json.loads(written[1])
    assert said["counts"] == [{"total": 39, "achieved": 34, "own_total": 39, "own_achieved": 34}]
    assert [t["taken"] for t in said["tables"]] == [True, True, False, False, False, False]
    codes = [point["code"] for point in said["review"]]
    assert codes.count("renamed") == 2
    assert codes.count("unit-changed") == codes.count("no-reason") == 1
    assert set(codes) <= {"renamed", "unit-changed", "series-break", "no-reason", "direction"}
    unit = next(point for point in said["review"] if point["code"] == "unit-changed")
    assert (unit["table"], unit["row"], unit["line"]) == (2, 33, 548)


def test_the_commands_take_it_at_once(written: tuple[Path, str], plantrack: Run) -> None:
    file = str(written[0])
    met = "34 of 39 targets met: 15 + 17 exceeded, 2 by the report's word alone; 5 missed"
    assert met in plantrack("-f", file, "status").stdout
    assert plantrack("-f", file, "missed").stdout.count("no reason stated") == 1
    assert "27 tightened, 3 eased" in plantrack("-f", file, "diff").stdout
    assert "(r9c5, r9c6)" in plantrack("-f", file, "show", "4").stdout


def test_it_is_the_same_on_every_run(written: tuple[Path, str], plantrack: Run) -> None:
    again = plantrack("import", str(REPORT))
    assert again.stdout == written[0].read_text(encoding="utf-8")


def test_it_does_not_overwrite(written: tuple[Path, str], plantrack: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text("mine", encoding="utf-8")
    done = plantrack("import", str(REPORT), "-o", str(file))
    assert done.returncode == 3
    assert "--force" in done.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert plantrack("import", str(REPORT), "-o", str(file), "--force").returncode == 0
    assert file.read_text(encoding="utf-8") == written[0].read_text(encoding="utf-8")


def test_strict_asks_for_a_review(report: str, plantrack: Run) -> None:
    assert plantrack("import", str(REPORT), "--strict").returncode == 1
