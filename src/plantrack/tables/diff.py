"""The table of `diff`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.language import Voice
from plantrack.queries.answer import Counts
from plantrack.queries.diff import DiffAnswer, DiffRow
from plantrack.tables.table import Table, table_of
from plantrack.wording import word


def diff_table(answer: DiffAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The targets of two years side by side."""
    shown = ("number", "name", "unit", "from_plan", "from_actual", "to_plan", "delta", "ambition")
    years = {"from_year": answer.from_year, "to_year": answer.to_year}
    lines = diff_headline(answer, voice)
    return table_of("diff", answer, DiffRow, (*shown, "versus_actual"), lines, voice, chosen, years)


def diff_headline(answer: DiffAnswer, voice: Voice) -> Iterator[str]:
    """How many targets were tightened, eased and held, and which ask for less than was achieved."""
    yield voice.say(
        "{from_year} → {to_year}: of the {total} indicators, {counts}",
        from_year=answer.from_year,
        to_year=answer.to_year,
        total=answer.summary["indicators"]["total"],
        counts=_changes(answer.summary["indicators"], voice),
    )
    subs = answer.summary["sub_indicators"]
    if subs["total"]:
        yield voice.say(
            "of the {total} sub-indicators, {counts}",
            total=subs["total"],
            counts=_changes(subs, voice),
        )
    below = [row.number or row.id for row in answer.rows if row.versus_actual == "below"]
    if below:
        numbers = ", ".join(below)
        yield voice.say("ask for less than was already achieved: {numbers}", numbers=numbers)


def _changes(counts: Counts, voice: Voice) -> str:
    keys = ("tightened", "eased", "held", "not_comparable", "added", "dropped")
    return ", ".join(
        voice.say("{n} {what}", n=counts[key], what=word(key, voice)) for key in keys if counts[key]
    )
