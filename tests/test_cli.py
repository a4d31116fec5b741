"""The command as a process."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from conftest import Run

STATUS_KEYS = (
    "id,number,parent,name,section,section_title,kind,unit,direction,plan,plan_value,actual,"
    "actual_value,status,gap,gap_unit,attainment,reason,measure,basis,contradicts"
)
DIFF_KEYS = (
    "id,number,parent,name,section,section_title,kind,unit,direction,change,ambition,from_plan,"
    "from_plan_value,to_plan,to_plan_value,delta,delta_percent,from_actual,from_actual_value,"
    "versus_actual,notes,delta_unit,measure"
)
HOSTILE = r"""
format = 1
plan = { id = "x", language = "en", title = "[red]<b>|T" }
[indicators.a]
number = 1
name = "=1+1 [bold]a|b <i>\u001b[31m\n\"q\", c"
[indicators.a.years]
2021 = { plan = 9.50, actual = 9.5 }
"""


def test_headlines(plantrack: Run) -> None:
    head = "34 of 39 targets met: 15 + 17 exceeded, 2 by the report's word alone; 5 missed, 1 of"
    assert head in plantrack("status").stdout
    assert plantrack("missed").stdout.count("Reason: no reason stated") == 1
    said = plantrack("diff", "2021", "2022").stdout
    assert "27 tightened, 4 eased, 7 held, 1 not comparable" in said
    assert "of the 5 sub-indicators, 3 tightened, 2 eased" in said


def test_json_follows_the_contract(plantrack: Run) -> None:
    answer = json.loads(plantrack("status", "--format", "json", "--lang", "zh").stdout)
    assert list(answer) == [
        *("format_version", "command", "plan", "year", "language", "summary", "rows")
    ]
    assert ",".join(answer["rows"][0]) == STATUS_KEYS
    (row,) = [row for row in answer["rows"] if row["number"] == "4"]
    assert (row["section_title"], row["gap"], row["gap_unit"]) == ("发展质量", -4, "pp")
    assert row["attainment"] is None


@pytest.mark.parametrize(("command", "keys"), [("status", STATUS_KEYS), ("diff", DIFF_KEYS)])
def test_csv_follows_the_contract(plantrack: Run, command: str, keys: str) -> None:
    head, *rows = plantrack(command, "--format", "csv").stdout.splitlines()
    assert (head, len(rows)) == (keys, 44)
    assert plantrack(command, "--format", "csv", "--no-header").stdout.splitlines() == rows


def test_options_before_the_command(plantrack: Run) -> None:
    before = plantrack("--format", "csv", "--lang", "zh", "missed").stdout
    assert before == plantrack("missed", "--format", "csv", "--lang", "zh").stdout
    assert "服务业" in before


def test_filters(plantrack: Run) -> None:
    def ids(*arguments: str) -> list[str]:
        options = ("--format", "csv", "--columns", "id", "--no-header")
        return plantrack(*arguments, *options).stdout.split()

    assert ids("status", "--status", "missed", "--section", "drivers", "--sort", "gap") == [
        *("imports-exports", "deposits-loans-growth", "strategic-industries-share")
    ]
    assert ids("diff", "--ambition", "eased", "--kind", "binding") == ["clean-air-days"]
    assert ids("list", "--search", "pm2", "--limit", "1") == ["pm25"]
    assert ids("list", "--sort", "-number", "--limit", "1") == ["life-expectancy"]


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("stauts",), 2, "status"),
        (("status", "2019"), 2, "2021, 2022"),
        (("status", "--section", "qualty"), 2, "quality"),
        (("status", "--columns", "actul"), 2, "actual"),
        (("status", "--status", "mised"), 2, "missed"),
        (("status", "--lang", "fr"), 2, "zh or en"),
        (("show", "growth"), 2, "grp-growth"),
        (("show", "pm52"), 2, "pm25"),
        (("status", "--file", "missing.toml"), 3, "no such file"),
        (("missed", "--exit-code"), 1, ""),
        (("missed", "--exit-code", "--file", os.devnull), 3, "empty"),
        (("diff", "--exit-code"), 1, ""),
        (("--version",), 0, ""),
        (("missed", "--exit-code", "--section", "life"), 0, ""),
        (("diff", "2022"), 2, "nothing to compare 2022 with"),
        (("status", "--formt", "csv"), 2, "--format"),
        (("status", "--format", "cvs"), 2, "csv"),
        (("status", "--format"), 2, "--format"),
        (("status", "--exit-code=3"), 2, "takes no value"),
        (("status", "2021", "2022"), 2, "one word too many"),
        (("status", "20x1"), 2, "not a year"),
        (("status", "--limit", "x"), 2, "takes a number"),
        (("status", "--sort", "gpa"), 2, "gap"),
        (("diff", "--against", "actaul"), 2, "actual"),
        (("show",), 2, "plantrack list"),
    ],
)
def test_exit_codes(plantrack: Run, arguments: tuple[str, ...], code: int, hint: str) -> None:
    done = plantrack(*arguments)
    assert done.returncode == code
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("wanted", ["25", "clean-air-days", "空气优良天数比例"])
def test_show(plantrack: Run, wanted: str) -> None:
    said = plantrack("show", wanted).stdout
    assert "≥90 read as 90 or more; 88 is 2 percentage points short" in said


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["status", "missed", "diff"])
def test_nothing_is_wider_than_the_screen(
    plantrack: Run, command: str, language: str, width: int
) -> None:
    from rich.cells import cell_len

    said = plantrack(command, "--lang", language, COLUMNS=str(width)).stdout
    assert "820" in said or command == "missed"
    assert max(map(cell_len, said.splitlines())) <= width


def test_columns_that_do_not_fit_become_cards(plantrack: Run) -> None:
    narrow = plantrack("diff", COLUMNS="60").stdout
    assert "20 Total imports and exports\n" in narrow
    assert "Plan 2021: 100   Actual 2021: 72" in narrow
    assert "20    Total imports" in plantrack("diff", COLUMNS="80").stdout


def test_figures_are_sorted_by_their_numbers(plantrack: Run) -> None:
    options = ("--format", "csv", "--columns", "id,actual", "--no-header", "--limit", "2")
    said = plantrack("status", "--sort", "-actual", *options).stdout
    assert said.split() == ["disposable-income,36191", "industrial-output,1410"]


def test_against_actual_says_so_and_adds_nothing(plantrack: Run) -> None:
    said = plantrack("diff", "--against", "actual").stdout
    assert "targets of 2022 against actuals of 2021" in said
    reversed_years = plantrack("diff", "2022", "2021", "--against", "actual").stdout
    assert "39 not comparable" in reversed_years


def test_a_contradiction_is_shown(plantrack: Run, tmp_path: Path) -> None:
    plan = HOSTILE.replace("actual = 9.5", 'actual = 9, outcome = "met"')
    (tmp_path / "plantrack.toml").write_text(plan, encoding="utf-8")
    for command in ("status", "missed"):
        assert "says “met”, which its figures contradict" in plantrack(command).stdout


def test_a_column_asked_for_is_shown_on_any_screen(plantrack: Run) -> None:
    said = plantrack("status", "--columns", "id,unit,unit", COLUMNS="60").stdout
    assert "¥100 million" in said
    assert said.count("Unit") == 1


def test_a_strangers_text_has_no_effect(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_text(HOSTILE, encoding="utf-8")
    for format_ in ("table", "csv", "tsv", "markdown", "html", "json"):
        assert "\x1b" not in plantrack("status", "--format", format_).stdout
    assert "[bold]a|b" in plantrack("status").stdout
    assert "&lt;i&gt;" in plantrack("status", "--format", "html").stdout
    assert "a\\|b" in plantrack("status", "--format", "markdown").stdout
    (row,) = csv.DictReader(io.StringIO(plantrack("status", "--format", "csv").stdout))
    assert row["name"].startswith("'=1+1")
    assert (row["plan"], row["plan_value"]) == ("9.50", "9.50")
    name = json.loads(plantrack("status", "--format", "json").stdout)["rows"][0]["name"]
    assert "\x1b[31m\n" in name


def test_output_to_a_file(plantrack: Run, tmp_path: Path) -> None:
    done = plantrack("missed", "--format", "csv", "--output", "m.csv")
    assert (done.stdout, done.returncode) == ("", 0)
    assert (tmp_path / "m.csv").read_text(encoding="utf-8").count("\n") == 6


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_said(plantrack: Run) -> None:
    done = plantrack("status", "--output", "/dev/full")
    assert (done.returncode, "cannot write" in done.stderr) == (3, True)


def test_a_closed_pipe_is_quiet(plantrack: Run) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "plantrack", "list", "--format", "json"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.close()
    _, said = child.communicate()
    assert (child.returncode, said) == (0, b"")


def test_standard_input(plantrack: Run) -> None:
    done = plantrack("status", "--file", "-")
    assert (done.returncode, "<stdin>: E004" in done.stderr) == (3, True)


def test_the_same_bytes_in_any_width(plantrack: Run) -> None:
    for format_ in ("json", "jsonl", "csv", "tsv", "markdown", "html"):
        wide, narrow = (plantrack("diff", "--format", format_, COLUMNS=c) for c in ("200", "60"))
        assert wide.stdout == narrow.stdout


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_ctrl_c(tmp_path: Path) -> None:
    import signal
    import subprocess
    import sys

    fifo = tmp_path / "plan.toml"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "plantrack", "status", "--file", str(fifo)]
    child = subprocess.Popen(command, stderr=subprocess.PIPE)
    with fifo.open("w"):  # opens once the command is reading, which then waits
        child.send_signal(signal.SIGINT)
        _, said = child.communicate()
    assert (child.returncode, b"Traceback" in said) == (130, False)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("show pm", "pm25"), ("status --section qua", "quality"), ("diff 202", "2022")],
)
def test_completion(tmp_path: Path, words: str, expected: str) -> None:
    import subprocess
    import sys

    command = Path(sys.executable).with_name("plantrack")
    line = f"plantrack {words}"
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    environment = os.environ | asked | {"_PLANTRACK_COMPLETE": "complete_bash"}
    said = subprocess.check_output([command], text=True, env=environment, cwd=tmp_path)
    assert expected in said.split()
