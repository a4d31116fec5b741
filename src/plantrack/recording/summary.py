"""What was recorded, what it means, and what it leaves to be done, as people are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plantrack.checks.figures import scale_slipped, share_out_of_bounds
from plantrack.messages.harmless import visible
from plantrack.messages.message import N_, Message, Voice
from plantrack.plan.model import Plan
from plantrack.plan.wording import WORDS, signed
from plantrack.recording.change import Change


def told(changes: Iterable[Change], voice: Voice) -> Iterator[str]:
    """What changed and what it means, a line each."""
    for change in changes:
        yield visible(_meaning(change, voice))
        for key, (before, after) in change.values.items():
            yield visible(f"  {key}: {after if before is None else f'{before} → {after}'}")
        if not change.values:
            yield f"  {voice.say('nothing to change: it stands so already')}"


def hinted(changes: Iterable[Change], voice: Voice) -> Iterator[str]:
    """What the recorded figures leave to be done."""
    for change in changes:
        what = f"{change.indicator.ordinal or change.indicator.id} {change.after.figures.year}"
        for hint in (*_doubts(change), *_hints(change)):
            yield f"{what}: {hint.said(voice.translate)}"


def _doubts(change: Change) -> Iterator[Message]:
    """What `check` would say of the figures alone, while whoever typed them is still there."""
    alone = Plan("", change.indicator.name, "", (change.indicator,))
    for remark in (*scale_slipped(alone), *share_out_of_bounds(alone)):
        if remark.path[-2] == str(change.after.figures.year) and remark.path[-1] in change.values:
            yield remark.message


def _hints(change: Change) -> Iterator[Message]:
    figures, judged = change.after.figures, change.after.judged
    if judged.status == "missed" and not (figures.reason or figures.note):
        yield Message("no reason is recorded for the miss; add it with --reason")
    if judged.status == "undetermined" and figures.outcome is None and figures.actual:
        yield Message("the figures do not decide; say what the source says with --outcome")
    if judged.contradicts:
        yield Message("the stated outcome contradicts the figures, and the figures decide")
    if change.source_widened:
        template = N_(
            "the source “{id}” now stands for the new figure too; name another with --source"
        )
        yield Message(template, id=change.source_widened)
    for language in change.untouched:
        yield Message("the reason in “{language}” still says what it said", language=language)


_MEANINGS = {
    (True, True, True): N_("{indicator} {year}: {status}, {actual} of {plan}, {gap}"),
    (True, True, False): N_("{indicator} {year}: {status}, {actual} of {plan}"),
    (True, False, False): N_("{indicator} {year}: {status}, plan {plan}"),
    (False, True, False): N_("{indicator} {year}: {status}, actual {actual}"),
    (False, False, False): N_("{indicator} {year}: {status}"),
}


def _meaning(change: Change, voice: Voice) -> str:
    figures, judged = change.after.figures, change.after.judged
    plan, actual, gap = figures.plan, figures.actual, judged.gap
    name = figures.name.in_language(voice.language)
    before, after = (
        voice.say(WORDS[state.judged.status.value]) for state in (change.before, change.after)
    )
    return voice.say(
        _MEANINGS[bool(plan), bool(actual), gap is not None],
        indicator=f"{change.indicator.ordinal} {name}".strip(),
        year=figures.year,
        status=after if before == after else f"{before} → {after}",
        actual=actual.text if actual else "",
        plan=plan.text if plan else "",
        gap="" if gap is None else signed(gap),
    )
