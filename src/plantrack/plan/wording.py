"""Plantrack's own words: how code words, figures and the grounds of a status are said to people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from plantrack.messages.message import N_, Voice
from plantrack.plan.assess import Assessment, Ground, Status, acceptable
from plantrack.plan.interval import Interval
from plantrack.plan.measures import limits_of
from plantrack.plan.model import Direction, YearFigures
from plantrack.plan.quantity import EXACT, Form, Quantity

WORDS = {
    "exceeded": N_("exceeded"),
    "met": N_("met"),
    "missed": N_("missed"),
    "undetermined": N_("undetermined"),
    "pending": N_("pending"),
    "unplanned": N_("unplanned"),
    "achieved": N_("achieved"),
    "total": N_("total"),
    "binding": N_("binding"),
    "anticipatory": N_("anticipatory"),
    "up": N_("up"),
    "down": N_("down"),
    "within": N_("within"),
    "raised": N_("raised"),
    "lowered": N_("lowered"),
    "unchanged": N_("unchanged"),
    "redefined": N_("redefined"),
    "added": N_("added"),
    "dropped": N_("dropped"),
    "tightened": N_("tightened"),
    "eased": N_("eased"),
    "held": N_("held"),
    "not_comparable": N_("not comparable"),
    "slower": N_("slower growth"),
    "smaller": N_("smaller reduction"),
    "faster": N_("faster growth"),
    "level": N_("level"),
    "share": N_("share"),
    "growth": N_("growth"),
    "count": N_("count"),
    "index": N_("index"),
    "rank": N_("rank"),
    "date": N_("date"),
    "words": N_("in words"),
    "figures": N_("figures"),
    "stated": N_("the source's word"),
    "above": N_("asks more"),
    "at": N_("asks the same"),
    "below": N_("asks less"),
}
"""Code words as people read them."""

SYMBOLS = {
    "exceeded": "▲",
    "met": "✓",
    "missed": "✗",
    "undetermined": "?",
    "pending": "…",
    "unplanned": "·",
    "tightened": "↑",
    "eased": "↓",
    "held": "=",
    "not_comparable": "?",
    "added": "+",
    "dropped": "×",
}
"""A sign beside the word, so that colour is never the only difference."""


CONTRADICTED = N_("the source says “{outcome}”, which its figures contradict")
"""Said where the numbers decide otherwise than the source's own words."""


def word(code: str, voice: Voice) -> str:
    """A code word in the reader's language."""
    return voice.say(WORDS[code])


def marked(code: str, voice: Voice) -> str:
    """A code word in the reader's language, behind its symbol where it has one."""
    said = word(code, voice)
    return f"{SYMBOLS[code]} {said}" if code in SYMBOLS else said


def joined(parts: Iterable[str], voice: Voice) -> str:
    """A list as the reader's language writes it."""
    return voice.say(", ").join(parts)


def plain(number: Decimal) -> str:
    """A number with its own digits, never in scientific notation."""
    return format(number, "f")


def difference(number: Decimal, unit: str | None, voice: Voice) -> str:
    """A difference as a cell of a table: percentage points are named, other units are not."""
    return voice.say("{number} pp", number=signed(number)) if unit == "pp" else signed(number)


def signed(number: Decimal) -> str:
    """A difference: with its sign, a true minus, and none for zero."""
    digits = plain(EXACT.abs(number))
    return digits if not number else f"+{digits}" if number > 0 else f"−{digits}"


def reading(
    target: Quantity, direction: Direction, voice: Voice, limits: Interval | None = None
) -> str:
    """Which values satisfy a target, in words; `limits` tell where only one value does."""
    wanted = acceptable(target, direction)
    if wanted is None:
        return voice.say("words, not figures")
    left = wanted.meet(limits) if limits else None
    only = left is not None and left.low == left.high
    return interval_in_words(left if left and only else wanted, voice)


def interval_in_words(interval: Interval, voice: Voice) -> str:
    """A set of numbers as a person would say it."""
    low = None if interval.low is None else plain(interval.low)
    high = None if interval.high is None else plain(interval.high)
    if low is not None and low == high:
        return voice.say("exactly {number}", number=low)
    if high is None:
        closed = interval.low_closed
        return voice.say(N_("{low} or more") if closed else N_("more than {low}"), low=low)
    if low is None:
        closed = interval.high_closed
        return voice.say(N_("{high} or less") if closed else N_("less than {high}"), high=high)
    if interval.low_closed and interval.high_closed:
        return voice.say("from {low} to {high}", low=low, high=high)
    return voice.say("from {low} to just under {high}", low=low, high=high)


