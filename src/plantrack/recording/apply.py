"""What `record` does, from its options to what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plantrack.files import writing
from plantrack.files.locks import Patience, locked
from plantrack.files.reading import read_bounded
from plantrack.messages.errors import USAGE, Refusal
from plantrack.messages.message import Message
from plantrack.planfile.own import refuse_embedded, shown_difference
from plantrack.planfile.read import MAX_BYTES, find, read_bytes
from plantrack.recording.entry import CannotRecord, Entry
from plantrack.recording.record import Recorded, record


@dataclass(frozen=True, slots=True)
class Asked:
    """What `record` was asked: one entry, or a batch file of them.

    `change` is said of all rows of a batch that say nothing themselves.
    """

    indicator: str | None
    year: str | None
    given: Mapping[str, str | None]
    batch: str | None = None
    change: str | None = None
    clear: tuple[str, ...] = ()


def recorded(file: str | None, asked: Asked, patience: Patience = Patience()) -> Recorded:
    """Record what was asked in the plan file.

    Raises:
        Refusal: an entry is wrong, or the file cannot be written; nothing was written then.
        PlanFileError: the file is not a valid plan file.
    """
    path = _own_file(file)
    read_bytes(str(path), path)  # says what is wrong with the file before its folder is opened
    entries = _entries(asked)
    with locked(path, patience) as real:
        content = read_bytes(str(path), real)
        found = _recorded(content, path, entries, asked.batch)
        if found.content != content:
            writing.replace(real, content, found.content)
    return found


def rehearsed(file: str | None, asked: Asked, *, to_screen: bool) -> tuple[Recorded, str]:
    """What recording would come to, and the difference it would make; nothing is written.

    For a screen, control characters in the file are shown instead of obeyed.

    Raises:
        Refusal, PlanFileError: as `recorded`.
    """
    path = _own_file(file)
    content = read_bytes(str(path), path)
    found = _recorded(content, path, _entries(asked), asked.batch)
    return found, shown_difference(content, found.content, path, to_screen=to_screen)


def _own_file(file: str | None) -> Path:
    """The user's plan file; never standard input, never the plan that comes with plantrack."""
    if file == "-":
        raise Refusal(Message("standard input cannot be recorded in; name a file"), USAGE)
    path = Path(file) if file else find()
    refuse_embedded(path)
    return path


def _entries(asked: Asked) -> Sequence[Entry]:
    figures = {key: value for key, value in asked.given.items() if value is not None}
    if asked.batch is None:
        if asked.indicator is None or asked.year is None:
            raise Refusal(Message("name an indicator and --year, or a file with --batch"), USAGE)
        entry = Entry(asked.indicator, asked.year, figures)
        return [replace(entry, change=asked.change, clear=asked.clear)]
    if asked.indicator is not None or asked.year is not None or figures or asked.clear:
        raise Refusal(Message("--batch stands alone: its rows say what to record"), USAGE)
    from plantrack.recording.batch import entries

    try:
        rows = entries(read_bounded(None if asked.batch == "-" else asked.batch, MAX_BYTES))
        return [replace(row, change=row.change or asked.change) for row in rows]
    except CannotRecord as error:
        raise CannotRecord(error.problems, asked.batch) from None


def _recorded(content: bytes, path: Path, entries: Sequence[Entry], batch: str | None) -> Recorded:
    try:
        return record(content, str(path), entries)
    except CannotRecord as error:
        raise CannotRecord(error.problems, batch) from None
