"""Which years are meant where none is named: one mistyped year must not take over every answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plantrack.plan.model import Plan

_FEW = 4
"""A year with less than one in so many of the fullest year's indicators is a stray one."""


@dataclass(slots=True)
class _Tally:
    """How many indicators have, in one year, a target, an actual, both, and either of them."""

    planned: int = 0
    reported: int = 0
    answered: int = 0
    given: int = 0


def latest_answered(plan: Plan) -> int | None:
    """The latest year in which at least half of the targets have an actual or a stated outcome.

    Failing that, the latest in which any has one; failing that, the latest with a target, since
    actuals alone, such as the baselines of a plan, leave nothing to judge. Years that hold next to
    nothing are passed over. ``None`` if the plan has no figures at all.
    """
    tallies = _tallies(plan)
    fullest = max((tally.given for tally in tallies.values()), default=0)
    years = [year for year in tallies if _FEW * tallies[year].given >= fullest]
    wanted: tuple[Callable[[_Tally], bool], ...] = (
        lambda tally: 0 < tally.planned <= 2 * tally.answered,
        lambda tally: tally.answered > 0,
        lambda tally: tally.planned > 0,
        lambda tally: tally.reported > 0,
    )
    for fits in wanted:
        found = [year for year in years if fits(tallies[year])]
        if found:
            return max(found)
    return None


def well_planned(plan: Plan) -> tuple[tuple[int, ...], ...]:
    """The planned years, ascending, three times: the stricter choice first.

    Those with at least half as many targets as the fullest year, those with at least a quarter,
    and all of them.
    """
    planned = {year: tally.planned for year, tally in _tallies(plan).items() if tally.planned}
    fullest = max(planned.values(), default=0)
    return tuple(
        tuple(sorted(year for year in planned if part * planned[year] >= fullest))
        for part in (2, _FEW, fullest)
    )


def _tallies(plan: Plan) -> dict[int, _Tally]:
    tallies: dict[int, _Tally] = {}
    for indicator in plan.indicators:
        for year, figures in indicator.years.items():
            planned, reported = figures.plan is not None, figures.is_reported()
            if planned or reported:
                tally = tallies.setdefault(year, _Tally())
                tally.planned += planned
                tally.reported += reported
                tally.answered += planned and reported
                tally.given += 1
    return tallies
