"""Finding and reading a plan file: bytes to text to tables to `Plan`, or diagnostics."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from plantrack.files.reading import read_bounded
from plantrack.files.reasons import Unreadable
from plantrack.messages.errors import UNUSABLE, PlantrackError
from plantrack.messages.message import Message, Voice
from plantrack.planfile.bounds import MAX_PARTS, MAX_PROBLEMS, is_too_much, long_key, long_number

if TYPE_CHECKING:
    from pydantic_core import ValidationError

    from plantrack.plan.model import Plan
    from plantrack.planfile.build import Finding
    from plantrack.planfile.diagnostic import Diagnostic

FILE_NAME = "plantrack.toml"
MAX_BYTES = 16 * 1024 * 1024
"""The largest plan file that is read."""


MOST_LISTED = 100
"""So many problems of a plan file are said by a command that cannot answer from it."""


class PlanFileError(PlantrackError):
    """The plan file cannot be used; `diagnostics` say why, all at once.

    `uncounted` is how many problems there are besides, too many to be described.
    """

    def __init__(self, diagnostics: list[Diagnostic], uncounted: int = 0) -> None:
        each = tuple(_with_place(diagnostic) for diagnostic in diagnostics)
        super().__init__(each[0], UNUSABLE, each[1:], placed=True)
        self.diagnostics = diagnostics
        self.uncounted = uncounted

    def __str__(self) -> str:
        return "\n".join(str(message) for message in (self.message, *self.more))

    def lines(self, voice: Voice) -> Iterator[str]:
        """Each with its place, the line it stands in and what to do, up to `MOST_LISTED`."""
        for diagnostic in self.diagnostics[:MOST_LISTED]:
            yield _with_place(diagnostic).said(voice.translate)
            if diagnostic.quoted is not None:
                yield f"    {diagnostic.quoted}"
            if diagnostic.help is not None:
                yield f"    {diagnostic.help.said(voice.translate)}"
        left = len(self.diagnostics) - MOST_LISTED + self.uncounted
        if left > 0:
            say = voice.say("{n} more problems; plantrack check lists them", n=left)
            yield f"plantrack: {say}"


def _with_place(diagnostic: Diagnostic) -> Message:
    return Message(
        "{place}: {code} {message}",
        place=diagnostic.place, code=diagnostic.code, message=diagnostic.message,
    )  # fmt: skip


def embedded() -> Path:
    """The plan that comes with plantrack: inside the installed package, or beside its sources."""
    here = Path(__file__).parents[1]
    installed = here / "data" / "indicators.toml"
    return installed if installed.is_file() else here.parents[1] / "data" / "indicators.toml"


def find(environment: Mapping[str, str] = os.environ, start: Path | None = None) -> Path:
    """`$PLANTRACK_FILE`, else the nearest plantrack.toml upwards, else the embedded plan.

    A file found on the way up must belong to the reader or to root, and so must a link that leads
    to it: whoever can write above a folder could else answer for all who work in it.

    Raises:
        PlanFileError: the nearest one belongs to somebody else, or a folder cannot be looked into.
            No other plan is taken instead, which would answer for the one that was meant.
    """
    named = environment.get("PLANTRACK_FILE")
    if named:
        return Path(named)
    try:
        folder = (start or Path.cwd()).absolute()
    except FileNotFoundError:  # the working directory was deleted
        return embedded()
    nearest = (place / FILE_NAME for place in (folder, *folder.parents))
    return next(filter(_is_own_file, nearest), None) or embedded()


def _is_own_file(path: Path) -> bool:
    """Whether there is a file; a refusal if it is not one to be taken unasked."""
    try:
        if not path.is_file():
            return False
        owners = {path.lstat().st_uid, path.stat().st_uid}
    except OSError:
        raise _not_taken(path, Message("the folder cannot be looked into")) from None
    if not owners <= _trusted():
        raise _not_taken(path, Message("the file belongs to somebody else"))
    return True


def _trusted() -> set[int]:
    """Whose files count: the reader's, root's, and those of whoever became root by sudo."""
    if not hasattr(os, "geteuid"):  # Windows, where every file has the owner 0
        return {0}
    reader = os.geteuid()
    before = os.environ.get("SUDO_UID", "") if reader == 0 else ""
    known = before.isascii() and before.isdecimal() and len(before) < 11
    return {0, reader, int(before)} if known else {0, reader}


def _not_taken(path: Path, message: Message) -> PlanFileError:
    import shlex

    from plantrack.planfile.diagnostic import Diagnostic

    name = shlex.quote(str(path))
    help_ = Message("if it is the plan that you mean, name it: --file {file}", file=name)
    return PlanFileError([Diagnostic("E001", message, str(path), help=help_)])


def load(path: str | Path | None = None) -> Plan:
    """Read a plan file, by default the one that `find` finds; "-" is standard input.

    Raises:
        PlanFileError: the file cannot be read or is not a valid plan file.
    """
    chosen = find() if path is None else path
    file = "<stdin>" if str(chosen) == "-" else str(chosen)
    return parse(read_bytes(file, chosen), file)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the bytes of a file.

    `plan` is what can be made of them, ``None`` if nothing can; with `problems` it lacks what they
    complain of and is not to be answered from. `broken` are the keys that lead to those. `more` is
    how many problems there are besides, too many to be described.
    """

    text: str
    plan: Plan | None
    problems: list[Diagnostic]
    broken: frozenset[tuple[str, ...]] = frozenset()
    more: int = 0


