"""What somebody else saves in the very moment that a file is written: it is not lost."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import plain_environment

from plantrack.files import exchange, leftovers, writing
from plantrack.files.writing import Changed, create, put, replace
from plantrack.messages import language
from plantrack.messages.errors import Refusal

if sys.platform != "linux":
    pytest.skip("leases are Linux's", allow_module_level=True)

import fcntl


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"old")
    return path


def names(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.iterdir())


def before_swapping(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    done: list[object] = []
    swap = exchange.exchange

    def late(one: Path, other: Path) -> None:
        if not done:
            done.append(act())
        swap(one, other)

    monkeypatch.setattr(exchange, "exchange", late)


def save_over(file: Path) -> None:
    new = file.with_name("editor")
    new.write_bytes(b"theirs")
    new.replace(file)


def test_a_file_moved_there_in_the_last_moment_comes_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_swapping(monkeypatch, lambda: save_over(file))
    with pytest.raises(Changed):
        replace(file, b"old", b"new")
    assert (file.read_bytes(), names(file)) == (b"theirs", ["plan.toml"])


def test_who_wants_to_write_in_place_waits_and_is_not_lost(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import sys\nwith open(sys.argv[1], 'a') as s: s.write(' and more')"
    writers: list[subprocess.Popen[bytes]] = []

    def begin() -> None:
        handle = os.open(file, os.O_RDONLY)
        os.close(handle)
        writers.append(subprocess.Popen([sys.executable, "-c", script, str(file)]))
        locks = Path("/proc/locks")
        while "BREAKING" not in locks.read_text():
            assert writers[0].poll() is None

    before_swapping(monkeypatch, begin)
    with pytest.raises(Changed):
        replace(file, b"old", b"new")
    assert writers[0].wait(30) == 0
    assert (file.read_bytes(), names(file)) == (b"old and more", ["plan.toml"])


def test_a_file_that_is_open_for_writing_is_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = exchange.watched
    monkeypatch.setattr(exchange, "watched", lambda path: real(path, 0.05))
    with file.open("ab"), pytest.raises(Refusal, match="has it open for writing; nothing was ch"):
        replace(file, b"old", b"new")
    assert (file.read_bytes(), names(file)) == (b"old", ["plan.toml"])


def test_without_leases_the_change_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EINVAL, "x")

    monkeypatch.setattr(fcntl, "fcntl", none)
    before_swapping(monkeypatch, lambda: file.write_bytes(b"theirs"))
    with pytest.raises(Changed):
        replace(file, b"old", b"new")
    assert (file.read_bytes(), names(file)) == (b"theirs", ["plan.toml"])


def test_outside_the_main_thread_there_are_no_leases(file: Path) -> None:
    thread = threading.Thread(target=replace, args=(file, b"old", b"new"))
    thread.start()
    thread.join()
    assert (file.read_bytes(), names(file)) == (b"new", ["plan.toml"])


def test_two_others_at_the_same_moment_are_both_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap = exchange.exchange
    moves: list[Callable[[Path], object]] = [save_over, lambda path: path.write_bytes(b"second")]

    def late(one: Path, other: Path) -> None:
        moves.pop(0)(file)
        swap(one, other)

    monkeypatch.setattr(exchange, "exchange", late)
    with pytest.raises(Refusal, match="one of the versions is kept as") as caught:
        replace(file, b"old", b"new")
    kept = Path(str(caught.value.message.values["kept"]))
    assert (file.read_bytes(), kept.read_bytes()) == (b"theirs", b"second")
    assert leftovers.is_left(kept.name)


def test_what_cannot_go_back_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swap, count = exchange.exchange, iter(range(9))

    def once(one: Path, other: Path) -> None:
        if next(count):
            raise OSError(errno.EIO, "x")
        save_over(file)
        swap(one, other)

    monkeypatch.setattr(exchange, "exchange", once)
    with pytest.raises(Refusal, match="one of the versions is kept as") as caught:
        replace(file, b"old", b"new")
    kept = Path(str(caught.value.message.values["kept"]))
    assert (file.read_bytes(), kept.read_bytes()) == (b"new", b"theirs")


def unsupported(*_: object) -> None:
    raise OSError(errno.ENOSYS, "x")


def test_where_files_cannot_change_places(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "exchange", unsupported)
    replace(file, b"old", b"new")
    assert (file.read_bytes(), names(file)) == (b"new", ["plan.toml"])
    monkeypatch.setattr(os, "link", unsupported)
    replace(file, b"new", b"newer")
    assert (file.read_bytes(), names(file)) == (b"newer", ["plan.toml"])


def test_a_change_is_seen_where_files_cannot_change_places(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> None:
        save_over(file)
        unsupported()

    monkeypatch.setattr(exchange, "exchange", late)
    with pytest.raises(Changed):
        replace(file, b"old", b"new")
    assert (file.read_bytes(), names(file)) == (b"theirs", ["plan.toml"])


def test_one_who_writes_in_place_meanwhile_where_files_cannot_change_places(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "exchange", unsupported)
    monkeypatch.setattr(exchange, "_leased", lambda *_: False)
    done: list[int] = []
    move = Path.replace

    def late(one: Path, other: Path) -> Path:
        if not done:
            done.append(file.write_bytes(b"theirs"))
        return move(one, other)

    monkeypatch.setattr(Path, "replace", late)
    with pytest.raises(Changed):
        replace(file, b"old", b"new")
    assert (file.read_bytes(), names(file)) == (b"theirs", ["plan.toml"])


def test_a_new_name_where_nothing_else_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "move_new", unsupported)
    path = tmp_path / "new.toml"
    create(path, b"new")
    assert (path.read_bytes(), names(path)) == (b"new", ["new.toml"])
    with pytest.raises(Refusal, match="never overwritten"):
        create(path, b"other")
    path.unlink()

    def late(*_: object) -> None:
        path.write_bytes(b"theirs")
        unsupported()

    monkeypatch.setattr(exchange, "move_new", late)
    with pytest.raises(Refusal, match="never overwritten"):
        create(path, b"new")
    assert (path.read_bytes(), names(path)) == (b"theirs", ["new.toml"])


def test_a_new_name_cut_short_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        monkeypatch.setattr(writing, "_write_all", unsupported)
        unsupported()

    monkeypatch.setattr(exchange, "move_new", full)
    with pytest.raises(Refusal, match="nothing was changed"):
        create(tmp_path / "new.toml", b"new")
    assert list(tmp_path.iterdir()) == []


def test_no_library_to_ask(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    import ctypes

    monkeypatch.setattr(ctypes, "CDLL", unsupported)
    with pytest.raises(OSError, match="not implemented"):
        exchange.exchange(file, file)


def test_what_comes_and_goes_while_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, swap = tmp_path / "s.csv", writing._create
    come = [True]

    def late(real: Path, content: bytes) -> None:
        if come:
            path.write_bytes(b"a\n")
            come.pop()
        swap(real, content)

    seen: list[bytes] = []
    monkeypatch.setattr(writing, "_create", late)
    put(path, b"new", seen.append)
    assert (path.read_bytes(), seen) == (b"new", [b"a\n"])

    def gone(content: bytes) -> None:
        path.unlink(missing_ok=True)

    put(path, b"newer", gone)
    assert path.read_bytes() == b"newer"

    def different(content: bytes) -> None:
        path.write_bytes(content + b"x")

    with pytest.raises(Changed):
        put(path, b"newest", different)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_writing_clears_up_and_has_its_code(
    tmp_path: Path, number: signal.Signals
) -> None:
    script = f"""
