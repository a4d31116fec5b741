"""Every command with every option and a list of values that nobody should type: no crash."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main
from conftest import Run, plain_environment

from plantrack.cli.app import application
from plantrack.cli.commands import COMMANDS

pytestmark = pytest.mark.long

EXPECTED = {0, 1, 2, 3, 4}

VALUES = {
    "empty": "",
    "blank": " ",
    "not UTF-8": os.fsdecode(b"a\xff\xfe"),
    "half a character": "\ud800",
    "NUL": "a\0b",
    "5,000 digits": "9" * 5000,
    "5,000 digits, signed": "-" + "9" * 5000,
    "full-width digits": "２０２２",
    "other digits": "٢٠٢٢",
    "superscript": "²",
    "a long name": "n" * 300,
    "a long path": "/".join(["n" * 200] * 30),
    "a loop": "loop",
    "inside a loop": "loop/x",
    "inside a file": "plan.toml/x",
    "a folder": "folder",
    "no folder": "none/x",
    "a device": "/dev/null",
    "endless": "/dev/zero",
    "controls": "\x1b[31m\u202e\u2028\n\r\t",
    "braces": "{0} {a} {",
    "percent": "%s %(x)s %",
    "markup": "[red]x[/red] :smile: [link=x]",
    "pattern": "(((*+?[",
    "nested": "{a=" * 2000,
    "minus": "-",
    "minuses": "--",
    "columns": ",,,",
    "a column": "1=plan:2021",
    "columns of 5,000 digits": f"{'9' * 5000}.{'9' * 5000}=plan:{'9' * 5000}",
}  # fmt: skip

PLAN = """format = 1
plan = { id = "x", language = "en", title = "X" }
[indicators.a]
number = 1
name = "A"
[indicators.a.years]
2021 = { plan = 5, actual = 6 }
2022 = { plan = 5 }
"""
ENOUGH = {
    "show": ["a"],
    "import": ["report.csv"],
    "record": ["a", "--year", "2022", "--actual", "5"],
    "check": ["plan.toml"],
    "init": ["new.toml"],
}
"""What a command needs so that one more option can be tried on it."""

OPTIONS_OF_THE_WHOLE = "(before the command)"


def options() -> Iterator[tuple[str, Any]]:
    """Every option and argument of every command."""
    group: Any = typer.main.get_command(application())
    context = typer.Context(group, info_name="plantrack")
    for param in group.get_params(context):
        yield OPTIONS_OF_THE_WHOLE, param
    for name in COMMANDS:
        command = group.get_command(context, name)
        for param in command.get_params(context):
            yield name, param


def lines(command: str, param: Any, value: str) -> list[list[str]]:
    """Command lines on which the option or argument has that value."""
    own = [] if command == OPTIONS_OF_THE_WHOLE else [command, *ENOUGH.get(command, [])]
    if param.param_type_name == "argument":
        return [[command, value], [command, "--", value], [*own, value]]
    if param.is_flag:
        return [[*own, param.opts[0]]]
    if not own:
        return [[param.opts[0], value], [param.opts[0], value, "status"]]
    return [[*own, param.opts[0], value], [*own, f"{param.opts[0]}={value}"]]


CASES = [
    pytest.param(command, param, id=f"{command} {param.opts[0]}")
    for command, param in options()
    if param.name not in {"install_completion", "show_completion"}
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")
    (tmp_path / "plantrack.toml").write_text(PLAN, "utf-8")
    (tmp_path / "report.csv").write_text(
        "序号,指标,单位,2023年计划,2023年实际\n1,产值,亿元,5,6\n2,人口,万人,5,6\n", "utf-8"
    )
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="devices and loops are POSIX")
@pytest.mark.parametrize(("command", "param"), CASES)
def test_no_value_crashes(plantrack: Run, folder: Path, command: str, param: Any) -> None:
    for kind, value in VALUES.items():
        for line in lines(command, param, value):
            done = plantrack(*line)
            assert done.returncode in EXPECTED, (kind, line, done.stderr)
            assert "Traceback" not in done.stderr
            assert "mistake in plantrack" not in done.stderr
            if done.returncode in {2, 3}:
                assert done.stderr, (kind, line)


ENVIRONMENT = (
    "COLUMNS", "PLANTRACK_FILE", "PLANTRACK_LANG", "LANG", "LC_ALL", "NO_COLOR", "TERM", "HOME",
    "SUDO_UID", "_PLANTRACK_COMPLETE", "COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS",
)  # fmt: skip


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_no_environment_crashes(plantrack: Run, folder: Path, name: str) -> None:
    for kind, value in VALUES.items():
        if "\0" in value or kind == "half a character":  # which no environment holds
            continue
        for line in (["status"], ["check", "--output", "answer"]):
            done = plantrack(*line, **{name: value})
            assert done.returncode in EXPECTED, (kind, line, done.stderr)
            assert "Traceback" not in done.stderr


LINES = (
    "", "--help", "--version", "status", "missed", "diff", "show a", "list", "schema", "check",
    "check plan.toml", "init fresh.toml", "record a --year 2022 --actual 5", "import report.csv",
    "record a --year 2022 --actual 5 --dry-run", "record --batch -", "status --file -", "check -",
    "import report.csv -o made.toml", "import report.csv --update plan.toml", "import report.csv "
    "--report json", "import report.csv --list-tables", "list --output answer.txt", "frobnicate",
    "status 1999", "show nothing", "--install-completion", "--show-completion",
)  # fmt: skip
CLOSED = ([0], [1], [2], [0, 1], [1, 2], [0, 1, 2])
PLACES = {
    "deleted": "os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone')",
    "unreadable": "os.mkdir('shut'); os.chdir('shut'); os.chmod('.', 0)",
    "unreadable above": "os.makedirs('shut/x'); os.chdir('shut/x'); os.chmod('..', 0)",
}

# Forks for every line, so that plantrack is imported once; the child is as a process that was
# started so. A child that hangs is killed.
DRIVER = """
import os, shlex, shutil, signal, sys
from plantrack import __main__ as command
from plantrack.cli.app import run
lines, closed, place = eval(sys.argv[1])
folder = os.getcwd()
null = os.open(os.devnull, os.O_RDWR)
quiet = [os.dup(1), os.dup(2)]
os.dup2(null, 1), os.dup2(null, 2)
shutil.copytree(folder, f"{folder}-warm", symlinks=True)
os.chdir(f"{folder}-warm")
for line in lines:  # all imports, while that is allowed
    run([*shlex.split(line), "--lang", "zh"])
    run(shlex.split(line))
