"""Which way indicators are meant to go: what the user said of it, and what is less than certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plantrack.interpret.directions import Lean, lean, told
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot, listed
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.reading import Interpretation
from plantrack.messages.message import N_, Message
from plantrack.plan.model import Direction

_LESS_THAN_CERTAIN = {
    Lean.DOWN_BY_NAME: (
        DoubtCode.DIRECTION,
        N_("less is taken to be better, by their names, for: {labels}; more for the others"),
    ),
    Lean.UNCERTAIN: (
        DoubtCode.DIRECTION,
        N_(
            "a reduction with a target below zero: is less better for: {labels}? say --direction "
            "NAME=down or NAME=up"
        ),
    ),
    Lean.DOWN_BY_FIGURES: (
        DoubtCode.DIRECTION,
        N_(
            "less is taken to be better, as targets are 0 or below their baseline, for: {labels}; "
            "if more is say --direction NAME=up"
        ),
    ),
    Lean.OPPOSED: (
        DoubtCode.DIRECTION,
        N_(
            "more is taken to be better, by their names, though targets are 0 or below their "
            "baseline, for: {labels}; if less is say --direction NAME=down"
        ),
    ),
    Lean.UNKNOWN: (
        DoubtCode.DIRECTION_UNKNOWN,
        N_(
            "nothing tells whether more or less is better, and whether the target is met hangs on "
            "it, for: {labels}; more is taken; if less is say --direction NAME=down"
        ),
    ),
}


def give_directions(read: Interpretation, directions: Mapping[str, Direction]) -> Iterator[Doubt]:
    """Put the directions that the user gave; one for a name that no indicator has is told."""
    for name in told(read.indicators, directions):
        message = Message("--direction {name}: no indicator has that name or number", name=name)
        yield Doubt(DoubtCode.DIRECTION, message, Spot(read.documents[-1].name))


def doubt_directions(read: Interpretation) -> Iterator[Doubt]:
    """One doubt for each way of telling a direction that is less than certain."""
    found: dict[Lean, list[ReportIndicator]] = {}
    for indicator in read.indicators:
        if not indicator.id:
            found.setdefault(lean(indicator), []).append(indicator)
    spot = Spot(read.documents[-1].name)
    for how, (code, template) in _LESS_THAN_CERTAIN.items():
        if how in found:
            yield Doubt(code, Message(template, labels=_labels(found[how])), spot)


def _labels(indicators: Sequence[ReportIndicator]) -> Message:
    return listed([Message("{text}", text=_numbered(indicator)) for indicator in indicators])


def _numbered(indicator: ReportIndicator) -> str:
    name = indicator.named
    return f"{indicator.number} {name}" if indicator.number else name
