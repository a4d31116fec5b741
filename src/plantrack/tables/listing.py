"""The table of `list`."""

from __future__ import annotations

from collections.abc import Sequence

from plantrack.language import Voice
from plantrack.queries.answer import Answer
from plantrack.queries.listing import ListRow
from plantrack.tables.table import Table, table_of


def list_table(answer: Answer[ListRow], voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The menu of indicators."""
    shown = ("number", "id", "name", "unit")
    return table_of("list", answer, ListRow, voice, chosen, shown=shown)
