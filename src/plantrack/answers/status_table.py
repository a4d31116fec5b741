"""The tables of `status` and `missed`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plantrack.answers.answer import Counts, Row
from plantrack.answers.status import StatusAnswer, StatusRow
from plantrack.answers.table import Table, table_of
from plantrack.messages.message import N_, Message, Voice
from plantrack.plan.model import Kind
from plantrack.plan.wording import CONTRADICTED, joined, word


def status_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """Plan against actual, one line an indicator."""
    return _judged_table(
        "status",
        answer,
        voice,
        chosen,
        shown=("number", "name", "unit", "plan", "actual", "gap", "status"),
        headline=status_headline(answer, voice),
    )


def _judged_table(
    command: str,
    answer: StatusAnswer,
    voice: Voice,
    chosen: Sequence[str] | None,
    **more: Any,
) -> Table:
    table = table_of(
        command,
        answer,
        StatusRow,
        voice,
        chosen,
        years={"year": answer.year},
        remarks=_contradiction(voice),
        **more,
    )
    return replace(table, envelope=dict(table.envelope) | {"summary": _whole_summary(answer)})


def _contradiction(voice: Voice) -> Callable[[Row], Sequence[str]]:
    def said(row: Row) -> Sequence[str]:
        assert isinstance(row, StatusRow)
        if row.contradicts is None:
            return ()
        stated = word(row.contradicts, voice)
        return (voice.say(CONTRADICTED, outcome=stated),)

    return said


def _whole_summary(answer: StatusAnswer) -> dict[str, Any]:
    """The counts of the year, and of the indicators in each section and of each kind."""
    return {
        **answer.summary,
        "stated_only": sum(answer.stated.values()),
        "binding_missed": answer.binding_missed,
        "by_section": [{"section": name, **counts} for name, counts in answer.by_section.items()],
        "by_kind": [{"kind": name, **counts} for name, counts in answer.by_kind.items()],
    }


def missed_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The misses, each with its figures and the stated reason."""
    return _judged_table(
        "missed",
        answer,
        voice,
        chosen,
        shown=("number", "name", "unit", "plan", "actual", "gap", "reason"),
        headline=[_result(answer, voice)],
        cards=True,
        empty=_nothing_missed(answer, voice),
    )


def _nothing_missed(answer: StatusAnswer, voice: Voice) -> str:
    """What is said where no target was missed: only of a year that is decided, that none was."""
    for key in ("indicators", "sub_indicators"):
        counts = answer.summary[key]
        waiting = _undecided(counts, key, voice)
        if waiting:
            judged = counts["achieved"] or key == "sub_indicators"
            return voice.say(_SO_FAR if judged else _NOTHING_YET, what=waiting)
    anything = any(counts["achieved"] for counts in answer.summary.values())
    return voice.say(N_("nothing was missed") if anything else _NO_TARGETS)


_SO_FAR = N_("nothing was missed so far: {what}")
_NOTHING_YET = N_("nothing to judge yet: {what}")
_NO_TARGETS = N_("nothing to judge: there are no targets")


def _undecided(counts: Counts, group: str, voice: Voice) -> str:
    """How many targets wait for an actual, and how many cannot be decided; empty if none."""
    parts = (
        voice.say("{n} {what} {status}", n=n, what=_things(group, n), status=word(status, voice))
        for status in ("pending", "undetermined")
        if (n := counts[status])
    )
    return joined(parts, voice)


def _things(group: str, number: int) -> Message:
    one, many = {
        "indicators": (N_("target"), N_("targets")),
        "sub_indicators": (N_("sub-indicator"), N_("sub-indicators")),
    }[group]
    return Message(one if number == 1 else many)


def _result(answer: StatusAnswer, voice: Voice) -> str:
    """What became of the year's targets, in a sentence."""
    counts = answer.summary["indicators"]
    if not counts["achieved"] + counts["missed"]:
        waiting = _undecided(counts, "indicators", voice)
        said = voice.say(_NOTHING_YET, what=waiting) if waiting else voice.say(_NO_TARGETS)
    else:
        said = voice.say("; ").join(_parts(answer, counts, voice))
    return voice.say("{year}: {what}", year=answer.year, what=said)


def _parts(answer: StatusAnswer, counts: Counts, voice: Voice) -> Iterator[str]:
    total = counts["total"] - counts["unplanned"]
    met = voice.say("{n} of {total} targets met", n=counts["achieved"], total=total)
    how = joined(_how_met(answer.stated, counts, voice), voice)
    yield voice.say("{what}: {how}", what=met, how=how) if how else met
    yield _missed(answer, counts, voice)
    for key in ("undetermined", "pending", "unplanned"):
        if counts[key]:
            yield voice.say("{n} {what}", n=counts[key], what=word(key, voice))


def _how_met(stated: Counts, counts: Counts, voice: Voice) -> Iterator[str]:
    """How many were met, exceeded and met by the source's word alone, where that is not all one."""
    by_word = stated.get("met", 0) + stated.get("exceeded", 0)
    met = counts["met"] - stated.get("met", 0)
    exceeded = counts["exceeded"] - stated.get("exceeded", 0)
    if met and exceeded:
        yield voice.say("{met} + {exceeded} exceeded", met=met, exceeded=exceeded)
    elif exceeded:
        yield voice.say("{exceeded} exceeded", exceeded=exceeded)
    elif met and by_word:
        yield voice.say("{met} by the figures", met=met)
    if by_word:
        yield voice.say("{n} by the report's word alone", n=by_word)


def _missed(answer: StatusAnswer, counts: Counts, voice: Voice) -> str:
    said = voice.say("{n} missed", n=counts["missed"])
    more = (
        (N_("{n} of them binding"), answer.binding_missed),
        (N_("{n} by the report's word alone"), answer.stated.get("missed", 0)),
    )
    for template, n in more:
        if n:
            said = voice.say("{first}, {second}", first=said, second=voice.say(template, n=n))
    return said


def status_headline(answer: StatusAnswer, voice: Voice) -> Iterator[str]:
    """What became of the targets, and how many of each section and kind were met."""
    yield _result(answer, voice)
    titles = {s.id: s.title.in_language(voice.language) for s in answer.plan.sections}
    kinds = {kind.value: word(kind, voice) for kind in Kind}
    if any(answer.by_section):
        yield _shares(N_("by section"), answer.by_section, titles, voice)
    if any(answer.by_kind):
        yield _shares(N_("by kind"), answer.by_kind, kinds, voice)


def _shares(
    heading: str,
    counts: Mapping[str | None, Counts],
    names: Mapping[str, str],
    voice: Voice,
) -> str:
    """How many were achieved in each group, the groups named."""
    rest = voice.say("others")
    shares = (
        voice.say(
            "{name} {achieved}/{total}",
            name=names.get(key or "", rest),
            achieved=count["achieved"],
            total=count["total"] - count["unplanned"],
        )
        for key, count in counts.items()
    )
    return voice.say("{heading}: {what}", heading=Message(heading), what=" · ".join(shares))
