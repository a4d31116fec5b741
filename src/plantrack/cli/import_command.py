"""The import command between the command line and the import itself.

The documents are read, and what they hold is interpreted, in a process apart; only what comes of it
is written here.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from plantrack.cli.destination import Destination, destination, is_there
from plantrack.cli.output import aside, deliver, is_terminal, patience, print_whole
from plantrack.documents.bounded import Limits, run_bounded
from plantrack.files.writing import is_device
from plantrack.messages.errors import Refusal
from plantrack.messages.message import Message, Voice
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
    values: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    encoding: str | None = None
    list_tables: bool = False
    as_json: bool = False
    strict: bool = False
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of it: the plan file if there is one, the report for stderr, the exit code."""

    text: str | None
    report: str
    code: int


def carried_out(request: Request, voice: Voice) -> int:
    """Import, write the plan file where it was asked for, and report on standard error.

    Raises:
        Refusal: an option is wrong, a limit was reached, or the plan file cannot be written.
        PlanFileError: the plan file to be added to cannot be read.
    """
    where = _destination(request)
    if request.update is not None and where.path is None and not request.dry_run:
        answer = _add_to(request.update, request, voice)
    else:
        answer = _write_new(request, voice, where)
    aside(answer.report if request.as_json else _fitted(answer.report))
    return answer.code


def _fitted(report: str) -> str:
    """The report as wide as the terminal that it goes to; as it is where it goes elsewhere."""
    if not is_terminal(sys.stderr):
        return report
    from plantrack.cli.hanging import hung

    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        width = 80
    return "\n".join(hung(line, width) for line in report.split("\n"))


def _add_to(path: Path, request: Request, voice: Voice) -> Answer:
    """Add to the plan file in its place."""
    from plantrack.importing.update import update

    answers: list[Answer] = []

    def added(content: bytes) -> bytes | None:
        answers.append(_answer(request, content, voice))
        text = answers[-1].text
        return None if text is None else text.encode()

    update(path, added, patience(voice))
    return answers[-1]


def _write_new(request: Request, voice: Voice, where: Destination) -> Answer:
    """Write a plan file of its own, or show what would be added."""
    path = request.update
    known = None if path is None else read_bytes(str(path), path)
    answer = _answer(request, known, voice)
    if answer.text is None:
        return answer
    if request.dry_run and path is not None and known is not None:
        print_whole([_difference(known, answer.text.encode(), path)])
    else:
        deliver([answer.text], where, voice)
    return answer


def _answer(request: Request, known: bytes | None, voice: Voice) -> Answer:
    """What a process apart makes of the documents, and of the plan file that is known."""
    from plantrack.cli.import_work import answered

    bar = _Bar(voice)
    return Answer(
        *run_bounded(
            answered, request, known, voice.language,
            limits=request.limits, told=lambda _, done, total: bar.show(done, total),
        )
    )  # fmt: skip


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
