"""Who waits for whom, how long, and what is said of it; and the locks of other systems."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plantrack.files import leftovers, locks
from plantrack.files.locks import LOCK_FILE, Patience, locked
from plantrack.files.reasons import Unwritable
from plantrack.messages.message import Message

if sys.platform == "win32":
    pytest.skip("Windows is simulated here", allow_module_level=True)

import fcntl

QUICK = Patience(notice=0.0, limit=0.05)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.toml"


def refused(file: Path, patience: Patience) -> str:
    with pytest.raises(Unwritable) as caught, locked(file, patience):
        pass
    return str(caught.value)


def test_a_held_lock_is_said_and_given_up(file: Path) -> None:
    told: list[str] = []
    with locked(file):
        said = refused(file, Patience(lambda one: told.append(str(one)), 0.0, 0.05))
    name = Path(f"/proc/{os.getpid()}/comm")
    who = f"process {os.getpid()} ({name.read_text().strip()})" if name.exists() else ""
    assert len(told) == 1
    assert told[0].startswith(f"waiting for {who}")
    assert str(file.parent) in told[0]
    assert "has been writing in its folder for more than 0.05 seconds; nothing was changed" in said
    with locked(file, QUICK):
        pass


def test_nobody_is_told_before_it_takes_long(file: Path) -> None:
    told: list[Message] = []
    with locked(file):
        refused(file, Patience(told.append, 30.0, 0.05))
    assert told == []


def test_a_holder_that_the_system_does_not_name(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_holder", lambda _: None)
    told: list[str] = []
    with locked(file):
        said = refused(file, Patience(lambda one: told.append(str(one)), 0.0, 0.05))
    assert told == [f"waiting for somebody else who is writing in the folder {file.parent}"]
    assert "somebody else has been writing" in said


def no_folder_locks(code: int) -> Callable[[int, int], None]:
    """The locks of a disk that has them for files only."""
    flock = fcntl.flock

    def lock(handle: int, how: int) -> None:
        import stat

        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        flock(handle, how)

    return lock


def test_a_file_is_locked_where_folders_cannot_be(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", no_folder_locks(errno.EBADF))
    with locked(file):
        assert [one.name for one in file.parent.iterdir()] == [LOCK_FILE]
        assert "more than 0.05 seconds" in refused(file, QUICK)
    assert list(file.parent.iterdir()) == []


def test_a_lock_on_a_file_that_was_removed_is_none(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", no_folder_locks(errno.EBADF))
    lock = file.parent / LOCK_FILE
    handle = os.open(lock, os.O_RDWR | os.O_CREAT)
    lock.unlink()
    assert not locks._is_still(lock, handle)
    os.close(handle)
    monkeypatch.setattr(locks, "_is_still", lambda *_: False)
    assert "seconds" in refused(file, QUICK)


def test_a_lock_file_that_is_just_being_removed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", no_folder_locks(errno.EBADF))
    opened = os.open

    def refusing(path: Path, *rest: int) -> int:
        if Path(path).name == LOCK_FILE:
            raise PermissionError(errno.EACCES, "x")
        return opened(path, *rest)

    (file.parent / LOCK_FILE).touch()
    monkeypatch.setattr(os, "open", refusing)
    assert "seconds" in refused(file, QUICK)
    (file.parent / LOCK_FILE).unlink()
    assert "no permission" in refused(file, QUICK)


def test_a_disk_without_locks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    assert "this disk has no file locks; nothing was changed" in refused(file, QUICK)
    with locked(file, QUICK, needed=False) as real:
        assert real == file


def test_a_leftover_that_somebody_is_writing_stays(file: Path) -> None:
    beside = leftovers.beside(file)
    with beside.open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with locked(file):
            assert beside.exists()
    with locked(file):
        assert not beside.exists()


def test_what_somebody_else_saved_while_a_run_was_killed_is_kept(file: Path) -> None:
    told: list[str] = []
    swap = leftovers.swapped(file, b"new", b"old")
    for content in (b"new", b"old"):
        swap.write_bytes(content)
        with locked(file):
            assert not swap.exists()
    swap.write_bytes(b"theirs")
    with locked(file, Patience(lambda one: told.append(str(one)))):
        assert swap.read_bytes() == b"theirs"
    assert told == [f"{swap} holds what somebody else saved while a run was killed; look into it"]


def test_what_is_not_ours_is_left_alone(file: Path) -> None:
    name = leftovers.beside(file).name
    (file.parent / name).symlink_to("elsewhere")
    os.mkfifo(leftovers.beside(file))
    (file.parent / ".plan.toml.swp").touch()
    with locked(file):
        assert len(list(file.parent.iterdir())) == 3


@pytest.mark.parametrize("name", ["é" * 127, "x" * 255, "计" * 85])
def test_no_name_is_too_long(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    for one in (leftovers.beside(file), leftovers.swapped(file, b"new", b"old")):
        assert len(os.fsencode(one.name)) <= 200
        assert leftovers.is_left(one.name)


WINDOWS = """
import errno, os, subprocess, sys  # what others import is as it was
import fcntl as real

class msvcrt:
    LK_NBLCK = 2
    @staticmethod
    def locking(handle, how, count):
        try:
            real.flock(handle, real.LOCK_EX | real.LOCK_NB)
        except BlockingIOError:
            raise OSError(errno.EACCES, "Permission denied")

sys.modules["fcntl"], sys.modules["msvcrt"] = None, msvcrt
opened = os.open
def no_folders(path, *rest, **more):
    if os.path.isdir(path):
        raise PermissionError(errno.EACCES, "Permission denied")
    return opened(path, *rest, **more)
os.open = no_folders
for name in ("O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "fchown", "listxattr", "getxattr"):
    delattr(os, name)
import signal
for name in ("SIGHUP", "pthread_sigmask", "SIGIO"):
    delattr(signal, name)
import ctypes
def no_library(*_, **__):
    raise TypeError
ctypes.CDLL = no_library
from plantrack.__main__ import main
sys.argv[0] = "plantrack"
main()
"""


def windows(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WINDOWS, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PLANTRACK_LANG": "en"},
    )


def test_without_the_locks_of_posix(tmp_path: Path) -> None:
    for arguments in (
        ("init", "plantrack.toml", "--from-example"),
        ("record", "20", "--year", "2022", "--actual", "55"),
        ("list", "-o", "list.csv"),
        ("list", "-o", "list.csv"),
    ):
        child = windows(tmp_path, *arguments)
        said = child.communicate()
        assert (child.returncode, "Traceback" in said[1]) == (0, False), said
    assert b"actual = 55" in (tmp_path / "plantrack.toml").read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["list.csv", "plantrack.toml"]


def test_ten_at_once_without_the_locks_of_posix(tmp_path: Path) -> None:
    plan = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
    plan += "".join(f"indicators.a{n}.name = 'A{n}'\n" for n in range(10))
    (tmp_path / "plantrack.toml").write_text(plan, "utf-8")
    children = [
        windows(tmp_path, "record", f"a{n}", "--year", "2022", "--plan", str(n)) for n in range(10)
    ]
    said = [child.communicate() for child in children]
    assert [child.returncode for child in children] == [0] * 10, said
    text = (tmp_path / "plantrack.toml").read_text("utf-8")
    assert all(f"a{n}.years = {{ 2022 = {{ plan = {n} }} }}" in text for n in range(10))
    assert [one.name for one in tmp_path.iterdir()] == ["plantrack.toml"]
