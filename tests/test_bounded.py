"""The door through which documents are read: what is done behind it ends, and cannot take all."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, plain_environment

from plantrack.documents import bounded, separated
from plantrack.documents.bounded import Limits, Told, run_bounded
from plantrack.messages.errors import Refusal

HEAD = "指标,2021年计划,2021年实际\n"
ROW = "税收,10,12\n"


@pytest.fixture(params=["fork", "spawn"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to a process apart: a copy, and a new one where there are no copies."""
    if request.param == "spawn":
        monkeypatch.delattr(os, "fork")
    return str(request.param)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_GRACE", 0.1)


def refused(work: Callable[..., Any], *arguments: Any, limits: Limits) -> str:
    with pytest.raises(Refusal) as caught:
        run_bounded(work, *arguments, limits=limits)
    assert caught.value.code == 3
    return str(caught.value.message)


def added(told: Told, *numbers: int) -> list[object]:
    told("甲.pdf", 1, 2)
    told("甲.pdf", 2, 2)
    return [sum(numbers), "“税收” \ud800", None, {"a": [1.5, True]}]


def endless(told: Told) -> None:
    told("甲.pdf", 0, 0)
    while True:
        pass


def asleep(told: Told) -> None:
    """Deep in a library, where nothing of ours is asked."""
    time.sleep(600)


def greedy(told: Told) -> int:
    told("甲.pdf", 0, 0)
    return len([bytearray(1 << 20) for _ in range(4096)])


def long(told: Told, size: int) -> str:
    return "x" * size


def broken(told: Told) -> None:
    faulthandler.disable()  # which would tell of it where the tests are run
    told("甲.pdf", 0, 0)
    os.kill(os.getpid(), signal.SIGSEGV)


def killed(told: Told) -> None:
    """As by the kernel, when the machine has no more memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def wrong(told: Told) -> None:
    raise ZeroDivisionError


def family(told: Told, path: str) -> None:
    """Starts another process, and waits for ever."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(child.pid))
    time.sleep(600)


def loud(told: Told) -> int:
    os.write(1, b"noise")
    os.write(2, b"noise")
    return 0


def test_the_answer_is_plain_data(way: str) -> None:
    heard: list[tuple[str, int, int]] = []
    answer = run_bounded(added, 1, 2, told=lambda *said: heard.append(said))
    assert answer == [3, "“税收” \ud800", None, {"a": [1.5, True]}]
    assert heard == [("甲.pdf", 1, 2), ("甲.pdf", 2, 2)]


def test_time_has_a_limit(way: str) -> None:
    said = refused(endless, limits=Limits(seconds=2))
    begun = said.startswith("甲.pdf is not read within 2 seconds")
    assert begun or way == "spawn"  # which may take longer to begin
    assert "is not read within" in said
    assert "--timeout" in said


def test_a_library_that_sleeps_is_ended_too() -> None:
    assert "the document is not read within 1 seconds" in refused(asleep, limits=Limits(seconds=1))


def test_memory_has_a_limit(way: str) -> None:
    said = refused(greedy, limits=Limits(memory=600 << 20))
    assert said.startswith("reading 甲.pdf takes more than 600 MiB of memory; give only")


def test_the_answer_has_a_limit(way: str) -> None:
    assert run_bounded(long, 5_000) == "x" * 5_000
    said = refused(long, 5_000, limits=Limits(answer=4096))
    assert said.startswith("what comes of the document is larger than 0 MiB")


def test_a_crash_is_a_refusal(way: str) -> None:
    said = refused(broken, limits=Limits())
    assert said.startswith("a library broke while it read 甲.pdf; open the document, save it anew")
    assert "broke" in refused(wrong, limits=Limits())


def test_a_kill_by_the_kernel_is_a_want_of_memory(way: str) -> None:
    assert "takes more than 1024 MiB of memory" in refused(killed, limits=Limits())


