"""`status` and `missed`: what was planned for a year, and what came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from plantrack.plan.assess import Assessment, Ground, Status, assess
from plantrack.plan.measures import measure_of
from plantrack.plan.model import Indicator, Kind, Plan, YearFigures
from plantrack.plan.years import latest_answered


@dataclass(frozen=True, slots=True)
class JudgedRow(Row):
    """One indicator's plan against its actual in one year.

    `gap` is actual minus target in `gap_unit`; `attainment` is in percent.
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


@dataclass(frozen=True, slots=True)
class StatusRow(JudgedRow):
    """One indicator in the year asked for.

    `basis` is what the status rests on: "figures", "stated" (the source's word alone), or nothing.
    `contradicts` is the outcome that the source states where its own figures say otherwise.
    """

    measure: str
    basis: str | None
    contradicts: str | None


@dataclass(frozen=True, slots=True)
class StatusAnswer(Answer[StatusRow]):
    """What was planned for `year`, and what came.

    The indicators, without their sub-indicators, are also counted by section and by kind;
    `stated` says how many of each status rest on the source's word alone, and `binding_missed` how
    many binding ones were missed.
    """

    year: int
    by_section: Mapping[str | None, Counts]
    by_kind: Mapping[str | None, Counts]
    stated: Counts
    binding_missed: int


def status(plan: Plan, year: int | None = None, voice: Voice = OWN_LANGUAGE) -> StatusAnswer:
    """Plan against actual in `year`, by default the latest in which half of the targets have one.

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
        stated=Counter(row.status for row in counted if row.basis == "stated"),
        binding_missed=sum(
            row.kind == Kind.BINDING and row.status == Status.MISSED for row in counted
        ),
    )


def missed(plan: Plan, year: int | None = None, voice: Voice = OWN_LANGUAGE) -> StatusAnswer:
    """The targets missed in `year`; the summary still describes the whole year.

    Raises:
        NoSuchYear: the plan has no figures for that year.
    """
    return misses(status(plan, year, voice))


def misses(whole: StatusAnswer) -> StatusAnswer:
    """What was missed, of the answer of a year."""
    return replace(whole, rows=tuple(row for row in whole.rows if row.status == Status.MISSED))


def chosen_year(plan: Plan, year: int | None) -> int:
    if year is not None:
        if year not in plan.years:
            raise NoSuchYear(year, plan.years)
        return year
    latest = latest_answered(plan)
    if latest is None:
        raise NoSuchYear(None, ())
    return latest


def verdict(rows: Iterable[JudgedRow]) -> Status | None:
    """The worst of what the rows say: a miss, else something undecided, else that all was met.

    ``None`` if there is nothing to judge: no row has a target.
    """
    found = {Status(row.status) for row in rows}
    for worst in (Status.MISSED, Status.UNDETERMINED, Status.PENDING):
        if worst in found:
            return worst
    return Status.MET if any(status.is_achieved for status in found) else None


def judged_cells(
    indicator: Indicator, figures: YearFigures, judged: Assessment, voice: Voice
) -> dict[str, object]:
    """The cells that `status`, `missed` and `show` have in common."""
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
    }


def basis_of(judged: Assessment) -> str | None:
    """What a status rests on, in a word; ``None`` where nothing is decided."""
    return {Ground.FIGURES: "figures", Ground.STATED_OUTCOME: "stated"}.get(judged.ground)


def contradicted(judged: Assessment) -> str | None:
    """The stated outcome that the figures contradict."""
    return judged.contradicts.value if judged.contradicts else None


def _status_row(indicator: Indicator, figures: YearFigures, voice: Voice) -> StatusRow:
    judged = assess(figures, indicator.direction)
    return StatusRow(
        **judged_cells(indicator, figures, judged, voice),  # type: ignore[arg-type]
        measure=measure_of(figures).value,
        basis=basis_of(judged),
        contradicts=contradicted(judged),
    )


def count_statuses(rows: Sequence[StatusRow]) -> Counts:
    found = Counter(row.status for row in rows)
    achieved = sum(found[status] for status in Status if status.is_achieved)
    return {"total": len(rows), "achieved": achieved} | {s.value: found[s] for s in Status}


def _grouped(
    rows: Sequence[StatusRow], group: Callable[[StatusRow], str | None]
) -> Mapping[str | None, Counts]:
    groups = dict.fromkeys(map(group, rows))
    return {name: count_statuses([row for row in rows if group(row) == name]) for name in groups}
