"""Plantrack's own arithmetic, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plantrack.messages.message import Voice
from plantrack.plan.assess import assess
from plantrack.plan.interval import point
from plantrack.plan.model import Direction, Outcome, Text, YearFigures
from plantrack.plan.quantity import parse
from plantrack.plan.wording import basis, interval_in_words

UP, DOWN, WITHIN = Direction


@pytest.mark.parametrize(
    ("plan", "actual", "direction", "said"),
    [
        ("≥90", "88", UP, "≥90 read as 90 or more; 88 is 2 t short"),
        ("3", "4.5", DOWN, "3 read as 3 or less; 4.5 is 1.5 t over"),
        ("6-7", "8", WITHIN, "6-7 read as from 6 to 7; 8 is 1 t over"),
        ("46", "54", UP, "46 read as 46 or more; 54 is 8 t better"),
        ("3", "2", DOWN, "3 read as 3 or less; 2 is 1 t better"),
        ("<35", "35", DOWN, "<35 read as less than 35; 35 lies outside"),
        ("8左右", "7.4", UP, "8左右 read as 7.5 or more; 7.4 lies outside"),
        ("8左右", "9", UP, "8左右 read as 7.5 or more; 9 is better"),
        (
            "8",
            "8左右",
            UP,
            "8 read as 8 or more; 8左右 (read as from 7.5 to just under 8.5) "
            "may lie inside or outside",
        ),
    ],
)
def test_basis(plan: str, actual: str, direction: Direction, said: str) -> None:
    name = Text({"en": "x"}, "en")
    figures = YearFigures(2021, name, plan=parse(plan), actual=parse(actual))
    assert basis(figures, direction, assess(figures, direction), "t", Voice()) == said


def test_a_contradiction_is_said() -> None:
    name = Text({"en": "x"}, "en")
    figures = YearFigures(2021, name, plan=parse("100"), actual=parse("72"), outcome=Outcome.MET)
    said = basis(figures, UP, assess(figures, UP), None, Voice())
    assert said.endswith("72 is 28 short; the source says “met”, which its figures contradict")


def test_a_target_to_be_hit_exactly() -> None:
    assert interval_in_words(point(Decimal("3.0")), Voice()) == "exactly 3.0"
