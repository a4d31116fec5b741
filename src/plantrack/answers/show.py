"""`show`: everything known of an indicator, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plantrack.answers.answer import OWN_LANGUAGE, Answer, difference_unit, published, text_in
from plantrack.answers.status import JudgedRow, basis_of, contradicted, judged_cells
from plantrack.messages.message import Voice
from plantrack.plan.assess import assess
from plantrack.plan.measures import limits_of, measure_of
from plantrack.plan.model import Citations, Indicator, Plan, Source, YearFigures
from plantrack.plan.wording import basis, joined, reading


@dataclass(frozen=True, slots=True)
class YearRow(JudgedRow):
    """All that is known of one indicator in one year.

    `plan_read` says in words which numbers the target stands for, `basis` in words why the status
    is what it is; `rests_on` is the word that `basis` is in `status`. `source` names in words what
    the three source IDs stand for.
    """

    code: str | None
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
    measure: str
    rests_on: str | None
    contradicts: str | None


def show(plan: Plan, chosen: Sequence[Indicator], voice: Voice = OWN_LANGUAGE) -> Answer[YearRow]:
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


def _year_row(indicator: Indicator, figures: YearFigures, voice: Voice) -> YearRow:
    judged = assess(figures, indicator.direction)
    restated, cited = figures.restated, figures.cited
    return YearRow(
        **judged_cells(indicator, figures, judged, voice),  # type: ignore[arg-type]
        code=indicator.code,
        year=figures.year,
        plan_read=_plan_read(indicator, figures, voice),
        basis=basis(figures, indicator.direction, judged, difference_unit(figures, voice), voice),
        outcome=figures.outcome.value if figures.outcome else None,
        series_break=text_in(figures.series_break, voice),
        restated_plan=published(restated.plan if restated else None),
        restated_actual=published(restated.actual if restated else None),
        restated_basis=text_in(restated.basis if restated else None, voice),
        note=_notes(indicator, figures, voice),
        plan_source=cited.plan.id if cited.plan else None,
        actual_source=cited.actual.id if cited.actual else None,
        reason_source=cited.reason.id if cited.reason else None,
        source=_sources(cited, voice),
        measure=measure_of(figures).value,
        rests_on=basis_of(judged),
        contradicts=contradicted(judged),
    )


def _plan_read(indicator: Indicator, figures: YearFigures, voice: Voice) -> str | None:
    if figures.plan is None:
        return None
    return reading(figures.plan, indicator.direction, voice, limits_of(figures))


def _sources(cited: Citations, voice: Voice) -> str | None:
    """The titles of all that a year's figures were taken from, each with its document."""
    found = {source.id: source for source in (cited.plan, cited.actual, cited.reason) if source}
    whole = {source.part_of.id: source.part_of for source in found.values() if source.part_of}
    said = (
        " ".join(filter(None, (_described(one, voice), _cells(cited, one))))
        for one in (found | whole).values()
    )
    return voice.say("; ").join(said) or None


def _cells(cited: Citations, source: Source) -> str:
    """The cells of a source that figures were taken from, in brackets."""
    pairs = ((cited.plan, cited.plan_cell), (cited.actual, cited.actual_cell))
    cells = [cell for one, cell in pairs if cell and one and one.id == source.id]
    return f"({', '.join(cells)})" if cells else ""


def _described(source: Source, voice: Voice) -> str:
    """A source's title, and who published it, when and where."""
    more = (text_in(source.publisher, voice), source.published, source.url)
    return joined(filter(None, (text_in(source.title, voice), *more)), voice)


def _notes(indicator: Indicator, figures: YearFigures, voice: Voice) -> str | None:
    """The remarks on the indicator and on this year of it."""
    notes = (text_in(indicator.note, voice), text_in(figures.note, voice))
    return voice.say("; ").join(filter(None, notes)) or None
