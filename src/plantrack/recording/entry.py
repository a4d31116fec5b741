"""What somebody wants recorded, and why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plantrack.messages.errors import USAGE, PlantrackError
from plantrack.messages.message import N_, Message
from plantrack.plan.model import Outcome
from plantrack.plan.wording import WORDS

FIGURES = ("plan", "actual")
RESTATED = ("restated_plan", "restated_actual")
KEYS = (*FIGURES, "outcome", "reason", "note", "source", *RESTATED, "restated_basis")
"""What can be recorded of an indicator in a year."""

CLEARABLE = {
    "plan": N_("Plan"),
    "actual": N_("Actual"),
    "outcome": N_("Stated outcome"),
    "reason": N_("Reason"),
    "source": N_("Source"),
    "restated_plan": N_("Restated plan"),
    "restated_actual": N_("Restated actual"),
    "restated_basis": N_("Restated from"),
    "restated": N_("Restated"),
    "cell": N_("Cell"),
    "note": N_("Note"),
}
"""What can be taken out of a year again, with the words for it."""

CHANGES = {"correct": N_("correct"), "revise": N_("revise")}
"""Why a figure that is there is replaced: a slip of the pen, or a new decision."""

OUTCOMES = {outcome.value: WORDS[outcome.value] for outcome in Outcome}
"""What the source itself can say of a target, with the words for it."""

COLUMNS = {
    "indicator": N_("Indicator"),
    "year": N_("Year"),
    **{key: CLEARABLE[key] for key in KEYS},
    "change": N_("Change"),
    "clear": N_("Clear"),
}
"""What a row of a batch can say, with the words for it."""

Given = str | Mapping[str, Any]
Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded of one indicator in one year; `figures` has some of `KEYS`.

    `indicator` is an ID, a number or part of a name. `change` is one of `CHANGES` where a figure
    may be replaced; `clear` names what is to be taken out, of `CLEARABLE`. `line` is where it
    stands in a batch, else 0.
    """

    indicator: str
    year: str
    figures: Mapping[str, Given]
    line: int = 0
    change: str | None = None
    clear: tuple[str, ...] = ()

    def said(self, key: str, value: str = "") -> str:
        """How this entry's author says a key: as an option, or as the column of a batch."""
        if self.line:
            return f"{key}={value}" if value else key
        option = f"--{key.replace('_', '-')}"
        return f"{option} {value}" if value else option


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an entry cannot be taken; `line` is that of the entry."""

    line: int
    message: Message


class CannotRecord(PlantrackError):
    """At least one entry cannot be taken, so none is; `batch` names where the entries come from."""

    def __init__(self, problems: Sequence[Problem], batch: str | None = None) -> None:
        name = "<stdin>" if batch == "-" else batch
        first, *more = (
            Message("{file}:{line}: {what}", file=name, line=problem.line, what=problem.message)
            if name and problem.line
            else problem.message
            for problem in sorted(problems, key=lambda problem: problem.line)
        )
        super().__init__(first, USAGE, tuple(more), placed=bool(name))
        self.problems = problems
