"""What hostile documents cost: each is imported in a process of its own, within the limits.

    python benchmarks/bombs.py [--list-tables] [PART OF A NAME...]

Prints for each the exit code, seconds by the clock and of the processor, the most memory held, and
what is said of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hostile import BOMBS  # noqa: E402 - found beside the tests, which run them too

# The command and the process that it reads in, measured together by one that waits for both.
MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "plantrack", *sys.argv[1:]], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
own = round(used.ru_utime + used.ru_stime, 1)
lines = done.stderr.decode("utf-8", "replace").splitlines() or [""]
print(done.returncode, own, used.ru_maxrss // 1024, lines[0][:110], sep="\\t")
"""


def measured(name: str, path: Path, options: list[str]) -> str:
    """One line of the table."""
    start = time.perf_counter()
    command = [sys.executable, "-c", MEASURED, "import", str(path), "--lang", "en", *options]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=True)
    taken = time.perf_counter() - start
    code, own, most, first = done.stdout.rstrip("\n").split("\t", 3)
    size = path.stat().st_size
    return f"{name:32} {size:9,} B  exit {code}  {taken:5.1f} s  {own:>5} s  {most:>4} MB  {first}"


def main() -> None:
    """Measure and print."""
    options = [one for one in sys.argv[1:] if one.startswith("--")]
    wanted = [one for one in sys.argv[1:] if not one.startswith("--")]
    with tempfile.TemporaryDirectory() as folder:
        for name, (suffix, make) in BOMBS.items():
            if wanted and not any(one in f"{name}{suffix}" for one in wanted):
                continue
            path = Path(folder) / f"bomb{suffix}"
            path.write_bytes(make())
            print(measured(name, path, options).replace(folder, ""), flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
