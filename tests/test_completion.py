"""Completion in real shells, which evaluate what they are given: nothing of a plan file is run."""

from __future__ import annotations

import csv
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run, plain_environment

from plantrack.cli import completion
from plantrack.cli.completion import offered
from plantrack.messages.harmless import is_word, words

if sys.platform == "win32":
    pytest.skip("these shells run on a POSIX terminal", allow_module_level=True)

import fcntl
import pty
import struct
import termios

COMMAND = Path(sys.executable).with_name("plantrack")
PATIENCE = 60
"""Seconds after which a shell that does not answer is killed, and the test fails."""

STARTS: dict[str, tuple[list[str], str]] = {
    "zsh": (["zsh", "-f", "-i"], "autoload -Uz compinit; compinit -u -D; . ./completion"),
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        ". ./completion; bind 'set show-all-if-ambiguous on' 'set completion-query-items 0'"
        " 'set page-completions off'",
    ),
    "fish": (["fish", "--no-config", "-i"], "source ./completion"),
}
"""How each shell starts without anybody's settings, and takes the completion up."""

ORDERS = (
    r"Air \$(touch PWN-a)", r"\\$(touch PWN-b)", r"\`touch PWN-c`", "$(touch PWN-d)",
    "`touch PWN-e`", "'; touch PWN-f; '", '"; touch PWN-g; "', "\"$(touch PWN-h)\"",
    "''$(touch PWN-i)''", "x; touch PWN-j", "x\n touch PWN-k\n", "x & touch PWN-l &",
    "x | touch PWN-m", "x > PWN-n", "x)) ; touch PWN-o ; ((", ")'; touch PWN-p; '",
    "[$(touch PWN-q)]",
    "x:$(touch PWN-r)", r"$'\x24(touch PWN-s)'", "~root ~+", "* ? [a-z]* **/*", "!! !$ ^a^b",
    "# $(touch PWN-t)", "{a,b} {1..9}", "=ls a=b", "<(touch PWN-u)", "${(e):-$(touch PWN-v)}",
    "%F{red}x %(?.a.b)", "\x1b]0;PWN\x07", "\u202eabc", "\u200b$(touch PWN-w)", "\t$(touch PWN-x)",
    "(touch PWN-y)", "_arguments '*: :{touch PWN-z}'", "]:{touch PWN-1}", "((a\\:`touch PWN-2`))",
)  # fmt: skip
"""Names that would run something, open a file or change the screen, were they evaluated."""


