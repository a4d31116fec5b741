"""A plan file without what is wrong with its shape, so that the rest is checked too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ValidationError

from plantrack.planfile.problems import path_of
from plantrack.planfile.schema import PlanFile, checked
from plantrack.planfile.syntax import Path

_ROUNDS = 4  # removing a value can leave its table without a key that it must have
_STANDING_IN: Mapping[str, Any] = {
    "format": 1,
    "plan": {"id": "x", "language": "en", "title": "?"},
    "id": "x",
    "language": "en",
}


def repaired(tables: dict[str, Any], errors: Sequence[Mapping[str, Any]]) -> PlanFile | None:
    """The document without its faulty values; ``None`` if nothing sensible is left.

    `tables` is changed: it is of no other use once it was found wrong.
    """
    for _ in range(_ROUNDS):
        for error in errors:
            _mend(tables, path_of(error), missing=error["type"] == "missing")
        try:
            return checked(tables)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _mend(table: Any, path: Path, *, missing: bool) -> None:
    """Take the value at the path out, or put a stand-in where a key is missing."""
    for key in path[:-1]:
        inner = table.get(key)
        if not isinstance(inner, dict):
            table.pop(key, None)
            return
        table = inner
    if missing:
        table[path[-1]] = _STANDING_IN.get(path[-1], "?")
    else:
        table.pop(path[-1], None)
