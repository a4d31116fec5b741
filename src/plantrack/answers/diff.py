"""`diff`: what one year's targets ask for, compared with another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plantrack.answers.answer import (
    ASIDE,
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
from plantrack.messages.message import N_, Message, Voice
from plantrack.plan.assess import acceptable
from plantrack.plan.compare import Ambition, Change, Comparison, VersusActual, compare
from plantrack.plan.measures import is_reduction, measure_of
from plantrack.plan.model import Indicator, Measure, Plan, YearFigures
from plantrack.plan.quantity import Quantity
from plantrack.plan.wording import with_unit
from plantrack.plan.years import well_planned


@dataclass(frozen=True, slots=True)
class DiffRow(Row):
    """One indicator's target in two years; `name` and `unit` are the later year's.

    `delta` is in the unit of the earlier definition, `delta_percent` in percent of the earlier
    target. `growth` says of a growth rate of which less is asked than was achieved what that is:
    "slower" growth, a "smaller" reduction, or "faster" growth where less is better.
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
    measure: str
    growth: str | None = field(metadata=ASIDE)


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
    """The targets of two years, by default the last two with most of the plan's targets.

    The years may be reversed.

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
    if from_year is not None and to_year is not None:
        return from_year, to_year
    for years in well_planned(plan):
        found = _completed(years, from_year, to_year)
        if found:
            return found
    raise NoSuchYear(from_year or to_year, planned, alone=True)


def _completed(
    years: Sequence[int], from_year: int | None, to_year: int | None
) -> tuple[int, int] | None:
    """The year given and the nearest after or before it, or else the last two."""
    if from_year is not None:
        later = [year for year in years if year > from_year]
        return (from_year, later[0]) if later else None
    end = to_year or max(years, default=0)
    earlier = [year for year in years if year < end]
    return (earlier[-1], end) if earlier else None


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
        notes=tuple(_notes(compared, text_in(earlier.unit, voice), voice)),
        delta_unit=None if compared.delta is None else difference_unit(earlier, voice),
        measure=measure_of(later).value,
        growth=_growth(indicator, earlier, compared),
    )


def _growth(indicator: Indicator, earlier: YearFigures, compared: Comparison) -> str | None:
    """How growth that a target asks less of than was achieved differs from it."""
    if compared.versus_actual is not VersusActual.BELOW:
        return None
    if measure_of(earlier) is not Measure.GROWTH:
        return None
    if is_reduction(earlier):
        return None if _is_upper_end(indicator, compared) else "smaller"
    return "faster" if _is_upper_end(indicator, compared) else "slower"


def _is_upper_end(indicator: Indicator, compared: Comparison) -> bool:
    """Whether the new target says how much there may be at most."""
    assert compared.after is not None
    accepted = acceptable(compared.after, indicator.direction)
    return accepted is not None and accepted.low is None


def _notes(compared: Comparison, unit: str | None, voice: Voice) -> Iterator[str]:
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
    restated = [one for one in _compared(compared) if one.worked_out]
    if restated and definition.restated:
        how = text_in(definition.restated.basis, voice)
        template = (
            N_("compared as {how} = {figure}") if how else N_("compared as restated: {figure}")
        )
        said = voice.say(template, how=how, figure=with_unit(restated[0], unit, voice))
        yield voice.say("; ").join((said, *_undecided(compared, unit, voice)))


def _compared(compared: Comparison) -> Sequence[Quantity]:
    """The figures that were set against one another, if there were two."""
    found = [one for one in (compared.after, compared.before, compared.actual) if one]
    return found if len(found) > 1 else []


def _undecided(compared: Comparison, unit: str | None, voice: Voice) -> Iterator[str]:
    """What the digits of the figures leave undecided."""
    plan = None if compared.before is compared.actual else compared.before
    pairs = (
        (N_("against the target {figure}: cannot be decided"), plan, compared.ambition),
        (N_("against {figure}: cannot be decided"), compared.actual, compared.versus_actual),
    )
    for template, figure, decided in pairs:
        if decided is None and figure is not None and figure.interval is not None:
            yield voice.say(template, figure=with_unit(figure, unit, voice))


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
