"""What all tests share."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from reports import Reader

from plantrack.cli import app as cli

# A slow machine is no failure.
settings.register_profile("plantrack", deadline=None)
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("PLANTRACK_HYPOTHESIS", "plantrack"))

ROOT = Path(__file__).parents[1]
REPORT = ROOT.parent / "shared" / "reports" / "changshou-2022.txt"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def unmeasured(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Long tests, and the processes that they start, run without coverage.

    They would take twice as long, and what they run line by line is run by others too.
    """
    if not request.node.get_closest_marker("long"):
        yield
        return
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    monkeypatch.setattr("coverage.control._start_process_coverage", lambda _: None)
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.fixture(scope="session")
def report() -> str:
    """The source report, where it is at hand."""
    if not REPORT.is_file():
        if os.environ.get("PLANTRACK_REQUIRE_REPORTS"):
            pytest.fail(f"the report is not at {REPORT}")
        pytest.skip(f"the report is not at {REPORT}")
    return REPORT.read_text(encoding="utf-8")


@pytest.fixture
def read_report(tmp_path: Path) -> Reader:
    """Imports a report that a test makes itself."""
    return Reader(tmp_path)


def plain_environment(**more: str) -> dict[str, str]:
    """This environment without what plantrack reads of it, and in English."""
    read = {"COLUMNS", "NO_COLOR", "TERM", "LANGUAGE"}
    kept = {name: value for name, value in os.environ.items() if name not in read}
    kept = {n: value for n, value in kept.items() if n.split("_")[0] not in {"PLANTRACK", "LC"}}
    return kept | {"LANG": "C.UTF-8"} | more


@pytest.fixture
def plantrack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command in this process, in an empty folder and an English environment."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as patch:
            wanted = plain_environment(**environment)
            for name in {*os.environ} - {*wanted}:
                patch.delenv(name)
            for name, value in wanted.items():
                patch.setenv(name, value)
            patch.chdir(tmp_path)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            capsys.readouterr()
            code = cli.run(arguments)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run the command as a process, in an empty folder and an English environment."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "plantrack", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=plain_environment(**environment),
            stdin=subprocess.DEVNULL,
        )

    return run
