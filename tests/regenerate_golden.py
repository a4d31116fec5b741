"""Expected outputs that stand in files: what they are of, and how they are remade.

    python tests/regenerate_golden.py

remakes `golden/` (every query in every format over one hostile plan) and
`plans/unreadable/*.errors.txt` (what is wrong with each plan there); what changed is then for a
person to read: `git diff tests/`.
"""

from __future__ import annotations

import contextlib
import io
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plantrack.cli.app import run
from plantrack.messages.harmless import visible
from plantrack.planfile.read import PlanFileError, load

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
PLANS = HERE / "plans"
PLAN = "hostile.toml"
EVERY_ID = tuple(tomllib.loads((PLANS / PLAN).read_text(encoding="utf-8"))["indicators"])
QUERIES = {
    "status": ("status",),
    "missed": ("missed",),
    "diff": ("diff",),
    "show": ("show", *EVERY_ID),
    "list": ("list",),
}
FORMATS = {
    "json": "json",
    "jsonl": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "markdown": "md",
    "html": "html",
}
"""Formats that no width changes, and how their files end."""


INVALID = sorted((PLANS / "unreadable").glob("*.toml"))


@dataclass(frozen=True)
class Case:
    """One command line and the file that holds what it prints."""

    query: str
    format: str
    language: str
    width: int | None = None

    @property
    def path(self) -> Path:
        """`<query>.<format>.<language>[.<width>].<ending>`."""
        parts = [self.query, self.format, self.language, *([str(self.width)] if self.width else [])]
        return GOLDEN / f"{'.'.join(parts)}.{FORMATS.get(self.format, 'txt')}"

    @property
    def arguments(self) -> list[str]:
        """What is given to plantrack."""
        options = ("--file", PLAN, "--format", self.format, "--lang", self.language)
        return [*QUERIES[self.query], *options]


def cases() -> Iterator[Case]:
    """Tables at three widths, and every other format, of every query in both languages."""
    for query in QUERIES:
        for language in ("zh", "en"):
            for width in (60, 80, 200):
                yield Case(query, "table", language, width)
            for format_ in FORMATS:
                yield Case(query, format_, language)


def errors_beside(path: Path) -> Path:
    """The file that holds what is wrong with an invalid plan file."""
    return path.with_suffix(".errors.txt")


def complaints(path: Path) -> str:
    """What is wrong with a plan file: a line a diagnostic, what helps indented below it."""
    with pytest.raises(PlanFileError) as caught:
        load(path)
    lines = []
    for one in caught.value.diagnostics:
        place = f"{one.line}:{one.column}: " if one.line else ""
        lines.append(f"{place}{one.code} {visible(str(one.message))}")
        lines += [f"    {visible(str(one.help))}"] if one.help else []
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Write every expectation anew; one that nothing makes any more is removed."""
    for old in (PLANS / "unreadable").glob("*.txt"):
        old.unlink()
    for path in INVALID:
        errors_beside(path).write_text(complaints(path), encoding="utf-8")
    os.chdir(PLANS)
    for old in GOLDEN.glob("*"):
        old.unlink()
    for case in cases():
        os.environ["COLUMNS"] = str(case.width or "")
        with contextlib.redirect_stdout(io.StringIO()) as said:
            assert run(case.arguments) == 0, case
        case.path.write_text(said.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
