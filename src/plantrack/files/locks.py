"""One writer at a time in a folder, with the locks that the system has: POSIX's or Windows'."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plantrack.files.leftovers import remove_leftovers
from plantrack.files.reasons import Unwritable, writing
from plantrack.messages.message import N_, Message

LOCK_FILE = ".plantrack-lock"
"""The file that is locked where a folder cannot be; it goes when the lock is let go."""

_NO_LOCKS = frozenset({errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS})
_NOT_OURS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_HELD = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_PAUSE = 0.02


def _untold(message: Message) -> None:
    """Nobody is there to be told."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long, in seconds, to wait for a lock: `tell` is told after `notice`; `limit` ends it."""

    tell: Callable[[Message], None] = _untold
    notice: float = 1.0
    limit: float = 30.0


@dataclass(frozen=True, slots=True)
class _Held:
    """A lock that is ours; `file` is what is locked where that is not the folder itself."""

    handle: int
    file: Path | None


@contextmanager
def locked(path: Path, patience: Patience = Patience(), *, needed: bool = True) -> Iterator[Path]:
    """Hold the folder of the file until done, so that changes are made one after another.

    Gives the path of the file itself where `path` is a symbolic link to it. The system lets go of
    the lock when the process ends, however it ends. With `needed` false the work goes on where the
    folder cannot be locked, since it does not rest on what stands in the file.

    Raises:
        Unwritable: the folder cannot be locked, or somebody else holds it for too long.
    """
    with writing(path):
        real = itself(path)
        held = _waited_for(real.parent, path, patience, needed=needed)
    try:
        remove_leftovers(real.parent, patience.tell)
        yield real
    finally:
        if held is not None:
            _let_go(held)


def itself(path: Path) -> Path:
    """The file that a path leads to through all symbolic links, whether it is there or not.

    Raises:
        OSError: the links lead round in a circle, or through what is no folder.
    """
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(path))


def posix_locks() -> bool:
    """Whether the system has the locks of POSIX, and lets an open file be moved and removed."""
    try:
        import fcntl  # noqa: F401
    except ImportError:
        return False
    return True


def is_locked_by_us(handle: int) -> bool:
    """Try to lock an open file or folder; false if somebody else holds it.

    Raises:
        OSError: it cannot be locked at all.
    """
    try:
        import fcntl
    except ImportError:
        return _locked_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locked_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        if error.errno not in _HELD:
            raise
        return False
    return True


def _waited_for(folder: Path, path: Path, patience: Patience, *, needed: bool) -> _Held | None:
    start, told = time.monotonic(), False
    while True:
        try:
            held = _taken(folder)
        except OSError as error:
            if needed or error.errno not in _NOT_OURS | _NO_LOCKS:
                raise
            return None
        if held is not None:
            return held
        waited = time.monotonic() - start
        if waited >= patience.limit:
            raise Unwritable(path, _still_held(folder, patience.limit))
        if waited >= patience.notice and not told:
            told = True
            patience.tell(_waiting(folder))
        time.sleep(_PAUSE)


def _taken(folder: Path) -> _Held | None:
    """The lock on the folder, or on a file in it where that cannot be; ``None`` if it is held."""
    if posix_locks():
        try:
            return _locked(os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)), None)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
    return _taken_file(folder / LOCK_FILE)


def _taken_file(file: Path) -> _Held | None:
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:  # Windows says so of a file that is just being removed
        if file.exists():
            return None
        raise
    held = _locked(handle, file)
    if held is not None and not _is_still(file, handle):
        os.close(handle)
        return None
    return held


def _locked(handle: int, file: Path | None) -> _Held | None:
    ours = False
    try:
        ours = is_locked_by_us(handle)
        return _Held(handle, file) if ours else None
    finally:
        if not ours:
            os.close(handle)


def _is_still(file: Path, handle: int) -> bool:
    """Whether the name still stands for the open file: who let go of it may have removed it."""
    try:
        return os.path.samestat(file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _let_go(held: _Held) -> None:
    removed = held.file is None or _removed(held.file)
    with suppress(OSError):
        os.close(held.handle)
    if not removed and held.file is not None:  # Windows removes no open file
        _removed(held.file)


def _removed(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:
        return False
    return True


def _waiting(folder: Path) -> Message:
    holder = _holder(folder)
    if holder is None:
        template = N_("waiting for somebody else who is writing in the folder {folder}")
        return Message(template, folder=folder)
    template = N_("waiting for {who}, which is writing in the folder {folder}")
    return Message(template, who=holder, folder=folder)


def _still_held(folder: Path, seconds: float) -> Message:
    who = _holder(folder) or Message("somebody else")
    template = N_("{who} has been writing in its folder for more than {n} seconds")
    return Message(template, who=who, n=f"{seconds:g}")


def _holder(folder: Path) -> Message | None:
    """The process that holds the lock, where the system tells: Linux does."""
    try:
        file = folder / LOCK_FILE
        what = (file if file.exists() else folder).stat()
        device = f"{os.major(what.st_dev):02x}:{os.minor(what.st_dev):02x}:{what.st_ino}"
        locks = [line.split() for line in Path("/proc/locks").read_text("utf-8").splitlines()]
        pid = next(one[4] for one in locks if one[1] == "FLOCK" and one[5] == device)
        name = Path(f"/proc/{pid}/comm").read_text("utf-8", "replace").strip()
    except (OSError, AttributeError, StopIteration):
        return None
    return Message("process {pid} ({name})", pid=pid, name=name)
