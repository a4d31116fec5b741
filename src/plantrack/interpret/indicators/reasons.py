"""Reasons for misses, as the text around the tables states them, put to their indicators."""

from __future__ import annotations

from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.prose import Stated, shortfalls
from plantrack.interpret.reading import Interpretation
from plantrack.messages.message import Message


def attach_reasons(read: Interpretation) -> list[Doubt]:
    """Put what is said of misses to the indicators; what fits none is told."""
    doubts: list[Doubt] = []
    for document in read.documents:
        for stated in shortfalls(document, read.indicators, doubts):
            doubt = _put(stated)
            doubts += [doubt] if doubt else []
    return doubts


def _put(stated: Stated) -> Doubt | None:
    """Put a stated reason to the last year that has an actual and a target."""
    indicator = stated.indicator
    years = [
        number for number, year in indicator.years.items()
        if {"plan", "actual"} <= set(year.figures)
    ]  # fmt: skip
    if not years:
        message = Message(
            "{label} is called missed, but no year has both target and actual",
            label=indicator.label,
        )
        return Doubt(DoubtCode.REASON, message, stated.spot)
    year = indicator.years[max(years)]
    if stated.is_reason:
        year.reason = year.reason or (stated.text, stated.spot)
        return None
    year.notes.append(stated.text)
    year.missed_at = stated.spot
    message = Message(
        "{label} is called missed, and no reason is given: {text}",
        label=indicator.label, text=stated.text[:80],
    )  # fmt: skip
    return Doubt(DoubtCode.NO_REASON, message, stated.spot)
