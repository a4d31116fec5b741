"""The Chinese catalogue: whole, and compiled from what it is written in."""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from conftest import Run

from plantrack.cli.commands import COMMANDS
from plantrack.messages.message import Message

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))
import catalogue  # noqa: E402 - it stands beside the documentation that it serves

CATALOGUES = catalogue.catalogues()


def identified(written: Catalog) -> dict[str | tuple[str, ...], Entry]:
    return {_key(entry.id): entry for entry in written if entry.id}


def _key(text: str | Sequence[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def forms_of(entry: Entry) -> Sequence[str]:
    return [entry.string] if isinstance(entry.string, str) else entry.string or []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_message_is_translated_and_no_other(path: Path) -> None:
    said = identified(catalogue.extracted())
    written = identified(catalogue.read(path))
    assert len(said) > 80
    assert set(said) == set(written)
    assert all(entry.string and not entry.fuzzy for entry in written.values())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_the_written_one(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    for key, entry in identified(catalogue.read(path)).items():
        one, *several = [key] if isinstance(key, str) else key
        found = compiled.ngettext(one, several[0], 1) if several else compiled.gettext(one)
        assert found == forms_of(entry)[0]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_blanks_are_the_same_in_both_languages(path: Path) -> None:
    for key, entry in identified(catalogue.read(path)).items():
        for form in forms_of(entry):
            english = key if isinstance(key, str) else key[-1]
            assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", form)), key


def test_one_thing_and_several() -> None:
    one = Message("{n} file", "{n} files", n=1)
    assert (str(one), str(Message("{n} file", "{n} files", n=2))) == ("1 file", "2 files")
    assert str(Message("{n} file", "{n} files", n=0).shortened(3)) == "0 files"


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
