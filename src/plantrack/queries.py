"""The questions plantrack answers, as frozen rows and their summary.

A row holds what scripts are promised, in the promised order: exact figures, code words that no
language changes, and texts in the reader's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from operator import attrgetter
from typing import Generic, TypeVar

from plantrack.assess import Assessment, Status, assess, is_percentage
from plantrack.compare import Ambition, Change, Comparison, Definition, VersusActual, compare
from plantrack.language import Message, Voice
from plantrack.model import Citations, Indicator, Plan, Source, Text, YearFigures
from plantrack.quantity import Quantity
from plantrack.wording import basis, reading

Value = str | int | Decimal | tuple[str, ...] | tuple[int, ...] | None
"""What a cell of an answer can be; a `Decimal` is exact."""

ENGLISH = Voice()


@dataclass
class NoSuchYear(LookupError):  # noqa: N818 - reads as what it says
    """The plan has no such year; `available` are those it has for the question, ascending."""

    year: int | None
    available: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer."""

    id: str
    number: str | None
    parent: str | None
    name: str
    section: str | None
    section_title: str | None
    kind: str | None
    unit: str | None
    direction: str

    def to_dict(self) -> dict[str, Value]:
        """The row as a plain dictionary, for data frames; figures stay `Decimal`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class StatusRow(Row):
    """One indicator's plan against its actual in one year.

    `gap` is actual minus target in `gap_unit`; `attainment` is in percent. `contradicts` is the
    outcome that the source states where its own figures say otherwise.
    """

    plan: str | None
    plan_value: Decimal | None
    actual: str | None
    actual_value: Decimal | None
    status: str
    gap: Decimal | None
    gap_unit: str | None
    attainment: Decimal | None
    reason: str | None
    contradicts: str | None


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
class ListRow(Row):
    """One indicator and the years it has figures for."""

    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearRow(StatusRow):
    """All that is known of one indicator in one year.

    `plan_read` says in words which numbers the target stands for, `basis` why the status is what
    it is. `source` names in words what the three source IDs stand for.
    """

    year: int
    plan_read: str | None
    basis: str
    outcome: str | None
    series_break: str | None
    restated_plan: str | None
    restated_actual: str | None
    restated_basis: str | None
    note: str | None
    plan_source: str | None
    actual_source: str | None
    reason_source: str | None
    source: str | None


R = TypeVar("R", bound=Row)
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """Rows in plan order and, for each group of all the rows, how many there are of each word."""

    plan: Plan
    rows: tuple[R, ...]
    summary: Mapping[str, Counts]

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as plain dictionaries, for data frames."""
        return [row.to_dict() for row in self.rows]


@dataclass(frozen=True, slots=True)
class StatusAnswer(Answer[StatusRow]):
    """What was planned for `year`, and what came.

    The indicators, without their sub-indicators, are also counted by section and by kind.
    """

    year: int
    by_section: Mapping[str | None, Counts]
    by_kind: Mapping[str | None, Counts]


@dataclass(frozen=True, slots=True)
class DiffAnswer(Answer[DiffRow]):
    """What `to_year` asks for, compared with `from_year`."""

    from_year: int
    to_year: int


def status(plan: Plan, year: int | None = None, voice: Voice = ENGLISH) -> StatusAnswer:
    """Plan against actual in `year`, by default the latest with actuals.

    Raises:
        NoSuchYear: the plan has no figures for that year.
    """
    chosen = _year(plan, year)
    rows = tuple(
        _status_row(indicator, figures, voice)
        for indicator in plan.indicators
        if (figures := indicator.years.get(chosen)) and (figures.plan or figures.is_reported())
    )
    counted = [row for row in rows if row.parent is None]
    return StatusAnswer(
        plan=plan,
        rows=rows,
        summary=_both(rows, _count_statuses),
        year=chosen,
        by_section=_grouped(counted, attrgetter("section")),
        by_kind=_grouped(counted, attrgetter("kind")),
    )


def missed(plan: Plan, year: int | None = None, voice: Voice = ENGLISH) -> StatusAnswer:
    """The targets missed in `year`; the summary still describes the whole year.

    Raises:
        NoSuchYear: the plan has no figures for that year.
    """
    whole = status(plan, year, voice)
    return replace(whole, rows=tuple(row for row in whole.rows if row.status == Status.MISSED))


