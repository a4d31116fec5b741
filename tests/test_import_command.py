"""The import command as a process: options, exit codes, updates in place."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from conftest import Run

from plantrack.interpret.headers import ASSIGNABLE

FIRST = """表1 2021年主要指标

| 序号 | 指标 | 单位 | 2021年计划 | 2021年实际 |
|---|---|---|---|---|
| 1 | 地区生产总值 | 亿元 | 100 | 105 |
|  | 其中：工业 | 亿元 | 40 | 41 |
| 2 | 空气优良天数比例 | % | 90 | 88 |

表2 2022年计划

| 序号 | 指标 | 单位 | 2022年计划 |
|---|---|---|---|
| 1 | 地区生产总值 | 亿元 | 110 |
|  | 其中：工业 | 亿元 | 44 |
| 2 | 空气优良天数比例 | % | 91 |
"""
SECOND = """表1 2022年主要指标

| 序号 | 指标 | 单位 | 2022年计划 | 2022年实际 |
|---|---|---|---|---|
| 1 | 地区生产总值 | 亿元 | 110 | 112 |
|  | 其中：工业 | 亿元 | 44 | 45 |
|  | 其中：建筑业 | 亿元 | 9 | 10 |
| 2 | 空气优良天数 | 天 | 330 | 331 |
| 3 | 新增就业 | 万人 | 5 | 4 |

有1项指标没有完成。一是新增就业指标，主要是企业用工减少。
"""
KEPT = """# mine, and kept
format = 1

[plan]
id = "mine"
language = "zh"
title = { zh = "计划", en = "Plan" }   # kept

[sources.old]
title = "去年的报告"

[indicators.gdp]  # kept too
number = 1
unit = { zh = "亿元", en = "CNY 100m" }
name = { zh = "地区生产总值", en = "GDP" }
[indicators.gdp.years]
2021 = { plan = 100, actual = 105, source = "old" } # remark
2022 = { plan = 110, source = "old" }

# a heading of mine

[indicators.air]
number = 2
unit = "%"
name = "空气优良天数比例"
[indicators.air.years.2021]
plan = 90
actual = 88

[indicators.left]
number = 7
name = "别的"
years = { 2021 = { plan = 1 } }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2021.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "2022.md").write_text(SECOND, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(KEPT, encoding="utf-8")
    return tmp_path


def test_two_reports_become_one_plan(folder: Path, plantrack: Run) -> None:
    done = plantrack("import", "2022.md", "2021.md", "--report", "json")
    assert done.returncode == 0
    plan = tomllib.loads(done.stdout)
    assert list(plan["indicators"]) == [
        "indicator-1",
        "indicator-1-1",
        "indicator-1-2",
        "indicator-2",
        "indicator-3",
    ]
    gdp = plan["indicators"]["indicator-1"]["years"]
    assert gdp["2022"]["plan"] == 110
    assert gdp["2022"]["actual"] == 112
    air = plan["indicators"]["indicator-2"]["years"]["2022"]
    assert air["plan"] == 91  # of the first report, in %; the second's days are left out
    assert "actual" not in air
    codes = [point["code"] for point in json.loads(done.stderr)["review"]]
    assert codes.count("unit-conflict") == 2
    assert "renamed" in codes


def test_update_keeps_every_byte(folder: Path, plantrack: Run) -> None:
    done = plantrack("import", "2022.md", "--update", "mine.toml")
    assert done.returncode == 0, done.stderr
    after = (folder / "mine.toml").read_text(encoding="utf-8")
    for line in KEPT.splitlines():
        if not line.startswith("2022"):
            assert line in after.splitlines()
    plan = tomllib.loads(after)
    year = plan["indicators"]["gdp"]["years"]["2022"]
    assert year == {
        "plan": 110,
        "source": {"plan": "old", "actual": "report-table-1"},
        "actual": 112,
        "cell": {"actual": "r2c5"},
    }
    assert plan["indicators"]["gdp-1"]["parent"] == "gdp"
    assert plan["indicators"]["air"]["years"]["2022"]["unit"] == "天"
    assert "series_break" in plan["indicators"]["air"]["years"]["2022"]
    jobs = plan["indicators"]["indicator-3"]
    assert jobs["years"]["2022"]["reason"] == "企业用工减少"
    order = list(plan["indicators"])
    assert order.index("gdp") < order.index("gdp-1") < order.index("air")
    assert "3 indicators added: gdp-1, gdp-2, indicator-3" in done.stderr
    assert "2 indicators given new figures: gdp, air" in done.stderr
    assert "1 indicators left as they were: left" in done.stderr
    shown = plantrack("-f", "mine.toml", "status", "2022")
    assert shown.returncode == 0
    again = plantrack("import", "2022.md", "--update", "mine.toml", "-o", "again.toml")
    twice = tomllib.loads((folder / "again.toml").read_text(encoding="utf-8"))
    assert twice == plan, again.stderr


def test_list_tables(folder: Path, plantrack: Run) -> None:
    done = plantrack("import", "2021.md", "--list-tables")
    assert done.returncode == 0
    assert "2021.md, table 1" in done.stderr
    assert "2021年计划 → plan:2021" in done.stderr
    only = plantrack("import", "2021.md", "--table", "2")
    assert "2021 =" not in only.stdout
    assert "2022 =" in only.stdout


def test_nothing_found_is_exit_code_3(folder: Path, plantrack: Run) -> None:
    (folder / "none.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    done = plantrack("import", "none.csv", "-o", "never.toml")
    assert done.returncode == 3
    assert "甲" in done.stderr
    assert not (folder / "never.toml").exists()
    asked = json.loads(plantrack("import", "none.csv", "--report", "json").stderr)
    assert [table["taken"] for table in asked["tables"]] == [False]


def test_wrong_options(folder: Path, plantrack: Run) -> None:
    done = plantrack("import", "2021.md", "--column", "3:plan")
    assert done.returncode == 2
    assert "N=ROLE:YEAR" in done.stderr
    assert plantrack("import", "2021.md", "--column", "3=plan:1021").returncode == 2
    assert plantrack("import", "no.md").returncode == 3
    assert "no such file" in plantrack("import", "no.md").stderr


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--column", "0=plan"), "--column takes N=ROLE"),
        (("--column", "0.1=plan"), "--column takes N=ROLE"),
        (("--title", ""), "--title takes the plan's title"),
        (("--title", " \u3000"), "--title takes the plan's title"),
        (("--encoding", "idna"), "“idna” is no known encoding"),
        (("--encoding", "punycode"), "“punycode” is no known encoding"),
        (("--encoding", "Unicode-Escape"), "“Unicode-Escape” is no known encoding"),
        (("--encoding", "utf-7"), "“utf-7” is no known encoding"),
    ],
)
def test_options_that_say_nothing_are_refused(
    folder: Path, plantrack: Run, option: tuple[str, str], words: str
) -> None:
    done = plantrack("import", "2021.md", *option)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_columns_of_an_answer_without_a_key_are_refused(folder: Path, plantrack: Run) -> None:
    assert plantrack("import", "2021.md", "-o", "plan.toml").returncode == 0
    for given in ("", " ", ",，"):
        done = plantrack("status", "-f", "plan.toml", "--columns", given)
        assert done.returncode == 2
        assert "--columns takes keys" in done.stderr


