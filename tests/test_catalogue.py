"""The Chinese catalogue: whole, and compiled from what it is written in."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from conftest import Run

import plantrack
from plantrack.cli.commands import COMMANDS
from plantrack.planfile import problems

PACKAGE = Path(plantrack.__file__).parent
FOLDER = PACKAGE / "locale" / "zh" / "LC_MESSAGES"


def messages() -> set[str]:
    """Every message that the code says or marks for saying."""
    found = {template for _, template in problems._OURS.values()}
    found |= {*problems._EXPECTED.values()}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                first = node.args[0]
                if called in {"say", "N_", "Message"} and isinstance(first, ast.Constant):
                    found.add(str(first.value))
            if isinstance(node, ast.FunctionDef) and node.name in {"command", "overview"}:
                found.add(str(ast.get_docstring(node)))
    return found


def written() -> dict[str, str]:
    text = (FOLDER / "plantrack.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.MULTILINE)
    return {key.replace('\\"', '"'): said.replace('\\"', '"') for key, said in pairs}


def test_every_message_is_translated() -> None:
    assert len(messages()) > 80
    assert not messages() - set(written())


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (FOLDER / "plantrack.mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    assert {key: compiled.gettext(key) for key in written()} == written()


def test_blanks_are_the_same_in_both_languages() -> None:
    for key, said in written().items():
        assert set(re.findall(r"{\w+}", key)) == set(re.findall(r"{\w+}", said)), key


def test_a_chinese_locale_speaks_chinese(plantrack: Run) -> None:
    for environment in ({"LANG": "zh_CN.UTF-8"}, {"PLANTRACK_LANG": "zh"}):
        said = plantrack("missed", **environment).stdout
        assert "39项指标完成34项：15项完成、17项超额完成、2项仅有报告表述；" in said
        assert "；未完成5项，其中约束性1项\n" in said
        assert said.count("报告未说明原因") == 1
    assert "没有2019年的数据" in plantrack("status", "2019", LANG="zh_CN.UTF-8").stderr


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_chinese(plantrack: Run, command: tuple[str, ...]) -> None:
    said = plantrack(*command, "--help", LANG="zh_CN.UTF-8", COLUMNS="200").stdout
    whole = re.sub(r"\n {10,}", " ", said)  # a line that goes on stands below its beginning
    english = [line for line in whole.splitlines() if not re.search("[\u4e00-\u9fff]", line)]
    assert said.startswith("用法：plantrack")
    assert not [line for line in english if line.strip()]
