"""How long `plantrack check` takes: against `status` on the embedded plan, and as a plan grows.

    python benchmarks/check.py [ROUNDS]

Prints ratios of one run: both commands on the embedded plan in turn, then 2,000 and 20,000
indicators with ten years each, once without a finding and once with one in every indicator.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scale import write_plan

ROUNDS = 20


def seconds(*arguments: str) -> float:
    """Wall-clock time of one process whose output goes into a pipe."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "plantrack", *arguments]
    done = subprocess.run(command, capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - start


def beside_status(rounds: int) -> None:
    """Both commands in turn, so that what else the machine does falls on each alike."""
    taken: dict[str, list[float]] = {"status": [], "check": []}
    for _ in range(rounds + 1):
        for command, times in taken.items():
            times.append(seconds(command))
    status, check = (statistics.median(times[1:]) for times in taken.values())
    print(f"embedded plan: status {status * 1000:.0f} ms, check {check * 1000:.0f} ms")
    print(f"check takes {check / status:.2f} × the time of status")


def as_it_grows(folder: Path, *, doubtful: bool) -> None:
    """Ten times the indicators should take about ten times as long."""
    times = []
    for rows in (2_000, 20_000):
        path = folder / f"{rows}.toml"
        write_plan(path, rows)
        if doubtful:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("plan = ", "plan = 9"), encoding="utf-8")
        times.append(seconds("check", str(path)))
        print(f"{rows:6} rows  {times[-1]:6.2f} s")
    kind = "with findings" if doubtful else "without findings"
    print(f"{kind}: ten times the rows take {times[1] / times[0]:.1f} × the time")


def main() -> None:
    """Measure and print."""
    beside_status(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        as_it_grows(Path(folder), doubtful=False)
        as_it_grows(Path(folder), doubtful=True)


if __name__ == "__main__":
    main()
