"""`list`: every indicator of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from plantrack.answers.answer import OWN_LANGUAGE, Answer, Row, both_counts, common_cells
from plantrack.messages.message import Voice
from plantrack.plan.model import Indicator, Plan, YearFigures


@dataclass(frozen=True, slots=True)
class ListRow(Row):
    """One indicator and the years it has figures for."""

    years: tuple[int, ...]


def indicators(plan: Plan, voice: Voice = OWN_LANGUAGE) -> Answer[ListRow]:
    """Every indicator of the plan: ids, numbers, names and units."""
    rows = tuple(
        ListRow(
            **common_cells(indicator, _latest(indicator), voice),  # type: ignore[arg-type]
            years=tuple(indicator.years),
        )
        for indicator in plan.indicators
    )
    return Answer(plan, rows, both_counts(rows, lambda some: {"total": len(some)}))


def _latest(indicator: Indicator) -> YearFigures:
    if not indicator.years:
        return YearFigures(0, indicator.name, indicator.unit)
    return indicator.years[max(indicator.years)]
