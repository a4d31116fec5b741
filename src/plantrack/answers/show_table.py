"""The table of `show`."""

from __future__ import annotations

from collections.abc import Sequence

from plantrack.answers.answer import Answer
from plantrack.answers.show import YearRow
from plantrack.answers.table import Table, table_of
from plantrack.messages.message import Voice


def show_table(answer: Answer[YearRow], voice: Voice, chosen: Sequence[str] | None) -> Table:
    """Everything known of a few indicators."""
    shown = (
        *(
            "number",
            "name",
            "year",
            "id",
            "code",
            "kind",
            "unit",
            "plan",
            "plan_read",
            "actual",
            "status",
            "basis",
        ),
        *("gap", "reason", "series_break", "restated_plan", "restated_actual", "restated_basis"),
        *("note", "source"),
    )
    return table_of("show", answer, YearRow, voice, chosen, shown=shown, cards=True)
