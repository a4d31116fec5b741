"""Marks that open and close, found in one pass."""

from __future__ import annotations

import re

import pytest

from plantrack.documents.marks import Close, replaced, spans

OPENING = re.compile(r"[(\[]")
ENDS = {"(": re.compile(r"\)"), "[": re.compile(r"\]")}


def marked(line: str, least: int = 0) -> str:
    def closing(mark: re.Match[str]) -> Close:
        return ENDS[mark[0]], least

    return replaced(line, OPENING, closing, lambda mark, inside: f"<{inside}>")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("", ""),
        ("plain", "plain"),
        ("a(b)c[d]e", "a<b>c<d>e"),
        ("(a[b)c]", "<a[b>c]"),
        ("(a(b)", "<a(b>"),
        ("(a[b]", "(a<b>"),
        ("[a(b)c(d)", "[a<b>c<d>"),
        ("((((", "(((("),
        ("a)b]", "a)b]"),
    ],
)
def test_pairs_are_shown_and_marks_that_nothing_closes_stay(line: str, shown: str) -> None:
    assert marked(line) == shown


def test_so_much_must_stand_between_two_marks() -> None:
    assert marked("()x) (y)", least=1) == "<)x> <y>"


def test_spans_reach_from_a_mark_to_the_nearest_close() -> None:
    begin, end = OPENING, re.compile(r"[)\]]")
    assert [*spans("a(b)c[(d]e)(", begin, end)] == [(1, 4), (5, 9)]
    assert [*spans("none", begin, end)] == []