def diff(
    plan: Plan,
    from_year: int | None = None,
    to_year: int | None = None,
    voice: Voice = ENGLISH,
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
    return DiffAnswer(plan, rows, _both(rows, _count_changes), start, end)


def indicators(plan: Plan, voice: Voice = ENGLISH) -> Answer[ListRow]:
    """Every indicator of the plan: ids, numbers, names and units."""
    rows = tuple(
        ListRow(
            **_common(indicator, _latest(indicator), voice),  # type: ignore[arg-type]
            years=tuple(indicator.years),
        )
        for indicator in plan.indicators
    )
    return Answer(plan, rows, _both(rows, lambda some: {"total": len(some)}))


def show(plan: Plan, chosen: Sequence[Indicator], voice: Voice = ENGLISH) -> Answer[YearRow]:
    """Everything known of the chosen indicators, one row a year."""
    rows = tuple(
        _year_row(indicator, figures, voice)
        for indicator in chosen
        for figures in indicator.years.values()
    )
    summary = {
        "indicators": {"total": sum(not one.is_sub_indicator for one in chosen)},
        "sub_indicators": {"total": sum(one.is_sub_indicator for one in chosen)},
    }
    return Answer(plan, rows, summary)


def _year(plan: Plan, year: int | None) -> int:
    if year is not None:
        if year not in plan.years:
            raise NoSuchYear(year, plan.years)
        return year
    candidates = plan.years_with_actuals or plan.planned_years
    if not candidates:
        raise NoSuchYear(None, ())
    return candidates[-1]


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
        raise NoSuchYear(None, planned)
    return start, end


def _latest(indicator: Indicator) -> YearFigures:
    if not indicator.years:
        return YearFigures(0, indicator.name, indicator.unit)
    return indicator.years[max(indicator.years)]


def _text(text: Text | None, voice: Voice) -> str | None:
    return None if text is None else text.in_language(voice.language)


def _common(indicator: Indicator, figures: YearFigures, voice: Voice) -> dict[str, str | None]:
    section = indicator.section
    return {
        "id": indicator.id,
        "number": indicator.ordinal or None,
        "parent": indicator.parent,
        "name": figures.name.in_language(voice.language),
        "section": section.id if section else None,
        "section_title": _text(section.title if section else None, voice),
        "kind": indicator.kind.value if indicator.kind else None,
        "unit": _text(figures.unit, voice),
        "direction": indicator.direction.value,
    }


def _published(quantity: Quantity | None) -> str | None:
    return quantity.text if quantity else None


def _value(quantity: Quantity | None) -> Decimal | None:
    return quantity.value if quantity else None


def difference_unit(figures: YearFigures, voice: Voice) -> str | None:
    """The unit of a difference between two of an indicator's figures: "pp" where that is %."""
    return "pp" if is_percentage(figures) else _text(figures.unit, voice)


def _status_cells(
    indicator: Indicator, figures: YearFigures, judged: Assessment, voice: Voice
) -> dict[str, object]:
    return _common(indicator, figures, voice) | {
        "plan": _published(figures.plan),
        "plan_value": _value(figures.plan),
        "actual": _published(figures.actual),
        "actual_value": _value(figures.actual),
        "status": judged.status.value,
        "gap": judged.gap,
        "gap_unit": None if judged.gap is None else difference_unit(figures, voice),
        "attainment": judged.attainment,
        "reason": _text(figures.reason, voice),
        "contradicts": judged.contradicts.value if judged.contradicts else None,
    }


def _status_row(indicator: Indicator, figures: YearFigures, voice: Voice) -> StatusRow:
    judged = assess(figures, indicator.direction)
    return StatusRow(**_status_cells(indicator, figures, judged, voice))  # type: ignore[arg-type]


def _year_row(indicator: Indicator, figures: YearFigures, voice: Voice) -> YearRow:
    judged = assess(figures, indicator.direction)
    restated, cited = figures.restated, figures.cited
    return YearRow(
        **_status_cells(indicator, figures, judged, voice),  # type: ignore[arg-type]
        year=figures.year,
        plan_read=reading(figures.plan, indicator.direction, voice) if figures.plan else None,
        basis=basis(figures, indicator.direction, judged, difference_unit(figures, voice), voice),
        outcome=figures.outcome.value if figures.outcome else None,
        series_break=_text(figures.series_break, voice),
        restated_plan=_published(restated.plan if restated else None),
        restated_actual=_published(restated.actual if restated else None),
        restated_basis=_text(restated.basis if restated else None, voice),
        note=_text(figures.note, voice),
        plan_source=cited.plan.id if cited.plan else None,
        actual_source=cited.actual.id if cited.actual else None,
        reason_source=cited.reason.id if cited.reason else None,
        source=_sources(cited, voice),
    )


def _sources(cited: Citations, voice: Voice) -> str | None:
    """The titles of all that a year's figures were taken from, each with its document."""
    found = {source.id: source for source in (cited.plan, cited.actual, cited.reason) if source}
    whole = {source.part_of.id: source.part_of for source in found.values() if source.part_of}
    titles = [
        " ".join(filter(None, (_text(source.title, voice), _cells(cited, source))))
        for source in (found | whole).values()
    ]
    return "; ".join(filter(None, titles)) or None


def _cells(cited: Citations, source: Source) -> str:
    """The cells of a source that figures were taken from, in brackets."""
    pairs = ((cited.plan, cited.plan_cell), (cited.actual, cited.actual_cell))
    cells = [cell for one, cell in pairs if cell and one and one.id == source.id]
    return f"({', '.join(cells)})" if cells else ""


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
        **_common(indicator, later, voice),  # type: ignore[arg-type]
        change=compared.change.value,
        ambition=compared.ambition.value if compared.ambition else None,
        from_plan=_published(before),
        from_plan_value=_value(before),
        to_plan=_published(after),
        to_plan_value=_value(after),
        delta=compared.delta,
        delta_percent=compared.delta_percent,
        from_actual=_published(actual),
        from_actual_value=_value(actual),
        versus_actual=compared.versus_actual.value if compared.versus_actual else None,
        notes=tuple(_notes(compared, voice)),
        delta_unit=None if compared.delta is None else difference_unit(earlier, voice),
    )


