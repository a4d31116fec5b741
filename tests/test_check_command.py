"""`check` as a process: formats, choices, exit codes; and what is quoted below a finding."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT, Run

from plantrack.checks.codes import CODES
from plantrack.checks.report import Report, as_text
from plantrack.messages.message import Message, Voice
from plantrack.planfile.diagnostic import Diagnostic, Severity

PLANS = ROOT / "tests" / "plans" / "invalid"
MANY = PLANS / "many-things-at-once.toml"
INLINE = PLANS / "inline-and-dotted.toml"


def test_text(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_bytes(INLINE.read_bytes())
    done = plantrack("check", "plan.toml", "--select", "W401,W501")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "plan.toml:6:76: W501 warning: the target was missed and no reason is given\n"
        '    jia = { name = "甲指标", unit = "万人", years = { 2021 = { plan = 100, actual = 90 },'
        " 2022 = { plan = 1000000 } } }\n" + " " * 84 + "^\n"
        '    help: add reason = "…"; if the source gives none, say so in a note\n'
        "plan.toml:9:24: W401 warning: the target is in words and no outcome is stated\n"
        '    yi.years.2021.actual = "完成"\n'
        "                           ^\n"
        '    help: add outcome = "met", "missed" or "exceeded", as the source says\n'
        "1 file checked: errors 0, warnings 2\n"
    )


def test_chinese(plantrack: Run) -> None:
    done = plantrack("check", str(INLINE), "--lang", "zh", "--select", "W501")
    assert ":6:76: W501 警告: 目标没有完成，也没有说明原因\n" in done.stdout
    assert done.stdout.endswith("已检查 1 个文件：错误 0，警告 1\n")


def test_a_long_line_is_shown_around_its_place() -> None:
    line = "名" * 100 + "x" + "称" * 100
    one = Diagnostic("W601", Message("m"), "f", 1, 101, Severity.WARNING, None, line)
    said = list(as_text(Report([one], 1, Voice(), width=60)))
    shown, caret = said[1].rstrip("\n"), said[2].rstrip("\n")
    assert sum(2 if ord(c) > 0x3000 else 1 for c in shown) <= 60
    before = shown[: shown.index("x")]
    assert sum(2 if ord(c) > 0x3000 else 1 for c in before) == caret.index("^")


def test_no_terminal_escape_of_the_file_is_obeyed(plantrack: Run, tmp_path: Path) -> None:
    text = (
        'format = 1\nplan = { id = "x", language = "en", title = "X" }\n"\\u001b[31m" = 1 # \x9b\n'
    )
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    for format_ in ("text", "json", "github", "sarif"):
        done = plantrack("check", "plan.toml", "--format", format_)
        assert done.returncode == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)


def test_json(plantrack: Run) -> None:
    answer = json.loads(plantrack("check", str(MANY), "--format", "json").stdout)
    assert list(answer) == ["format_version", "command", "language", "summary", "rows"]
    assert answer["summary"] == {"files": 1, "errors": 3, "warnings": 3, "not_listed": 0}
    assert answer["rows"][0] == {
        "code": "E204",
        "severity": "error",
        "file": str(MANY),
        "line": 18,
        "column": 8,
        "message": "“bindign” is not one of: binding, anticipatory",
        "help": "did you mean “binding”?",
    }
    whole = json.loads(plantrack("check", "no.toml", "--format", "json").stdout)["rows"]
    assert [(row["code"], row["line"]) for row in whole] == [("E001", None)]


def test_github(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "a,b:c%.toml").write_bytes(INLINE.read_bytes())
    done = plantrack("check", "a,b:c%.toml", "--format", "github", "--select", "W406")
    assert done.stdout == (
        "::warning file=a%2Cb%3Ac%25.toml,line=6,col=98,title=W406::1000000 is about 10000 times "
        "the 100 of 2021; check the figure and its unit: 万 and 亿 are easily confused\n"
    )


def test_sarif(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "计划.toml").write_bytes(MANY.read_bytes())
    done = plantrack("check", "计划.toml", str(INLINE), "no.toml", "--format", "sarif")
    log = json.loads(done.stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    first = run["results"][0]
    assert (first["ruleId"], first["level"]) == ("E204", "error")
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "%E8%AE%A1%E5%88%92.toml"},
                "region": {"startLine": 18, "startColumn": 8},
            }
        }
    ]
    uris = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    ]
    assert f"file://{INLINE}" in uris
    assert "region" not in run["results"][-1]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(
    ("arguments", "code", "codes"),
    [
        ((), 0, []),
        ((str(INLINE),), 0, ["W501", "W406", "W701", "W401"]),
        ((str(INLINE), "--strict"), 1, ["W501", "W406", "W701", "W401"]),
        ((str(INLINE), "--strict", "--ignore", "W4,w5", "--ignore", "W701"), 0, []),
        ((str(INLINE), "--select", "W4"), 0, ["W406", "W401"]),
        ((str(INLINE), "--select", "W4", "--ignore", "W401"), 0, ["W406"]),
        ((str(MANY), "--select", "E"), 1, ["E204", "E301", "E205"]),
        ((str(MANY), "--ignore", "E"), 0, ["W501", "W501", "W502"]),
        ((str(INLINE), str(MANY), str(INLINE), "--select", "E2,W7"), 1, ["W701", "E204", "E205"]),
        (("no.toml", str(INLINE), "--select", "E,W7"), 1, ["E001", "W701"]),
        (("-",), 1, ["E004"]),
        (("--file", str(INLINE), "--select", "W7"), 0, ["W701"]),
    ],
)
def test_choices(plantrack: Run, arguments: tuple[str, ...], code: int, codes: list[str]) -> None:
    done = plantrack("check", *arguments, "--format", "json")
    assert done.returncode == code
    assert [row["code"] for row in json.loads(done.stdout)["rows"]] == codes


def test_the_file_found_as_usual(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(MANY.read_bytes())
    assert plantrack("check").stdout.startswith(f"{tmp_path / 'plantrack.toml'}:18:8: E204 error: ")
    assert plantrack("--file", str(INLINE), "check", "--select", "W7").stdout.count("W701") == 1
    assert json.loads(plantrack("--format", "json", "check").stdout)["command"] == "check"


def test_output_to_a_file(plantrack: Run, tmp_path: Path) -> None:
    done = plantrack("check", str(MANY), "--format", "sarif", "--output", "found.sarif")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["runs"]


def test_list_and_explain(plantrack: Run) -> None:
    listed = plantrack("check", "--list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(CODES)
    for code in CODES.values():
        if code.code in {"E001", "W402"}:
            said = plantrack("check", "--explain", code.code.lower()).stdout
            assert said.startswith(f"{code.code} {code.severity}: {code.title}\n")
            assert "\nWrong:\n" in said
            assert "\nRight:\n" in said
    assert "完成情况由数值决定" in plantrack("check", "--explain", "W402", "--lang", "zh").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--explain", "W40"), "did you mean “W40"),
        (("--select", "X1"), "--list names them all"),
        (("--ignore", "W4,E999"), "there is no code “E999”"),
        (("--format", "csv"), "csv"),
    ],
)
def test_usage(plantrack: Run, arguments: tuple[str, ...], said: str) -> None:
    done = plantrack("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("width", [20, 21, 22, 40])
def test_a_line_is_cut_at_the_screens_edge(width: int) -> None:
    one = Diagnostic("W601", Message("m"), "f", 1, 1, Severity.WARNING, None, "名" * 100)
    shown = list(as_text(Report([one], 1, Voice(), width=width)))[1].rstrip("\n")
    assert shown.endswith("…")
    assert sum(2 if c == "名" else 1 for c in shown) <= width


def test_a_line_that_fits_is_whole() -> None:
    one = Diagnostic("W601", Message("m"), "f", 1, 1, Severity.WARNING, None, "名")
    assert list(as_text(Report([one], 1, Voice(), width=40)))[1] == "    名\n"


def test_many_files_are_counted(plantrack: Run) -> None:
    said = plantrack("check", str(MANY), str(INLINE), "--select", "E").stdout
    assert "\n2 files checked: errors " in said


def test_a_whole_file_has_no_line_for_github(plantrack: Run) -> None:
    said = plantrack("check", "missing.toml", "--format", "github").stdout
    assert said == "::error file=missing.toml,title=E001::there is no such file\n"
