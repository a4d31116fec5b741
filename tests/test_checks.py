"""Every code has examples, each says exactly what it should, and no file breaks a check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from plantrack.checks.checks import CHECKS, WHOLE_FILE
from plantrack.checks.codes import CODES, HEAD, Code
from plantrack.checks.examine import examine, examine_file
from plantrack.checks.handbook import code_page
from plantrack.messages.language import voice_in
from plantrack.planfile.diagnostic import Diagnostic
from plantrack.planfile.read import embedded

PLANS = ROOT / "tests" / "plans"
IN_FILES = [code for code in CODES.values() if not code.in_shell]
IN_SHELL = [code for code in CODES.values() if code.in_shell]


def lines(found: list[Diagnostic]) -> str:
    return "".join(f"{d.line}:{d.column}: {d.code} {d.severity}: {d.message}\n" for d in found)


@pytest.mark.parametrize("path", sorted(PLANS.glob("valid/*.toml")), ids=lambda path: path.stem)
def test_a_valid_plan_has_no_findings(path: Path) -> None:
    assert lines(examine_file(path)) == ""


@pytest.mark.parametrize("path", sorted(PLANS.glob("invalid/*.toml")), ids=lambda path: path.stem)
def test_an_invalid_plan_has_exactly_these_findings(path: Path) -> None:
    expected = path.with_suffix(".errors.txt").read_text(encoding="utf-8")
    assert lines(examine_file(path)) == expected


def test_every_code_that_a_file_can_have_has_a_file() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in PLANS.glob("invalid/*.errors.txt"))
    assert set(CODES) - {"E001", "E003"} == {code for code in CODES if code in text}


def test_no_file_of_expected_findings_is_left_over() -> None:
    expected = {path.name.removesuffix(".errors.txt") for path in PLANS.glob("invalid/*.txt")}
    assert expected == {path.stem for path in PLANS.glob("invalid/*.toml")}


def test_the_embedded_plan_has_no_findings() -> None:
    assert lines(examine_file(embedded())) == ""


@pytest.mark.parametrize("code", IN_FILES, ids=lambda code: code.code)
def test_the_examples_in_a_file(code: Code) -> None:
    assert [d.code for d in examine((HEAD + code.wrong).encode(), "f")] == [code.code]
    assert examine((HEAD + code.right).encode(), "f") == []


@pytest.mark.parametrize("code", IN_SHELL, ids=lambda code: code.code)
def test_the_examples_in_a_shell(code: Code, tmp_path: Path) -> None:
    assert f": {code.code} error: " in in_shell(code.wrong, tmp_path)
    (tmp_path / "plan.toml").unlink(missing_ok=True)
    assert in_shell(code.right, tmp_path).endswith("1 file checked, no problems\n")


def in_shell(example: str, folder: Path) -> str:
    """What the lines print, with plantrack as the command of that name."""
    script = "\n".join(line.removeprefix("$ ") for line in example.split("\n"))
    (folder / "bin").mkdir(exist_ok=True)
    command = folder / "bin" / "plantrack"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m plantrack "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PLANTRACK", "LC_"))}
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", script],
        capture_output=True,
        cwd=folder,
        env=environment | {"PATH": path, "LANG": "C.UTF-8"},
        encoding="utf-8",
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(("name", "language"), [("checks.md", "en"), ("checks.zh.md", "zh")])
def test_the_page_of_codes_is_the_generated_one(name: str, language: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page == code_page(voice_in(language)), "run: python docs/generate.py"
    assert all(f"\n## {code}: " in page for code in CODES)


def test_codes_and_checks_belong_together() -> None:
    assert len(CHECKS) == sum(code.startswith("W") for code in CODES)
    assert set(CODES) > WHOLE_FILE


def test_a_line_separator_that_is_none_in_toml_does_not_shift_lines() -> None:
    body = 'x = 1 # \u2028 \x85\n[indicators.a]\nname = "A"\nkind = "b"\n'
    found = examine((HEAD + body).encode(), "f")
    assert [(d.line, d.column) for d in found] == [(3, 1), (6, 8)]
    assert found[1].quoted == 'kind = "b"'


WORDS = """
    format plan sources sections indicators a b id language title name unit years 2021 2022 actual
    outcome reason source number parent section kind direction restated series_break text zh en
    note part_of
"""
KEYS = st.sampled_from(WORDS.split())
LEAVES = st.one_of(
    st.integers(-1, 10**20),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.sampled_from(["≥90", "8左右", "met", "up", "zh", "a", "100%达标", "", "1-2", "%", "占比"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4),
)
TABLES = st.recursive(
    LEAVES, lambda inner: st.one_of(st.dictionaries(KEYS, inner), st.lists(inner)), max_leaves=20
)
YEAR = st.dictionaries(
    st.sampled_from(["plan", "actual", "outcome", "reason", "name", "unit", "note", "source"]),
    TABLES,
)
INDICATOR = st.fixed_dictionaries(
    {"name": TABLES, "years": st.dictionaries(st.sampled_from(["2020", "2021", "2022"]), YEAR)},
    optional=dict.fromkeys(("number", "parent", "section", "unit", "direction", "x"), TABLES),
)


@given(st.dictionaries(KEYS, TABLES), st.dictionaries(st.sampled_from("abc"), INDICATOR))
def test_no_toml_breaks_a_check(tables: dict[str, object], indicators: dict[str, object]) -> None:
    import tomli_w

    whole = {"format": 1, "plan": {"id": "x", "language": "zh", "title": "X"}}
    for document in (tables, whole | {"indicators": indicators}, whole | tables):
        for diagnostic in examine(tomli_w.dumps(document).encode(), "f"):
            assert diagnostic.code in CODES
            assert str(diagnostic.message)
            assert diagnostic.help is None or str(diagnostic.help)


@given(st.text())
def test_no_text_breaks_a_check(text: str) -> None:
    assert all(d.code in CODES for d in examine(text.encode(errors="replace"), "f"))
