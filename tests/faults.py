"""Every call to the file system of every writing command fails once, or is where it is killed.

`python tests/faults.py` takes the calls in turn, and for each one: no room, a broken disk, no
permission, KILL, TERM and HUP. `--quick` takes a broken disk and KILL. Afterwards the file must be
the old or the new one, what was said must be true, and the next run must leave nothing behind.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plantrack.planfile.read import embedded

EXAMPLE = embedded().read_bytes()
REPORT = """| 指标 | 单位 | 2023年计划 | 2023年实际 |
|---|---|---|---|
| 进出口总额 | 亿元 | 5 | 4 |
"""
FILE = ("--file", "plantrack.toml")  # what is looked for on the way up is another matter
OURS = b"id,number,parent,name,section,section_title,kind,unit,direction,years\n"
LIST = ("list", "--file", "p.toml")
BATCH = "indicator,year,actual\n20,2022,55\n21,2022,1\n"
CALLS = (
    *("open", "close", "read", "write", "fsync", "stat", "lstat", "fstat", "link", "unlink"),
    *("rename", "replace", "chmod", "fchown", "listxattr", "getxattr", "setxattr", "readlink"),
    *("listdir", "getcwd", "lseek", "dup"),
)
FAULTS: dict[str, int | signal.Signals] = {
    "EIO": errno.EIO,
    "ENOSPC": errno.ENOSPC,
    "EACCES": errno.EACCES,
    "KILL": signal.SIGKILL,
    "TERM": signal.SIGTERM,
    "HUP": signal.SIGHUP,
}
QUICK = ("EIO", "KILL")
BESIDE = ("r.md", "b.csv", "p.toml", "other.toml")


@dataclass(frozen=True)
class Command:
    """A command that writes `file`, of which `begins` what is there before, if anything."""

    arguments: tuple[str, ...]
    file: str
    begins: bytes | None


COMMANDS = {
    "record": Command(
        ("record", "20", "--year", "2022", "--actual", "55", *FILE), "plantrack.toml", EXAMPLE
    ),
    "batch": Command(("record", "--batch", "b.csv", *FILE), "plantrack.toml", EXAMPLE),
    "update": Command(
        ("import", "r.md", "--update", "plantrack.toml"), "plantrack.toml", EXAMPLE
    ),
    "import": Command(("import", "r.md", "-o", "new.toml"), "new.toml", None),
    "import over": Command(("import", "r.md", "-o", "new.toml", "--force"), "new.toml", b"old"),
    "init": Command(("init", "new.toml", "--year", "2024"), "new.toml", None),
    "schema": Command(("schema", "-o", "s.json"), "s.json", None),
    "output": Command((*LIST, "-o", "s.csv"), "s.csv", None),
    "output over": Command((*LIST, "-o", "s.csv"), "s.csv", OURS),
    "output by force": Command((*LIST, "-o", "s.csv", "--force"), "s.csv", b"[plan]\n"),
}  # fmt: skip


def prepare(folder: Path, command: Command) -> None:
    for file in folder.iterdir():
        file.unlink()
    (folder / "r.md").write_text(REPORT, "utf-8")
    (folder / "b.csv").write_text(BATCH, "utf-8")
    (folder / "p.toml").write_bytes(EXAMPLE)
    if command.begins is not None:
        (folder / command.file).write_bytes(command.begins)
        (folder / command.file).chmod(0o640)


class Fault:
    """Counts calls to the file system, and lets one of them fail."""

    def __init__(self, at: int, what: int | signal.Signals) -> None:
        self.at, self.what, self.count = at, what, 0

    def wrapped(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            if str(arguments[:1]).endswith(".mo',)"):  # a catalogue that is not found is English
                return call(*arguments, **options)
            self.count += 1
            if self.count != self.at:
                return call(*arguments, **options)
            if isinstance(self.what, signal.Signals):
                os.kill(os.getpid(), self.what)
                return call(*arguments, **options)
            if name == "close":
                call(*arguments, **options)
            raise OSError(self.what, os.strerror(self.what))

        return run

    def arm(self) -> None:
        import fcntl

        from plantrack.files import exchange

        for name in CALLS:
            setattr(os, name, self.wrapped(getattr(os, name), name))
        for module, name in ((fcntl, "flock"), (fcntl, "fcntl"), (exchange, "_rename")):
            setattr(module, name, self.wrapped(getattr(module, name), name))
        io.open = self.wrapped(io.open, "io.open")


def run(command: Command, fault: Fault | None) -> tuple[int, str, int]:
    """Run it in a process of its own: exit code, what it said on standard error, and the calls."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        said = {"code": 70, "err": "", "count": 0}
        try:
            said = _run(command, fault)
        finally:
            os.write(write, json.dumps(said).encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return -os.WTERMSIG(status), "", 0
    found = json.loads(answer)
    return found["code"], found["err"], found["count"]


def _run(command: Command, fault: Fault | None) -> dict[str, Any]:
    from plantrack.__main__ import _end_in_order
    from plantrack.cli.app import run as run_plantrack

    _end_in_order()
    write, out, err = os.write, io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        if fault is not None:
            fault.arm()
        try:
            code: Any = run_plantrack(list(command.arguments))
        except SystemExit as end:
            code = end.code
    os.write = write
    return {"code": code, "err": err.getvalue(), "count": fault.count if fault else 0}


def wrong(folder: Path, name: str, at: int, what: str, new: bytes) -> Iterator[str]:
    """What is not as it should be after the fault, and after the next run."""
    command = COMMANDS[name]
    prepare(folder, command)
    code, said, _ = run(command, Fault(at, FAULTS[what]))
    path = folder / command.file
    now = path.read_bytes() if path.exists() else None
    if now not in (command.begins, new):
        yield f"the file is neither the old nor the new one: {now!r:.60}"
    if code == 70 or "Traceback" in said:
        yield f"a crash: {said:.200}"
    if code == 0 and now != new:
        yield "it said that all is well, but the file is the old one"
    if code > 0 and code < 128 and now == new != command.begins:
        yield f"it said that it failed, but the file is the new one: {said:.200}"
    if code > 128 and any(one.name.startswith(".") for one in folder.iterdir()):
        yield "something is left behind after a signal that can be heeded"
    yield from _after(folder, command)


def _after(folder: Path, command: Command) -> Iterator[str]:
    """The next run of another command in the folder clears up."""
    if not any(one.name.startswith(".") for one in folder.iterdir()):
        return
    (folder / "other.toml").unlink(missing_ok=True)
    code, said, _ = run(Command(("init", "other.toml"), "other.toml", None), None)
    if code:
        yield f"the next run failed: {said:.200}"
    left = {one.name for one in folder.iterdir()} - {*BESIDE, command.file}
    if left:
        yield f"left behind: {left}"


def finished(folder: Path, name: str) -> tuple[bytes, int]:
    """What the command writes when nothing fails, and with how many calls."""
    command = COMMANDS[name]
    prepare(folder, command)
    code, said, count = run(command, Fault(0, 0))
    assert code == 0, (name, said)
    return (folder / command.file).read_bytes(), count


def tried(
    kinds: tuple[str, ...], names: tuple[str, ...] = ()
) -> Iterator[tuple[str, int, str, list[str]]]:
    """All faults one after another, each with what was wrong."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.chdir(folder)
        os.environ.pop("PLANTRACK_FILE", None)
        os.environ["PLANTRACK_LANG"] = "en"
        for command in COMMANDS.values():  # once, so that no import is counted later
            prepare(folder, command)
            _run(command, None)
        for name in names or COMMANDS:
            new, count = finished(folder, name)
            for at in range(1, count + 1):
                for what in kinds:
                    yield name, at, what, list(wrong(folder, name, at, what, new))
        os.chdir("/")


def main() -> None:
    kinds = QUICK if "--quick" in sys.argv else tuple(FAULTS)
    cases = failed = 0
    points: dict[str, int] = {}
    for name, at, what, found in tried(kinds):
        cases += 1
        points[name] = at
        failed += bool(found)
        for one in found:
            print(f"{name}, call {at}, {what}: {one}")
    said = ", ".join(f"{name} {count}" for name, count in points.items())
    print(f"{sum(points.values())} calls ({said}), {cases} faults, {failed} wrong")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
