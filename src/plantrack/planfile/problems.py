"""Every way a plan file can be wrong when it is read: its code, what is said, what helps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from plantrack.messages.message import N_, Message
from plantrack.messages.suggest import nearest
from plantrack.plan.lookup import find_year
from plantrack.planfile import schema
from plantrack.planfile.build import Finding
from plantrack.planfile.diagnostic import Diagnostic, Severity
from plantrack.planfile.syntax import Path, Place, Places

UNREADABLE = "E001"
NOT_UTF8 = "E002"
TOO_LARGE = "E003"
EMPTY = "E004"
SYNTAX = "E101"
NESTING = "E102"
UNKNOWN_KEY = "E201"
MISSING_KEY = "E202"
WRONG_TYPE = "E203"
WRONG_WORD = "E204"
NOT_A_FIGURE = "E205"
NOT_A_YEAR = "E206"
EMPTY_TEXT = "E207"
BAD_NAME = "E208"
UNKNOWN_REFERENCE = "E301"
DUPLICATE_NUMBER = "E302"
PARENT_CYCLE = "E303"
SUB_WITH_NUMBER = "E304"


def kind_of(value: object) -> Message:
    """What a TOML value is, in the file's own words."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, N_("a boolean")),
        (int, N_("a number")),
        ((float, Decimal), N_("a decimal")),
        (str, N_("a string")),
        ((datetime.date, datetime.time), N_("a date or time")),
        (dict, N_("a table")),
    )
    for kind, name in kinds:
        if isinstance(value, kind):
            return Message(name)
    return Message("an array")


def suggestion(wanted: object, known: Iterable[str]) -> Message | None:
    choices = sorted(known)
    near = nearest(str(wanted), choices)
    if near:
        return Message("did you mean “{near}”?", near=near[0])
    if 0 < len(choices) <= 12:
        return Message("known here: {names}", names=", ".join(choices))
    return None


_OURS: Mapping[str, tuple[str, str]] = {
    "text_type": (WRONG_TYPE, "a text is due here: a string or a table of languages, not {found}"),
    "text_empty": (EMPTY_TEXT, "this text is empty"),
    "language_key": (BAD_NAME, "“{key}” is not a language code such as zh or en"),
    "figure_type": (WRONG_TYPE, "a figure is due here, not {found}"),
    "figure_empty": (EMPTY_TEXT, "an empty text stands where a figure is due"),
    "figure_not_finite": (NOT_A_FIGURE, "a figure cannot be “{value}”"),
    "figure_too_long": (NOT_A_FIGURE, "this figure has too many digits"),
    "id_form": (BAD_NAME, "“{key}” is no ID: lower-case letters, digits and hyphens"),
    "text_languages": (BAD_NAME, "a text is in at most {value} languages"),
    "language_form": (BAD_NAME, "“{key}” is not a language code such as zh or en"),
    "year_form": (NOT_A_YEAR, "“{key}” is not a year"),
    "number_range": (WRONG_TYPE, "an indicator's number is a whole number from 1 to 9999"),
    "limits_type": (WRONG_TYPE, "two numbers are due here, as [0, 100], not {found}"),
    "limits_order": (WRONG_TYPE, "the limits {value} run backwards: the lower comes first"),
    "format_version": (WRONG_WORD, "this plantrack reads format 1"),
}
_EXPECTED = {
    "string_type": "a string",
    "literal_error": "a string",
    "int_type": "a whole number",
    "dict_type": "a table",
}


def from_pydantic(
    errors: Iterable[Mapping[str, Any]], file: str, lines: list[str], places: Places
) -> list[Diagnostic]:
    """Pydantic's findings in the file's own words, one for each place, in file order."""
    found: dict[tuple[int, int, str, Path], Diagnostic] = {}
    for error in errors:
        path = path_of(error)
        place = _place(error, path, places)
        code, message, remedy = _described(error, path)
        found.setdefault(
            (place.line, place.column, code, path), at(code, message, file, lines, place, remedy)
        )
    return [found[key] for key in sorted(found)]


def paths_wanted(errors: Iterable[Mapping[str, Any]]) -> Iterator[Path]:
    """All paths whose places are needed to say what Pydantic complains of."""
    for error in errors:
        path = path_of(error)
        yield path
        if error["type"] == "language_key":
            yield (*path, error["ctx"]["found"])


