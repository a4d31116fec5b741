"""The tables of `status` and `missed`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from plantrack.language import Voice
from plantrack.queries.answer import Counts
from plantrack.queries.status import StatusAnswer, StatusRow
from plantrack.tables.table import Table, table_of
from plantrack.wording import word


def status_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """Plan against actual, one line an indicator."""
    shown = ("number", "name", "unit", "plan", "actual", "gap", "status")
    lines = status_headline(answer, voice)
    years = {"year": answer.year}
    table = table_of("status", answer, StatusRow, shown, lines, voice, chosen, years)
    return replace(table, envelope=dict(table.envelope) | {"summary": _whole_summary(answer)})


def _whole_summary(answer: StatusAnswer) -> dict[str, Any]:
    """The counts of the year, and of the indicators in each section and of each kind."""
    return {
        **answer.summary,
        "by_section": [{"section": name, **counts} for name, counts in answer.by_section.items()],
        "by_kind": [{"kind": name, **counts} for name, counts in answer.by_kind.items()],
    }


def missed_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The misses, each with its figures and the stated reason."""
    shown = ("number", "name", "unit", "plan", "actual", "gap", "reason")
    return table_of(
        "missed",
        answer,
        StatusRow,
        shown,
        iter(tuple(status_headline(answer, voice))[:1]),
        voice,
        chosen,
        {"year": answer.year},
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
    yield "; ".join(parts)
    titles = {s.id: s.title.in_language(voice.language) for s in answer.plan.sections}
    yield _shares(((titles.get(s or "", "—"), c) for s, c in answer.by_section.items()), voice)
    yield _shares(((word(k, voice) if k else "—", c) for k, c in answer.by_kind.items()), voice)


def _shares(groups: Iterator[tuple[str, Counts]], voice: Voice) -> str:
    said = (
        voice.say("{name} {achieved}/{total}", name=n, achieved=c["achieved"], total=c["total"])
        for n, c in groups
    )
    return " · ".join(said)