def _notes(compared: Comparison, voice: Voice) -> Iterator[str]:
    definition = compared.definition
    if definition.renamed:
        before, after = (_text(name, voice) for name in definition.renamed)
        yield voice.say("renamed: {before} → {after}", before=before, after=after)
    if definition.unit_changed:
        none = Message("none")
        units = [_text(unit, voice) or none for unit in definition.unit_changed]
        yield voice.say("unit changed: {before} → {after}", before=units[0], after=units[1])
    for year, words in definition.breaks:
        yield voice.say("series break {year}: {text}", year=year, text=_text(words, voice))
    if compared.delta is not None or compared.ambition is not None:
        yield from _restated_note(definition, voice)


def _restated_note(definition: Definition, voice: Voice) -> Iterator[str]:
    restated = definition.restated if definition.changed else None
    if restated is None or restated.plan is None:
        return
    how = _text(restated.basis, voice)
    figure = restated.plan.text
    if how is None:
        yield voice.say("compared as restated: {figure}", figure=figure)
    else:
        yield voice.say("compared as restated: {figure} ({how})", figure=figure, how=how)


def _both(rows: Sequence[R], count: Callable[[Sequence[R]], Counts]) -> Mapping[str, Counts]:
    """The counts of the indicators and, apart from them, of the sub-indicators."""
    return {
        "indicators": count([row for row in rows if row.parent is None]),
        "sub_indicators": count([row for row in rows if row.parent is not None]),
    }


def _count_statuses(rows: Sequence[StatusRow]) -> Counts:
    found = Counter(row.status for row in rows)
    achieved = sum(found[status] for status in Status if status.is_achieved)
    return {"total": len(rows), "achieved": achieved} | {s.value: found[s] for s in Status}


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


def _grouped(
    rows: Sequence[StatusRow], group: Callable[[StatusRow], str | None]
) -> Mapping[str | None, Counts]:
    groups = dict.fromkeys(map(group, rows))
    return {name: _count_statuses([row for row in rows if group(row) == name]) for name in groups}
