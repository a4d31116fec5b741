"""The table of `diff`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.answers.answer import Counts, Row
from plantrack.answers.diff import DiffAnswer, DiffRow
from plantrack.answers.table import Table, no_remarks, table_of
from plantrack.messages.message import N_, Voice
from plantrack.plan.wording import joined, word


def diff_table(answer: DiffAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The targets of two years side by side, and below them what was renamed or redefined."""
    shown = ("number", "name", "unit", "from_plan", "from_actual", "to_plan", "delta", "ambition")
    return table_of(
        "diff",
        answer,
        DiffRow,
        voice,
        chosen,
        shown=(*shown, "versus_actual"),
        years={"from_year": answer.from_year, "to_year": answer.to_year},
        against="actual" if answer.against_actual else None,
        headline=diff_headline(answer, voice),
        remarks=_notes if "notes" not in (chosen or ()) else no_remarks,
    )


def _notes(row: Row) -> Sequence[str]:
    assert isinstance(row, DiffRow)
    return row.notes


def diff_headline(answer: DiffAnswer, voice: Voice) -> Iterator[str]:
    """How many targets were tightened, eased and held, and which ask for less than was achieved.

    Growth rates stand apart: to ask for slower growth is not to ask for less than there is.
    """
    against_plan = N_("{from_year} → {to_year}: of the {total} indicators, {counts}")
    against_actual = N_(
        "targets of {to_year} against actuals of {from_year}: of the {total} indicators, {counts}"
    )
    yield voice.say(
        against_actual if answer.against_actual else against_plan,
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
    for growth, template in _LESS.items():
        less = [row for row in answer if row.versus_actual == "below" and row.growth == growth]
        if less:
            named = joined((" ".join(filter(None, (r.number, r.name))) for r in less), voice)
            yield voice.say(template, year=answer.from_year, names=named)


_LESS = {
    None: N_("less than was achieved in {year}: {names}"),
    "slower": N_("slower growth than in {year}: {names}"),
    "smaller": N_("smaller reduction than in {year}: {names}"),
    "faster": N_("faster growth allowed than in {year}: {names}"),
}
"""What is said of targets that ask for less than was achieved, by the growth that they are of."""


def _changes(counts: Counts, voice: Voice) -> str:
    keys = ("tightened", "eased", "held", "not_comparable", "added", "dropped")
    said = (voice.say("{n} {what}", n=counts[k], what=word(k, voice)) for k in keys if counts[k])
    return joined(said, voice)
