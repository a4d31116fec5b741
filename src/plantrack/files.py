"""Writing a file so that it is always the old one or the new one, whole, whatever happens."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.message import N_, Message

try:
    import fcntl
except ImportError:  # pragma: no cover - not POSIX
    fcntl = None  # type: ignore[assignment]

_MARK = "plantrack-new"


@contextmanager
def locked(path: Path) -> Iterator[Path]:
    """Hold the folder of the file until done, so that changes are made one after another.

    Gives the path of the file itself where `path` is a symbolic link to it. The lock is one that
    the system lets go of when the process ends, however it ends, and leaves no file behind.

    Raises:
        Refusal: the folder cannot be opened, or the system has no such locks.
    """
    with _explained(path):
        real = resolved(path)
    if fcntl is None:  # pragma: no cover - not POSIX
        raise Refusal(Message("this system has no file locks, so nothing is changed"), UNUSABLE)
    with _explained(path):
        folder = os.open(real.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with _explained(path):
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield real
    finally:
        os.close(folder)


def resolved(path: Path) -> Path:
    """The file itself where the path is a symbolic link to it.

    Raises:
        OSError: links lead round in a circle.
    """
    try:
        return path.resolve()
    except RuntimeError:  # how Python before 3.13 says it
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of the file, which must still hold `old`; call it while `locked`.

    The new content is written beside the file, flushed to the disk and moved over it. Mode, owner
    and extended attributes stay.

    Raises:
        Refusal: it cannot be written, or the file has changed; the file is then as it was.
    """
    with _explained(path):
        _require_writable(path)
        _remove_leftovers(path)
        with _new_file(path, new, like=path) as beside:
            if path.read_bytes() != old:
                raise _changed(path)
            beside.replace(path)
        _flush_folder(path.parent)


def create(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        Refusal: something of that name is there, or it cannot be written.
    """
    with _explained(path):
        if path.is_symlink() or path.exists():
            raise FileExistsError(errno.EEXIST, "", str(path))
        with _new_file(path, content) as beside:
            _link(beside, path, content)
        _flush_folder(path.parent)


def _link(beside: Path, path: Path, content: bytes) -> None:
    """Give the new file its name, unless somebody else has taken it by now."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with path.open("xb") as stream:
            stream.write(content)


@contextmanager
def _new_file(path: Path, content: bytes, like: Path | None = None) -> Iterator[Path]:
    """A file beside the path with the content on the disk; gone afterwards if it is still there."""
    beside = path.parent / f".{path.name}.{secrets.token_hex(8)}.{_MARK}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if like else 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if like is not None:
                _keep_access(like, beside)
            stream.flush()
            os.fsync(stream.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _keep_access(path: Path, beside: Path) -> None:
    """Who may do what with the file: owner, mode and extended attributes."""
    import shutil

    old = path.stat()
    new = beside.stat()
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        with suppress(PermissionError):  # somebody else's file, that we may write all the same
            os.chown(beside, old.st_uid, old.st_gid)
    shutil.copystat(path, beside)
    os.utime(beside)


def _require_writable(path: Path) -> None:
    """A file that one may not write is not to be replaced either, though the folder allows it."""
    os.close(os.open(path, os.O_WRONLY))


def _remove_leftovers(path: Path) -> None:
    """What a process left that was killed while writing; nobody else writes during the lock."""
    for left in path.parent.glob(f".{_escaped(path.name)}.*.{_MARK}"):
        with suppress(OSError):
            left.unlink()


def _escaped(name: str) -> str:
    import glob

    return glob.escape(name)


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut."""
    with suppress(OSError):  # some file systems cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EFBIG: N_("the file would be larger than is allowed"),
    errno.EACCES: N_("no permission to write there"),
    errno.EPERM: N_("no permission to write there"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENOTDIR: N_("there is no such folder"),
    errno.EEXIST: N_("it is there already, and is never overwritten"),
    errno.EISDIR: N_("this is a folder, not a file"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say in words why the system refuses, and that nothing is lost."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0)
        why = Message(reason) if reason else error.strerror or str(error)
        message = Message("cannot write {file}: {why}; nothing was changed", file=path, why=why)
        raise Refusal(message, UNUSABLE) from None


def _changed(path: Path) -> Refusal:
    message = N_("{file} was changed by somebody else meanwhile; nothing was written, try again")
    return Refusal(Message(message, file=path), UNUSABLE)
