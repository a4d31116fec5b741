"""`plantrack` alone, its version, and the corners that the questions leave."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

import plantrack as package
from plantrack import __version__
from plantrack.answers.answer import NoSuchYear
from plantrack.cli.errors import complain
from plantrack.files import writing
from plantrack.messages.message import Voice

VALID = ROOT / "tests" / "plans" / "readable"
TIP = "try: plantrack status"


def test_alone_it_shows_the_misses_and_what_to_try(plantrack: Run) -> None:
    alone = plantrack()
    assert (alone.returncode, alone.stdout) == (0, plantrack("missed").stdout)
    assert alone.stderr.startswith(TIP)


def test_alone_it_can_be_asked_as_a_command_can(plantrack: Run) -> None:
    found = plantrack("--exit-code")
    assert (found.returncode, found.stderr.startswith(TIP)) == (1, True)
    script = plantrack("--format", "csv", "--lang", "zh")
    assert (script.returncode, script.stderr) == (0, "")
    assert script.stdout == plantrack("missed", "--format=csv", "--lang=zh").stdout
    assert plantrack("--lang=zh").stderr.startswith("接着试试：plantrack status")


@pytest.mark.parametrize("command", [(), ("status",), ("list",)])
def test_the_version_says_which_plan_is_read(plantrack: Run, command: tuple[str, ...]) -> None:
    embedded = ROOT / "data" / "indicators.toml"
    assert plantrack(*command, "--version").stdout == f"plantrack {__version__} ({embedded})\n"
    named = plantrack(*command, "--version", "--file", "x.toml")
    assert (named.returncode, named.stdout) == (0, f"plantrack {__version__} (x.toml)\n")


def test_an_option_there_is_not(plantrack: Run) -> None:
    done = plantrack("status", "--zzz")
    assert (done.returncode, done.stderr) == (
        2,
        "plantrack: there is no option --zzz; see --help\n",
    )


def test_an_indicator_like_no_other(plantrack: Run) -> None:
    done = plantrack("show", "qqqqqq")
    assert (done.returncode, done.stderr) == (2, "plantrack: “qqqqqq” is not known\n")


def test_what_typer_alone_knows_to_complain_of(capsys: pytest.CaptureFixture[str]) -> None:
    from typer.exceptions import TyperException

    assert complain(TyperException("odd"), Voice()) == 2
    assert capsys.readouterr().err == "plantrack: odd\n"


def test_the_package_offers_what_it_says() -> None:
    assert dir(package) == package.__all__
    for name in package.__all__:
        assert getattr(package, name)
    with pytest.raises(AttributeError, match="no attribute 'stauts'"):
        _ = package.stauts
    assert str(NoSuchYear(2019, (2021, 2022))) == "no figures for 2019; the plan has: 2021, 2022"
    assert str(NoSuchYear(None, ())) == "not enough years with figures; the plan has: none"


@pytest.mark.parametrize("format_", ["table", "markdown", "html", "csv", "tsv"])
def test_the_header_can_be_left_out(plantrack: Run, format_: str) -> None:
    options = ("list", "--format", format_, "--columns", "id,years", "--limit", "1")
    key = "id" if format_ in {"csv", "tsv"} else "ID"
    assert key in plantrack(*options).stdout
    without = plantrack(*options, "--no-header").stdout
    assert (key in without, "grp" in without) == (False, True)


def test_any_column_can_be_asked_for(plantrack: Run) -> None:
    said = plantrack("diff", "--columns", "id,delta_percent,notes,direction").stdout
    (row,) = [line for line in said.splitlines() if line.startswith("grp-per-capita")]
    assert row.split()[1:] == ["36.8", "up"]
    (row,) = [line for line in said.splitlines() if line.startswith("clean-air-days")]
    assert "unit changed" in row


def test_a_plan_without_parts_speaks_of_none(plantrack: Run) -> None:
    said = plantrack("diff", "2001", "2002", "--file", str(VALID / "every-notation.toml")).stdout
    assert "of the 1 indicators" in said
    assert "sub-indicators" not in said


def test_an_indicator_without_years_is_listed(plantrack: Run) -> None:
    said = plantrack("list", "--format", "csv", "--file", str(VALID / "every-key.toml")).stdout
    assert "part,9999.1,whole,Part,s,Section,,,up,\n" in said


def test_a_file_that_may_not_be_changed_is_left(
    plantrack: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept.txt").write_text("kept", "utf-8")

    def refused(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "_require_writable", refused)  # root may change every file
        done = plantrack("list", "--output", "kept.txt", "--force")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f"plantrack: cannot write {tmp_path / 'kept.txt'}: no permission to write there; "
        "nothing was changed\n"
    )
    assert (tmp_path / "kept.txt").read_text("utf-8") == "kept"


def test_an_interrupted_process_is_no_mistake_of_its_own() -> None:
    script = """
from plantrack.cli import app as cli
from plantrack.__main__ import main

def interrupted(*_):
    raise KeyboardInterrupt

cli._run = interrupted
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "")
