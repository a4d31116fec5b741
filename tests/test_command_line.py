"""What a command line asks for is done, or refused in words; and nothing is waited for for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, plain_environment

from plantrack.messages.harmless import visible
from plantrack.planfile.read import embedded

EXAMPLE = embedded().read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "csv", "init"), "init takes no --format"),
        (("-f", "foo.toml", "init"), "init takes no --file"),
        (("--exit-code", "check"), "check takes no --exit-code"),
        (("--no-header", "record", "20"), "record takes no --no-header"),
        (("-F", "json", "schema"), "schema takes no --format"),
        (("--limit", "3", "check"), "there is no option --limit"),
        (("diff", "2021", "2021"), "FROM and TO are both 2021; name two different years"),
        (("diff", "2021", "２０２１年"), "FROM and TO are both 2021; name two different years"),
    ],
)
def test_what_would_change_nothing_is_refused(
    plantrack: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = plantrack(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_a_command_takes_may_stand_before_it(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(EXAMPLE)
    before = plantrack("-f", "mine.toml", "-F", "csv", "--no-header", "list").stdout
    assert before == plantrack("list", "-f", "mine.toml", "-F", "csv", "--no-header").stdout
    assert plantrack("-f", "mine.toml", "--lang", "zh", "check").stdout.startswith("已检查")


def test_years_turned_round_say_nothing_false(plantrack: Run) -> None:
    there, back = (
        plantrack("diff", *years).stdout for years in (("2021", "2022"), ("2022", "2021"))
    )
    assert there.startswith("2021 → 2022: of the 39 indicators, 27 tightened, 4 eased, 7 held")
    assert back.startswith("2022 → 2021: of the 39 indicators, 4 tightened, 27 eased, 7 held")
    assert "than was achieved" not in back  # nothing is achieved yet in 2022


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("incme", "disposable-income"),
        ("disposble incme", "disposable-income"),
        ("Imprts", "imports-exports"),
    ],
)
def test_a_word_of_a_name_is_found_though_misspelt(plantrack: Run, wanted: str, found: str) -> None:
    done = plantrack("show", wanted)
    assert (done.returncode, "it may be one of these" in done.stderr) == (2, True)
    assert found in done.stderr


@pytest.mark.parametrize("command", ["status", "show", "check", "record", "import", "init", "diff"])
def test_usage_has_single_brackets(plantrack: Run, command: str) -> None:
    usage = plantrack(command, "--help").stdout.splitlines()[0]
    assert "[[" not in usage
    assert "...]" not in usage
    assert "The year; required" in plantrack("record", "--help").stdout


def test_the_exit_code_is_that_of_the_whole_year(plantrack: Run) -> None:
    for command in ("missed", "status"):
        for more in (("--limit", "0"), ("--columns", "id"), ("--sort", "name")):
            assert plantrack(command, "--exit-code", *more).returncode == 1
        said = " ".join(plantrack(command, "--help").stdout.split())
        assert "whatever --status, --limit and --columns show of it" in said
    assert plantrack("status", "--exit-code", "--status", "met").returncode == 1
    assert plantrack("diff", "--exit-code", "--limit", "0").returncode == 1
    assert plantrack("diff", "--exit-code", "--change", "dropped").returncode == 0


def test_bytes_that_are_no_text_are_shown_as_bytes() -> None:
    assert visible("a\udcff\udc80b") == r"a\xff\x80b"
    assert visible("\ud800\udc7f") == r"\ud800\udc7f"
    assert visible(visible("\udcff")) == visible("\udcff")


posix = pytest.mark.skipif(os.name != "posix", reason="these files are POSIX")


def done(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a shell script does that would be killed if it waited for ever."""
    return subprocess.run(
        ["bash", "-c", script.replace("$P", f"'{sys.executable}' -m plantrack")],
        capture_output=True,
        text=True,
        cwd=folder,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


@posix
@pytest.mark.parametrize(
    "command",
    [
        "status -f p.md",
        "check p.md",
        "check /dev/zero",
        "record 20 --year 2022 --actual 5 -f p.md",
        "record --batch p.md -f mine.toml",
        "import p.md -o new.toml",
        "import r.csv --update p.md",
        "import p.md --update mine.toml",
    ],
)
def test_a_pipe_that_nobody_writes_is_not_waited_for(tmp_path: Path, command: str) -> None:
    os.mkfifo(tmp_path / "p.md")
    (tmp_path / "mine.toml").write_bytes(EXAMPLE)
    (tmp_path / "r.csv").write_text("指标,2022年计划\n甲,1\n", "utf-8")
    found = done(f"$P {command}", tmp_path)
    assert found.returncode == (1 if command.startswith("check") else 3)
    assert "this is a pipe or a device, not a file" in found.stdout + found.stderr
    assert (tmp_path / "mine.toml").read_bytes() == EXAMPLE


@posix
def test_a_pipe_that_nobody_reads_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p")
    found = done("$P list -o p", tmp_path)
    assert (found.returncode, found.stdout) == (3, "")
    assert "cannot write p: nobody reads this pipe" in found.stderr


@posix
def test_what_is_open_already_is_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    (tmp_path / "b.csv").write_text("indicator,year,actual\n20,2022,61\n", "utf-8")
    found = done("$P record --batch <(cat b.csv)", tmp_path)
    assert (found.returncode, "actual: 61" in found.stdout) == (0, True)
    found = done("cat plantrack.toml | $P check /dev/stdin", tmp_path)
    assert (found.returncode, "1 file checked" in found.stdout) == (0, True)
    found = done("$P list --limit 1 -F csv --columns id -o /dev/stdout | cat", tmp_path)
    assert (found.returncode, found.stdout) == (0, "id\ngrp\n")
    found = done("$P list --limit 1 -F csv --columns id -o /dev/stderr 2>&1 | cat", tmp_path)
    assert found.stdout == "id\ngrp\n"
    found = done("$P list -o >(cat > s.txt); wait $!", tmp_path)
    assert "grp" in (tmp_path / "s.txt").read_text("utf-8")
    assert done("$P list -o /dev/null", tmp_path).returncode == 0
