"""Who may do what with a file: kept when a new file takes its place."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_NOT_KEPT = frozenset({errno.EOPNOTSUPP, errno.EPERM, errno.EACCES, errno.ENODATA, errno.EINVAL})


def keep_access(path: Path, beside: Path, handle: int) -> None:
    """Give a new file, open as `handle`, the owner, mode and extended attributes of another.

    What the system does not let this user give away is left; a file of another owner is never made
    one that runs with rights of its own.

    Raises:
        OSError: they cannot be read or written.
    """
    old = path.stat()
    mode = stat.S_IMODE(old.st_mode)
    if not _keep_owner(handle, old):
        mode &= 0o777
    beside.chmod(mode)
    _keep_attributes(path, beside)


def _keep_owner(handle: int, old: os.stat_result) -> bool:
    """Whether owner and group are those of the old file; of somebody else's, perhaps the group."""
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid):
        return True
    try:
        os.fchown(handle, old.st_uid, old.st_gid)
    except PermissionError:
        with suppress(PermissionError):
            os.fchown(handle, -1, old.st_gid)
        return False
    return True


def _keep_attributes(path: Path, beside: Path) -> None:
    if not hasattr(os, "listxattr"):
        return
    for name in _attributes(path):
        try:
            os.setxattr(beside, name, os.getxattr(path, name))
        except OSError as error:
            if error.errno not in _NOT_KEPT:
                raise


def _attributes(path: Path) -> list[str]:
    try:
        return os.listxattr(path)
    except OSError as error:
        if error.errno not in _NOT_KEPT:
            raise
        return []
