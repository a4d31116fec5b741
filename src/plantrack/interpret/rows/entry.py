"""What the rows of one table gave: indicators with their figures, and what each row was taken for.

`RowEntry` is one indicator as one table has it, `SourceFigure` one of its figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from plantrack.interpret.cells import Figure
from plantrack.interpret.columns.column import SourceColumn
from plantrack.interpret.doubt import Doubt, Spot
from plantrack.interpret.headers import Role
from plantrack.interpret.sheet import SourceRow
from plantrack.messages.message import Message


class RowKind(StrEnum):
    """What a row of a table is."""

    BLANK = "blank"
    HEADING = "heading"  # one of the table's own, printed again
    NOTE = "note"
    PAGE = "page"  # the number of a page, or that the table goes on
    COUNT = "count"  # how many indicators there are
    LONE = "lone"  # one text alone that is nothing of these
    SECTION = "section"
    RAGGED = "ragged"  # more or fewer cells than headings
    NAMELESS = "nameless"
    OF_WHICH = "of which"  # “其中：” alone, above parts
    INDICATOR = "indicator"
    PART = "part"
    SAME = "same"  # goes on with the indicator of the row above


class RowLabel(NamedTuple):
    """What a row was taken for, and what decided that."""

    kind: RowKind
    why: Message


class SourceFigure(NamedTuple):
    """One figure: `part` is plan or actual, `ref` its cell as the plan file names it."""

    year: int
    part: str
    figure: Figure
    spot: Spot
    ref: str
    column: SourceColumn

    @property
    def is_baseline(self) -> bool:
        """Whether it is what a target starts from."""
        return self.column.role is Role.BASELINE


class RowEntry(NamedTuple):
    """One indicator as one table has it.

    `key` tells it from the others of its table, and `parent` is the key of the one it is a part of.
    `texts` are reason, note and outcome as they stand in its rows. `beside` are remarks on a year:
    means and sums over a period, words around a figure, why there is none. `marks` are footnote
    marks behind its name. `code` is its label as printed, where that is no row number. `own_unit`
    says that its unit is not that of the column's heading.
    """

    name: str
    spot: Spot
    key: int = 0
    number: int | None = None
    label: str = ""
    code: str = ""
    english: str = ""
    unit: str | None = None
    own_unit: bool = True
    kind: str | None = None
    section: str | None = None
    parent: int | None = None
    rows: tuple[SourceRow, ...] = ()
    figures: tuple[SourceFigure, ...] = ()
    texts: Mapping[str, str] = MappingProxyType({})
    beside: tuple[tuple[int, Message], ...] = ()
    marks: str = ""


class RowText(NamedTuple):
    """A title or a stated count in a row of its own, with how many entries stand before it."""

    text: str
    spot: Spot
    before: int


class TableReading(NamedTuple):
    """What one table's rows gave: entries in order, notes below or between them, doubts.

    `labels` are what each row was taken for, in order, with its place. `numbers` are those of its
    rows as they stand there, parts left out; `rows` is how many rows stand under its headings.
    `sections` are the titles in its rows, `counts` what rows say of how many indicators there are.
    `sides` is the column that says of each row whether its figures are targets or actuals.
    """

    entries: tuple[RowEntry, ...] = ()
    labels: tuple[tuple[Spot, RowLabel], ...] = ()
    notes: tuple[tuple[str, Spot], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    rows: int = 0
    numbers: tuple[tuple[int, Spot], ...] = ()
    sections: tuple[RowText, ...] = ()
    counts: tuple[RowText, ...] = ()
    sides: int | None = None
