"""Restated figures that a new figure of the same year has made untrue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plantrack.messages.message import N_, Message
from plantrack.plan.model import Text
from plantrack.plan.quantity import QuantityError, parse
from plantrack.plan.share import CountOfWhole, count_of_whole
from plantrack.recording.entry import FIGURES, Entry, Problem
from plantrack.recording.figure import is_same, said

_ASKED = {
    "plan": N_(
        "{restated} is the restated plan of {where}, but not for a plan of {new}: give the new one "
        "with {give}, or drop it with {drop}"
    ),
    "actual": N_(
        "{restated} is the restated actual of {where}, but not for an actual of {new}: give the "
        "new one with {give}, or drop it with {drop}"
    ),
}


def stale(
    where: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    taken: Mapping[str, Entry],
    unit: Text | None,
) -> Iterator[Problem]:
    """A question for each restated figure or basis that is left beside what was changed.

    `before` and `after` are the year's tables, `taken` the keys that were given or cleared.
    """
    old, new = before.get("restated", {}), after.get("restated", {})
    left = [
        key
        for key in FIGURES
        if key in new and f"restated_{key}" not in taken and not _is_kept(before, after, key)
    ]
    for key in left:
        yield Problem(taken[key].line, _question(where, key, after, taken[key], unit))
    basis = new.get("basis")
    if left or basis is None or "restated_basis" in taken or not _has_figures(basis):
        return
    for key in FIGURES:
        if key in new and not (_is_kept(before, after, key) and _is_kept(old, new, key)):
            entry = taken[key] if key in taken else taken[f"restated_{key}"]
            yield Problem(entry.line, _about_basis(where, basis, entry))
            return


def _is_kept(before: Mapping[str, Any], after: Mapping[str, Any], key: str) -> bool:
    return is_same(before.get(key), after.get(key))


def _has_figures(basis: Any) -> bool:
    return any(character.isdecimal() for character in str(basis))


def _question(
    where: str, key: str, after: Mapping[str, Any], entry: Entry, unit: Text | None
) -> Message:
    restated = after["restated"]
    give = _asking(entry, f"restated_{key}", _worked_out(after, key, unit) or "FIGURE")
    if _has_figures(restated.get("basis", "")):
        give = f"{give} {_asking(entry, 'restated_basis', 'TEXT')}"
    return Message(
        _ASKED[key],
        where=where,
        restated=said(restated[key]),
        new=said(after.get(key)),
        give=give,
        drop=entry.said("clear", "restated"),
    )


def _worked_out(after: Mapping[str, Any], key: str, unit: Text | None) -> str | None:
    """The restated figure of the new count, where the basis states the whole."""
    texts = _texts(after["restated"].get("basis", ""))
    share = next(filter(None, (count_of_whole(text, unit) for text in texts)), None)
    try:
        count, restated = (parse(said(one) or "") for one in (after[key], after["restated"][key]))
    except QuantityError:
        return None
    if share is None or count.value is None or restated.value is None:
        return None
    if not 0 <= count.value <= share.whole:
        return None
    new = CountOfWhole(count.value, share.whole).rounded_like(restated.value)
    return (said(after["restated"][key]) or "").replace(str(restated.value), str(new))


def _texts(basis: Any) -> list[str]:
    return list(basis.values()) if isinstance(basis, Mapping) else [basis]


def _asking(entry: Entry, key: str, value: str) -> str:
    """A key with what is due behind it; a column has its values in its own cells."""
    return entry.said(key) if entry.line and value.isupper() else entry.said(key, value)


def _about_basis(where: str, basis: Any, entry: Entry) -> Message:
    template = N_(
        "“{basis}” is the basis of the restated figures of {where} as they were: give the new one "
        "with {give}, or drop it with {drop}"
    )
    return Message(
        template,
        basis=next(iter(_texts(basis))),
        where=where,
        give=_asking(entry, "restated_basis", "TEXT"),
        drop=entry.said("clear", "restated_basis"),
    )
