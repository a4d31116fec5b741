"""The plan's own checks on a plan that was imported, said at the report's cells.

What the report states of a target is held against its figures: a direction taken wrongly, or a
figure under the wrong heading, shows there first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.messages.message import N_, Message
from plantrack.plan.assess import assess
from plantrack.plan.model import Outcome, Plan

_ASKED = N_("{label}, {year}: {finding}; is less better, or is a figure of something else?")


def doubt_verdicts(
    plan: Plan, indicators: Mapping[str, ReportIndicator], document: str
) -> Iterator[Doubt]:
    """Outcomes and reasons that the figures contradict; `indicators` are by their IDs.

    `document` is named where no cell is known.
    """
    if not any(f.outcome or f.reason for i in plan.indicators for f in i.years.values()):
        return
    from plantrack.checks.figures import outcome_contradicted
    from plantrack.checks.reasons import reason_unneeded

    for check, code in (
        (outcome_contradicted, DoubtCode.OUTCOME_CONTRADICTED),
        (reason_unneeded, DoubtCode.REASON_MET),
    ):
        for remark in check(plan):
            id_, year = remark.path[1], int(remark.path[3])
            if not _is_met_or_missed(plan, id_, year):
                continue
            indicator = indicators[id_]
            message = Message(_ASKED, label=indicator.label, year=year, finding=remark.message)
            yield Doubt(code, message, _spot(indicator, year, document))


def _is_met_or_missed(plan: Plan, id_: str, year: int) -> bool:
    """Whether the target is missed by the one and reached by the other, not only exceeded."""
    indicator = next(indicator for indicator in plan.indicators if indicator.id == id_)
    figures = indicator.years[year]
    achieved = assess(figures, indicator.direction).status.is_achieved
    return figures.reason is not None or achieved == (figures.outcome is Outcome.MISSED)


def _spot(indicator: ReportIndicator, year: int, document: str) -> Spot:
    """The cell of the year's actual, else of its target."""
    figures = indicator.years[year].figures if year in indicator.years else {}
    found = (figures[part].spot for part in ("actual", "plan") if part in figures)
    return next(found, Spot(document))
