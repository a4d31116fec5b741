"""What the user says of a document that it does not say itself: the answers to its questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from plantrack.interpret.headers import Role
from plantrack.plan.model import Direction


class ColumnOption(NamedTuple):
    """What a user said of a column: its role and, for figures, the year."""

    role: Role
    year: int | None = None


class ImportOptions(NamedTuple):
    """What the user said: `columns` by table (0 is every table) and column.

    `values` are “none” or “words” by the text of a cell, `outcomes` exceeded, met or missed by the
    text that says so, both squeezed; `directions` are by an indicator's number or name, as written.
    """

    tables: Collection[int] = ()
    columns: Mapping[int, Mapping[int, ColumnOption]] = MappingProxyType({})
    year: int | None = None
    values: Mapping[str, str] = MappingProxyType({})
    outcomes: Mapping[str, str] = MappingProxyType({})
    directions: Mapping[str, Direction] = MappingProxyType({})

    def of_columns(self, table: int) -> dict[int, ColumnOption]:
        """What was said of this table's columns."""
        return {**self.columns.get(0, {}), **self.columns.get(table, {})}
