"""What was recorded, what it means, and what it leaves to be done, as people are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plantrack.checks.figures import restated_contradicted, scale_slipped, share_out_of_bounds
from plantrack.messages.harmless import visible
from plantrack.messages.message import N_, Message, Voice
from plantrack.plan.model import Plan
from plantrack.plan.notes import says_something
from plantrack.plan.wording import WORDS, signed
from plantrack.recording.change import Change


def told(changes: Iterable[Change], voice: Voice) -> Iterator[str]:
    """What changed and what it means, a line each."""
    for change in changes:
        yield visible(_meaning(change, voice))
        for key, (before, after) in change.values.items():
            yield visible(f"  {_value(key, before, after, voice)}")
        for key in change.absent:
            yield f"  {voice.say('{key}: there is none', key=key)}"
        if change.is_gone:
            year = change.after.figures.year
            yield f"  {voice.say('nothing is left of {year}: it is taken out', year=year)}"
        if not change.values and not change.absent:
            yield f"  {voice.say('nothing to change: it stands so already')}"


def _value(key: str, before: str | None, after: str | None, voice: Voice) -> str:
    if after is None:
        return voice.say("{key}: {before} is taken out", key=key, before=before)
    return f"{key}: {after}" if before is None else f"{key}: {before} → {after}"


def hinted(changes: Iterable[Change], voice: Voice) -> Iterator[str]:
    """What the recorded figures leave to be done."""
    far: set[int] = set()
    for change in changes:
        year = change.after.figures.year
        if change.far_from is not None and year not in far:
            far.add(year)
            yield voice.say(_FAR, year=year, near=change.far_from)
        what = f"{change.indicator.ordinal or change.indicator.id} {year}"
        for hint in (*_doubts(change), *_hints(change)):
            yield f"{what}: {hint.said(voice.translate)}"


_FAR = N_(
    "{year} lies far from all other years, of which {near} is the nearest; if it is mistyped, take "
    "it out again with --clear"
)


def _doubts(change: Change) -> Iterator[Message]:
    """What `check` would say of the figures alone, while whoever typed them is still there."""
    alone = Plan("", change.indicator.name, "", (change.indicator,))
    year = str(change.after.figures.year)
    for check in (scale_slipped, share_out_of_bounds, restated_contradicted):
        for remark in check(alone):
            if remark.path[3] == year and _concerns(remark.path[4:], change):
                yield remark.message


def _concerns(keys: Sequence[str], change: Change) -> bool:
    """Whether a remark is about something that was changed, or that depends on that."""
    return "_".join(keys) in change.values or keys[-1] in change.values


def _hints(change: Change) -> Iterator[Message]:
    figures, judged = change.after.figures, change.after.judged
    if judged.status == "missed" and not (figures.reason or says_something(figures.note)):
        yield Message("no reason is recorded for the miss; add it with --reason")
    if judged.status.is_achieved and figures.reason and change.values:
        yield Message(
            "the status is “{status}”, but a reason for missing the target is still there; take it "
            "out with --clear reason",
            status=Message(WORDS[judged.status.value]),
        )
    if judged.status == "undetermined" and figures.outcome is None and figures.actual:
        yield Message("the figures do not decide; say what the source says with --outcome")
    if judged.contradicts:
        yield Message("the stated outcome contradicts the figures, and the figures decide")
    if change.source_widened:
        template = N_(
            "the source “{id}” now stands for the new figure too; name another with --source"
        )
        yield Message(template, id=change.source_widened)
    if _is_left(change) and figures.restated and figures.restated.basis:
        yield Message("the basis of the restated figure still says what it said")
    for language in change.untouched:
        yield Message("the reason in “{language}” still says what it said", language=language)


def _is_left(change: Change) -> bool:
    """Whether a restated figure was changed and its basis was not."""
    moved = {"restated_plan", "restated_actual"} & change.values.keys()
    return bool(moved) and "restated_basis" not in change.values


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
