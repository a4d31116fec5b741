"""The import command between the command line and the import itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plantrack.cli.output import aside, deliver
from plantrack.documents.document import Document
from plantrack.documents.errors import DocumentError
from plantrack.importing import report as import_report
from plantrack.importing.run import Imported, NoIndicators, WrongWish, imported, read_all, wishes
from plantrack.interpret.interpretation import Interpretation, interpret
from plantrack.interpret.wishes import Wishes
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import visible
from plantrack.messages.message import Message, Translate, Voice

LONG = 10
"""Pages from which a progress bar is shown on a terminal."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    reports: tuple[Path, ...]
    output: Path | None = None
    force: bool = False
    update: Path | None = None
    tables: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    year: int | None = None
    values: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    list_tables: bool = False
    as_json: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What comes of it: the plan file if there is one, the report for stderr, the exit code."""

    text: str | None
    report: str
    code: int


def carried_out(request: Request, voice: Voice, translate: dict[str, Translate]) -> int:
    """Import, report on standard error, and write the plan file where it was asked for.

    Raises:
        Refusal: as `run`, or the plan file cannot be written.
    """
    said = run(request, voice, translate)
    aside(said.report.removesuffix("\n"))
    if said.text is not None:
        target = request.output or request.update
        deliver([said.text], str(target) if target else None)
    return said.code


def run(request: Request, voice: Voice, translate: dict[str, Translate]) -> Said:
    """Import, and say what was done. Nothing is written here.

    Raises:
        Refusal: an option is wrong, the output file is there already, or a document cannot be
            read.
    """
    _check_output(request)
    wanted = _wanted(request)
    documents = _documents(request, voice)
    if request.list_tables:
        read = interpret(documents, wanted)
        return Said(None, _lines(import_report.listed(read, voice)), 0)
    try:
        if request.update is not None:
            from plantrack.importing.update import updated

            done = updated(request.update, documents, wanted, translate)
        else:
            done = imported(documents, wanted, translate, request.title, request.language)
    except NoIndicators as nothing:
        return Said(None, _nothing(nothing.read, request, voice), 3)
    except WrongWish as wrong:
        raise Refusal(wrong.message) from None
    code = 1 if request.strict and import_report.needs_review(done) else 0
    return Said(done.text, _report(done, request, voice), code)


def _documents(request: Request, voice: Voice) -> list[Document]:
    try:
        return read_all(request.reports, _Bar(voice).show)
    except DocumentError as error:
        raise Refusal(error.whole, UNUSABLE) from None


def _check_output(request: Request) -> None:
    if request.output is not None and request.output.exists() and not request.force:
        said = Message("{file} is there already; overwrite it with --force", file=request.output)
        raise Refusal(said, UNUSABLE)


def _wanted(request: Request) -> Wishes:
    try:
        return wishes(
            request.tables, request.columns, request.year,
            request.values, request.outcomes, request.directions,
        )  # fmt: skip
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
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)


class _Bar:
    """A bar on a terminal while a long document is read."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def show(self, done: int, total: int) -> None:
        """Draw how much is done; nothing for a short document or where nobody looks."""
        if total < LONG or not sys.stderr.isatty():
            return
        filled = 30 * done // total
        said = self.voice.say("page {done} of {total}", done=done, total=total)
        end = "\r\x1b[K" if done == total else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {said}{end}")
        sys.stderr.flush()
