"""A plan file without what is wrong with its shape, so that the rest is checked too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pydantic_core import ValidationError

from plantrack.planfile.problems import path_of
from plantrack.planfile.schema import PlanFile, checked
from plantrack.planfile.syntax import Path

_ROUNDS = 4  # removing a value can leave its table without a key that it must have
_NAMED = ("sources", "sections", "indicators")
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


_AT_ONCE = 100  # sources, sections or indicators
_KEYS = 10_000  # of one piece that has more problems than that


def some_errors(tables: dict[str, Any], most: int) -> list[Mapping[str, Any]]:
    """Up to so many of the errors of a document that has too many to hold, from the top down."""
    found: list[Mapping[str, Any]] = []
    for piece in _pieces(tables):
        found += islice(_errors_of(piece, tables), most - len(found))
        if len(found) == most:
            break
    return found


def _pieces(tables: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The document in parts: what stands at the top of it, then a hundred things at a time."""
    named = {key: tables[key] for key in _NAMED if isinstance(tables.get(key), dict)}
    yield {key: value for key, value in tables.items() if key not in named}
    for key, things in named.items():
        entries = iter(things.items())
        while some := dict(islice(entries, _AT_ONCE)):
            yield {key: some}


def _errors_of(piece: dict[str, Any], tables: dict[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The errors of a part, but for keys that are missing only there."""
    found = _wrong(piece)
    if found is not None and found.error_count() > _KEYS:
        found = _wrong(_beginning(piece, [_KEYS]))
    for error in found.errors(include_url=False) if found is not None else ():
        if error["type"] != "missing" or not _has(tables, path_of(error)):
            yield error


def _wrong(piece: dict[str, Any]) -> ValidationError | None:
    try:
        checked(piece)
    except ValidationError as error:
        return error
    return None


def _beginning(value: Any, left: list[int]) -> Any:
    """The tables with no more keys than are left, counting down."""
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, inner in value.items():
        if left[0] <= 0:
            break
        left[0] -= 1
        kept[key] = _beginning(inner, left)
    return kept


def _has(tables: Any, path: Path) -> bool:
    for key in path:
        if not isinstance(tables, dict) or key not in tables:
            return False
        tables = tables[key]
    return True
