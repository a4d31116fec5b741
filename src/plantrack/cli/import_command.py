"""The import command between the command line and the import itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plantrack.cli.destination import Destination, destination, is_there
from plantrack.cli.output import aside, deliver, is_terminal, patience, print_whole
from plantrack.documents.document import Document
from plantrack.documents.errors import DocumentError
from plantrack.files.writing import is_device
from plantrack.importing import report as import_report
from plantrack.importing.run import Imported, NoIndicators, WrongWish, imported, read_all, wishes
from plantrack.interpret.interpretation import Interpretation, interpret
from plantrack.interpret.tables import Wishes
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import in_json, visible
from plantrack.messages.message import Message, Translate, Voice
from plantrack.planfile.own import refuse_embedded, shown_difference
from plantrack.planfile.read import read_bytes

LONG = 10
"""Pages from which a progress bar is shown on a terminal."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    reports: tuple[Path, ...]
    output: Path | None = None
    force: bool = False
    update: Path | None = None
    dry_run: bool = False
    tables: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    year: int | None = None
    title: str | None = None
    language: str | None = None
    list_tables: bool = False
    as_json: bool = False
    strict: bool = False


def carried_out(request: Request, voice: Voice, translate: dict[str, Translate]) -> int:
    """Import, write the plan file where it was asked for, and report on standard error.

    Raises:
        Refusal: an option is wrong, a document cannot be read, or the plan file cannot be written.
    """
    where = _destination(request)
    wanted = _wanted(request)
    documents = _documents(request, voice)
    if request.list_tables:
        aside(_lines(import_report.listed(interpret(documents, wanted), voice)))
        return 0
    try:
        done = _written(request, documents, wanted, translate, voice, where)
    except NoIndicators as nothing:
        aside(_nothing(nothing.read, request, voice))
        return UNUSABLE
    aside(_report(done, request, voice))
    return 1 if request.strict and import_report.needs_review(done) else 0


def _written(
    request: Request,
    documents: list[Document],
    wanted: Wishes,
    translate: dict[str, Translate],
    voice: Voice,
    where: Destination,
) -> Imported:
    """What came of the import, when it is written, or shown, or added to the plan file."""
    from plantrack.importing import update

    if request.update is None:
        done = imported(documents, wanted, translate, request.title, request.language)
    elif where.path is None and not request.dry_run:
        return update.update(request.update, documents, wanted, translate, patience(voice))
    else:
        file = str(request.update)
        content = read_bytes(file, file)
        done = update.updated(content, file, documents, wanted, translate)
        if request.dry_run:
            print_whole([_difference(content, done.text.encode(), request.update)])
            return done
    deliver([done.text], where, voice)
    return done


def _difference(old: bytes, new: bytes, path: Path) -> str:
    return shown_difference(old, new, path, to_screen=sys.stdout.isatty())


def _destination(request: Request) -> Destination:
    """Where the plan file goes; what must not be overwritten is told before the work is done.

    Raises:
        Refusal: there is something already, or the options do not go together.
    """
    path = request.output
    if request.dry_run and request.update is None:
        raise Refusal(Message("--dry-run goes with --update"))
    if path is not None and request.update is not None and _is_same(path, request.update):
        path = None
    where = destination(("plan",), None, str(path) if path else None, request.force)
    if path is not None and not is_device(path):
        refuse_embedded(path)
        if not request.force and _exists(path):
            raise is_there(where)
    return where


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (OSError, ValueError):  # what else is wrong with it, writing says
        return False
    return True


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _documents(request: Request, voice: Voice) -> list[Document]:
    try:
        return read_all(request.reports, _Bar(voice).show)
    except DocumentError as error:
        raise Refusal(error.whole, UNUSABLE) from None


def _wanted(request: Request) -> Wishes:
    try:
        return wishes(request.tables, request.columns, request.year)
    except WrongWish as wrong:
        raise Refusal(wrong.message) from None


def _report(done: Imported, request: Request, voice: Voice) -> str:
    if request.as_json:
        return _json(done.read, done, voice)
    return _lines(import_report.in_words(done, voice))


def _nothing(read: Interpretation, request: Request, voice: Voice) -> str:
    if request.as_json:
        return _json(read, None, voice)
    return _lines(import_report.nothing_found(read, voice))


def _json(read: Interpretation, done: Imported | None, voice: Voice) -> str:
    report = import_report.as_dict(read, done, voice)
    return in_json(report, 1)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(visible, lines))


class _Bar:
    """A bar on a terminal while a long document is read."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def show(self, done: int, total: int) -> None:
        """Draw how much is done; nothing for a short document or where nobody looks."""
        if total < LONG or not is_terminal(sys.stderr):
            return
        filled = 30 * done // total
        said = self.voice.say("page {done} of {total}", done=done, total=total)
        end = "\r\x1b[K" if done == total else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {said}{end}")
        sys.stderr.flush()
