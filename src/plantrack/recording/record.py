"""Recording figures: from what somebody says came to the new text of the plan file.

Nothing here writes. All entries are taken or none; what is wrong with any of them is said at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plantrack.planfile import edit
from plantrack.planfile.bounds import MAX_PROBLEMS
from plantrack.planfile.layout import due
from plantrack.planfile.read import parse as parse_plan
from plantrack.recording.change import Change
from plantrack.recording.entry import Entry
from plantrack.recording.take import Taking


@dataclass(frozen=True, slots=True)
class Recorded:
    """The new content of the file, and the changes that are in it, in the order of the entries."""

    content: bytes
    changes: tuple[Change, ...]


def record(content: bytes, file: str, entries: Sequence[Entry]) -> Recorded:
    """The content with the entries recorded; everything else in it stays byte for byte.

    Raises:
        CannotRecord: an entry is wrong.
        CannotEdit: the file is written so that it cannot be changed.
        PlanFileError: the content is not a valid plan file.
    """
    before = parse_plan(content, file)
    tables = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    taking = Taking(before, tables)
    for entry in entries:
        taking.take(entry)
        if len(taking.problems) > MAX_PROBLEMS:
            break
    taking.finish()
    new = _edited(content, taking)
    after = parse_plan(new, file) if new != content else before
    return Recorded(new, tuple(taking.changes(after)))


def _edited(content: bytes, taking: Taking) -> bytes:
    """The changed content, proven to hold the changes and nothing else that is new."""
    changes = edit.difference(taking.tables, taking.expected())
    return edit.changed(content, changes, due) if changes else content
