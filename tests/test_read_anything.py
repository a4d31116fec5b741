"""Whatever a file holds, it is a plan, or what is wrong with it is said at a place inside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import tomli_w
from conftest import ROOT
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import KEYS, anything, tables

from plantrack.answers.status import status
from plantrack.messages.language import voice_in
from plantrack.planfile.diagnostic import Diagnostic
from plantrack.planfile.read import PlanFileError, parse

PLAN = (ROOT / "data" / "indicators.toml").read_text(encoding="utf-8")
SMALL = tomllib.loads(PLAN)
SMALL["indicators"] = dict([*SMALL["indicators"].items()][:6])
HEAD = {"format": 1, "plan": {"id": "x", "language": "en", "title": "X"}}
CHINESE = voice_in("zh")
SYNTAX = [*'"{}[]=.#\\\n', "9O", '"""']


def read(content: bytes) -> None:
    """Read the content; complaints must be of use."""
    try:
        plan = parse(content, "f")
    except PlanFileError as error:
        assert error.diagnostics
        lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
        for diagnostic in error.diagnostics:
            check(diagnostic, lines)
    else:
        for year in plan.years:
            assert status(plan, year).rows


def check(diagnostic: Diagnostic, lines: list[str]) -> None:
    """The place is inside the file, its line is quoted, and it can be said in both languages."""
    assert str(diagnostic.message)
    assert diagnostic.message.said(CHINESE.translate)
    if diagnostic.line == 0:
        assert diagnostic.code in {"E003", "E004", "E102"}
        return
    line = lines[diagnostic.line - 1]
    assert 1 <= diagnostic.column <= len(line) + 1
    if len(line) <= 120:
        assert diagnostic.quoted == (line or None)
    if diagnostic.quoted is not None and diagnostic.column <= len(line):
        shown = diagnostic.quoted[diagnostic.column - 1 - diagnostic.skipped]
        assert shown == line[diagnostic.column - 1]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbfx = \xff")
@example(b"x = '\xff'\r\n")
@example(("a." * 5000 + "a = 1").encode())
@example(b"x = " + b"9" * 5000)
@example(b"x = 1e99999999999999999999")
@example(b"x = 0x" + b"f" * 5000)
@example(b"x = " + b"[" * 450 + b"]" * 450)
@example(b"x = " + b"{a=" * 300 + b"1" + b"}" * 300)
def test_any_bytes(content: bytes) -> None:
    read(content)


@given(tables)
@example({"[key]": 1})
@example({"<id>": 1})
@example({"indicators": {"source": {"<id>": 1}}})
@example({"indicators": {"a": {"years": {"2021": {"source": {"<id>": 1, "<table>": 2}}}}}})
@example({"sections": {"[key]": {"[key]": 1}}})
def test_any_tables(document: dict[str, Any]) -> None:
    read(tomli_w.dumps(document).encode())


@given(st.sampled_from(["sources", "sections", "indicators"]), tables)
def test_any_tables_under_a_sound_head(part: str, inner: dict[str, Any]) -> None:
    read(tomli_w.dumps({**HEAD, part: inner}).encode())


@given(tables, tables)
def test_any_indicator_and_year(indicator: dict[str, Any], year: dict[str, Any]) -> None:
    made = {"name": "A", **indicator, "years": {"2021": year}}
    read(tomli_w.dumps({**HEAD, "indicators": {"a": made}}).encode())


def places(table: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every table in a document and each key in it."""
    for key, value in table.items():
        yield table, key
        if isinstance(value, dict):
            yield from places(value)


@given(st.integers(0), anything, st.sampled_from(KEYS))
def test_a_plan_with_one_value_changed_and_one_key_more(at: int, value: Any, key: str) -> None:
    document = deepcopy(SMALL)
    found = [*places(document)]
    table, changed = found[at % len(found)]
    table[changed] = value
    read(tomli_w.dumps(document).encode())
    table[key] = value
    read(tomli_w.dumps(document).encode())


@given(st.integers(0), st.integers(0, 30), st.text(max_size=3) | st.sampled_from(SYNTAX))
def test_a_plan_with_a_few_letters_changed(at: int, length: int, instead: str) -> None:
    start = at % 6000
    read(f"{PLAN[:start]}{instead}{PLAN[start + length : 6000]}".encode())
