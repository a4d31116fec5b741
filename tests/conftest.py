"""What all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure.
settings.register_profile("plantrack", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("PLANTRACK_HYPOTHESIS", "plantrack"))

ROOT = Path(__file__).parents[1]
REPORT = ROOT.parent / "shared" / "reports" / "changshou-2022.txt"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def report() -> str:
    """The source report, where it is at hand."""
    if not REPORT.is_file():
        if os.environ.get("PLANTRACK_REQUIRE_REPORTS"):
            pytest.fail(f"the report is not at {REPORT}")
        pytest.skip(f"the report is not at {REPORT}")
    return REPORT.read_text(encoding="utf-8")


@pytest.fixture
def plantrack(tmp_path: Path) -> Run:
    """Run the command as a process, in an empty folder and an English environment."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if k.split("_")[0] not in {"PLANTRACK", "LC"}}
        kept.pop("COLUMNS", None)
        return subprocess.run(
            [sys.executable, "-m", "plantrack", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=kept | {"LANG": "C.UTF-8"} | environment,
            stdin=subprocess.DEVNULL,
        )

    return run
