"""What only a process shows: its streams, its terminal, its end."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, plain_environment

COMMAND = [sys.executable, "-m", "plantrack"]
posix = pytest.mark.skipif(os.name != "posix", reason="these streams are POSIX")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `$P` is plantrack."""
    return subprocess.run(
        ["sh", "-c", script.replace("$P", f"'{sys.executable}' -m plantrack")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=plain_environment(**environment),
    )


def test_answers_and_complaints_do_not_mix(process: Run) -> None:
    done = process("missed", "--format", "csv")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 6)
    done = process("missed", "--exit-code", "--format", "csv")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (1, "", 6)
    done = process("status", "--file", "missing.toml")
    said = "missing.toml: E001 there is no such file\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", said)


def test_a_c_locale_gets_utf_8_all_the_same(process: Run) -> None:
    done = process("list", "--lang", "zh", LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "地区生产总值" in done.stdout


@full
@pytest.mark.parametrize("command", ["status", "--help", "status --help", "--version"])
def test_a_full_disk_is_said(tmp_path: Path, command: str) -> None:
    done = shell(f"$P {command} > /dev/full", tmp_path)
    assert done.returncode == 3
    assert done.stderr == "plantrack: cannot write the output: the disk is full\n"


@full
def test_a_complaint_that_nobody_can_read_still_has_its_exit_code(tmp_path: Path) -> None:
    assert shell("$P status --file missing.toml 2> /dev/full", tmp_path).returncode == 3


@posix
@pytest.mark.parametrize("command", ["status", "--help", "status --help", "--version"])
def test_a_closed_pipe_is_quiet(tmp_path: Path, command: str) -> None:
    with subprocess.Popen(
        [*COMMAND, *command.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=plain_environment(),
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        said = child.stderr.read()
    assert (child.returncode, said) == (0, b"")


@posix
def test_closed_streams(tmp_path: Path) -> None:
    assert shell("$P list <&-", tmp_path).returncode == 0
    done = shell("$P list --file - <&-", tmp_path)
    assert (done.returncode, done.stderr) == (3, "<stdin>: E004 the file is empty\n")
    done = shell("$P list >&-", tmp_path)
    assert done.returncode == 3
    assert done.stderr == "plantrack: cannot write the output: it is closed\n"
    done = shell("$P list --file missing.toml 2>&-", tmp_path)
    assert (done.returncode, done.stdout) == (3, "")


@posix
def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    with contextlib.suppress(OSError):  # a file system may not have such names
        plan = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))
        plan.write_text('format = 1\nplan = { id = "x", language = "en", title = "X" }\n', "utf-8")
        for format_ in ("table", "json", "html", "markdown"):
            done = shell(f"$P list --format {format_} --file \"$(printf '\\377').toml\"", tmp_path)
            assert (done.returncode, "ff.toml" in done.stdout) == (0, True)
    done = shell("$P status --file \"$(printf '\\377')\"", tmp_path)
    assert (done.returncode, done.stderr) == (3, "\\xff: E001 there is no such file\n")
    done = shell("$P \"$(printf '\\377')\"", tmp_path)
    assert (done.returncode, "\\xff" in done.stderr) == (2, True)


@posix
def test_a_deleted_working_directory(tmp_path: Path) -> None:
    done = shell("mkdir gone && cd gone && rmdir ../gone && $P list --limit 1", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def on_a_terminal(arguments: list[str], columns: int, **environment: str) -> str:
    """What the command prints on a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    wanted = plain_environment(**environment)
    with subprocess.Popen([*COMMAND, *arguments], stdout=slave, stderr=slave, env=wanted) as child:
        os.close(slave)
        said = b""
        with contextlib.suppress(OSError):  # how the end of a terminal is told
            while piece := os.read(master, 65536):
                said += piece
    os.close(master)
    assert child.returncode == 0
    return said.decode().replace("\r\n", "\n")


@posix
def test_a_terminal_gets_its_width_and_colours() -> None:
    from rich.cells import cell_len

    arguments = ["missed", "--lang", "zh"]
    plain = on_a_terminal(arguments, 60, NO_COLOR="1")
    assert 50 < max(map(cell_len, plain.splitlines())) <= 60
    assert "\x1b" not in plain + on_a_terminal([*arguments, "--color", "never"], 60)
    assert "\x1b" not in on_a_terminal(arguments, 60, TERM="dumb")
    assert "\x1b[1m" in on_a_terminal(arguments, 60)


@posix
@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "tsv", "markdown", "html"])
def test_a_terminal_and_a_pipe_get_the_same(process: Run, format_: str) -> None:
    arguments = ["diff", "--format", format_]
    assert on_a_terminal(arguments, 60) == process(*arguments).stdout


Completed = Callable[[str], list[str]]


@pytest.fixture
def completed(tmp_path: Path) -> Completed:
    """The words that the shell would offer after a line."""

    def ask(line: str) -> list[str]:
        words = f"plantrack {line}"
        asked = {
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
            "_PLANTRACK_COMPLETE": "complete_bash",
        }
        said = subprocess.check_output(
            [Path(sys.executable).with_name("plantrack")],
            text=True,
            env=plain_environment(**asked),
            cwd=tmp_path,
        )
        return said.split()

    return ask


def test_words_are_completed(completed: Completed) -> None:
    assert completed("sta") == ["status"]
    assert completed("status 2") == ["2021", "2022"]
    assert completed("status --section d") == ["drivers"]
    assert completed("diff --against ") == ["plan", "actual"]
    assert "grp-growth" in completed("show grp")


def test_completion_is_silent_about_a_command_there_is_not(completed: Completed) -> None:
    assert completed("stauts 2") == []


def test_completion_is_silent_where_the_plan_cannot_be_read(
    completed: Completed, tmp_path: Path
) -> None:
    (tmp_path / "plantrack.toml").write_text("broken", "utf-8")
    assert completed("show g") == []
