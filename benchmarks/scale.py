"""How `plantrack status` grows with the plan: seconds and peak memory for 2,000 and 20,000 rows.

python benchmarks/scale.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

YEARS = range(2016, 2026)


def write_plan(path: Path, rows: int) -> None:
    """A plan of so many indicators, each with ten years of figures that differ."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write('format = 1\n[plan]\nid = "big"\nlanguage = "en"\ntitle = "Big"\n')
        for row in range(rows):
            stream.write(f'[indicators.i{row}]\nname = "Indicator {row}"\nunit = "t"\n')
            stream.write(f"[indicators.i{row}.years]\n")
            for year in YEARS:
                plan, actual = row + year, row * 1.5 + year
                stream.write(f"{year} = {{ plan = {plan}, actual = {actual} }}\n")


def measure(path: Path, output: str) -> tuple[float, float]:
    """Seconds and peak MB of one process of `plantrack status`."""
    command = [sys.executable, "-m", "plantrack", "status", "--file", str(path)]
    start = time.perf_counter()
    child = subprocess.Popen([*command, "--format", output], stdout=subprocess.DEVNULL)
    _, code, usage = os.wait4(child.pid, 0)
    if code:
        raise SystemExit("plantrack status failed")
    scale = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, usage.ru_maxrss * scale / 1e6


def main() -> None:
    """Measure both sizes and print how the larger compares with the smaller."""
    with tempfile.TemporaryDirectory() as folder:
        for output in ("table", "csv"):
            times = []
            for rows in (2_000, 20_000):
                path = Path(folder) / f"{rows}.toml"
                write_plan(path, rows)
                taken, memory = measure(path, output)
                times.append(taken)
                print(f"{output:6} {rows:6} rows  {taken:6.2f} s  {memory:6.0f} MB")
            print(f"{output:6} ten times the rows take {times[1] / times[0]:.1f} × the time")


if __name__ == "__main__":
    main()
