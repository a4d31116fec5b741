"""How long a shell user waits: whole processes, interleaved, against importing the libraries alone.

    python benchmarks/startup.py [ROUNDS]

Prints the median of each command and its ratio to the floor of the same run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

IMPORTS = "import typer, rich.table, rich.console; from pydantic import BaseModel"
COMMANDS = {
    "floor: the libraries": [sys.executable, "-c", IMPORTS],
    "status, table": [sys.executable, "-m", "plantrack", "status"],
    "status, csv": [sys.executable, "-m", "plantrack", "status", "--format", "csv"],
    "missed, table": [sys.executable, "-m", "plantrack", "missed"],
    "diff, table": [sys.executable, "-m", "plantrack", "diff"],
}


def seconds(command: list[str]) -> float:
    """Wall-clock time of one process whose output goes into a pipe."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - start


def main() -> None:
    """Run all commands in turn, so that what else the machine does falls on each alike."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    for command in COMMANDS.values():
        seconds(command)
    taken = {name: [0.0] * rounds for name in COMMANDS}
    for index in range(rounds):
        for name, command in COMMANDS.items():
            taken[name][index] = seconds(command)
    floor = statistics.median(taken["floor: the libraries"])
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:24} {median * 1000:7.1f} ms  {median / floor:5.2f} × floor")


if __name__ == "__main__":
    main()
