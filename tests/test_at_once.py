"""Writers of every kind at once: nothing is lost, and nothing is said that is not so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("processes are forked", allow_module_level=True)


def test_every_pair_of_writers_loses_nothing() -> None:
    script = Path(__file__).with_name("at_once.py")
    done = subprocess.run(
        [sys.executable, str(script), "1"], capture_output=True, text=True, timeout=600
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.splitlines()[-1].startswith("25 pairs, ")
