"""What is doubtful in reasons: the W5 codes."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.checks.check import Remark, all_figures, at
from plantrack.messages.message import N_, Message
from plantrack.plan.assess import Status, assess
from plantrack.plan.model import Plan
from plantrack.plan.notes import says_something


def reason_missing(plan: Plan) -> Iterator[Remark]:
    """A target was missed, and neither a reason nor a note says anything of it."""
    for indicator, figures in all_figures(plan):
        if figures.reason or says_something(figures.note):
            continue
        judged = assess(figures, indicator.direction)
        if judged.status is Status.MISSED and judged.contradicts is None:
            remedy = N_('add reason = "…"; if the source gives none, say so in a note')
            message = Message("the target was missed and no reason is given")
            yield Remark("W501", at(indicator, figures, "actual"), message, Message(remedy))


def reason_unneeded(plan: Plan) -> Iterator[Remark]:
    """A reason for missing a target stands beside a target that was reached."""
    for indicator, figures in all_figures(plan):
        if figures.reason is None:
            continue
        status = assess(figures, indicator.direction).status
        if status.is_achieved:
            message = Message(
                "a reason is given, but the target was not missed: the status is “{status}”",
                status=Message(status.value),
            )
            remedy = Message("a remark on a target that was met is a note")
            yield Remark("W502", at(indicator, figures, "reason"), message, remedy, at_key=True)


def reason_copied(plan: Plan) -> Iterator[Remark]:
    """The same words explain two misses."""
    seen: dict[str, tuple[str, int]] = {}
    for indicator, figures in all_figures(plan):
        if figures.reason is None:
            continue
        words = " ".join(figures.reason.in_language(plan.language).split())
        id_, year = seen.setdefault(words, (indicator.id, figures.year))
        if (id_, year) != (indicator.id, figures.year):
            message = Message(
                "the reason is the same as that of “{id}” in {year}", id=id_, year=year
            )
            yield Remark("W503", at(indicator, figures, "reason"), message)
