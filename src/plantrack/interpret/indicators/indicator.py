"""An indicator as all tables and texts of the reports together have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plantrack.documents.text import is_chinese
from plantrack.interpret.doubt import Spot
from plantrack.interpret.rows.entry import RowEntry, SourceFigure
from plantrack.messages.message import Message
from plantrack.plan.model import Direction


@dataclass
class ReportYear:
    """One year of an indicator: figures by field, and what changed from this year on.

    `missed_at` is where the report calls the target missed without giving a reason.
    """

    figures: dict[str, SourceFigure] = field(default_factory=dict)
    name: str | None = None
    english: str | None = None
    unit: str | None = None
    outcome: str | None = None
    reason: tuple[str, Spot] | None = None
    series_break: str | Message | None = None
    notes: list[str | Message] = field(default_factory=list)
    missed_at: Spot | None = None


@dataclass(eq=False)
class ReportIndicator:
    """One indicator as all tables together have it.

    `named` and `measured` are the name and unit in force last; `names` are all it had, squeezed,
    and `units` what each year is measured in. `table` is the last table it was met in. `id` is set
    where an existing plan file has it. `way` is the direction that the user gave it.
    """

    entry: RowEntry
    named: str
    measured: str | None
    number: int | None = None
    parent: ReportIndicator | None = None
    section: str | None = None
    kind: str | None = None
    years: dict[int, ReportYear] = field(default_factory=dict)
    id: str = ""
    names: set[str] = field(default_factory=set)
    units: dict[int, str | None] = field(default_factory=dict)
    table: int = 0
    way: Direction | None = None

    def year(self, year: int) -> ReportYear:
        """The year, made if it is new."""
        return self.years.setdefault(year, ReportYear())

    @property
    def label(self) -> Message:
        """What messages call it: its number, else its name."""
        if self.number is None:
            return Message("“{name}”", name=self.named)
        return Message("no. {n}", n=self.number)


def language_of(indicators: Sequence[ReportIndicator]) -> str:
    """The language that most names are in: Chinese or English."""
    chinese = sum(is_chinese(indicator.named) for indicator in indicators)
    return "zh" if chinese * 2 >= len(indicators) else "en"
