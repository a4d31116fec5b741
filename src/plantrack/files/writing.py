"""Writing a file so that it is always the old one or the new one, whole, whatever happens."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plantrack.files import exchange, leftovers
from plantrack.files.access import keep_access
from plantrack.files.locks import Patience, is_locked_by_us, locked, posix_locks
from plantrack.files.reading import content_of, is_stream, read_bounded
from plantrack.files.reasons import Unreadable, Unwritable, writing
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.message import N_, Message

ROUNDS = 5
"""How often something is tried again when somebody else changes the file in the meantime."""

LARGEST = 256 * 1024 * 1024
"""The largest file that is held against what it should be before it is replaced."""

Judge = Callable[[bytes], None]
"""Is shown what stands in a file, and raises a `Refusal` if that may not be overwritten."""

_READER = 5.0
"""Seconds that a pipe is given until somebody opens it to read."""

_BINARY = getattr(os, "O_BINARY", 0)


class Changed(Refusal):
    """Somebody else changed the file meanwhile; nothing was written."""

    def __init__(self, path: Path) -> None:
        template = N_(
            "{file} was changed by somebody else meanwhile; nothing was written, try again"
        )
        super().__init__(Message(template, file=path), UNUSABLE)


def replace(path: Path, old: bytes | None, new: bytes) -> None:
    """Put `new` in the place of the file, which must still hold `old`; call it while `locked`.

    The new content is written beside the file, flushed to the disk and changes places with it; what
    comes out is looked at once more, and goes back if it is not `old`. With `old` ``None`` whatever
    is there goes. Mode, owner and extended attributes stay.

    Raises:
        Changed: the file holds something else.
        Unwritable: it cannot be written. In either case the file is as it was.
    """
    with _undisturbed(), writing(path):
        _require_writable(path)
        with _new_file(path, new, like=path) as beside:
            if old is None:
                beside.finish()
                beside.path.replace(path)
            else:
                _replace_unchanged(beside, path, old, new)
            _flush_folder(path.parent)


def create(path: Path, content: bytes, patience: Patience = Patience()) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        Unwritable: something of that name is there, or it cannot be written.
    """
    with locked(path, patience, needed=False):
        _create(path, content)


def _create(path: Path, content: bytes) -> None:
    with _undisturbed(), writing(path):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "", str(path))
        with _new_file(path, content) as beside:
            beside.finish()
            _name_new(beside.path, path, content)
            _flush_folder(path.parent)


def put(path: Path, content: bytes, judge: Judge | None, patience: Patience = Patience()) -> None:
    """Write a file, in the place of what is there if `judge` lets it, or ``None`` says always.

    A symbolic link stays, and its target is written. A device or a pipe is written plainly.

    Raises:
        Refusal: the judge does not let it, or it cannot be written; nothing was changed then.
    """
    if is_device(path):
        _write_plainly(path, content)
        return
    with locked(path, patience, needed=False) as real:
        for _ in range(ROUNDS):
            with suppress(_Again, Changed):
                _put(path, real, content, judge)
                return
        raise Changed(path)


class _Again(Exception):  # noqa: N818 - reads as what it says
    """The file came or went in the very moment that it was looked at."""


def _put(path: Path, real: Path, content: bytes, judge: Judge | None) -> None:
    with writing(path):
        there = os.path.lexists(real)
    if not there:
        try:
            _create(real, content)
        except Unwritable:
            if os.path.lexists(real):
                raise _Again from None
            raise
        return
    old = None
    if judge is not None:
        old = _existing(path, real)
        judge(old)
    try:
        replace(real, old, content)
    except Unwritable:
        if not os.path.lexists(real):
            raise _Again from None
        raise


def _existing(path: Path, real: Path) -> bytes:
    try:
        return read_bounded(real, LARGEST)
    except Unreadable as error:
        raise Unwritable(path, error.why) from None


def is_device(path: Path) -> bool:
    """Whether the path leads to what has no content to lose: a device, a pipe, an open stream."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISREG(mode):
        return is_stream(path)
    return not stat.S_ISDIR(mode)


def _write_plainly(path: Path, content: bytes) -> None:
    """Behind what the stream has already, if that is a file."""
    with writing(path):
        if stat.S_ISBLK(path.stat().st_mode):
            raise Unwritable(path, Message("this is a disk, not a file"))
        handle = _opened_to_write(path)
        try:
            _write_all(handle, content)
        finally:
            os.close(handle)


def _opened_to_write(path: Path) -> int:
    """The stream, device or pipe; a pipe that nobody reads is not waited for without end."""
    given_up = time.monotonic() + _READER
    while True:
        try:
            flags = os.O_WRONLY | os.O_APPEND | _BINARY | getattr(os, "O_NONBLOCK", 0)
            handle = os.open(path, flags)
        except OSError as error:
            if error.errno != errno.ENXIO or not path.is_fifo():
                raise
            if time.monotonic() > given_up:
                raise Unwritable(path, Message("nobody reads this pipe")) from None
            time.sleep(0.02)
        else:
            if os.name == "posix":
                os.set_blocking(handle, True)
            return handle


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off the signals that end us until the file is written and nothing is left beside it."""
    try:
        from signal import SIG_BLOCK, SIG_SETMASK, SIGHUP, SIGINT, SIGTERM, pthread_sigmask
    except ImportError:  # Windows
        yield
        return
    before = pthread_sigmask(SIG_BLOCK, {SIGHUP, SIGINT, SIGTERM})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


