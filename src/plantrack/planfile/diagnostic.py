"""What is wrong with a plan file: one problem, where it is, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plantrack.messages.message import Message


class Severity(StrEnum):
    """Whether a file with the problem can be used at all."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem in one file. `line` and `column` count characters from 1; 0 is the whole file.

    `quoted` is the offending line as it stands in the file, of a long one the part around the place
    with … where it was cut; `skipped` is how many characters less there are before the place in it.
    """

    code: str
    message: Message
    file: str
    line: int = 0
    column: int = 0
    severity: Severity = Severity.ERROR
    help: Message | None = None
    quoted: str | None = None
    skipped: int = 0

    @property
    def place(self) -> str:
        """`file:line:column`, or the file alone where the problem has no place in it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file
