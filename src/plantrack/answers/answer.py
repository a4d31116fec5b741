"""What every answer is made of: rows, their summary, and the cells that all rows share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from types import MappingProxyType
from typing import Generic, TypeVar

from plantrack.messages.errors import PlantrackError
from plantrack.messages.message import N_, Message, Voice
from plantrack.plan.measures import is_percentage
from plantrack.plan.model import Indicator, Plan, Text, YearFigures
from plantrack.plan.quantity import Quantity

Value = str | int | Decimal | tuple[str, ...] | tuple[int, ...] | None
"""What a cell of an answer can be; a `Decimal` is exact."""


_NO_YEAR = {
    (True, True): N_("nothing to compare {year} with; give both years, of: {years}"),
    (True, False): N_("no figures for {year}; the plan has: {years}"),
    (False, True): N_("not enough years with figures; the plan has: {years}"),
    (False, False): N_("not enough years with figures; the plan has: {years}"),
}

OWN_LANGUAGE = Voice()
"""Names as the plan has them, and plantrack's own words in English."""


class NoSuchYear(PlantrackError, LookupError):
    """The plan has no such year; `available` are those it has for the question, ascending.

    With `alone` it has the year, but no other to compare it with in the default direction.
    """

    def __init__(
        self, year: int | None, available: tuple[int, ...], *, alone: bool = False
    ) -> None:
        years = ", ".join(map(str, available)) or Message("none")
        super().__init__(Message(_NO_YEAR[year is not None, alone], year=year, years=years))
        self.year = year
        self.available = available
        self.alone = alone


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer."""

    id: str
    number: str | None
    parent: str | None
    name: str
    section: str | None
    section_title: str | None
    kind: str | None
    unit: str | None
    direction: str

    def to_dict(self) -> dict[str, Value]:
        """The row as a plain dictionary, for data frames; figures stay `Decimal`."""
        return {key: getattr(self, key) for key in keys_of(type(self))}


ASIDE: Mapping[str, bool] = MappingProxyType({"aside": True})
"""Marks what a row knows only for its wording: no column, nor part of its dictionary."""


def keys_of(row_type: type[Row]) -> list[str]:
    """The keys of such rows, in order."""
    return [field.name for field in fields(row_type) if not field.metadata.get("aside")]


R = TypeVar("R", bound=Row)


Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """Rows in plan order and, for each group of all the rows, how many there are of each word."""

    plan: Plan
    rows: tuple[R, ...]
    summary: Mapping[str, Counts]

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as plain dictionaries, for data frames."""
        return [row.to_dict() for row in self.rows]


def text_in(text: Text | None, voice: Voice) -> str | None:
    return None if text is None else text.in_language(voice.language)


def common_cells(indicator: Indicator, figures: YearFigures, voice: Voice) -> dict[str, str | None]:
    section = indicator.section
    return {
        "id": indicator.id,
        "number": indicator.ordinal or None,
        "parent": indicator.parent,
        "name": figures.name.in_language(voice.language),
        "section": section.id if section else None,
        "section_title": text_in(section.title if section else None, voice),
        "kind": indicator.kind.value if indicator.kind else None,
        "unit": text_in(figures.unit, voice),
        "direction": indicator.direction.value,
    }


def published(quantity: Quantity | None) -> str | None:
    return quantity.text if quantity else None


def value_of(quantity: Quantity | None) -> Decimal | None:
    return quantity.value if quantity else None


def difference_unit(figures: YearFigures, voice: Voice) -> str | None:
    """The unit of a difference between two of an indicator's figures: "pp" where that is %."""
    return "pp" if is_percentage(figures) else text_in(figures.unit, voice)


def both_counts(rows: Sequence[R], count: Callable[[Sequence[R]], Counts]) -> Mapping[str, Counts]:
    """The counts of the indicators and, apart from them, of the sub-indicators."""
    return {
        "indicators": count([row for row in rows if row.parent is None]),
        "sub_indicators": count([row for row in rows if row.parent is not None]),
    }
