"""All that is wrong or doubtful in a plan file, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from plantrack.checks.check import Remark
from plantrack.checks.checks import WHOLE_FILE, remarks
from plantrack.planfile.bounds import MAX_PROBLEMS
from plantrack.planfile.diagnostic import Diagnostic, Severity
from plantrack.planfile.read import PlanFileError, Reading, lines_of, read, read_bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """What is wrong or doubtful in a file: what is described, and how much there is in all."""

    found: list[Diagnostic]
    errors: int
    warnings: int


Wanted = Callable[[str], bool]
"""Whether findings of that code are asked for."""


def _any(code: str) -> bool:
    return True


def examine_file(path: str | Path) -> list[Diagnostic]:
    """The findings in one file; "-" is standard input. A file that cannot be read is a finding."""
    return examined_file(path).found


def examine(content: bytes, file: str) -> list[Diagnostic]:
    """The findings in the bytes of a file; `file` is what they call it."""
    return examined(content, file).found


def examined_file(path: str | Path, wanted: Wanted = _any) -> Examined:
    """The wanted findings in one file; "-" is standard input."""
    file = "<stdin>" if str(path) == "-" else str(path)
    try:
        content = read_bytes(file, path)
    except PlanFileError as error:
        return _only(error.diagnostics, wanted)
    return examined(content, file, wanted)


def examined(content: bytes, file: str, wanted: Wanted = _any) -> Examined:
    """The wanted findings in the bytes of a file.

    Of errors and of warnings, `MAX_PROBLEMS` each are described; those beyond are counted.
    """
    try:
        reading = read(content, file)
    except PlanFileError as error:
        return _only(error.diagnostics, wanted)
    errors = _only(reading.problems, wanted)
    remarks = (remark for remark in _sensible(reading) if wanted(remark.code))
    described = list(islice(remarks, MAX_PROBLEMS))
    more = sum(1 for _ in remarks)
    found = [*errors.found, *_located(described, reading.text, file)]
    found.sort(key=lambda diagnostic: (diagnostic.line, diagnostic.column))
    in_all = errors.errors + (reading.more if errors.errors else 0)
    return Examined(found, in_all, len(described) + more)


def _only(errors: list[Diagnostic], wanted: Wanted) -> Examined:
    found = [error for error in errors if wanted(error.code)]
    return Examined(found, len(found), 0)


def _sensible(reading: Reading) -> Iterator[Remark]:
    """Remarks that do not merely follow from an error: none on what the error is about."""
    broken = reading.broken
    if reading.plan is None or any(path[:1] in {("plan",), ("format",)} for path in broken):
        return
    for remark in remarks(reading.plan):
        if not broken or (
            remark.code not in WHOLE_FILE and not any(_spoils(one, remark.path) for one in broken)
        ):
            yield remark


_APART = {"kind", "number", "section", "parent", "note"}


def _spoils(broken: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether what is said at `path` may come from what is missing at `broken`."""
    if broken[:2] != path[:2] or (len(broken) > 2 and broken[2] in _APART):
        return False
    in_one_year = broken[2:3] == ("years",) and len(broken) > 3
    return broken[3] == path[3] if in_one_year and len(path) > 3 else True


def _located(found: list[Remark], text: str, file: str) -> list[Diagnostic]:
    if not found:
        return []
    from plantrack.planfile.problems import at
    from plantrack.planfile.syntax import locate

    places, lines = locate(text, (remark.path for remark in found)), lines_of(text)
    located = []
    for remark in found:
        place = (places.of_key if remark.at_key else places.of_value)(remark.path)
        located.append(
            at(remark.code, remark.message, file, lines, place, remark.help, Severity.WARNING)
        )
    return located
