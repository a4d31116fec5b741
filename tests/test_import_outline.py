"""The national five-year outline: categories, numbers in names, baselines, marks, sums, words."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import REPORT
from reports import SPEAK, tables_of

from plantrack.documents import read as importers
from plantrack.importing.run import Imported, imported
from plantrack.interpret.options import ImportOptions

pytestmark = pytest.mark.report
OUTLINE = REPORT.parent / "national-15fyp.html"


@pytest.fixture(scope="module")
def done(report: str) -> Imported:
    return imported([importers.read(OUTLINE)], ImportOptions(), SPEAK)


@pytest.fixture(scope="module")
def plan(done: Imported) -> dict[str, Any]:
    return tables_of(done)


def transcribed() -> list[list[str]]:
    """The page's rows on their own: category, name, 2025, 2030, mean or sum, kind."""
    import re

    page = OUTLINE.read_text(encoding="utf-8")
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in rows]
    strip = {"&gt;": ">", "&lt;": "<", "<strong>": "", "</strong>": ""}
    for old, new in strip.items():
        cells = [[cell.replace(old, new) for cell in row] for row in cells]
    return [row for row in cells if row]


def bare(cell: str) -> str | None:
    return None if cell == "—" else cell.strip("〔〕*")


def test_every_figure_of_every_row(plan: dict[str, Any]) -> None:
    tables = [t for t in plan["indicators"].values() if t.get("years")]
    rows = transcribed()
    assert len(tables) == len(rows) == 21
    for table, (category, name, first, last, mean, kind) in zip(tables, rows, strict=True):
        years = table["years"]
        assert table["name"] in name
        assert f"({table['unit']})" in name
        assert table["kind"] == {"约束性": "binding", "预期性": "anticipatory"}[kind]
        whole = plan["indicators"].get(table.get("parent"), table)
        assert name.startswith(f"{whole['number']}. {whole['name']}")
        assert plan["sections"][whole["section"]]["title"] == category
        actual, target = years.get("2025", {}).get("actual"), years.get("2030", {}).get("plan")
        assert (None if actual is None else str(actual)) == bare(first)
        assert (None if target is None else str(target)) == (bare(last) or bare(mean))


def test_what_is_sum_mean_or_marked_says_so(plan: dict[str, Any]) -> None:
    by_number = {
        t["number"]: t["years"]
        for t in plan["indicators"].values()
        if "years" in t and "number" in t
    }
    assert "〔〕" in by_number[14]["2025"]["note"]
    assert "〔〕" in by_number[14]["2030"]["note"]
    assert "年均/累计" in by_number[4]["2030"]["note"]
    assert {
        n for n, years in by_number.items() if "*" in years.get("2025", {}).get("note", "")
    } == {6, 18}


def test_open_points_are_listed(done: Imported) -> None:
    codes = [point.code for point in done.read.doubts]
    assert codes == ["column", "column", "column", "same-number", "mark"]


def test_the_row_split_in_two_is_one_indicator(plan: dict[str, Any]) -> None:
    parts = [t["name"] for t in plan["indicators"].values() if t.get("parent") == "indicator-10"]
    assert parts == ["执业医师数", "注册护士数"]
    assert sum("number" in table for table in plan["indicators"].values()) == 20


def test_less_is_better_where_a_target_is_an_upper_bound(plan: dict[str, Any]) -> None:
    down = {t["number"] for t in plan["indicators"].values() if t.get("direction") == "down"}
    assert down == {7, 16}
