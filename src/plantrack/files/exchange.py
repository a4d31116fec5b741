"""Two files changing places at once, and a new name that never takes another file's place.

Linux and macOS can do both; what cannot is done without is said to the caller by an `OSError`.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_LINUX = {"swap": 2, "new": 1}
_MACOS = {"swap": 2, "new": 4}
UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTTY})
"""What the system answers where it, or the disk, does not have such a call."""


def exchange(one: Path, other: Path) -> None:
    """Let two files of one disk change places, at once and whole.

    Raises:
        OSError: they have not; with a code of `UNSUPPORTED` where that cannot be done at all.
    """
    _rename("swap", one, other)


def move_new(beside: Path, path: Path) -> None:
    """Give a file a name that nothing has yet.

    Raises:
        FileExistsError: something has it.
        OSError: it cannot be done; with a code of `UNSUPPORTED` where it never can.
    """
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # a disk without hard links
        if os.name == "nt":  # pragma: no cover - there a move replaces nothing
            beside.rename(path)
        else:
            _rename("new", beside, path)


def _rename(how: str, one: Path, other: Path) -> None:
    import ctypes

    call = _call(how)
    if call(os.fsencode(one), os.fsencode(other)) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _call(how: str) -> Callable[[bytes, bytes], Any]:
    import ctypes

    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":  # pragma: no cover - macOS
            swap = libc.renamex_np
            return lambda one, other: swap(one, other, ctypes.c_uint(_MACOS[how]))
        at = libc.renameat2
    except (AttributeError, OSError, TypeError):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    flags = ctypes.c_uint(_LINUX[how])
    return lambda one, other: at(_AT_FDCWD, one, _AT_FDCWD, other, flags)


class HeldOpen(Exception):  # noqa: N818 - reads as what it says
    """Another program has the file open for writing."""


@contextmanager
def watched(path: Path, seconds: float = 2.0) -> Iterator[Callable[[], bool]]:
    """Let nobody open the file for writing unseen; gives what tells whether somebody wants to.

    Linux lets such a program wait until we are done, if the file is the reader's own. Elsewhere
    nothing is seen. A program that has the file open already is waited for, `seconds` at most.

    Raises:
        HeldOpen: it has it open still.
        OSError: the file cannot be opened.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        if _leased(handle, seconds):
            yield lambda: _is_wanted(handle)
        else:
            os.close(handle)
            handle = -1
            yield lambda: False
    finally:
        if handle >= 0:
            with suppress(OSError):
                os.close(handle)


def _leased(handle: int, seconds: float) -> bool:
    import signal
    import time

    try:
        import fcntl

        lease = fcntl.F_SETLEASE, fcntl.F_RDLCK
        signal.signal(signal.SIGIO, signal.SIG_IGN)  # else the wish to write would end us
    except (ImportError, AttributeError, ValueError):
        return False  # no such leases; or not the main thread
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.fcntl(handle, *lease)
            return True
        except BlockingIOError:
            if time.monotonic() >= end:
                raise HeldOpen from None
        except OSError:  # somebody else's file, or a disk without leases
            return False
        time.sleep(0.02)


def _is_wanted(handle: int) -> bool:
    import fcntl

    return fcntl.fcntl(handle, fcntl.F_GETLEASE) != fcntl.F_RDLCK
