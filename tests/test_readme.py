"""The READMEs: alike in both languages, and true."""

from __future__ import annotations

import re
import shlex
import tomllib

import pytest
from conftest import ROOT, Run

from plantrack.read import parse

ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")


def blocks(text: str, language: str = r"\w+") -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_both_readmes_have_the_same_examples_and_sections() -> None:
    assert blocks(ENGLISH) == blocks(CHINESE)
    assert ENGLISH.count("\n## ") == CHINESE.count("\n## ") > 4
    commands = r"`(plantrack[^`]*)`"
    assert re.findall(commands, ENGLISH) == re.findall(commands, CHINESE)


def test_the_plan_file_example_is_a_plan() -> None:
    (example,) = blocks(ENGLISH, "toml")
    assert tomllib.loads(example)["format"] == 1
    assert parse(example.encode(), "README.md").years == (2021, 2022)


def test_the_commands_for_keeping_a_plan_run(plantrack: Run) -> None:
    (block,) = [b for b in blocks(ENGLISH, "sh") if "plantrack init" in b]
    done = [plantrack(*shlex.split(line)[1:]) for line in block.splitlines()]
    assert [one.returncode for one in done] == [0, 0, 0]
    assert done[1].stdout.startswith(
        "1 Investment in fixed assets 2026: pending → missed, 94 of 95"
    )
    assert done[2].stdout == "1 file checked, no problems\n"


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks(ENGLISH, "python")
    names: dict[str, object] = {}
    exec(example, names)
    assert capsys.readouterr().out.splitlines()[0].startswith("4 ")
    assert isinstance(names["rows"], list)
    assert len(names["rows"]) == 44
