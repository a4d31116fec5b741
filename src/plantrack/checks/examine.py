"""All that is wrong or doubtful in a plan file, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plantrack.checks.check import Remark
from plantrack.checks.checks import WHOLE_FILE, remarks
from plantrack.planfile.diagnostic import Diagnostic, Severity
from plantrack.planfile.read import PlanFileError, Reading, lines_of, read, read_bytes


def examine_file(path: str | Path) -> list[Diagnostic]:
    """All findings in one file; "-" is standard input. A file that cannot be read is a finding."""
    file = "<stdin>" if str(path) == "-" else str(path)
    try:
        content = read_bytes(file, path)
    except PlanFileError as error:
        return error.diagnostics
    return examine(content, file)


def examine(content: bytes, file: str) -> list[Diagnostic]:
    """All findings in the bytes of a file; `file` is what they call it."""
    try:
        reading = read(content, file)
    except PlanFileError as error:
        return error.diagnostics
    found = [*reading.problems, *_located(list(_sensible(reading)), reading.text, file)]
    return sorted(found, key=lambda diagnostic: (diagnostic.line, diagnostic.column))


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
    from plantrack.planfile.syntax import locate

    places, lines = locate(text), lines_of(text)
    located = []
    for remark in found:
        place = (places.of_key if remark.at_key else places.of_value)(remark.path)
        located.append(
            Diagnostic(
                code=remark.code,
                message=remark.message,
                file=file,
                line=place.line,
                column=place.column,
                severity=Severity.WARNING,
                help=remark.help,
                quoted=lines[place.line - 1],
            )
        )
    return located
