"""The READMEs: alike in both languages, and true."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, Run
from made import as_docx, as_pdf

from plantrack.planfile.read import load, parse


def script(name: str) -> ModuleType:
    """A script of the docs folder, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


README = {
    "en": (ROOT / "README.md").read_text(encoding="utf-8"),
    "zh": (ROOT / "README.zh.md").read_text(encoding="utf-8"),
}


def blocks(text: str, language: str = r"\w+") -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def without_output(text: str) -> list[str]:
    """The code blocks, of the console ones only what is typed."""
    return [block.splitlines()[0] if block.startswith("$ ") else block for block in blocks(text)]


def test_both_readmes_have_the_same_examples_and_sections() -> None:
    english, chinese = README["en"], README["zh"]
    assert without_output(english) == without_output(chinese)
    assert english.count("\n## ") == chinese.count("\n## ") > 4
    commands = r"`(plantrack[^`]*)`"
    assert re.findall(commands, english) == re.findall(commands, chinese)


@pytest.mark.parametrize("language", README)
def test_the_console_examples_print_what_they_show(language: str) -> None:
    assert script("examples").filled_in(README[language], language) == README[language]


def test_the_plan_file_example_is_a_plan() -> None:
    (example,) = blocks(README["en"], "toml")
    assert tomllib.loads(example)["format"] == 1
    assert parse(example.encode(), "README.md").years == (2021, 2022)


def test_the_commands_for_keeping_a_plan_run(plantrack: Run) -> None:
    (block,) = [b for b in blocks(README["en"], "sh") if "plantrack init" in b]
    done = [plantrack(*shlex.split(line)[1:]) for line in block.splitlines()]
    assert [one.returncode for one in done] == [0, 0, 0]
    assert done[1].stdout.startswith(
        "1 Investment in fixed assets 2026: pending → missed, 94 of 95"
    )
    assert done[2].stdout == "1 file checked, no problems\n"


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks(README["en"], "python")
    names: dict[str, object] = {}
    exec(example, names)
    assert capsys.readouterr().out.splitlines()[0].startswith("4 ")
    assert isinstance(names["rows"], list)
    assert len(names["rows"]) == 44


SHELL = [block for block in blocks(README["en"], "sh") if not block.startswith("python3 -m venv")]
PRINTED: dict[str, Callable[[str, Path], bool]] = {
    "jq": lambda said, _: said.split()[:2] == ["services-share", "strategic-industries-share"],
    "status.csv": lambda _, folder: (folder / "status.csv").read_text("utf-8").count("\n") == 45,
    "missed.txt": lambda said, _: said == "exit code 1: see missed.txt\n",
    "for id": lambda _, folder: len(list(folder.glob("*.md"))) == 10,
    "plantrack init": lambda said, _: said.endswith("1 file checked, no problems\n"),
    "import report.docx": lambda _, folder: load(folder / "plantrack.toml").years == (2023, 2024),
}
REPORTS = {
    "report.docx": partial(
        as_docx,
        [[["序号", "指标", "单位", "2023年计划", "2023年实际"], ["1", "产值", "亿元", "5", "6"]]],
    ),
    "next-report.pdf": partial(
        as_pdf, [[["序号", "指标", "单位", "2024年计划"], ["1", "产值", "亿元", "7"]]]
    ),
}


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("key", PRINTED)
def test_the_shell_examples_run(key: str, tmp_path: Path) -> None:
    if key == "jq" and not shutil.which("jq"):
        pytest.skip("jq is not on this machine")
    (example,) = [block for block in SHELL if key in block]
    for name in filter(example.__contains__, REPORTS):
        (tmp_path / name).write_bytes(REPORTS[name]())
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {"PATH": path, "PYTHONUTF8": "1"}
    said = subprocess.check_output(
        ["sh", "-ec", example], encoding="utf-8", cwd=tmp_path, env=environment
    )
    assert PRINTED[key](said, tmp_path)


def test_every_shell_example_is_tried() -> None:
    assert len(SHELL) == len(PRINTED)
    assert all(sum(key in block for block in SHELL) == 1 for key in PRINTED)


@pytest.mark.parametrize("language", README)
def test_the_pictures_show_what_plantrack_prints(language: str) -> None:
    picture = script("picture")
    assert picture.picture(language) == picture.PICTURES[language].read_text(encoding="utf-8")
    assert f"docs/{picture.PICTURES[language].name}" in README[language]
