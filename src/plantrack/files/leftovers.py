"""The files that stand beside a file while it is written, and what is left of them after a kill."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from plantrack.messages.message import N_, Message

_STEM_BYTES = 100
_NEW = re.compile(r"\..*\.[0-9a-f]{16}\.plantrack-new", re.DOTALL)
_SWAP = re.compile(
    r"\..*\.[0-9a-f]{16}\.(?P<new>[0-9a-f]{16})-(?P<old>[0-9a-f]{16})\.plantrack-swap", re.DOTALL
)


def beside(path: Path) -> Path:
    """A name that nobody has for the new content of a file, not longer than any disk allows."""
    return path.parent / f".{_stem(path)}.{secrets.token_hex(8)}.plantrack-new"


def swapped(path: Path, new: bytes, old: bytes) -> Path:
    """A name for the new content while it changes places with the old one.

    It says which contents may be thrown away when they are found under it: what else is there was
    saved by somebody else at that very moment.
    """
    name = f".{_stem(path)}.{secrets.token_hex(8)}.{_digest(new)}-{_digest(old)}.plantrack-swap"
    return path.parent / name


def _stem(path: Path) -> str:
    name = path.name
    while len(os.fsencode(name)) > _STEM_BYTES:
        name = name[:-1]
    return name


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()[:16]


def is_left(name: str) -> bool:
    """Whether a file of that name is one of ours that should be gone when all is done."""
    return bool(_NEW.fullmatch(name) or _SWAP.fullmatch(name))


def remove_leftovers(folder: Path, tell: Callable[[Message], None]) -> None:
    """Remove what killed processes left in the folder; never what is being written still.

    `tell` is told of a file that is kept, since it may hold what somebody else has saved.
    """
    with suppress(OSError):  # it may be a folder that one may not list
        for file in folder.iterdir():
            if is_left(file.name):
                with suppress(OSError):
                    _remove(file, tell)


def _remove(left: Path, tell: Callable[[Message], None]) -> None:
    from plantrack.files.locks import is_locked_by_us, posix_locks

    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(left, flags | getattr(os, "O_BINARY", 0))
    try:
        ours = stat.S_ISREG(os.fstat(handle).st_mode)
        if not ours or (posix_locks() and not is_locked_by_us(handle)):
            return
        disposable = _is_disposable(left.name, handle)
        if disposable and posix_locks():
            left.unlink()
    finally:
        os.close(handle)
    if not disposable:
        template = N_("{file} holds what somebody else saved while a run was killed; look into it")
        tell(Message(template, file=left))
    elif not posix_locks():  # Windows removes no open file, so a file that is written stays
        left.unlink()


def _is_disposable(name: str, handle: int) -> bool:
    match = _SWAP.fullmatch(name)
    if match is None:
        return True
    with os.fdopen(os.dup(handle), "rb") as stream:
        return _digest(stream.read()) in (match["new"], match["old"])