class Shell:
    """A shell on a terminal of its own, in a folder with a plan file."""

    def __init__(self, name: str, folder: Path) -> None:
        command, self.start = STARTS[name]
        self.screen, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 160, 0, 0))
        path = os.pathsep.join([str(COMMAND.parent), os.environ["PATH"]])
        wanted = plain_environment(PATH=path, HOME=str(folder), TERM="xterm", PS1="> ", SHELL=name)
        self.process = subprocess.Popen(
            [shutil.which(name) or name, *command[1:]],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=wanted,
            preexec_fn=self._own_terminal,
        )  # fmt: skip
        os.close(theirs)
        self.said = ""
        self.tell("plantrack --show-completion > completion\n")
        self.tell(f"{self.start}\n")
        self.tell("echo rea''dy\n")
        self.wait_for("ready")

    @staticmethod
    def _own_terminal() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def tell(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def wait_for(self, text: str) -> str:
        """What was said since the last time, up to this text."""
        end = time.monotonic() + PATIENCE
        while text not in self.said:
            ready, _, _ = select.select([self.screen], [], [], max(0, end - time.monotonic()))
            if not ready:
                pytest.fail(f"no {text!r} from the shell, but {self.said!r}")
            self.said += re.sub(
                r"\x1b\[[0-9;?]*[A-Za-z]", "", os.read(self.screen, 65536).decode(errors="replace")
            )
        before, _, self.said = self.said.partition(text)
        return before + text

    def completed(self, line: str, expected: str) -> str:
        """What the shell shows when the line is completed; the line is given up then."""
        self.tell(line)
        self.wait_for(line.split()[-1])
        self.tell("\t")
        shown = self.wait_for(expected)
        self.tell("\x15echo do''ne\n")
        return shown + self.wait_for("done")

    def close(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.screen)


Open = Callable[[str], Shell]


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Open]:
    """Opens a shell in the folder of the test; it is killed at the end."""
    opened: list[Shell] = []

    def open_(name: str) -> Shell:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not on this machine")
        opened.append(Shell(name, tmp_path))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def imported(plantrack: Run, folder: Path) -> None:
    """A plan file out of a stranger's CSV, with orders for names of indicators and sections."""
    rows = [["序号", "指标", "单位", "2023年计划", "2023年实际"]]
    for number, order in enumerate(ORDERS, 1):
        rows += [
            [f"{order} section {number}"],
            [str(number), f"{order} good {number}", "x", "5", "6"],
        ]
    with (folder / "report.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    done = plantrack("import", "report.csv", "-o", "plantrack.toml")
    assert done.returncode == 0, done.stderr


def literal(text: str) -> str:
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


def written(folder: Path) -> None:
    """A plan file written by hand, whose names and titles are the orders as they stand."""
    lines = ['format = 1\nplan = { id = "x", language = "en", title = "X" }']
    for number, order in enumerate(ORDERS, 1):
        section = f"{'st'[number % 2]}{number}"  # nothing in common, so that a shell lists them
        lines.append(f"[sections.{section}]")
        lines.append(f"title = {literal(f'{order} section {number}')}")
    for number, order in enumerate(ORDERS, 1):
        id_, section = f"{'ab'[number % 2]}{number}", f"{'st'[number % 2]}{number}"
        lines.append(f"[indicators.{id_}]\nnumber = {number}")
        lines.append(f'section = "{section}"')
        lines.append(f"name = {literal(f'{order} good {number}')}")
        lines.append(f"[indicators.{id_}.years]\n2023 = {{ plan = 5, actual = 6 }}")
    (folder / "plantrack.toml").write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("made", ["imported", "written"])
def test_nothing_of_a_plan_file_is_run(
    plantrack: Run, shell: Open, tmp_path: Path, name: str, made: str
) -> None:
    if made == "imported":
        imported(plantrack, tmp_path)
    else:
        written(tmp_path)
    listed = plantrack("list", "--format", "csv", "--columns", "id,section", "--no-header").stdout
    ids, sections = map(min, zip(*(line.split(",") for line in listed.split()), strict=True))
    at = shell(name)
    before = {path.name for path in tmp_path.iterdir()}
    for line, expected in (("plantrack show ", ids), ("plantrack status --section ", sections)):
        shown = at.completed(line, expected)
        assert "PWN\x07" not in shown
        assert "\u202e" not in shown
    assert {path.name for path in tmp_path.iterdir()} - before <= {".local", ".config", ".cache"}


@pytest.mark.parametrize("name", STARTS)
def test_good_names_are_completed_and_explained(shell: Open, tmp_path: Path, name: str) -> None:
    at = shell(name)
    assert "ir-days" in at.completed("plantrack show clean-a", "ir-days")
    assert "tion" in at.completed("plantrack status --sec", "tion")
    if name != "bash":  # which shows no explanations
        shown = at.completed("plantrack show ", "Accident deaths per 100 million of GRP")
        assert "accident-deaths" in shown


def test_every_option_is_completed_through_one_door() -> None:
    folder = Path(completion.__file__).parent
    doors = {name for name, value in vars(completion).items() if callable(value)}
    for path in [folder / "options.py", *folder.glob("commands/*.py")]:
        for used in re.findall(r"autocompletion=(\w+)", path.read_text("utf-8")):
            assert used in doors, path


def test_candidates_are_words() -> None:
    pairs = [
        ("pm2.5", "µg/m³ · [a] “b”"),
        ("a b", ""),
        ("-x", ""),
        ("", ""),
        ("中文", "计划（％）"),
    ]
    assert offered(pairs, "") == [("pm2.5", "µg/m³ · a b"), ("中文", "计划")]
    assert offered(pairs, "中") == [("中文", "计划")]
    for order in ORDERS:
        assert not is_word(order)
        assert re.fullmatch(r"[\w\-.,·%/ ]*", words(order), re.ASCII)


def test_completion_reads_no_pipe_and_no_standard_input(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file in ("pipe", "-", "missing"):
        line = f"plantrack --file {file} show "
        asked = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        done = subprocess.run(
            [COMMAND],
            cwd=tmp_path,
            env=plain_environment(**asked, _PLANTRACK_COMPLETE="complete_bash"),
            capture_output=True,
            timeout=PATIENCE,
        )
        assert (done.stdout, done.stderr) == (b"\n", b"")
