"""Outcomes of targets in words, as far as the actual plainly states them."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.documents.text import squeezed
from plantrack.interpret.code_words import outcome_of
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.indicators.indicator import ReportYear
from plantrack.interpret.reading import Interpretation
from plantrack.messages.message import Message

_COMPLETING = ("完成", "达到", "实现", "达标")
_BEFORE = ("预计", "能够", "可以", "已经", "已", "可", "能", "如期", "全面", "顺利", "均")


def give_outcomes(read: Interpretation) -> Iterator[Doubt]:
    """Give targets in words the outcome that the actual states; ask where it states none."""
    for indicator in read.indicators:
        for number, year in indicator.years.items():
            if not _awaits_outcome(year):
                continue
            plan, actual = year.figures["plan"], year.figures["actual"]
            year.outcome = outcome_stated(plan.figure.text or "", actual.figure.text or "")
            if year.outcome is None:
                message = Message(
                    "{label}, {year}: is the target “{plan}” met by “{actual}”?",
                    label=indicator.label, year=number,
                    plan=plan.figure.text, actual=actual.figure.text,
                )  # fmt: skip
                yield Doubt(DoubtCode.IN_WORDS, message, actual.spot)


def _awaits_outcome(year: ReportYear) -> bool:
    """Whether a target in words was reported on without an outcome, and nothing is asked of it."""
    plan, actual = year.figures.get("plan"), year.figures.get("actual")
    if plan is None or actual is None or year.outcome:
        return False
    return plan.figure.in_words and plan.figure.readable and actual.figure.readable


def doubt_outcomes_alone(read: Interpretation) -> Iterator[Doubt]:
    """What the report calls met or missed in a column of its own, and gives no target of."""
    for indicator in read.indicators:
        for number, year in indicator.years.items():
            actual = year.figures.get("actual")
            if year.outcome is None or "plan" in year.figures or actual is None:
                continue
            if not actual.figure.in_words:
                message = Message(
                    "{label}, {year}: the report says “{outcome}”, but there is no target of that "
                    "year; the outcome is left out",
                    label=indicator.label, year=number, outcome=Message(year.outcome),
                )  # fmt: skip
                yield Doubt(DoubtCode.OUTCOME_ALONE, message, actual.spot)


def outcome_stated(plan: str, actual: str) -> str | None:
    """Met, if the actual repeats the target with no more than “can” or “has” before it.

    Without such a word it says what came of it only where the target is to complete something.
    """
    target, reached = squeezed(plan), squeezed(actual)
    for word in _BEFORE:
        reached = reached.removeprefix(word)
    says_so = squeezed(actual) != target or target.startswith(_COMPLETING)
    return "met" if reached == target and says_so else outcome_of(actual)
