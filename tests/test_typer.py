"""What plantrack takes from Typer beyond its documentation is there, and bounded."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import Run, plain_environment
from test_completion import COMMAND
from typer_versions import bounds

from plantrack.cli.app import application


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def test_the_installed_typer_is_within_its_bounds() -> None:
    lowest, first_too_high = bounds()
    padded = version(f"{lowest}.0") if lowest.count(".") == 1 else version(lowest)
    assert padded <= version(typer.__version__) < version(first_too_high)


def test_options_are_read_as_they_are_typed() -> None:
    group: Any = typer.main.get_command(application())
    params = group.get_params(typer.Context(group))
    assert {type(one.get_runtime_param()).__name__ for one in params} == {"_AsGiven"}


@pytest.mark.skipif(os.name != "posix", reason="homes are POSIX here")
@pytest.mark.parametrize("home", ["/dev/null", "file", "no UTF-8"])
def test_completion_that_cannot_be_installed_is_said(tmp_path: Path, home: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "no UTF-8").mkdir()
    (tmp_path / "no UTF-8" / ".bashrc").write_bytes(b"\xff")
    script = f"'{COMMAND}' --install-completion; exit $?"
    where = home if home.startswith("/") else str(tmp_path / home)
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        encoding="utf-8",
        env=plain_environment(HOME=where),
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("plantrack: completion cannot be set up here: ")
    assert done.stderr.count("\n") == 1


def test_completion_for_a_shell_that_is_not_known_is_said(
    plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.completion._get_shell_name", lambda: "ed")
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "ed")
    for option in ("--install-completion", "--show-completion"):
        done = plantrack(option)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith("plantrack: completion cannot be set up here: Shell ed")


@pytest.mark.skipif(os.name != "posix", reason="homes are POSIX here")
def test_completion_is_installed(tmp_path: Path) -> None:
    for script in ("--show-completion", "--install-completion"):
        done = subprocess.run(
            ["bash", "-c", f"'{COMMAND}' {script}; exit $?"],
            capture_output=True,
            encoding="utf-8",
            env=plain_environment(HOME=str(tmp_path)),
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout
    assert "_plantrack_completion" in (tmp_path / ".bash_completions/plantrack.sh").read_text()
