"""Where an answer goes: standard output, or a file that is whole or not touched."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from plantrack.answers.table import Table
from plantrack.files import resolved
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import visible
from plantrack.messages.message import Message
from plantrack.render import Style, renderer


class ClosedPipe(Exception):  # noqa: N818 - reads as what happened
    """Whoever read the output has seen enough."""


def write(table: Table, format_: str, output: str | None, color: str, *, header: bool) -> None:
    """Set the table in that format and write it to `output`, by default to standard output.

    Raises:
        Refusal: it cannot be written.
        ClosedPipe: nobody reads standard output any more.
    """
    style = Style(width(output), colored(color, output), header)
    deliver(renderer(format_)(table, style), output)


def deliver(pieces: Iterable[str], output: str | None) -> None:
    """Write a text to `output`, by default to standard output.

    Raises:
        Refusal: it cannot be written.
        ClosedPipe: nobody reads standard output any more.
    """
    if output is None:
        print_whole(pieces)
    else:
        _write_file(pieces, Path(output))


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
    return Refusal(Message("cannot write the output: {why}", why=error.strerror), UNUSABLE)


def _write_file(pieces: Iterable[str], path: Path) -> None:
    """Write beside the file and move over it, so that a failure leaves the old one."""
    content = "".join(pieces)
    if path.is_file() and not os.access(path, os.W_OK):
        raise _unwritable(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, "utf-8", "backslashreplace")  # a device or a pipe
        else:
            _replace(resolved(path), content)
    except OSError as error:
        raise _unwritable(error) from None


def _replace(path: Path, content: str) -> None:
    import tempfile

    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "w", -1, "utf-8", "backslashreplace", "") as stream:
            stream.write(content)
        new.chmod(mode & 0o777)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
