"""Reading a file or standard input, and never more of it than is allowed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from plantrack.files.reasons import Unreadable, meaning
from plantrack.messages.message import Message

_PIECE = 1024 * 1024


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
        said = Message("the file is larger than {n} MiB", n=limit // 1024 // 1024)
        raise Unreadable(name, said, too_large=True)
    return content


def _standard_input(limit: int) -> bytes:
    return sys.stdin.buffer.read(limit + 1) if sys.stdin else b""


def _file(path: os.PathLike[str] | str, limit: int) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return content_of(handle, limit)
    finally:
        os.close(handle)


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
