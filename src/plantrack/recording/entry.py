"""What somebody wants recorded, and why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plantrack.messages.message import Message

FIGURES = ("plan", "actual")
KEYS = (*FIGURES, "outcome", "reason", "source")
"""What can be recorded of an indicator in a year."""

Given = str | Mapping[str, Any]
Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded of one indicator in one year; `figures` has some of `KEYS`.

    `indicator` is an ID, a number or part of a name. `line` is where it stands in a batch, else 0.
    """

    indicator: str
    year: str
    figures: Mapping[str, Given]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an entry cannot be taken; `line` is that of the entry."""

    line: int
    message: Message


class CannotRecord(Exception):  # noqa: N818 - reads as what it says
    """At least one entry cannot be taken, so none is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem.message) for problem in problems))
        self.problems = problems
