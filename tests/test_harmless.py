"""A stranger's text at every exit: shown to people, escaped in data, obeyed by nothing."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from plantrack.cli.commands import COMMANDS
from plantrack.messages.harmless import in_json, in_toml, is_word, utf_8, visible, words

OBEYED = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in {"Cc", "Zl", "Zp", "Cs"}
    or code in {0xAD, 0x34F, 0x61C, 0x3164, 0xFEFF, 0x180E, 0x200E, 0x200F}
    or code in {*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xE0000, 0xE0080), 0x200B}
]
"""Controls, halves of characters, ends of lines, directions, blanks of no width, tags."""

LEGITIMATE = [
    "服务业增加值占比（％）", "पर्यावरण क्\u200dष", "می\u200cخواهم", "👩\u200d👩\u200d👧", "☁️ PM₂.₅",
    "葛\U000e0100城", "µg/m³ — “ok” ≥90", "std::vector", "# 1", "a\u0301",
]  # fmt: skip
ORDERS = {
    "::error file=x::y": ": :error file=x::y",
    "  ::anything::": "  : :anything::",
    "a ::warning::y": "a : :warning::y",
    "中::add-mask::y": "中: :add-mask::y",
    "a ##[error]b": "a # #[error]b",
    "##vso[task.x]": "# #vso[task.x]",
}


def test_nothing_obeyed_is_left_in_a_text() -> None:
    for one in OBEYED:
        assert one not in visible(f"a{one}b"), hex(ord(one))
        assert one not in words(f"a{one}b")
        assert one not in in_toml(f"a{one}b") or one in "\t\n"  # which TOML has between its keys
        assert one not in in_json(f"a{one}b")


@pytest.mark.parametrize("text", LEGITIMATE)
def test_what_scripts_need_stays(text: str) -> None:
    assert visible(text) == text


def test_what_only_hides_is_shown() -> None:
    assert visible("a\u200db\ufe0f\ufe0f\u200c") == "a�b\ufe0f��"
    assert visible("न\u200d\u200d") == "न\u200d�"
    assert visible("a\x1b\x9b\x7f\udcff") == "a␛��\\xff"
    assert visible("a\r\nb\nc\td\u2028e\u2029f") == "a b c d e f"


@pytest.mark.parametrize("text", ORDERS)
def test_a_runner_of_workflows_is_given_no_orders(text: str) -> None:
    assert visible(text) == ORDERS[text]
    assert "##[" not in in_json(text)
    assert json.loads(in_json(text)) == text


@given(st.text(st.characters(codec=None, categories=None)))
def test_shown_once_is_shown_for_good_and_data_lose_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert json.loads(in_json(utf_8(text))) == utf_8(text)
    assert words(words(text)) == words(text)
    assert is_word(text) <= bool(re.fullmatch(r"[\w.,·%/][\w\-.,·%/]*", text))


@given(st.text(st.characters(codec="utf-8")))
def test_toml_loses_nothing(text: str) -> None:
    import tomli_w

    written = tomli_w.dumps({"x": text}).rstrip("\n")
    assert tomllib.loads(in_toml(written)) == {"x": text}


NASTY = "".join(one for one in OBEYED if not "\ud800" <= one <= "\udfff") + "::error::x ##[error]x"
RAW = re.compile("[" + "".join(re.escape(one) for one in OBEYED if one not in "\t\n") + "]")


def nasty_plan() -> str:
    """A plan file that says it everywhere where a text can stand."""
    text = '"' + "".join(f"\\U{ord(one):08x}" for one in NASTY) + '"'
    return f"""format = 1
plan = {{ id = "x", language = "en", title = {text} }}
[sources.s]
title = {text}
publisher = {text}
[sections.part]
title = {text}
[indicators.a]
number = 1
section = "part"
unit = {text}
name = {text}
[indicators.a.years]
2021 = {{ plan = 5, actual = 4, reason = {text}, source = "s" }}
2022 = {{ plan = {text}, outcome = "missed", note = {text}, series_break = {text} }}
"""


def of_orders(text: str) -> list[str]:
    """Lines that a runner of workflows would obey."""
    return [line for line in text.split("\n") if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "tsv", "markdown", "html"])
@pytest.mark.parametrize("query", ["status 2021", "missed 2022", "diff", "show a", "list"])
@pytest.mark.parametrize("width", ["", "40"])
def test_no_answer_lets_a_text_take_effect(
    plantrack: Run, tmp_path: Path, query: str, format_: str, width: str
) -> None:
    (tmp_path / "plantrack.toml").write_text(nasty_plan(), "utf-8")
    done = plantrack(*query.split(), "--format", format_, COLUMNS=width)
    assert done.returncode == 0, done.stderr
    assert not RAW.search(done.stdout + done.stderr)
    assert not of_orders(done.stdout + done.stderr)


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif"])
def test_no_report_of_check_lets_a_text_take_effect(
    plantrack: Run, tmp_path: Path, format_: str
) -> None:
    name = "::error file=y::\x1b\u202e\u2028x.toml"
    (tmp_path / "broken.toml").write_text("::error file=x::y \u202e\x9b ##[error]z\n", "utf-8")
    (tmp_path / name).write_text(nasty_plan().replace("number = 1", "nuber = 1"), "utf-8")
    done = plantrack("check", name, "broken.toml", "--format", format_)
    assert done.returncode == 1
    assert not RAW.search(done.stdout + done.stderr)
    if format_ == "github":
        assert all(re.match(r"::(error|warning) file=", line) for line in done.stdout.splitlines())
        assert all(line.count("::") == 2 for line in done.stdout.splitlines())
    else:
        assert not of_orders(done.stdout)
    done = plantrack("status", "--file", name)
    assert not RAW.search(done.stdout + done.stderr)
    assert not of_orders(done.stdout + done.stderr)


def test_the_name_of_a_file_is_shown_and_not_obeyed(plantrack: Run) -> None:
    said = plantrack("--version", "--file", "\x1b[31m\u202ex\u061c.toml").stdout
    assert said.endswith("(␛[31m�x�.toml)\n")


def test_an_import_lets_nothing_take_effect(plantrack: Run, tmp_path: Path) -> None:
    nasty = "\x9b31m\u202ea\u061c\u200b\ufeff\U000e0041::error::b ##[error]c"
    rows = f"{nasty},,,\n序号,指标,单位,2023年计划\n1,{nasty}一,{nasty},5\n2,二,x,{nasty}\n"
    (tmp_path / "r.csv").write_text(rows, "utf-8")
    for options in ((), ("--report", "json"), ("--list-tables",)):
        done = plantrack("import", "r.csv", *options)
        assert done.returncode == 0, done.stderr
        assert not RAW.search(done.stdout + done.stderr)
        assert not of_orders(done.stdout + done.stderr)
    plan = tomllib.loads(plantrack("import", "r.csv").stdout)
    assert plan["indicators"]


def test_every_command_is_known_to_these_tests() -> None:
    assert set(COMMANDS) >= {"status", "missed", "diff", "show", "list", "check", "import"}
