"""Calls to the file system that fail and processes that are killed, one after another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("signals are POSIX", allow_module_level=True)

HERE = Path(__file__).parent

SHORT = """
import sys
sys.path.insert(0, sys.argv[1])
import faults
tried = list(faults.tried(faults.QUICK, ("record", "output over")))
for name, at, what, found in tried:
    for one in found:
        print(f"{name}, call {at}, {what}: {one}")
print(len(tried))
"""


def test_whatever_call_fails_the_file_is_whole_and_what_is_said_is_true() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHORT, str(HERE)], capture_output=True, text=True, timeout=600
    )
    *found, count = done.stdout.splitlines()
    assert (found, done.stderr, done.returncode) == ([], "", 0)
    assert int(count) > 200