def test_nothing_it_prints_is_seen(way: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_bounded(loud) == 0
    assert "noise" not in "".join(capfd.readouterr())


def is_there(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def gone(process: int) -> bool:
    """Whether a process ends; it may take the system a moment."""
    for _ in range(200):
        if not is_there(process):
            return True
        time.sleep(0.05)
    return False


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    refused(family, str(path), limits=Limits(seconds=3))
    assert gone(int(path.read_text()))


class Apart:
    """A process apart that says what no honest one does."""

    def __init__(self, frames: list[bytes]) -> None:
        self.frames = frames

    def frame(self, ends: float) -> bytes:
        return self.frames.pop(0)

    def end(self, patience: float) -> int:
        return 0


@pytest.mark.parametrize(
    "frame", [b"", b"{", b"[" * 100_000, b"\xff", b"[]", b"3", b'["x"]', b"[{}]"]
)
def test_an_answer_that_is_none_is_a_crash(frame: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_started", lambda *_: Apart([frame]))
    assert "a library broke" in refused(added, limits=Limits())


def wordy(told: Told) -> None:
    told("x" * 200_000, 0, 0)


def test_what_is_told_has_a_limit(way: str) -> None:
    assert "a library broke" in refused(wordy, limits=Limits(answer=10))


def chatter(told: Told) -> None:
    while True:
        told("x", 0, 0)


@pytest.mark.usefixtures("alone")
def test_chatter_gives_no_more_time() -> None:
    assert "not read within" in refused(chatter, limits=Limits(seconds=1))


def answers_then_stays(told: Told) -> int:
    vars(os)["_exit"] = lambda code: time.sleep(600)
    return 7


@pytest.mark.usefixtures("alone")
def test_who_has_answered_is_not_waited_for() -> None:
    assert run_bounded(answers_then_stays) == 7


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise BlockingIOError(11, "too many")

    monkeypatch.setattr(os, "fork", none)
    assert refused(added, limits=Limits()) == "cannot start a process to read in: too many"


def test_memory_that_a_library_misses_is_found_behind_its_error() -> None:
    def fails() -> None:
        try:
            raise MemoryError
        except MemoryError:
            raise ValueError("broken") from None

    with pytest.raises(ValueError, match="broken") as caught:
        fails()
    assert bounded.is_out_of_memory(caught.value)
    assert bounded.is_out_of_memory(SyntaxError("Memory allocation failed : xmlSAX2"))
    assert not bounded.is_out_of_memory(ValueError("x"))


def test_a_system_that_cannot_limit_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert run_bounded(added, 1)[0] == 1


def test_a_limit_that_is_there_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    set_: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (5, 1000))
    monkeypatch.setattr(resource, "setrlimit", lambda what, pair: set_.append((what, pair)))
    bounded._limit_memory(2000)
    assert set_[0] == (resource.RLIMIT_AS, (1000, 1000))


# The command as a whole.


def test_the_command_says_which_limit(
    tmp_path: Path, plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separated, "read", lambda *_: time.sleep(60))
    (tmp_path / "a.csv").write_text(HEAD + ROW, encoding="utf-8")
    done = plantrack("import", "a.csv", "--timeout", "1")
    assert (done.returncode, done.stdout) == (3, "")
    assert "a.csv is not read within 1 seconds" in done.stderr


@pytest.mark.parametrize("seconds", ["0", "86401", "-1", "1.5", "x", "9" * 5000])
def test_a_time_that_is_none(seconds: str, tmp_path: Path, plantrack: Run) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROW, encoding="utf-8")
    done = plantrack("import", "a.csv", f"--timeout={seconds}")
    assert done.returncode == 2
    assert "--timeout takes" in done.stderr


def test_a_mistake_of_our_own_is_called_so(
    tmp_path: Path, plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plantrack.cli import import_work

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(import_work, "imported", fails)
    (tmp_path / "a.csv").write_text(HEAD + ROW, encoding="utf-8")
    done = plantrack("import", "a.csv")
    assert done.returncode == 70
    assert "a mistake in plantrack itself" in done.stderr


def test_memory_that_ends_while_it_is_interpreted(
    tmp_path: Path, plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plantrack.cli import import_work

    def fails(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(import_work, "imported", fails)
    (tmp_path / "a.csv").write_text(HEAD + ROW, encoding="utf-8")
    (tmp_path / "b.csv").write_text(HEAD + ROW, encoding="utf-8")
    done = plantrack("import", "a.csv", "b.csv")
    assert done.returncode == 3
    assert "reading a.csv, b.csv takes more than 1024 MiB" in done.stderr


def started(folder: Path, **options: Any) -> subprocess.Popen[str]:
    """The command, with a reader of documents that never ends."""
    (folder / "a.csv").write_text(HEAD + ROW, encoding="utf-8")
    endless = "separated.read = lambda *_: time.sleep(60)"
    script = f"import time; from plantrack.documents import separated; {endless}"
    command = [sys.executable, "-c", f"{script}; from plantrack.__main__ import main; main()"]
    command += ["import", "a.csv", "--timeout", "60"]
    return subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=plain_environment(), **options,
    )  # fmt: skip


def child_of(process: int) -> int:
    """The process apart, once it is there and in a group of its own."""
    for _ in range(600):
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            for child in map(int, task.read_text().split()):
                if os.getpgid(child) == child and is_reading(child):
                    return child
        time.sleep(0.05)
    raise AssertionError("no process apart")


def is_reading(process: int) -> bool:
    """Whether it has come as far as the document, over which it sleeps."""
    return "S" in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_both_end_together(how: signal.Signals, code: int, tmp_path: Path) -> None:
    command = started(tmp_path)
    try:
        child = child_of(command.pid)
        command.send_signal(how)
        _, said = command.communicate(timeout=60)
        assert command.returncode == code
        assert "Traceback" not in said
        assert gone(child)
    finally:
        command.kill()


def test_streams_that_are_closed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROW, encoding="utf-8")
    shell = f"{sys.executable} -m plantrack import a.csv -o plan.toml <&- >&- 2>&-"
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, env=plain_environment())
    assert done.returncode == 0
    assert "税收" in (tmp_path / "plan.toml").read_text(encoding="utf-8")


def test_a_process_of_its_own_reads_as_well(
    tmp_path: Path, plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROW, encoding="utf-8")
    copied = plantrack("import", "a.csv")
    monkeypatch.delattr(os, "fork")
    new = plantrack("import", "a.csv")
    assert (new.returncode, new.stdout, new.stderr) == (0, copied.stdout, copied.stderr)
