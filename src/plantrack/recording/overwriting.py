"""The question that is asked before anything published is overwritten."""

from __future__ import annotations

from typing import Any

from plantrack.messages.message import N_, Message
from plantrack.recording.entry import CHANGES, Entry
from plantrack.recording.figure import said

_LONGEST = 60  # characters of a text that are quoted

_OVERWRITING = {
    "plan": N_(
        "the plan of “{id}” in {year} is {old} already, not {new}: say {correct} if {old} was a "
        "slip of the pen, or {revise} if it was decided anew, which keeps {old} in the note"
    ),
    "actual": N_(
        "the actual of “{id}” in {year} is {old} already, not {new}: say {correct} if {old} was a "
        "slip of the pen, or {revise} if the source revised it, which keeps {old} in the note"
    ),
    "outcome": N_(
        "the stated outcome of “{id}” in {year} is “{old}” already, not “{new}”: say {correct} if "
        "that was a slip of the pen, or {revise} if the source says so now, which keeps it in the "
        "note"
    ),
    "reason": N_(
        "the reason of “{id}” in {year} is “{old}” already: say {correct} if that was a slip of "
        "the pen, or {revise} if the source gives another now, which keeps it in the note"
    ),
    "note": N_(
        "the note of “{id}” in {year} is “{old}” already: say {correct} to put the new one in its "
        "place, or {revise} to add it"
    ),
}
_OTHERS = N_(
    "“{key}” of “{id}” in {year} is “{old}” already, not “{new}”: say {correct} if that was a slip "
    "of the pen, or {revise} if it is another now"
)


def overwriting(entry: Entry, where: tuple[str, int], key: str, old: Any, new: Any) -> Message:
    """Which of the two ways the author of the entry means, in the words of an option or a batch."""
    ways = {
        change: entry.said("change", change) if entry.line else entry.said(change)
        for change in CHANGES
    }
    values = {
        "key": key,
        "id": where[0],
        "year": where[1],
        "old": _quoted(old),
        "new": _quoted(new),
    }
    return Message(_OVERWRITING.get(key, _OTHERS), **values, **ways)


def _quoted(value: Any) -> str:
    text = said(value) or ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
