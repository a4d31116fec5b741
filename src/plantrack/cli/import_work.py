"""What the process apart does of an import: it reads, interprets, and answers with plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from plantrack.documents.bounded import Told, is_out_of_memory
from plantrack.documents.document import Document
from plantrack.documents.encoding import is_encoding
from plantrack.importing import report as import_report
from plantrack.importing.run import Imported, NoIndicators, imported, read_all, wishes
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.passes import interpret
from plantrack.interpret.reading import Interpretation
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import in_json, visible
from plantrack.messages.message import Message, Voice

if TYPE_CHECKING:
    from plantrack.cli.import_command import Request

Answered = tuple[str | None, str, int]
"""The plan file if there is one, the report for standard error, the exit code."""


def answered(told: Told, request: Request, known: bytes | None, language: str | None) -> Answered:
    """What comes of the request, or what is wrong in words; `known` is the plan file added to."""
    from contextlib import redirect_stderr
    from io import StringIO

    from plantrack.messages.language import voice_in

    voice = voice_in(language)
    try:
        return run(request, known, voice, told)
    except Exception as error:
        if is_out_of_memory(error):
            raise MemoryError from None
        from plantrack.cli.errors import complain

        with redirect_stderr(StringIO()) as complaint:
            code = complain(error, voice)
        return None, complaint.getvalue().removesuffix("\n"), code


def run(request: Request, known: bytes | None, voice: Voice, told: Told) -> Answered:
    """Import, and say what was done. Nothing is written here.

    Raises:
        Refusal: an option is wrong, or a document cannot be read.
        PlanFileError: the plan file cannot be used.
    """
    wanted = _wanted(request)
    documents = _documents(request, told)
    if request.list_tables:
        read = interpret(documents, wanted)
        lines = list(import_report.listed(read, voice)) or [voice.say("no table was found")]
        return None, _lines(lines), 0
    try:
        done = _done(request, known, documents, wanted)
    except NoIndicators as nothing:
        return None, _nothing(nothing.read, request, voice), UNUSABLE
    code = 1 if request.strict and import_report.needs_review(done) else 0
    return done.text, _report(done, request, voice), code


def _done(
    request: Request, known: bytes | None, documents: list[Document], wanted: ImportOptions
) -> Imported:
    """A new plan file, or the one that is there with what is new."""
    from plantrack.messages.language import LANGUAGES, voice_in

    translate = {name: voice_in(name).translate for name in LANGUAGES}
    if known is not None:
        from plantrack.importing.update import updated

        return updated(known, str(request.update), documents, wanted, translate)
    return imported(documents, wanted, translate, request.title, request.language)


def _documents(request: Request, told: Told) -> list[Document]:
    if request.encoding is not None and not is_encoding(request.encoding):
        message = Message(
            "“{text}” is no known encoding; it may be {names}",
            text=request.encoding,
            names="utf-8, gb18030, big5, shift_jis, windows-1252",
        )
        raise Refusal(message)
    return read_all(request.reports, told, request.encoding)


def _wanted(request: Request) -> ImportOptions:
    return wishes(
        request.tables, request.columns, request.year,
        request.values, request.outcomes, request.directions,
    )  # fmt: skip


def _report(done: Imported, request: Request, voice: Voice) -> str:
    if request.as_json:
        return _json(done.read, done, voice)
    return _lines(import_report.in_words(done, voice))


def _nothing(read: Interpretation, request: Request, voice: Voice) -> str:
    if request.as_json:
        return _json(read, None, voice)
    return _lines(import_report.nothing_found(read, voice))


def _json(read: Interpretation, done: Imported | None, voice: Voice) -> str:
    return in_json(import_report.as_dict(read, done, voice), 1)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(visible, lines))
