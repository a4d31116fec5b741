"""The codes of an import's doubts, and their page in the handbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from plantrack.importing.handbook import doubts_page
from plantrack.importing.report import in_order
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.messages.language import voice_in
from plantrack.messages.message import Message

WHERE = Spot("a.md")


def test_every_code_is_one_word_and_has_its_words() -> None:
    for code in DoubtCode:
        assert code.value.replace("-", "").isalpha() and code.value.islower()
        assert code.meaning and code.answer
    assert len({code.meaning for code in DoubtCode}) == len(DoubtCode)


def test_a_code_is_its_text_for_scripts() -> None:
    assert DoubtCode.__members__["UNIT_CHANGED"].value == "unit-changed"
    assert f"{DoubtCode.NUMBERS_MISSING}" == "numbers-missing"
    assert DoubtCode.QUESTION.leaves_out and not DoubtCode.NOTE.leaves_out


def test_what_leaves_something_out_is_told_first() -> None:
    codes = [DoubtCode.NOTE, DoubtCode.RAGGED, DoubtCode.MARK, DoubtCode.QUESTION, DoubtCode.RAGGED]
    doubts = [Doubt(code, Message("x"), WHERE) for code in codes]
    assert [doubt.code for doubt in in_order(doubts)] == [
        DoubtCode.QUESTION, DoubtCode.RAGGED, DoubtCode.RAGGED, DoubtCode.NOTE, DoubtCode.MARK,
    ]  # fmt: skip


@pytest.mark.parametrize(("page", "language"), [("import.md", "en"), ("import.zh.md", "zh")])
def test_the_page_is_made_from_the_codes(page: str, language: str) -> None:
    path: Path = ROOT / "docs" / page
    written = path.read_text(encoding="utf-8")
    assert written == doubts_page(voice_in(language)), "run: python docs/generate.py"
    assert all(f"`{code.value}`" in written for code in DoubtCode)
