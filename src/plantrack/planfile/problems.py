"""Every way a plan file can be wrong when it is read: its code, what is said, what helps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from plantrack.messages.message import Message
from plantrack.planfile import schema
from plantrack.planfile.build import Finding
from plantrack.planfile.diagnostic import Diagnostic
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
        (bool, "a boolean"),
        (int, "a number"),
        ((float, Decimal), "a decimal"),
        (str, "a string"),
        ((datetime.date, datetime.time), "a date or time"),
        (dict, "a table"),
    )
    for kind, name in kinds:
        if isinstance(value, kind):
            return Message(name)
    return Message("an array")


def suggestion(wanted: object, known: Iterable[str]) -> Message | None:
    choices = sorted(known)
    near = get_close_matches(str(wanted), choices, n=1)
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
    "language_form": (BAD_NAME, "“{key}” is not a language code such as zh or en"),
    "year_form": (NOT_A_YEAR, "“{key}” is not a year"),
    "number_range": (WRONG_TYPE, "an indicator's number is a whole number from 1 to 9999"),
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
        return code, Message(template, found=kind_of(value), key=value, value=value), None
    if kind == "literal_error" and isinstance(found, str):
        allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        message = Message("“{found}” is not one of: {allowed}", found=found, allowed=allowed)
        return WRONG_WORD, message, suggestion(found, allowed.split(", "))
    wanted = Message(_EXPECTED[kind])
    message = Message("{wanted} is due here, not {found}", wanted=wanted, found=kind_of(found))
    return WRONG_TYPE, message, None


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
) -> Diagnostic:
    """A diagnostic at a place, with the line quoted."""
    quoted = lines[place.line - 1] or None
    return Diagnostic(code, message, file, place.line, place.column, help=remedy, quoted=quoted)


FINDING_CODES = {
    "reference": UNKNOWN_REFERENCE,
    "number": DUPLICATE_NUMBER,
    "cycle": PARENT_CYCLE,
    "sub": SUB_WITH_NUMBER,
    "figure": NOT_A_FIGURE,
}


def near(finding: Finding) -> Message | None:
    """What may have been meant by a name that is not known."""
    if not finding.known:
        return None
    return suggestion(finding.name, finding.known)