def test_the_help_lists_the_roles_of_columns(folder: Path, plantrack: Run) -> None:
    text = " ".join(plantrack("import", "--help").stdout.replace("│", " ").split())
    for role in ASSIGNABLE:
        assert re.search(rf"\b{role.value}\b[,.]", text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No,Indicator\n1," + "x" * 200_000, "line 2: a cell has more than 100000 characters"),
        ('No,Indicator\n1,"x\n', "line 2: a quote is opened there and never closed"),
        ('No,Indicator\n1,"x"y\n', "line 2: quotes and separators do not fit"),
    ],
)
def test_what_is_wrong_with_a_csv_is_said_in_words_of_our_own(
    folder: Path, plantrack: Run, text: str, words: str
) -> None:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    done = plantrack("import", "a.csv")
    assert done.returncode == 3
    assert words in done.stderr


def test_the_report_counts_what_status_counts(folder: Path, plantrack: Run) -> None:
    (folder / "parts.md").write_text(
        "| No | Indicator | Unit | 2023 target | 2023 actual |\n|--|--|--|--|--|\n"
        "| 1 | Staff | | | |\n| | of which nurses | no. | 4 | 5 |\n| 3 | Beds | no. | 4 | 5 |\n",
        encoding="utf-8",
    )
    done = plantrack("import", "parts.md", "-o", "plan.toml")
    assert "1 indicator, 1 indicator without figures, 1 sub-indicator:" in done.stderr
    assert "1 point to review:" in done.stderr
    summary = json.loads(plantrack("status", "-f", "plan.toml", "--format", "json").stdout)[
        "summary"
    ]
    assert summary["indicators"]["total"] == 1
    assert summary["sub_indicators"]["total"] == 1


def test_strict(folder: Path, plantrack: Run) -> None:
    assert plantrack("import", "2021.md", "--strict").returncode == 0
    assert plantrack("import", "2021.md", "2022.md", "--strict").returncode == 1


def test_title_and_language(folder: Path, plantrack: Run) -> None:
    done = plantrack("import", "2021.md", "--title", "我的计划", "--language", "zh")
    assert 'title = "我的计划"' in done.stdout


def test_the_encoding_of_a_csv_can_be_said(folder: Path, plantrack: Run) -> None:
    rows = "No,Indicator,Unit,2022 target,2022 actual\n1,Grants,£m,40,41\n"
    (folder / "grants.csv").write_bytes(rows.encode("cp1252"))
    asked = plantrack("import", "grants.csv")
    assert 'unit = "£m"' in asked.stdout
    assert "big5" in asked.stderr
    said = plantrack("import", "grants.csv", "--encoding", "Windows-1252")
    assert said.stdout == asked.stdout
    assert "encoding" not in said.stderr
    wrong = plantrack("import", "grants.csv", "--encoding", "morse")
    assert wrong.returncode == 2
    assert "“morse” is no known encoding" in wrong.stderr


def test_it_speaks_chinese(folder: Path, plantrack: Run) -> None:
    done = plantrack("import", "2021.md", "2022.md", "--lang", "zh")
    assert "待核对" in done.stderr
    assert "采用" in done.stderr
