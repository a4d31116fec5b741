"""What is doubtful in a plan that can be read: figures, outcomes, reasons, numbering, gaps.

Each check is a function from a plan to remarks, and stands in `CHECKS`. The plan is as the file
states it; nothing here changes a figure or a status. A `note` in the same year answers the remarks
that ask for an explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plantrack.checks.check import Remark
from plantrack.checks.figures import (
    nearly_a_figure,
    outcome_contradicted,
    outcome_missing,
    part_larger_than_whole,
    restated_contradicted,
    scale_slipped,
    share_out_of_bounds,
)
from plantrack.checks.gaps import (
    actual_without_target,
    source_missing,
    translation_missing,
    year_partly_planned,
)
from plantrack.checks.reasons import (
    reason_copied,
    reason_missing,
    reason_unneeded,
)
from plantrack.checks.structure import (
    numbering,
    renamed,
    section_unused,
    source_unused,
    unit_changed,
    years_apart,
)
from plantrack.plan.model import Plan

CHECKS: tuple[Callable[[Plan], Iterator[Remark]], ...] = (
    outcome_missing,
    outcome_contradicted,
    nearly_a_figure,
    share_out_of_bounds,
    part_larger_than_whole,
    scale_slipped,
    restated_contradicted,
    reason_missing,
    reason_unneeded,
    reason_copied,
    numbering,
    section_unused,
    source_unused,
    unit_changed,
    renamed,
    years_apart,
    year_partly_planned,
    actual_without_target,
    source_missing,
    translation_missing,
)
"""Every check, in the order of the codes."""

WHOLE_FILE = frozenset({"W601", "W602", "W603", "W606", "W701", "W703", "W704"})
"""Codes that weigh one part of the file against all others: said only of a file without errors."""


def remarks(plan: Plan) -> Iterator[Remark]:
    """All that is doubtful in the plan."""
    for check in CHECKS:
        yield from check(plan)
