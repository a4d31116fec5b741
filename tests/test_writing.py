"""The corners of writing: what stays with a file, what the system answers, and quoted keys."""

from __future__ import annotations

import errno
import os
import stat
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from plantrack.files import access, exchange, leftovers, locks, writing
from plantrack.files.reading import read_bounded
from plantrack.files.reasons import Unreadable, Unwritable, meaning
from plantrack.files.writing import put, replace
from plantrack.planfile.edit import CannotEdit, edited
from plantrack.planfile.layout import due, value

if sys.platform == "win32":
    pytest.skip("owners and modes are POSIX", allow_module_level=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"old")
    return path


def failing(code: int) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_file_of_another_owner_never_runs_with_rights_of_its_own(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o6755)
    real = os.stat_result
    other = real((0o106755, 1, 1, 1, os.getuid() + 1, os.getgid() + 1, 3, 0, 0, 0))
    monkeypatch.setattr(os, "fchown", failing(errno.EPERM))
    with file.open("rb") as stream:
        assert not access._keep_owner(stream.fileno(), other)
    monkeypatch.setattr(access, "_keep_owner", lambda *_: False)
    replace(file, b"old", b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o755


@pytest.mark.skipif(not hasattr(os, "listxattr"), reason="no extended attributes here")
def test_attributes_that_cannot_be_kept_are_left(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "listxattr", lambda _: ["user.a"])
    monkeypatch.setattr(os, "getxattr", failing(errno.ENODATA))
    replace(file, b"old", b"new")
    monkeypatch.setattr(os, "getxattr", failing(errno.EIO))
    with pytest.raises(Unwritable, match="the disk or the device fails; nothing was changed"):
        replace(file, b"new", b"newer")
    monkeypatch.setattr(os, "listxattr", failing(errno.EOPNOTSUPP))
    replace(file, b"new", b"newer")
    monkeypatch.setattr(os, "listxattr", failing(errno.EIO))
    with pytest.raises(Unwritable):
        replace(file, b"newer", b"newest")
    assert file.read_bytes() == b"newer"
    assert [one.name for one in file.parent.iterdir()] == ["plan.toml"]


def test_a_new_file_that_is_taken_for_a_leftover_is_made_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr(writing, "is_locked_by_us", lambda _: answers.pop(0))
    replace(file, b"old", b"new")
    assert (file.read_bytes(), answers) == (b"new", [])
    monkeypatch.setattr(writing, "is_locked_by_us", failing(errno.ENOLCK))
    replace(file, b"new", b"newer")
    assert [one.name for one in file.parent.iterdir()] == ["plan.toml"]


def test_files_that_cannot_change_places_now(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "exchange", failing(errno.EIO))
    with pytest.raises(Unwritable, match="nothing was changed"):
        replace(file, b"old", b"new")
    assert file.read_bytes() == b"old"


def test_what_came_out_cannot_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, times = writing._content, iter(range(9))

    def later(path: Path) -> bytes:
        if next(times):
            raise OSError(errno.EIO, "x")
        return content(path)

    monkeypatch.setattr(writing, "_content", later)
    replace(file, b"old", b"new")  # it is in its place
    assert file.read_bytes() == b"new"
    with locks.locked(file):
        assert [one.name for one in file.parent.iterdir()] == ["plan.toml"]


def test_a_name_that_cannot_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "move_new", failing(errno.EIO))
    with pytest.raises(Unwritable, match="the disk or the device fails"):
        put(tmp_path / "s.csv", b"new", None)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_looked_at(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, limit: int) -> bytes:
        raise Unreadable(path, meaning(PermissionError(errno.EACCES, "x")))

    monkeypatch.setattr(writing, "read_bounded", refused)
    with pytest.raises(Unwritable, match="no permission to read the file"):
        put(file, b"new", lambda _: None)
    monkeypatch.setattr(writing, "_require_writable", failing(errno.EACCES))
    with pytest.raises(Unwritable, match="no permission to write there"):
        put(file, b"new", None)
    assert file.read_bytes() == b"old"


def test_a_new_name_that_is_taken_without_hard_links(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    new = file.with_name("new")
    new.write_bytes(b"new")
    with pytest.raises(OSError, match="exists"):
        exchange.move_new(new, file)


def test_locks_that_stay_where_open_files_are_not_removed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "posix_locks", lambda: False)
    lock, answers = file.with_name(locks.LOCK_FILE), [False, True]
    removed = locks._removed
    monkeypatch.setattr(locks, "_removed", lambda one: answers.pop(0) and removed(one))
    with locks.locked(file):
        assert lock.exists()
    assert (lock.exists(), answers) == (False, [])


def test_leftovers_are_removed_where_open_files_are_not(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "posix_locks", lambda: False)
    leftovers.beside(file).touch()
    leftovers.swapped(file, b"new", b"old").write_bytes(b"theirs")
    with locks.locked(file):
        assert len([one for one in file.parent.iterdir() if leftovers.is_left(one.name)]) == 1


@pytest.mark.parametrize("error", [OSError(errno.EXDEV, "x"), OSError("strange"), OSError()])
def test_every_answer_of_the_system_has_words(error: OSError) -> None:
    assert str(meaning(error)).startswith("the system refuses (")


def test_reading_stops_at_the_limit(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_bounded(file, 3) == b"old"
    with pytest.raises(Unreadable, match="larger than 0 MiB") as caught:
        read_bounded(file, 2)
    assert caught.value.too_large
    monkeypatch.setattr(sys, "stdin", None)
    assert read_bounded(None, 10) == b""
    with pytest.raises(Unreadable, match="no file can have such a name"):
        read_bounded("a\0b", 10)


def test_keys_are_quoted_where_they_must_be() -> None:
    assert value({"a b": [1, Decimal("2.50"), {"c": "d"}]}) == '{ "a b" = [1, 2.50, { c = "d" }] }'
    assert edited("[a]\nx = 1\n", {"k": 1}, due) == "k = 1\n[a]\nx = 1\n"
    with pytest.raises(CannotEdit):
        edited("not toml", {"k": 1}, due)
