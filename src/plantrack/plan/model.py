"""What a plan is: indicators, their figures year by year, sections and sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plantrack.plan.interval import Interval
from plantrack.plan.quantity import Quantity


class Kind(StrEnum):
    """Whether an indicator must be met (约束性) or is expected to be (预期性)."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"


class Direction(StrEnum):
    """Which way an indicator is meant to go; `WITHIN` asks it to stay inside the range."""

    UP = "up"
    DOWN = "down"
    WITHIN = "within"


class Measure(StrEnum):
    """What sort of number a figure is: a share is a part of a whole, growth a change in percent."""

    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"
    COUNT = "count"
    INDEX = "index"
    RANK = "rank"
    DATE = "date"
    WORDS = "words"


class Outcome(StrEnum):
    """What the source itself says became of a target."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages; `own` is the language to fall back to."""

    translations: Mapping[str, str]
    own: str

    def in_language(self, language: str | None) -> str:
        """The text in `language`, else in its own language, else in any it has."""
        for wanted in (language, self.own):
            if wanted is not None and wanted in self.translations:
                return self.translations[wanted]
        return next(iter(self.translations.values()))


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or a part of one (`part_of`), that figures were taken from."""

    id: str
    title: Text
    publisher: Text | None = None
    url: str | None = None
    published: str | None = None
    part_of: Source | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The report's grouping of indicators."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Restated:
    """A year's figures on the definition that held before that year's series break."""

    plan: Quantity | None = None
    actual: Quantity | None = None
    basis: Text | None = None


@dataclass(frozen=True, slots=True)
class Citations:
    """Where a year's plan, actual and reason were taken from.

    `plan_cell` and `actual_cell` name the cells in those sources: "r4c5" is row 4, column 5; "p12 "
    before it is the page; a worksheet's cell has its own name, "C5".
    """

    plan: Source | None = None
    actual: Source | None = None
    reason: Source | None = None
    plan_cell: str | None = None
    actual_cell: str | None = None

    def all(self) -> tuple[Source, ...]:
        """Every source that is named."""
        return tuple(source for source in (self.plan, self.actual, self.reason) if source)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One indicator in one year; `name` and `unit` are those in force that year.

    `measure` and `limits`, the natural ends of its figures, are what the plan file says of them for
    this unit; ``None`` leaves both to be told by name and unit (`measures`).
    """

    year: int
    name: Text
    unit: Text | None = None
    plan: Quantity | None = None
    actual: Quantity | None = None
    outcome: Outcome | None = None
    reason: Text | None = None
    series_break: Text | None = None
    restated: Restated | None = None
    note: Text | None = None
    cited: Citations = field(default_factory=Citations)
    measure: Measure | None = None
    limits: Interval | None = None

    def is_reported(self) -> bool:
        """Whether the source says what came of it, in figures or in words."""
        return self.actual is not None or self.outcome is not None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A thing measured.

    `ordinal` is what people call it by: "4", or "1.2" for the second sub-indicator of no. 1; empty
    for an indicator with neither number nor parent. `code` is the source's own label, as printed.
    `years` are in ascending order.
    """

    id: str
    name: Text
    ordinal: str = ""
    code: str | None = None
    parent: str | None = None
    section: Section | None = None
    kind: Kind | None = None
    direction: Direction = Direction.UP
    unit: Text | None = None
    note: Text | None = None
    years: Mapping[int, YearFigures] = field(default_factory=dict)

    @property
    def is_sub_indicator(self) -> bool:
        """Whether this is a row under another indicator, shown but not counted."""
        return self.parent is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """One place's plan over many years, as one plan file holds it; `file` is where it came from."""

    id: str
    title: Text
    language: str
    indicators: tuple[Indicator, ...] = ()
    sections: tuple[Section, ...] = ()
    file: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def planned_years(self) -> tuple[int, ...]:
        """Years in which some indicator has a target, ascending."""
        return self._years_where(lambda figures: figures.plan is not None)

    @property
    def years_with_actuals(self) -> tuple[int, ...]:
        """Years in which some indicator has an actual or a stated outcome, ascending."""
        return self._years_where(YearFigures.is_reported)

    @property
    def years(self) -> tuple[int, ...]:
        """Years in which some indicator has a target or an actual, ascending."""
        return tuple(sorted({*self.planned_years, *self.years_with_actuals}))

    def _years_where(self, holds: Callable[[YearFigures], bool]) -> tuple[int, ...]:
        found = {
            year
            for indicator in self.indicators
            for year, figures in indicator.years.items()
            if holds(figures)
        }
        return tuple(sorted(found))
