"""The import command between the command line and the import itself.

Documents are read, and a plan is made of them, in a process apart with limits: only that process
imports what the import needs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plantrack.cli.output import aside, deliver
from plantrack.documents.bounded import Limits, Told, is_out_of_memory, run_bounded
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import visible
from plantrack.messages.message import Message, Voice

if TYPE_CHECKING:
    from plantrack.documents.document import Document
    from plantrack.importing.run import Imported
    from plantrack.interpret.interpretation import Interpretation
    from plantrack.interpret.tables import Wishes

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
    title: str | None = None
    language: str | None = None
    list_tables: bool = False
    as_json: bool = False
    strict: bool = False
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Said:
    """What comes of it: the plan file if there is one, the report for stderr, the exit code."""

    text: str | None
    report: str
    code: int


def carried_out(request: Request, voice: Voice) -> int:
    """Import, report on standard error, and write the plan file where it was asked for.

    Raises:
        Refusal: the output file is there already, the plan file cannot be written, or the import
            reached a limit.
        PlanFileError: the plan file to be added to cannot be read.
    """
    _check_output(request)
    known = _known(request.update) if request.update is not None else None
    bar = _Bar(voice)
    said = Said(
        *run_bounded(
            answered, request, known, voice.language,
            limits=request.limits, told=lambda _, done, total: bar.show(done, total),
        )
    )  # fmt: skip
    aside(said.report.removesuffix("\n"))
    if said.text is not None:
        target = request.output or request.update
        deliver([said.text], str(target) if target else None)
    return said.code


def _known(update: Path) -> bytes:
    from plantrack.planfile.read import read_bytes

    return read_bytes(str(update), update)


def answered(
    told: Told, request: Request, known: bytes | None, language: str | None
) -> tuple[str | None, str, int]:
    """What `run` says, or what is wrong in words, as plain data: this runs in a process apart."""
    from contextlib import redirect_stderr
    from io import StringIO

    from plantrack.messages.language import voice_in

    voice = voice_in(language)
    try:
        said = run(request, known, voice, told)
        return said.text, said.report, said.code
    except Exception as error:
        if is_out_of_memory(error):
            raise MemoryError from None
        from plantrack.cli.errors import complain

        with redirect_stderr(StringIO()) as complaint:
            code = complain(error, voice)
        return None, complaint.getvalue(), code


def run(request: Request, known: bytes | None, voice: Voice, told: Told) -> Said:
    """Import, and say what was done. Nothing is written here.

    `known` is the content of the plan file to be added to.

    Raises:
        Refusal: an option is wrong, or a document cannot be read.
        PlanFileError: the plan file cannot be used.
    """
    from plantrack.importing import report as import_report
    from plantrack.importing.run import NoIndicators
    from plantrack.interpret.interpretation import interpret

    wanted = _wanted(request)
    documents = _documents(request, told)
    if request.list_tables:
        read = interpret(documents, wanted)
        lines = list(import_report.listed(read, voice)) or [voice.say("no table was found")]
        return Said(None, _lines(lines), 0)
    try:
        done = _done(request, known, documents, wanted)
    except NoIndicators as nothing:
        return Said(None, _nothing(nothing.read, request, voice), 3)
    code = 1 if request.strict and import_report.needs_review(done) else 0
    return Said(done.text, _report(done, request, voice), code)


def _done(
    request: Request, known: bytes | None, documents: list[Document], wanted: Wishes
) -> Imported:
    """A new plan file, or the one that is there with what is new."""
    from plantrack.messages.language import LANGUAGES, voice_in

    translate = {name: voice_in(name).translate for name in LANGUAGES}
    if known is not None:
        from plantrack.importing.update import updated

        return updated(known, str(request.update), documents, wanted, translate)
    from plantrack.importing.run import imported

    return imported(documents, wanted, translate, request.title, request.language)


def _documents(request: Request, told: Told) -> list[Document]:
    from plantrack.documents.errors import DocumentError
    from plantrack.importing.run import read_all

    try:
        return read_all(request.reports, told)
    except DocumentError as error:
        raise Refusal(error.whole, UNUSABLE) from None


def _check_output(request: Request) -> None:
    if request.output is not None and request.output.exists() and not request.force:
        said = Message("{file} is there already; overwrite it with --force", file=request.output)
        raise Refusal(said, UNUSABLE)


def _wanted(request: Request) -> Wishes:
    from plantrack.importing.run import WrongWish, wishes

    try:
        return wishes(request.tables, request.columns, request.year)
    except WrongWish as wrong:
        raise Refusal(wrong.message) from None


def _report(done: Imported, request: Request, voice: Voice) -> str:
    from plantrack.importing import report as import_report

    if request.as_json:
        return _json(done.read, done, voice)
    return _lines(import_report.in_words(done, voice))


def _nothing(read: Interpretation, request: Request, voice: Voice) -> str:
    from plantrack.importing import report as import_report

    if request.as_json:
        return _json(read, None, voice)
    return _lines(import_report.nothing_found(read, voice))


def _json(read: Interpretation, done: Imported | None, voice: Voice) -> str:
    import json

    from plantrack.importing import report as import_report

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