def parse(content: bytes, file: str) -> Plan:
    """Read a plan from the bytes of a file; `file` is what diagnostics call it.

    Raises:
        PlanFileError: the content is not a valid plan file.
    """
    reading = read(content, file)
    if reading.problems or reading.plan is None:
        raise PlanFileError(reading.problems, reading.more)
    return reading.plan


def read(content: bytes, file: str) -> Reading:
    """Read what can be read of a file, with all that is wrong with it.

    Raises:
        PlanFileError: the content is not TOML at all.
    """
    from pydantic_core import ValidationError

    from plantrack.planfile.build import build
    from plantrack.planfile.schema import checked

    text = _decoded(content, file)
    tables = _tables(text, file)
    try:
        document = checked(tables)
    except ValidationError as error:
        if error.error_count() > MAX_PROBLEMS:
            return _with_first_problems(error.error_count(), tables, text, file)
        return _with_all_problems(error, tables, text, file)
    del tables  # a long plan is not kept in memory twice
    plan, findings, more = build(document, file)
    broken = frozenset(finding.path for finding in findings)
    problems = _located(findings, text, file) if findings else []
    return Reading(text, None if more else plan, problems, broken, more)


def _with_all_problems(
    error: ValidationError, tables: dict[str, Any], text: str, file: str
) -> Reading:
    """What is wrong with the shape, and with the sense of what has the right shape."""
    from plantrack.planfile.build import build
    from plantrack.planfile.problems import from_pydantic, path_of, paths_wanted
    from plantrack.planfile.repair import repaired
    from plantrack.planfile.syntax import locate

    errors = error.errors(include_url=False)
    there = _names(tables)
    places = locate(text, paths_wanted(errors))
    found = from_pydantic(errors, file, lines_of(text), places)
    rest = repaired(tables, errors)
    plan, findings, more = build(rest, file) if rest else (None, [], 0)
    # A reference to something that is there, but broken, is no problem of its own.
    sensible = [f for f in findings if (f.what, f.name) not in there]
    problems = [*found, *_located(sensible, text, file)]
    broken = frozenset([*map(path_of, errors), *(finding.path for finding in findings)])
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return Reading(text, None if more else plan, problems, broken, more)


def _with_first_problems(count: int, tables: dict[str, Any], text: str, file: str) -> Reading:
    """What is wrong with the shape of some part of a file that is wrong all over."""
    from plantrack.planfile.problems import from_pydantic, paths_wanted
    from plantrack.planfile.repair import some_errors
    from plantrack.planfile.syntax import locate

    errors = some_errors(tables, MAX_PROBLEMS)
    found = from_pydantic(errors, file, lines_of(text), locate(text, paths_wanted(errors)))
    return Reading(text, None, found, more=count - len(errors))


def _names(tables: Mapping[str, Any]) -> set[tuple[str, str]]:
    """All things that the file has by name, whatever is wrong with them."""
    return {
        (what, name)
        for what in ("source", "section", "indicator")
        if isinstance(named := tables.get(f"{what}s"), dict)
        for name in named
    }


