"""Writers of every kind at one file at once, and nothing that one of them saved may be lost.

`python tests/at_once.py 20` lets each pair have so many rounds. The writers are `record`, a batch,
`import --update`, `init`, `-o`, an editor that saves a new file in the place of the old one, and
one that writes on at the end of the file. Each leaves a mark of its own, or says that it did not.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plantrack.files import exchange

HEAD = """format = 1
plan = { id = "x", language = "zh", title = "X" }
"""
COUNT = 4
"""How often each writer writes in a round."""


def begin(folder: Path) -> None:
    plan = HEAD
    for who in (0, 1):
        for n in range(COUNT):
            plan += f'[indicators.w{who}-{n}]\nname = "甲{who}{n}"\n'
            report = f"| 指标 | 2022年计划 |\n|---|---|\n| 甲{who}{n} | {n + 1} |\n"
            (folder / f"r{who}{n}.md").write_text(report, "utf-8")
            (folder / f"b{who}{n}.csv").write_text(
                f"indicator,year,plan\nw{who}-{n},2022,{n + 1}\n", "utf-8"
            )
    (folder / "p.toml").write_text(plan, "utf-8")


def plantrack(*arguments: str) -> tuple[int, str]:
    from plantrack.cli.app import run

    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = run(list(arguments))
    return code, said.getvalue()


def record(who: int, n: int) -> str | None:
    done = plantrack("record", f"w{who}-{n}", "--year", "2022", "--plan", str(n + 1), *FILE)
    return _mark(done, f"w{who}-{n}")


def batch(who: int, n: int) -> str | None:
    return _mark(plantrack("record", "--batch", f"b{who}{n}.csv", *FILE), f"w{who}-{n}")


def update(who: int, n: int) -> str | None:
    return _mark(plantrack("import", f"r{who}{n}.md", "--update", "p.toml"), f"w{who}-{n}")


FILE = ("--file", "p.toml")


def _mark(done: tuple[int, str], mark: str) -> str | None:
    """What must be in the file now; nothing if it was said that nothing was written."""
    code, said = done
    if code == 0:
        return mark
    assert code == 3, said
    assert "nothing was written" in said or "nothing was changed" in said, said
    return None


def init(who: int, n: int) -> str | None:
    code, said = plantrack("init", "p.toml")
    assert (code, "never overwritten" in said) == (3, True), said
    return None


def output(who: int, n: int) -> str | None:
    code, said = plantrack("list", *FILE, "--format", "csv", "-o", "p.toml")
    assert code == 2, said
    code, said = plantrack("schema", "-o", f"s{n}.json")
    assert code == 0, said
    return None


def appended(who: int, n: int) -> str | None:
    """Written on at the end of the file, in place."""
    with Path("p.toml").open("a", encoding="utf-8") as stream:
        stream.write(f"# mark w{who}-{n}.\n")
    return f"# mark w{who}-{n}."


def replaced(who: int, n: int) -> str | None:
    """Saved as a new file in the place of the old one, if that is as it was read."""
    path, mark = Path("p.toml"), f"# mark w{who}-{n}."
    new = Path(f"editor{who}.tmp")
    while True:
        seen = path.read_bytes()
        new.write_bytes(seen + f"{mark}\n".encode())
        exchange.exchange(new, path)
        if new.read_bytes() == seen:
            return mark
        exchange.exchange(new, path)


WRITERS: dict[str, Callable[[int, int], str | None]] = {
    "record": record,
    "batch": batch,
    "update": update,
    "init": init,
    "-o": output,
    "editor that replaces": replaced,
    "editor that appends": appended,
}


def start(name: str, who: int, at: float) -> tuple[int, int]:
    """A process that writes its marks; they can be read from the handle."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    code = 1
    try:
        time.sleep(max(0.0, at - time.monotonic()))  # so that both begin at one moment
        for n in range(COUNT * (10 if name.startswith("editor") else 1)):
            time.sleep(random.uniform(0, 0.01))
            mark = WRITERS[name](who, n)
            os.write(write, f"{mark or ''}\n".encode())
        code = 0
    except BaseException as error:
        os.write(write, f"!{error!r}\n".encode())
    finally:
        os._exit(code)


def round_of(one: str, other: str, folder: Path) -> tuple[list[str], int]:
    """What went wrong in one round, and how many marks were made."""
    begin(folder)
    at = time.monotonic() + 0.01
    started = [start(name, who, at) for who, name in enumerate((one, other))]
    said: list[str] = []
    for child, handle in started:
        with os.fdopen(handle, encoding="utf-8") as stream:
            said += filter(None, stream.read().split("\n"))
        os.waitpid(child, 0)
    text = (folder / "p.toml").read_text("utf-8")
    wrong = [line for line in said if line.startswith("!")]
    marks = [line for line in said if not line.startswith("!")]
    wrong += [f"{mark} is lost" for mark in marks if not _is_there(mark, text)]
    wrong += [f"left: {file.name}" for file in folder.iterdir() if file.name.startswith(".")]
    return wrong, len(marks)


def _is_there(mark: str, text: str) -> bool:
    if mark.startswith("#"):
        return f"{mark}\n" in text
    tables: dict[str, Any] = tomllib.loads(text)["indicators"]
    return "2022" in tables[mark].get("years", {})


def pairs(rounds: int) -> dict[str, tuple[int, list[str]]]:
    """For every pair of writers the marks that were made, and what went wrong."""
    found = {}
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        os.environ["PLANTRACK_LANG"] = "en"
        begin(Path(place))
        for name in ("record", "batch", "update", "init", "-o"):  # imports are made once
            WRITERS[name](0, 0)
        for one, other in itertools.combinations_with_replacement(WRITERS, 2):
            if one.startswith("editor") and other.startswith("editor"):
                continue  # what two editors do to one another is no matter of ours
            results = [round_of(one, other, Path(place)) for _ in range(rounds)]
            wrong = [each for wrong, _ in results for each in wrong]
            found[f"{one} / {other}"] = (sum(marks for _, marks in results), wrong)
        os.chdir("/")
    return found


def main() -> None:
    found = pairs(int(sys.argv[1]))
    for pair, (marks, wrong) in found.items():
        print(f"{pair}: {marks} marks, {len(wrong)} wrong", *sorted(set(wrong))[:3], sep="\n    ")
    lost = sum(len(wrong) for _, wrong in found.values())
    print(f"{len(found)} pairs, {sum(marks for marks, _ in found.values())} marks, {lost} wrong")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
