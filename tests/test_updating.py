"""A plan file that a report is added to, however its years are written."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

HEAD = """format = 1

[plan]
id = "mine"
language = "zh"
title = "计划"

[sources.old]
title = "去年的报告"

[indicators.jobs]
number = 1
name = "新增就业"
unit = "万人"
"""
REPORT = """表1 2022年主要指标

| 序号 | 指标 | 单位 | 2022年计划 | 2022年实际 |
|---|---|---|---|---|
| 1 | 新增就业 | 万人 | 5 | 4 |

有1项指标没有完成。一是新增就业指标，主要是企业用工减少。
"""


@pytest.fixture
def update(tmp_path: Path, plantrack: Run) -> Any:
    """The years of the indicator after the update, and the text of the file."""

    def done(years: str) -> tuple[dict[str, Any], str]:
        (tmp_path / "2022.md").write_text(REPORT, encoding="utf-8")
        (tmp_path / "mine.toml").write_text(HEAD + years, encoding="utf-8")
        said = plantrack("import", "2022.md", "--update", "mine.toml")
        assert said.returncode == 0, said.stderr
        text = (tmp_path / "mine.toml").read_text(encoding="utf-8")
        tables: dict[str, Any] = tomllib.loads(text)["indicators"]["jobs"]["years"]
        return tables, text

    return done


@pytest.mark.parametrize(
    ("years", "line"),
    [
        ("years = { 2021 = { plan = 3 } }\n", "years = { 2021 = { plan = 3 }, 2022 = { plan = 5,"),
        ("years = {}\n", "years = { 2022 = { plan = 5,"),
        ("[indicators.jobs.years]\n2021 = { plan = 3 } # kept\n", "2022 = { plan = 5,"),
        ("[indicators.jobs.years]\n2023 = { plan = 3 }\n", "2022 = { plan = 5,"),
        ("[indicators.jobs.years.2021]\nplan = 3\n", "[indicators.jobs.years.2022]"),
        ("[indicators.jobs.years.2021]\nplan = 3", "[indicators.jobs.years.2022]"),
        ("", "[indicators.jobs.years]"),
    ],
)
def test_a_new_year_is_written_as_the_others(update: Any, years: str, line: str) -> None:
    tables, text = update(years)
    year = tables["2022"]
    assert (year["plan"], year["actual"], year["reason"]) == (5, 4, "企业用工减少")
    assert [one for one in text.splitlines() if one.startswith(line)]
    rest = iter(text)
    assert all(letter in rest for letter in HEAD + years)


@pytest.mark.parametrize(
    "years",
    [
        "[indicators.jobs.years.2022]\nplan = 5 # mine\n",
        "[indicators.jobs.years.2022]\nplan = 5 # mine",
        "[indicators.jobs.years]\n2022 = { plan = 5 } # mine\n",
        'years = { 2022 = { plan = 5, source = "old" } } # mine\n',
        "[indicators.jobs.years] # mine\n"
        '2022 = { plan = 5, cell = { plan = "A1" }, source = { plan = "old" } }\n',
    ],
)
def test_new_figures_join_the_old_and_keep_their_sources(update: Any, years: str) -> None:
    tables, text = update(years)
    year = tables["2022"]
    assert (year["plan"], year["actual"], year["reason"]) == (5, 4, "企业用工减少")
    assert "# mine" in text
    assert year["source"]["actual"] == "report-table-1"
    assert year["source"].get("plan") == ("old" if "old" in years else None)
    assert year["cell"]["actual"] == "r2c5"
    assert year["cell"].get("plan") == ("A1" if "A1" in years else None)


@pytest.mark.parametrize(
    ("given", "gained"),
    [
        ('plan = 5, actual = 4, source = "old", reason = "别的"', {}),
        ('plan = 5, actual = 4, source = "old"', {"reason": "企业用工减少"}),
        ("plan = 5, actual = 4", {"reason": "企业用工减少"}),
    ],
)
def test_what_is_there_stays(update: Any, given: str, gained: dict[str, str]) -> None:
    before = tomllib.loads(f"x = {{ {given} }}")["x"]
    tables, _ = update(f"years = {{ 2022 = {{ {given} }} }}\n")
    year = tables["2022"]
    for key in ("plan", "actual", "reason"):
        assert year.get(key) == (before | gained).get(key)
    if "source" in before and not gained:
        assert year["source"] == "old"


def test_a_report_without_indicators_changes_nothing(tmp_path: Path, plantrack: Run) -> None:
    (tmp_path / "prose.md").write_text("没有表格。\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text(HEAD, encoding="utf-8")
    said = plantrack("import", "prose.md", "--update", "mine.toml")
    assert said.returncode == 3
    assert "no table was found" in said.stderr
    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == HEAD


def test_counts_of_a_report_that_has_no_actuals(tmp_path: Path, plantrack: Run) -> None:
    (tmp_path / "plan.md").write_text(
        "计划确定的6项指标中，4项指标可以完成。\n\n| 指标 | 2022年计划 |\n|---|---|\n| 甲 | 1 |\n",
        encoding="utf-8",
    )
    said = plantrack("import", "plan.md")
    assert said.returncode == 0
    assert "6项指标完成4项" in said.stdout
    assert "counts 4" not in said.stderr  # there is nothing to hold it against


def test_a_table_without_a_year_ends_in_a_question(tmp_path: Path, plantrack: Run) -> None:
    (tmp_path / "plan.md").write_text("| 指标 | 计划 |\n|---|---|\n| 甲 | 1 |\n", encoding="utf-8")
    said = plantrack("import", "plan.md")
    assert said.returncode == 3
    assert "no figure could be used; answer the questions below and try again" in said.stderr


def test_documents_of_one_name_are_told_apart(tmp_path: Path, plantrack: Run) -> None:
    (tmp_path / "a").mkdir()
    for path in ("2022.md", "a/2022.md"):
        (tmp_path / path).write_text(REPORT, encoding="utf-8")
    said = plantrack("import", "2022.md", "a/2022.md", "2022.md", "2022.md", "--report", "json")
    names = [one["name"] for one in json.loads(said.stderr)["documents"]]
    assert names == ["2022.md", "a/2022.md", "2022.md+", "2022.md++"]


def test_no_report_is_asked_for(plantrack: Run) -> None:
    said = plantrack("import")
    assert said.returncode == 2
    assert "which report?" in said.stderr


def test_a_bar_on_a_terminal_for_long_documents(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from plantrack.cli.import_command import _Bar
    from plantrack.messages.language import voice_in

    bar = _Bar(voice_in("en"))
    bar.show(5, 20)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    bar.show(5, 9)
    bar.show(10, 20)
    bar.show(20, 20)
    shown = capsys.readouterr().err
    assert shown.startswith(f"\r[{'#' * 15}{'.' * 15}] page 10 of 20\r[{'#' * 30}]")
    assert shown.endswith("\r\x1b[K")


SPELLINGS = {
    "inline plan": 'format = 1\nplan = { id = "m", language = "zh", title = "计划" }\n'
    '[indicators.jobs]\nnumber = 1\nname = "新增就业"\nunit = "万人"\n',
    "all in braces": 'format = 1\nplan = { id = "m", language = "zh", title = "计划" }\n'
    'sources = { old = { title = "旧" } }\n'
    'indicators = { jobs = { number = 1, name = "新增就业", unit = "万人" } }\n',
    "dotted": 'format = 1\nplan.id = "m"\nplan.language = "zh"\nplan.title = "计划"\n'
    'indicators.jobs.number = 1\nindicators.jobs.name = "新增就业"\nindicators.jobs.unit = "万人"\n'
    "indicators.jobs.years.2022.plan = 5\n",
    "dotted years": HEAD + "[indicators.jobs.years]\n2022.plan = 5\n2021.plan = 90\n",
    "a name over several lines after inline years": HEAD.replace('name = "新增就业"\n', "")
    + 'years = { 2021 = { plan = 3 } }\nname = """\\\n  新增就业"""\n',
    "Windows line ends": (HEAD + "years = { 2021 = { plan = 3 } }\n").replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + HEAD,
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_is_added_to(tmp_path: Path, plantrack: Run, name: str) -> None:
    content = SPELLINGS[name].encode()
    (tmp_path / "2022.md").write_text(REPORT, encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    shown = plantrack("import", "2022.md", "--update", "mine.toml", "--dry-run")
    assert (shown.returncode, path.read_bytes()) == (0, content)
    assert shown.stdout.startswith("--- mine.toml\n+++ mine.toml\n@@")
    done = plantrack("import", "2022.md", "--update", "mine.toml")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    new = path.read_bytes()
    year = tomllib.loads(new.decode("utf-8-sig"))["indicators"]["jobs"]["years"]["2022"]
    assert (year["plan"], year["actual"], year["reason"]) == (5, 4, "企业用工减少")
    rest = iter(new)
    assert all(byte in rest for byte in content)
    assert new.count(b"\r\n") in (0, new.count(b"\n"))
    again = plantrack("import", "2022.md", "--update", "mine.toml")
    assert (again.returncode, path.read_bytes()) == (0, new)


def test_what_changes_while_the_report_is_read_is_kept(
    tmp_path: Path, plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plantrack.cli import import_command

    (tmp_path / "2022.md").write_text(REPORT, encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(HEAD, encoding="utf-8")
    real, times = import_command._answer, [1, 2]

    def slowly(*arguments: Any) -> Any:
        if times:
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"# typed meanwhile {times.pop()}\n")
        return real(*arguments)

    monkeypatch.setattr(import_command, "_answer", slowly)
    assert plantrack("import", "2022.md", "--update", "mine.toml").returncode == 0
    text = path.read_text(encoding="utf-8")
    assert "# typed meanwhile 1\n" in text
    assert "# typed meanwhile 2\n" in text
    assert "2022 = { plan = 5" in text
    times += range(9)
    path.write_text(HEAD, encoding="utf-8")
    done = plantrack("import", "2022.md", "--update", "mine.toml")
    assert (done.returncode, "changed by somebody else" in done.stderr) == (3, True)
    assert "2022 =" not in path.read_text(encoding="utf-8")


def test_options_that_do_not_go_together(tmp_path: Path, plantrack: Run) -> None:
    (tmp_path / "2022.md").write_text(REPORT, encoding="utf-8")
    done = plantrack("import", "2022.md", "--dry-run")
    assert (done.returncode, done.stderr) == (2, "plantrack: --dry-run goes with --update\n")
    (tmp_path / "mine.toml").write_text(HEAD, encoding="utf-8")
    same = plantrack("import", "2022.md", "--update", "mine.toml", "-o", "mine.toml")
    assert (same.returncode, same.stdout) == (0, "")
    assert "2022 = {" in (tmp_path / "mine.toml").read_text(encoding="utf-8")


def test_a_form_that_cannot_be_added_to(
    tmp_path: Path, plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plantrack.planfile import edit

    (tmp_path / "2022.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(HEAD, encoding="utf-8")
    monkeypatch.setattr(edit, "_with", lambda *_: HEAD)
    done = plantrack("import", "2022.md", "--update", "mine.toml")
    assert (done.returncode, "cannot be changed in place; nothing" in done.stderr) == (3, True)
    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == HEAD