@dataclass
class _Beside:
    """The new file while it stands beside the old one; open, and locked so that all can see it."""

    path: Path
    handle: int
    kept: bool = False

    def finish(self) -> None:
        """Close it where the system moves no open file."""
        if not posix_locks():
            self.close()

    def close(self) -> None:
        if self.handle >= 0:
            handle, self.handle = self.handle, -1
            with suppress(OSError):
                os.close(handle)


@contextmanager
def _new_file(path: Path, content: bytes, like: Path | None = None) -> Iterator[_Beside]:
    """A file beside the path with the content on the disk; gone afterwards if it is still there."""
    beside = _opened(path, 0o600 if like else 0o666)
    try:
        _write_all(beside.handle, content)
        if like is not None:
            keep_access(like, beside.path, beside.handle)
        os.fsync(beside.handle)
        yield beside
    finally:
        beside.close()
        if not beside.kept:
            with suppress(OSError):  # the next run removes it
                beside.path.unlink()


def _opened(path: Path, mode: int) -> _Beside:
    """A new file that is ours: until it is locked, another run could take it for a leftover."""
    while True:
        beside = leftovers.beside(path)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        if not posix_locks() or (_lock(handle) and os.path.lexists(beside)):
            return _Beside(beside, handle)
        os.close(handle)
        with suppress(FileNotFoundError):
            beside.unlink()


def _lock(handle: int) -> bool:
    try:
        return is_locked_by_us(handle)
    except OSError:  # a disk without locks
        return True


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _require_writable(path: Path) -> None:
    """A file that one may not write is not to be replaced either, though the folder allows it."""
    os.close(os.open(path, os.O_WRONLY))


def _replace_unchanged(beside: _Beside, path: Path, old: bytes, new: bytes) -> None:
    """Let the new file and the old one change places; back, if that is not the old one any more."""
    try:
        with exchange.watched(path) as wanted:
            if _content(path) != old:
                raise Changed(path)
            beside.finish()
            _rename_for_exchange(beside, path, new, old)
            try:
                exchange.exchange(beside.path, path)
            except OSError as error:
                if error.errno not in exchange.UNSUPPORTED:
                    raise
                _replace_as_well_as_can_be(beside, path, old)
                return
            _look_again(beside, path, old, new, wanted)
    except exchange.HeldOpen:
        raise Unwritable(path, Message("another program has it open for writing")) from None


def _rename_for_exchange(beside: _Beside, path: Path, new: bytes, old: bytes) -> None:
    name = leftovers.swapped(path, new, old)
    beside.path.rename(name)
    beside.path = name


def _look_again(
    beside: _Beside, path: Path, old: bytes, new: bytes, wanted: Callable[[], bool]
) -> None:
    """See what came out. It is thrown away only if it is what was read before, and stays so."""
    beside.kept = True
    try:
        _flush_folder(path.parent)
        unchanged = not wanted() and _content(beside.path) == old
    except OSError:  # it cannot be read; it stays beside the file, and the next run looks
        return
    if not unchanged:
        _put_back(beside, path, new)
        raise Changed(path)
    beside.kept = False


def _put_back(beside: _Beside, path: Path, new: bytes) -> None:
    try:
        exchange.exchange(beside.path, path)
        beside.kept = _content(beside.path) != new
    except OSError:
        beside.kept = True
    if beside.kept:
        template = N_(
            "{file} was changed by somebody else at the same moment; one of the versions is kept "
            "as {kept}, compare the two"
        )
        raise Refusal(Message(template, file=path, kept=beside.path), UNUSABLE)


def _replace_as_well_as_can_be(beside: _Beside, path: Path, old: bytes) -> None:
    """Where files cannot change places: keep the old one under a second name, and look at it.

    A file that is moved here between the last look and the move is lost; nothing can be done.
    """
    second = leftovers.beside(path)
    try:
        os.link(path, second)
    except OSError:  # a disk without hard links
        beside.path.replace(path)
        return
    try:
        if _content(second) != old or not second.samefile(path):
            raise Changed(path)
        beside.path.replace(path)
        if _content(second) != old:  # written in place meanwhile
            second.replace(path)
            raise Changed(path)
    finally:
        with suppress(OSError):
            second.unlink()


def _name_new(beside: Path, path: Path, content: bytes) -> None:
    """Give the new file its name, unless somebody else has taken it by now."""
    try:
        exchange.move_new(beside, path)
    except OSError as error:
        if error.errno not in exchange.UNSUPPORTED:
            raise
        _write_new(path, content)


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        try:
            _write_all(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        path.unlink()
        raise


def _content(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | _BINARY)
    try:
        return content_of(handle, LARGEST)
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut."""
    with suppress(OSError):  # some disks cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