def lines_of(text: str) -> list[str]:
    """The lines as TOML counts them: other separators that Unicode knows are part of a line."""
    return text.replace("\r\n", "\n").split("\n")


def read_bytes(file: str, path: str | Path) -> bytes:
    """The content of a file; `file` is what diagnostics call it.

    Raises:
        PlanFileError: it cannot be read, or is larger than `MAX_BYTES`.
    """
    try:
        return read_bounded(None if file == "<stdin>" else path, MAX_BYTES)
    except Unreadable as error:
        raise _whole_file("E003" if error.too_large else "E001", error.why, file) from None


def _whole_file(code: str, message: Message, file: str) -> PlanFileError:
    from plantrack.planfile.diagnostic import Diagnostic

    return PlanFileError([Diagnostic(code, message, file)])


def _decoded(content: bytes, file: str) -> str:
    content = content.removeprefix(BOM_UTF8)  # else the place of an error is counted from behind it
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        shown = content.decode(errors="replace")
        raise _at(
            "E002", Message("the file is not UTF-8 here"), file, shown, line, column
        ) from None
    if not text.strip():
        raise _whole_file("E004", Message("the file is empty"), file)
    return text


def _at(code: str, message: Message, file: str, text: str, line: int, column: int) -> PlanFileError:
    from plantrack.planfile.problems import at
    from plantrack.planfile.syntax import Place

    return PlanFileError([at(code, message, file, lines_of(text), Place(line, column))])


def _tables(text: str, file: str) -> dict[str, Any]:
    _require_bounds(text, file)
    try:
        return tomli.loads(text, parse_float=_exact)
    except RecursionError:
        raise _whole_file("E102", Message("tables are nested too deeply"), file) from None
    except tomli.TOMLDecodeError as error:
        from plantrack.planfile.toml import in_words

        what, line, column = _syntax_error(str(error), text)
        raise _at(
            "E101", Message("TOML: {what}", what=in_words(what)), file, text, line, column
        ) from None
    except ValueError:  # an integer longer than Python converts
        too_long = Message("this figure has too many digits")
        raise _at("E205", too_long, file, text, *_longest_number(text)) from None


def _require_bounds(text: str, file: str) -> None:
    """Refuse what would keep the parser busy without end.

    Raises:
        PlanFileError: the text holds too much, or a key or number that is too long.
    """
    if is_too_much(text):
        raise _whole_file("E003", Message("the file holds too many keys and values"), file)
    if long_key(text):
        raise _whole_file("E102", Message("a key has more than {n} parts", n=MAX_PARTS), file)
    if long_number(text):
        too_long = Message("this figure has too many digits")
        raise _at("E205", too_long, file, text, *_longest_number(text))


def _exact(written: str) -> Decimal:
    """A float of the file; one beyond all bounds of `Decimal` is still a number too long."""
    try:
        return Decimal(written)
    except InvalidOperation:
        return Decimal("1E+999999")


def _longest_number(text: str) -> tuple[int, int]:
    """Line and column of the longest run of digits."""
    start = max(re.finditer(r"[0-9_]+", text), key=lambda run: len(run[0])).start()
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _syntax_error(message: str, text: str) -> tuple[str, int, int]:
    """What the TOML parser complains of, and where."""
    placed = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message, re.DOTALL)
    if placed:
        return placed[1], int(placed[2]), int(placed[3])
    last = text.count("\n") + 1
    return message.removesuffix(" (at end of document)"), last, len(text) - text.rfind("\n")


_GUESSED = 50  # names that lead nowhere; for more of them nobody needs to be told what was meant


def _located(findings: list[Finding], text: str, file: str) -> list[Diagnostic]:
    from plantrack.planfile import problems
    from plantrack.planfile.syntax import locate

    places, lines = locate(text, (finding.path for finding in findings)), lines_of(text)
    found = [
        problems.at(
            problems.FINDING_CODES[finding.kind],
            finding.message,
            file,
            lines,
            places.of_value(finding.path),
            problems.near(finding) if number < _GUESSED else None,
        )
        for number, finding in enumerate(findings)
    ]
    return sorted(found, key=lambda diagnostic: (diagnostic.line, diagnostic.column))
