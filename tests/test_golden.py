"""What every query prints in every format, held against files that a person has read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from regenerate_golden import GOLDEN, PLANS, Case, cases

from plantrack.cli.app import run

CASES = list(cases())


def parsed(text: str) -> Any:
    """JSON with every digit of its numbers: 9.50 is not 9.5 here."""
    return json.loads(text, parse_float=str, parse_int=str)


@pytest.fixture(autouse=True)
def at_the_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PLANS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.name)
def test_golden(
    case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(case.width or ""))
    assert run(case.arguments) == 0
    said, expected = capsys.readouterr().out, case.path.read_text(encoding="utf-8")
    if case.format == "json":
        assert parsed(said) == parsed(expected)
    elif case.format == "jsonl":
        assert [*map(parsed, said.splitlines())] == [*map(parsed, expected.splitlines())]
    else:
        assert said == expected


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {case.path.name for case in CASES}
