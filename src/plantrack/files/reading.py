"""Reading a file or standard input, and never more of it than is allowed."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from plantrack.files.reasons import NoFile, Unreadable, meaning
from plantrack.messages.message import Message

_PIECE = 1024 * 1024
_STREAM = re.compile(r"/dev/(?:std(?:in|out|err)|fd/\d+)|/proc/[\w-]+/fd/\d+", re.ASCII)


def is_stream(path: os.PathLike[str] | str) -> bool:
    """Whether the path names what is open already: a standard stream, a process substitution."""
    return _STREAM.fullmatch(os.fspath(path)) is not None


def read_bounded(path: os.PathLike[str] | str | None, limit: int) -> bytes:
    """The content of a file of at most `limit` bytes; ``None`` is standard input.

    Standard input that is closed is empty.

    Raises:
        Unreadable: it cannot be read, or is larger.
    """
    name = "<stdin>" if path is None else os.fspath(path)
    try:
        content = _standard_input(limit) if path is None else _file(path, limit)
    except (OSError, ValueError) as error:
        raise Unreadable(name, meaning(error)) from None
    if len(content) > limit:
        message = Message("the file is larger than {n} MiB", n=limit // 1024 // 1024)
        raise Unreadable(name, message, too_large=True)
    return content


def _standard_input(limit: int) -> bytes:
    return sys.stdin.buffer.read(limit + 1) if sys.stdin else b""


def _file(path: os.PathLike[str] | str, limit: int) -> bytes:
    handle = _opened(path)
    try:
        return content_of(handle, limit)
    finally:
        os.close(handle)


def _opened(path: os.PathLike[str] | str) -> int:
    """The file, open to be read without waiting for anybody who may never come.

    Raises:
        NoFile: it is a pipe that is not open yet, or a device.
        OSError: it cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except BlockingIOError:  # a file that is being written this very moment
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise
        return os.open(path, flags)
    try:
        _require_file(path, os.fstat(handle).st_mode)
        if os.name == "posix":
            os.set_blocking(handle, True)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _require_file(path: os.PathLike[str] | str, mode: int) -> None:
    ends = stat.S_ISREG(mode) or stat.S_ISDIR(mode)  # a folder says itself that it is none
    if not ends and not is_stream(path) and os.fspath(path) != os.devnull:
        raise NoFile


def content_of(handle: int, limit: int) -> bytes:
    """What an open file holds from where it is read next, and at most one piece beyond the limit.

    Raises:
        OSError: it cannot be read.
    """
    return b"".join(_pieces(handle, limit))


def _pieces(handle: int, limit: int) -> Iterator[bytes]:
    done = 0
    while done <= limit and (piece := os.read(handle, _PIECE)):
        done += len(piece)
        yield piece
