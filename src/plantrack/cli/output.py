"""Where an answer goes: standard output, or a file that is whole or not touched."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from plantrack.answers.table import Table
from plantrack.cli.destination import NO_CAPTION, Caption, Destination, judge
from plantrack.files.reasons import meaning
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import visible
from plantrack.messages.message import N_, Message, Voice
from plantrack.render import Style, renderer

if TYPE_CHECKING:
    from plantrack.files.locks import Patience


class ClosedPipe(Exception):  # noqa: N818 - reads as what happened
    """Whoever read the output has seen enough."""


def write(table: Table, where: Destination, color: str, voice: Voice, *, header: bool) -> None:
    """Set the table in the format of its destination and write it there.

    Raises:
        Refusal: it cannot be written, or would overwrite something else.
        ClosedPipe: nobody reads standard output any more.
    """
    style = Style(width(where.path), colored(color, where.path), header)
    caption = Caption(table.titles, table.file)
    deliver(renderer(where.format)(table, style), where, voice, caption)


def deliver(
    pieces: Iterable[str], where: Destination, voice: Voice, caption: Caption = NO_CAPTION
) -> None:
    """Write a text, which has that caption if any, to its destination, whole or not at all.

    Raises:
        Refusal: it cannot be written, or would overwrite something else.
        ClosedPipe: nobody reads standard output any more.
    """
    if where.path is None:
        print_whole(pieces)
        return
    from plantrack.files.writing import put
    from plantrack.planfile.own import refuse_embedded

    path = Path(where.path)
    refuse_embedded(path)
    content = "".join(pieces).encode("utf-8", "backslashreplace")
    put(path, content, judge(where, caption), patience(voice))


def patience(voice: Voice) -> Patience:
    """The patience of somebody who reads standard error in the language of the voice."""
    from plantrack.files.locks import Patience

    return Patience(lambda message: aside(f"plantrack: {visible(message.said(voice.translate))}"))


def print_whole(pieces: Iterable[str]) -> None:
    """Write a text to standard output.

    Raises:
        Refusal: it cannot be written.
        ClosedPipe: nobody reads standard output any more.
    """
    stdout = _stdout()
    try:
        for piece in pieces:
            stdout.write(piece)
        stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
        raise ClosedPipe from None
    except OSError as error:
        _silence_stdout()
        raise _unwritable(error) from None


def print_afterwards(pieces: Iterable[str], voice: Voice) -> None:
    """Write to standard output what was done to a file.

    That it is done stays true where nobody can be told on standard output, so it is no failure.
    """
    try:
        print_whole(f"{piece}\n" for piece in pieces)
    except Refusal as refusal:
        template = N_("the file is written, but what was done could not be printed ({why})")
        why = refusal.message.values["why"]
        aside(f"plantrack: {Message(template, why=why).said(voice.translate)}")


def aside(text: str) -> None:
    """Say what is no part of the answer, on standard error, if anybody can be told."""
    if sys.stderr is None:  # closed: `print` would take standard output instead
        return
    with suppress(OSError):
        print("\n".join(map(visible, text.split("\n"))), file=sys.stderr, flush=True)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at the stream; nobody does at a closed one."""
    return stream is not None and stream.isatty()


def _stdout() -> TextIO:
    if sys.stdout is None:
        raise _unwritable(OSError(errno.EBADF, os.strerror(errno.EBADF)))
    return sys.stdout


def _silence_stdout() -> None:
    """Nothing more can be written; keep the interpreter from trying at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unwritable(error: OSError) -> Refusal:
    why = meaning(error, writing=True)
    return Refusal(Message("cannot write the output: {why}", why=why), UNUSABLE)


def width(output: str | None) -> int | None:
    """Cells across: of the terminal, or what COLUMNS asks for, else as wide as it needs."""
    columns = os.environ.get("COLUMNS", "").lstrip("0")
    if columns.isascii() and columns.isdecimal():
        return int(columns) if len(columns) < 6 else None
    if output is None and _stdout().isatty():
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    return None


def colored(color: str, output: str | None) -> bool:
    """Whether to use colour: as asked, else on a terminal that is not to be plain."""
    if color != "auto":
        return color == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and _stdout().isatty() and not plain
