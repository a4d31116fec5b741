"""Did you mean: the nearest of the words that are known."""

from __future__ import annotations

from plantrack.messages.suggest import nearest


def test_the_nearest_word_comes_first() -> None:
    assert nearest("incme", ["output", "income", "incomes"], 2) == ["income", "incomes"]
    assert nearest("incme", ["output", "income", "incomes"]) == ["income"]
    assert nearest("xyz", ["output", "income"]) == []


def test_the_nearest_of_many_words_is_found() -> None:
    known = [f"word{n}" for n in range(300)]
    assert nearest("incme", [*known, "income"]) == ["income"]
    assert nearest("word28", known)[0] == "word28"


def test_long_words_are_neither_looked_for_nor_found() -> None:
    assert nearest("a" * 100, ["a" * 100]) == ["a" * 100]
    assert nearest("a" * 101, ["a" * 100]) == []
    assert nearest("a" * 100, ["a" * 101]) == []
