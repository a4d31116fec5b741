"""The table of `list`."""

from __future__ import annotations

from collections.abc import Sequence

from plantrack.answers.answer import Answer
from plantrack.answers.listing import ListRow
from plantrack.answers.table import Table, table_of
from plantrack.messages.message import Voice


def list_table(answer: Answer[ListRow], voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The menu of indicators."""
    shown = ("number", "id", "name", "unit")
    return table_of("list", answer, ListRow, voice, chosen, shown=shown)
