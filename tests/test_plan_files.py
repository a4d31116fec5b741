"""Whole plan files: the valid ones say nothing, the invalid ones exactly what stands beside them.

`x.errors.txt` holds the diagnostics of `x.toml`: `line:column: CODE message`, or without a place
where the whole file is meant, and what helps indented below. `regenerate_golden.py` remakes it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from regenerate_golden import INVALID, PLANS, complaints, errors_beside

from plantrack.planfile import problems
from plantrack.planfile.read import load

VALID = sorted((PLANS / "readable").glob("*.toml"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_plan_file_is_read(path: Path) -> None:
    assert load(path).id == "x"


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_plan_file_says_exactly_what_is_wrong(path: Path) -> None:
    assert complaints(path) == errors_beside(path).read_text(encoding="utf-8")


def test_no_expectation_is_left_over() -> None:
    assert {*(PLANS / "unreadable").glob("*.txt")} == {*map(errors_beside, INVALID)}


def test_every_code_of_a_files_content_has_an_example() -> None:
    codes = {code for code in vars(problems).values() if re.fullmatch("E[1-3][0-9]{2}", str(code))}
    said = "".join(complaints(path) for path in INVALID)
    assert len(codes) > 10
    assert {code for code in codes if f"{code} " not in said} == set()
