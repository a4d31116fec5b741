"""`status` and `missed`: what was planned for a year, and what came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

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
from plantrack.messages.message import Voice
from plantrack.plan.assess import Assessment, Status, assess
from plantrack.plan.model import Indicator, Plan, YearFigures


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
class StatusAnswer(Answer[StatusRow]):
    """What was planned for `year`, and what came.

    The indicators, without their sub-indicators, are also counted by section and by kind.
    """

    year: int
    by_section: Mapping[str | None, Counts]
    by_kind: Mapping[str | None, Counts]


def status(plan: Plan, year: int | None = None, voice: Voice = OWN_LANGUAGE) -> StatusAnswer:
    """Plan against actual in `year`, by default the latest with actuals.

    Raises:
        NoSuchYear: the plan has no figures for that year.
    """
    chosen = chosen_year(plan, year)
    rows = tuple(
        _status_row(indicator, figures, voice)
        for indicator in plan.indicators
        if (figures := indicator.years.get(chosen)) and (figures.plan or figures.is_reported())
    )
    counted = [row for row in rows if row.parent is None]
    return StatusAnswer(
        plan=plan,
        rows=rows,
        summary=both_counts(rows, count_statuses),
        year=chosen,
        by_section=_grouped(counted, attrgetter("section")),
        by_kind=_grouped(counted, attrgetter("kind")),
    )


def missed(plan: Plan, year: int | None = None, voice: Voice = OWN_LANGUAGE) -> StatusAnswer:
    """The targets missed in `year`; the summary still describes the whole year.

    Raises:
        NoSuchYear: the plan has no figures for that year.
    """
    whole = status(plan, year, voice)
    return replace(whole, rows=tuple(row for row in whole.rows if row.status == Status.MISSED))


def chosen_year(plan: Plan, year: int | None) -> int:
    if year is not None:
        if year not in plan.years:
            raise NoSuchYear(year, plan.years)
        return year
    candidates = plan.years_with_actuals or plan.planned_years
    if not candidates:
        raise NoSuchYear(None, ())
    return candidates[-1]


def status_cells(
    indicator: Indicator, figures: YearFigures, judged: Assessment, voice: Voice
) -> dict[str, object]:
    return common_cells(indicator, figures, voice) | {
        "plan": published(figures.plan),
        "plan_value": value_of(figures.plan),
        "actual": published(figures.actual),
        "actual_value": value_of(figures.actual),
        "status": judged.status.value,
        "gap": judged.gap,
        "gap_unit": None if judged.gap is None else difference_unit(figures, voice),
        "attainment": judged.attainment,
        "reason": text_in(figures.reason, voice),
        "contradicts": judged.contradicts.value if judged.contradicts else None,
    }


def _status_row(indicator: Indicator, figures: YearFigures, voice: Voice) -> StatusRow:
    judged = assess(figures, indicator.direction)
    return StatusRow(**status_cells(indicator, figures, judged, voice))  # type: ignore[arg-type]


def count_statuses(rows: Sequence[StatusRow]) -> Counts:
    found = Counter(row.status for row in rows)
    achieved = sum(found[status] for status in Status if status.is_achieved)
    return {"total": len(rows), "achieved": achieved} | {s.value: found[s] for s in Status}


def _grouped(
    rows: Sequence[StatusRow], group: Callable[[StatusRow], str | None]
) -> Mapping[str | None, Counts]:
    groups = dict.fromkeys(map(group, rows))
    return {name: count_statuses([row for row in rows if group(row) == name]) for name in groups}