import os, sys
fsync = os.fsync
def then(handle):
    os.kill(os.getpid(), {int(number)})
    fsync(handle)
os.fsync = then
from plantrack.__main__ import main
sys.argv[0] = "plantrack"
main()
"""
    command = [sys.executable, "-c", script, "init", "p.toml"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=plain_environment()
    )
    assert (done.returncode, done.stderr) == (128 + number, "")
    assert names(tmp_path / "p.toml") == ["p.toml"]


def test_a_hangup_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    script = 'trap \'\' HUP; exec "$0" -c "$1"'
    code = """
import signal
from plantrack.__main__ import _end_in_order
_end_in_order()
print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)
"""
    done = subprocess.run(
        ["sh", "-c", script, sys.executable, code], capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


@pytest.mark.parametrize(
    ("number", "expected"), [(0x0804, "zh"), (0x0404, "zh"), (0x0409, "en"), (None, "en")]
)
def test_the_language_of_windows(
    monkeypatch: pytest.MonkeyPatch, number: int | None, expected: str
) -> None:
    import ctypes
    from types import SimpleNamespace

    def asked() -> int:
        if number is None:
            raise OSError
        return number

    kernel = SimpleNamespace(GetUserDefaultUILanguage=asked)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(os, "name", "nt")
    try:
        assert language.environment_language({}) == expected
        assert language.environment_language({"LANG": "en_US.UTF-8"}) == "en"
    finally:
        monkeypatch.undo()
