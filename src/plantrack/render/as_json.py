"""JSON and JSON lines. Numbers keep the published digits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from plantrack.answers.answer import Row
from plantrack.answers.table import Table
from plantrack.messages.harmless import in_json
from plantrack.render import Style


def render_json(table: Table, style: Style) -> Iterator[str]:
    """One object: the envelope and all rows."""
    head = ",\n".join(
        f"  {_dumped(key)}: {_dumped(value)}" for key, value in table.envelope.items()
    )
    yield f'{{\n{head},\n  "rows": ['
    for index, row in enumerate(table.rows):
        yield f"{',' if index else ''}\n    {_row(table, row)}"
    yield "\n  ]\n}\n" if table.rows else "]\n}\n"


def render_jsonl(table: Table, style: Style) -> Iterator[str]:
    """One object a line, one line a row."""
    for row in table.rows:
        yield f"{_row(table, row)}\n"


def _row(table: Table, row: Row) -> str:
    cells = (f"{_dumped(column.key)}: {_dumped(column.value(row))}" for column in table.columns)
    return f"{{{', '.join(cells)}}}"


def _dumped(value: Any) -> str:
    """Like `json.dumps`, but exact for a `Decimal`, which must not pass through a float."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return in_json(value)