def path_of(error: Mapping[str, Any]) -> Path:
    """The keys that lead to what Pydantic complains of."""
    path = tuple(str(part) for part in error["loc"])
    return path[:-1] if _is_of_key(error) else path


def _is_of_key(error: Mapping[str, Any]) -> bool:
    return error["type"] in {"id_form", "year_form"} and error["loc"][-1] == "[key]"


def _place(error: Mapping[str, Any], path: Path, places: Places) -> Place:
    if error["type"] == "language_key":
        return places.of_key((*path, error["ctx"]["found"]))
    at_key = error["type"] in {"extra_forbidden", "missing"} or _is_of_key(error)
    return places.of_key(path) if at_key else places.of_value(path)


def _described(error: Mapping[str, Any], path: Path) -> tuple[str, Message, Message | None]:
    kind, found, last = error["type"], error.get("input"), path[-1] if path else ""
    if kind == "extra_forbidden":
        known = _keys_at(path[:-1])
        return UNKNOWN_KEY, Message("unknown key “{key}”", key=last), suggestion(last, known)
    if kind == "missing":
        return MISSING_KEY, Message("the key “{key}” is missing", key=last), None
    if kind in _OURS:
        context = error.get("ctx", {})
        value = context.get("found", found)
        code, template = _OURS[kind]
        remedy = _year_meant(value) if kind == "year_form" else None
        return code, Message(template, found=kind_of(value), key=value, value=value), remedy
    if kind == "literal_error" and isinstance(found, str):
        allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        message = Message("“{found}” is not one of: {allowed}", found=found, allowed=allowed)
        return WRONG_WORD, message, suggestion(found, allowed.split(", "))
    wanted = Message(_EXPECTED[kind])
    message = Message("{wanted} is due here, not {found}", wanted=wanted, found=kind_of(found))
    return WRONG_TYPE, message, None


def _year_meant(written: object) -> Message | None:
    """The one spelling of a year that was written in another."""
    year = find_year(str(written))
    return None if year is None else Message("write {example}", example=year)


def _keys_at(path: Path) -> Iterable[str]:
    """The keys that may stand in the table at the path."""
    tables: Mapping[tuple[str, ...], type] = {
        (): schema.PlanFile,
        ("plan",): schema.PlanTable,
        ("sources",): schema.SourceTable,
        ("sections",): schema.SectionTable,
        ("indicators",): schema.IndicatorTable,
        ("indicators", "years"): schema.YearTable,
        ("indicators", "years", "restated"): schema.RestatedTable,
        ("indicators", "years", "source"): schema.CitationsTable,
        ("indicators", "years", "cell"): schema.CellsTable,
    }
    return tables[path[::2]].__annotations__  # every other key is one that the file chooses


def at(
    code: str,
    message: Message,
    file: str,
    lines: list[str],
    place: Place,
    remedy: Message | None = None,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """A diagnostic at a place, with the line quoted, and as much said of it as can be read."""
    quoted, skipped = _around(lines[place.line - 1], place.column)
    return Diagnostic(
        code=code,
        message=message.shortened(_READABLE),
        file=file,
        line=place.line,
        column=place.column,
        severity=severity,
        help=remedy and remedy.shortened(_READABLE),
        quoted=quoted or None,
        skipped=skipped,
    )


_READABLE = 200  # characters of one thing that is named
_ROUND = 120  # characters quoted on either side of a place


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of a line round a column, and how many characters less stand before the column."""
    start, end = max(0, column - 1 - _ROUND), column - 1 + _ROUND
    before = "…" if start else ""
    after = "…" if end < len(line) else ""
    return f"{before}{line[start:end]}{after}", start - len(before)


FINDING_CODES = {
    "reference": UNKNOWN_REFERENCE,
    "number": DUPLICATE_NUMBER,
    "cycle": PARENT_CYCLE,
    "sub": SUB_WITH_NUMBER,
    "levels": PARENT_CYCLE,
    "figure": NOT_A_FIGURE,
}


def near(finding: Finding) -> Message | None:
    """What may have been meant by a name that is not known."""
    if not finding.known:
        return None
    return suggestion(finding.name, finding.known)
