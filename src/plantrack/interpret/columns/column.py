"""A column as its heading and what stands around the table tell it; a table's headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from plantrack.documents.text import period_in, without_dates, years_in
from plantrack.interpret.headers import Heading, Role
from plantrack.interpret.options import ColumnOption
from plantrack.interpret.units import unit_in_heading
from plantrack.messages.message import Message

_LONGEST_CONTEXT = 4_000


class Context(NamedTuple):
    """What is known around a table: years and period of its caption and of the whole document."""

    year: int | None = None
    caption: str = ""
    title: str = ""
    options: Mapping[int, ColumnOption] = MappingProxyType({})

    @property
    def period(self) -> tuple[int, int] | None:
        """The period of years that the plan is for, if caption or title name one."""
        return period_in(self.caption) or period_in(self.title)

    def only_year(self) -> int | None:
        """The year asked for, else the only one in the caption, else the only one in the title."""
        named = self._named()
        return self.year or next((some[0] for some in named if len(some) == 1), None)

    def beneath(self, titles: tuple[str, ...]) -> Context:
        """What is known around the body of a table under these titles."""
        return self._replace(caption=" ".join([self.caption, *titles])[:_LONGEST_CONTEXT])

    def first_year(self) -> int | None:
        """The earliest year named in caption or title."""
        return min((year for some in self._named() for year in some), default=None)

    def _named(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return years_in(without_dates(self.caption)), years_in(without_dates(self.title))


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column read. `why` says how the role or year was found where no word says it.

    `question` says what has to be asked before the column can be used; `chosen` that a user gave
    the role.
    """

    index: int
    heading: Heading
    role: Role
    year: int | None = None
    why: Message | None = None
    question: Message | None = None
    chosen: bool = False

    @property
    def unit(self) -> str | None:
        """The unit in its heading, unless a user gave the role and so took the figures as read."""
        return None if self.chosen else unit_in_heading(self.heading.text)


@dataclass(frozen=True)
class Layout:
    """A table's headings: `first` and `start` bound their rows, `titles` stand above them."""

    columns: tuple[SourceColumn, ...]
    titles: tuple[str, ...]
    first: int
    start: int

    @cached_property
    def _by_role(self) -> Mapping[Role, tuple[SourceColumn, ...]]:
        return {role: tuple(c for c in self.columns if c.role is role) for role in Role}

    @cached_property
    def figures(self) -> tuple[SourceColumn, ...]:
        """The columns whose figures can be used: role and year are known."""
        return tuple(c for c in self.columns if c.role.holds_figures and c.year and not c.question)

    def of(self, role: Role) -> tuple[SourceColumn, ...]:
        """The columns in that role."""
        return self._by_role[role]
