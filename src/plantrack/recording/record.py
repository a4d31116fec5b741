"""Recording figures: from what somebody says came to the new text of the plan file.

Nothing here writes. All entries are taken or none; what is wrong with any of them is said at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plantrack.messages.message import Message
from plantrack.planfile import edit
from plantrack.planfile.read import parse as parse_plan
from plantrack.recording.change import Change
from plantrack.recording.difference import difference, rank
from plantrack.recording.entry import CannotRecord, Entry, Problem
from plantrack.recording.take import Taking

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The new content of the file, and the changes that are in it, in the order of the entries."""

    content: bytes
    changes: tuple[Change, ...]


def record(content: bytes, file: str, entries: Sequence[Entry]) -> Recorded:
    """The content with the entries recorded; everything else in it stays byte for byte.

    Raises:
        CannotRecord: an entry is wrong, or the file is written so that it cannot be changed.
        PlanFileError: the content is not a valid plan file.
    """
    before = parse_plan(content, file)
    bom = content.startswith(_BOM)
    text = content[len(_BOM) if bom else 0 :].decode()
    tables = tomllib.loads(text, parse_float=Decimal)
    taking = Taking(before, tables)
    for entry in entries:
        taking.take(entry)
    taking.finish()
    changed = _edited(text, taking)
    new = (_BOM if bom else b"") + changed.encode()
    after = parse_plan(new, file) if new != content else before
    return Recorded(new, tuple(taking.changes(after)))


def _edited(text: str, taking: Taking) -> str:
    """The changed text, proven to hold the changes and nothing else that is new."""
    changes = difference(taking.tables, taking.expected())
    if not changes:
        return text
    try:
        changed = edit.edited(text, changes, rank, headed=frozenset({"years"}))
    except edit.CannotEdit as error:
        raise _cannot_edit(error.path) from None
    try:
        found = tomllib.loads(changed, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        raise _cannot_edit(()) from None
    if difference(taking.expected(), found):
        raise _cannot_edit(())
    return changed


def _cannot_edit(path: Sequence[str]) -> CannotRecord:
    message = Message(
        "“{key}” is written in a form that cannot be changed in place; nothing was written",
        key=".".join(path) or "?",
    )
    return CannotRecord([Problem(0, message)])