def basis(
    figures: YearFigures,
    direction: Direction,
    judged: Assessment,
    gap_unit: str | None,
    voice: Voice,
) -> str:
    """Plantrack's own arithmetic: why it gives this status."""
    ground = _GROUNDS.get(judged.ground)
    said = voice.say(ground) if ground else _by_figures(figures, direction, judged, gap_unit, voice)
    if figures.outcome is None:
        return said
    stated = word(figures.outcome.value, voice)
    more = voice.say(
        CONTRADICTED if judged.contradicts else N_("the source says “{outcome}”"),
        outcome=stated,
    )
    return voice.say("{first}; {second}", first=said, second=more)


_GROUNDS = {
    Ground.NO_TARGET: N_("there is no target for this year"),
    Ground.NO_ACTUAL: N_("there is no actual yet"),
    Ground.ACTUAL_IN_WORDS: N_("the target is a figure, but no figure is given for the actual"),
    Ground.NO_OUTCOME: N_("the target is in words and no outcome is stated"),
    Ground.STATED_OUTCOME: N_("the target is in words, so the stated outcome decides"),
}


def _by_figures(
    figures: YearFigures,
    direction: Direction,
    judged: Assessment,
    gap_unit: str | None,
    voice: Voice,
) -> str:
    target, actual = figures.plan, figures.actual
    assert target is not None
    assert actual is not None
    assert actual.interval is not None
    return voice.say(
        "{target} read as {meaning}; {verdict}",
        target=target.text,
        meaning=reading(target, direction, voice, limits_of(figures)),
        verdict=_verdict(target, actual, judged, gap_unit, voice),
    )


def _verdict(
    target: Quantity, actual: Quantity, judged: Assessment, gap_unit: str | None, voice: Voice
) -> str:
    assert actual.interval is not None
    said = (
        plain(actual.value)
        if actual.form is Form.NUMBER and actual.value is not None
        else voice.say(
            "{text} (read as {meaning})",
            text=actual.text,
            meaning=interval_in_words(actual.interval, voice),
        )
    )
    return voice.say(
        _verdict_template(target, judged),
        actual=said,
        distance=_distance(judged, gap_unit, voice),
    )


def _verdict_template(target: Quantity, judged: Assessment) -> str:
    """How the verdict is worded.

    The gap of an about-target is measured from its stated number, not from the edge of what it
    accepts, so no distance is put beside that edge.
    """
    gap = None if target.form is Form.ABOUT else judged.gap
    if gap and judged.status is Status.MISSED:
        return N_("{actual} is {distance} short") if gap < 0 else N_("{actual} is {distance} over")
    if gap and judged.status is Status.EXCEEDED:
        return N_("{actual} is {distance} better")
    return _VERDICTS[judged.status]


_VERDICTS = {
    Status.MISSED: N_("{actual} lies outside"),
    Status.MET: N_("{actual} is inside"),
    Status.EXCEEDED: N_("{actual} is better"),
    Status.UNDETERMINED: N_("{actual} may lie inside or outside"),
}


def _distance(judged: Assessment, gap_unit: str | None, voice: Voice) -> str:
    if judged.gap is None:
        return ""
    return amount(EXACT.abs(judged.gap), gap_unit, voice)


def with_unit(quantity: Quantity, unit: str | None, voice: Voice) -> str:
    """A figure as published, with its unit where that does not stand in it already."""
    text = quantity.text
    if unit is None or quantity.interval is None or text.endswith(unit):
        return text
    if re.search(r"[0-9¥$€£]", unit):
        return voice.say("{figure} ({unit})", figure=text, unit=unit)
    return voice.say("{figure} {unit}", figure=text, unit=unit)


def amount(number: Decimal, unit: str | None, voice: Voice) -> str:
    """A number with its unit, as in a sentence."""
    digits = plain(number)
    if unit is None:
        return digits
    if unit == "pp":
        return voice.say("{number} percentage points", number=digits)
    if re.search(r"[0-9¥$€£]", unit):  # "28 ¥100 million" would read as one number
        return voice.say("{number} ({unit})", number=digits, unit=unit)
    return voice.say("{number} {unit}", number=digits, unit=unit)
