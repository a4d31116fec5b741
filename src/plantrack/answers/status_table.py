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
from plantrack.plan.wording import CONTRADICTED, word


def status_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """Plan against actual, one line an indicator."""
    table = table_of(
        "status",
        answer,
        StatusRow,
        voice,
        chosen,
        shown=("number", "name", "unit", "plan", "actual", "gap", "status"),
        years={"year": answer.year},
        headline=status_headline(answer, voice),
        remarks=_contradiction(voice),
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
        "by_section": [{"section": name, **counts} for name, counts in answer.by_section.items()],
        "by_kind": [{"kind": name, **counts} for name, counts in answer.by_kind.items()],
    }


def missed_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The misses, each with its figures and the stated reason."""
    return table_of(
        "missed",
        answer,
        StatusRow,
        voice,
        chosen,
        shown=("number", "name", "unit", "plan", "actual", "gap", "reason"),
        years={"year": answer.year},
        headline=[next(status_headline(answer, voice))],
        remarks=_contradiction(voice),
        cards=True,
        empty=voice.say("nothing was missed"),
    )


def status_headline(answer: StatusAnswer, voice: Voice) -> Iterator[str]:
    """How many were met, and of which section and kind."""
    counts = answer.summary["indicators"]
    parts = [
        voice.say(
            "{year}: {achieved} of {total} met, {exceeded} of them exceeded",
            year=answer.year,
            **{key: counts[key] for key in ("achieved", "total", "exceeded")},
        )
    ]
    parts += [
        voice.say("{n} {what}", n=counts[key], what=word(key, voice))
        for key in ("missed", "undetermined", "pending", "unplanned")
        if counts[key] or key == "missed"
    ]
    yield voice.say("; ").join(parts)
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
            total=count["total"],
        )
        for key, count in counts.items()
    )
    return voice.say("{heading}: {what}", heading=Message(heading), what=" · ".join(shares))
