"""`diff`: what one year's targets ask for, compared with another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plantrack.answers.answer import (
    OWN_LANGUAGE,
    Answer,
    Counts,
    NoSuchYear,
    Row,
    both_counts,
    common_cells,
    difference_unit,
    published,
    text_in,
    value_of,
)
from plantrack.messages.message import Message, Voice
from plantrack.plan.compare import Ambition, Change, Comparison, Definition, VersusActual, compare
from plantrack.plan.model import Indicator, Plan


@dataclass(frozen=True, slots=True)
class DiffRow(Row):
    """One indicator's target in two years; `name` and `unit` are the later year's.

    `delta` is in the unit of the earlier definition, `delta_percent` in percent of the earlier
    target.
    """

    change: str
    ambition: str | None
    from_plan: str | None
    from_plan_value: Decimal | None
    to_plan: str | None
    to_plan_value: Decimal | None
    delta: Decimal | None
    delta_percent: Decimal | None
    from_actual: str | None
    from_actual_value: Decimal | None
    versus_actual: str | None
    notes: tuple[str, ...]
    delta_unit: str | None


@dataclass(frozen=True, slots=True)
class DiffAnswer(Answer[DiffRow]):
    """What `to_year` asks for, compared with `from_year`."""

    from_year: int
    to_year: int
    against_actual: bool = False


def diff(
    plan: Plan,
    from_year: int | None = None,
    to_year: int | None = None,
    voice: Voice = OWN_LANGUAGE,
    *,
    against_actual: bool = False,
) -> DiffAnswer:
    """The targets of two years, by default the last two planned; the years may be reversed.

    Raises:
        NoSuchYear: the plan has no targets in one of the years, or only one planned year.
    """
    start, end = _two_years(plan, from_year, to_year)
    rows = tuple(
        _diff_row(indicator, start, end, comparison, voice)
        for indicator in plan.indicators
        if (comparison := compare(indicator, start, end, against_actual=against_actual))
    )
    counts = both_counts(rows, _count_changes)
    return DiffAnswer(plan, rows, counts, start, end, against_actual)


def _two_years(plan: Plan, from_year: int | None, to_year: int | None) -> tuple[int, int]:
    planned = plan.planned_years
    for year in (from_year, to_year):
        if year is not None and year not in planned:
            raise NoSuchYear(year, planned)
    start, end = from_year, to_year
    if end is None:
        later = [year for year in planned if start is None or year > start]
        end = later[-1] if start is None and later else later[0] if later else None
    if start is None:
        earlier = [year for year in planned if end is None or year < end]
        start = earlier[-1] if earlier else None
    if start is None or end is None:
        raise NoSuchYear(from_year or to_year, planned, alone=True)
    return start, end


def _diff_row(
    indicator: Indicator, from_year: int, to_year: int, compared: Comparison, voice: Voice
) -> DiffRow:
    start, end = indicator.years.get(from_year), indicator.years.get(to_year)
    later = max((figures for figures in (start, end) if figures), key=lambda f: f.year)
    earlier = min((figures for figures in (start, end) if figures), key=lambda f: f.year)
    before = start.plan if start else None
    actual = start.actual if start else None
    after = end.plan if end else None
    return DiffRow(
        **common_cells(indicator, later, voice),  # type: ignore[arg-type]
        change=compared.change.value,
        ambition=compared.ambition.value if compared.ambition else None,
        from_plan=published(before),
        from_plan_value=value_of(before),
        to_plan=published(after),
        to_plan_value=value_of(after),
        delta=compared.delta,
        delta_percent=compared.delta_percent,
        from_actual=published(actual),
        from_actual_value=value_of(actual),
        versus_actual=compared.versus_actual.value if compared.versus_actual else None,
        notes=tuple(_notes(compared, voice)),
        delta_unit=None if compared.delta is None else difference_unit(earlier, voice),
    )


def _notes(compared: Comparison, voice: Voice) -> Iterator[str]:
    definition = compared.definition
    if definition.renamed:
        before, after = (text_in(name, voice) for name in definition.renamed)
        yield voice.say("renamed: {before} → {after}", before=before, after=after)
    if definition.unit_changed:
        none = Message("none")
        units = [text_in(unit, voice) or none for unit in definition.unit_changed]
        yield voice.say("unit changed: {before} → {after}", before=units[0], after=units[1])
    for year, words in definition.breaks:
        yield voice.say("series break {year}: {text}", year=year, text=text_in(words, voice))
    if compared.delta is not None or compared.ambition is not None:
        yield from _restated_note(definition, voice)


def _restated_note(definition: Definition, voice: Voice) -> Iterator[str]:
    restated = definition.restated if definition.changed else None
    if restated is None or restated.plan is None:
        return
    how = text_in(restated.basis, voice)
    figure = restated.plan.text
    if how is None:
        yield voice.say("compared as restated: {figure}", figure=figure)
    else:
        yield voice.say("compared as restated: {figure} ({how})", figure=figure, how=how)


def _count_changes(rows: Sequence[DiffRow]) -> Counts:
    """How many there are of each word; `not_comparable` are pairs whose ambition is not known."""
    found = Counter(
        word for row in rows for word in (row.change, row.ambition, row.versus_actual) if word
    )
    one_sided = found[Change.ADDED] + found[Change.DROPPED]
    ambitions = {ambition.value: found[ambition] for ambition in Ambition}
    return (
        {"total": len(rows)}
        | {change.value: found[change] for change in Change}
        | ambitions
        | {"not_comparable": len(rows) - one_sided - sum(ambitions.values())}
        | {versus.value: found[versus] for versus in VersusActual}
    )
