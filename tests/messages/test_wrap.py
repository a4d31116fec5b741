"""Lines that fit, in two scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.messages.wrap import columns, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("指标undetermined的", 10, ["指标", "undetermined", "的"]),
        ("未完成的指标。", 12, ["未完成的指", "标。"]),
        ("39 indicators met", 13, ["39 indicators", "met"]),
        ("met 39 indicators", 9, ["met", "39 indicators"]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def test_a_mark_over_a_letter_takes_no_column() -> None:
    assert (columns("e\u0301"), columns("指a")) == (1, 3)


@given(st.text(st.sampled_from("ab 指标，。（）12"), max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_no_word_is_broken(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    words = {word for line in lines for word in line.split()}
    for word in text.split():
        if word.isascii():
            assert any(word in found for found in words)
