"""What must be set and removed in the tables of a plan file to make others of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plantrack.planfile.edit import REMOVED
from plantrack.recording.entry import FIGURES, Tables

_ORDER = (*FIGURES, "outcome", "reason", "name", "unit", "series_break", "restated", "note")


def rank(path: Sequence[str], key: str) -> int:
    """Years ascend; in a year the figures come first and the source last."""
    if path and path[-1] == "years" and key.isdecimal():
        return int(key)
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Tables:
    """What must become of `old` to make it `new`; numbers differ where their digits do."""
    found: Tables = {key: REMOVED for key in old if key not in new}
    for key, value in new.items():
        before = old.get(key)
        if value is before:
            continue
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            inner = difference(before, value)
            if inner:
                found[key] = inner
        elif key not in old or type(before) is not type(value) or str(before) != str(value):
            found[key] = value
    return found