os.chdir(folder)
os.dup2(quiet[0], 1), os.dup2(quiet[1], 2)
exec(place)
codes = {}
for line in lines:
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        if place and os.geteuid() == 0:
            os.setgid(65534), os.setuid(65534)
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            if number in closed:
                os.close(number)
                setattr(sys, name, None)
        if 1 not in closed:
            os.dup2(null, 1)
        sys.argv = ["plantrack", *shlex.split(line)]
        try:
            command.main()
        except SystemExit as end:
            code = end.code
        except BaseException:
            code = 71
        os._exit(code)
    codes[line] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
if place:
    os.chdir(folder)
    os.path.isdir("shut") and os.chmod("shut", 0o777)
print(codes)
"""


def codes(folder: Path, closed: list[int], place: str = "") -> tuple[dict[str, int], str]:
    """The exit code of every line, and what was said on standard error."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, repr((LINES, closed, place))],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=plain_environment(HOME=str(folder), SHELL="/bin/sh"),
        stdin=subprocess.DEVNULL,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = ast.literal_eval(done.stdout)
    return found, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="these streams are POSIX")
@pytest.mark.parametrize("closed", CLOSED, ids=str)
def test_no_closed_stream_crashes(folder: Path, closed: list[int]) -> None:
    found, said = codes(folder, closed)
    assert {line: code for line, code in found.items() if code not in EXPECTED} == {}, said
    assert "Traceback" not in said
    assert (folder / "plan.toml").read_text("utf-8").startswith("format = 1\n")


@pytest.mark.skipif(os.name != "posix", reason="such folders are POSIX")
@pytest.mark.parametrize("place", PLACES)
def test_no_working_folder_crashes(folder: Path, place: str) -> None:
    found, said = codes(folder, [], PLACES[place])
    assert {line: code for line, code in found.items() if code not in EXPECTED} == {}, said
    assert "Traceback" not in said
