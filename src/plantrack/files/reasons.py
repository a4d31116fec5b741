"""What an answer of the system means, in words: the one table for reading and for writing."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.message import N_, Message

_MEANINGS = {
    errno.ENOENT: N_("there is no such file"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EISDIR: N_("this is a folder, not a file"),
    errno.EACCES: N_("no permission to read the file"),
    errno.EPERM: N_("no permission to read the file"),
    errno.ELOOP: N_("symbolic links lead round in a circle"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EEXIST: N_("it is there already, and is never overwritten"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EFBIG: N_("the file would be larger than is allowed"),
    errno.EROFS: N_("the disk is read-only"),
    errno.EIO: N_("the disk or the device fails"),
    errno.ENXIO: N_("the disk or the device fails"),
    errno.ENODEV: N_("the disk or the device fails"),
    errno.ESTALE: N_("the file server has lost the file"),
    errno.ETIMEDOUT: N_("the file server does not answer"),
    errno.EBUSY: N_("something else is using it"),
    errno.ETXTBSY: N_("something else is using it"),
    errno.EAGAIN: N_("something else is using it"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENOMEM: N_("there is not enough memory"),
    errno.EPIPE: N_("nobody reads it any more"),
    errno.EBADF: N_("it is closed"),
    errno.EINVAL: N_("the system cannot do that there"),
    errno.ENOLCK: N_("this disk has no file locks"),
}
_WRITING = {
    errno.ENOENT: N_("there is no such folder"),
    errno.EACCES: N_("no permission to write there"),
    errno.EPERM: N_("no permission to write there"),
}
_NO_NAME = N_("no file can have such a name")
_NO_FILE = N_("this is a pipe or a device, not a file")
_UNKNOWN = N_("the system refuses ({code})")


class NoFile(OSError):
    """What is to be read is a pipe or a device, which may have no end or nobody who writes."""


def meaning(error: OSError | ValueError, *, writing: bool = False) -> Message:
    """What an error of the system means to the reader; `writing` or else reading failed.

    A `ValueError` is what Python raises for a name that the system cannot even be asked about: with
    a NUL in it, or with a character that has no bytes.
    """
    if not isinstance(error, OSError):
        return Message(_NO_NAME)
    if isinstance(error, NoFile):
        return Message(_NO_FILE)
    code = error.errno or 0
    template = (_WRITING if writing else {}).get(code) or _MEANINGS.get(code)
    if template:
        return Message(template)
    said = errno.errorcode.get(code) or error.strerror or str(error) or type(error).__name__
    return Message(_UNKNOWN, code=said)


class Unreadable(Refusal):
    """A file that cannot be read; `why` says so without its name, `too_large` if that is why."""

    def __init__(self, file: object, why: Message, *, too_large: bool = False) -> None:
        super().__init__(Message("cannot read {file}: {why}", file=file, why=why), UNUSABLE)
        self.why = why
        self.too_large = too_large


class Unwritable(Refusal):
    """A file that cannot be written and is as it was; `why` says so without its name."""

    def __init__(self, file: object, why: Message) -> None:
        template = N_("cannot write {file}: {why}; nothing was changed")
        super().__init__(Message(template, file=file, why=why), UNUSABLE)
        self.why = why


@contextmanager
def writing(path: os.PathLike[str] | str) -> Iterator[None]:
    """Turn what the system answers into words, where nothing has been changed yet.

    Raises:
        Unwritable: the system refused.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise Unwritable(path, meaning(error, writing=True)) from None
