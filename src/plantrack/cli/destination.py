"""Where an answer goes, in which format, and what there may be overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.message import N_, Message

SUFFIXES: dict[str, tuple[str, ...]] = {
    "table": (".txt", ".text"),
    "text": (".txt", ".text"),
    "github": (".txt", ".text"),
    "json": (".json",),
    "sarif": (".sarif", ".json"),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "schema": (".json",),
    "plan": (".toml",),
}
"""The suffixes that a file of each format may have."""

_UNWRITTEN = frozenset(
    (
        *(".toml", ".yaml", ".yml", ".xml", ".ini", ".cfg", ".xlsx", ".xlsm", ".xls", ".ods"),
        *(".docx", ".doc", ".odt", ".rtf", ".pptx", ".pdf", ".svg", ".png", ".jpg", ".jpeg"),
        *(".gif", ".webp", ".parquet", ".feather", ".arrow", ".db", ".sqlite", ".zip", ".gz"),
        *(".bz2", ".xz", ".zst", ".tar", ".py", ".sh", ".rst", ".tex"),
    )
)
"""Suffixes of what everybody knows and no answer is written as."""

_LOOK = 64 * 1024
_PLAN = re.compile(
    r"""^[ \t]{0,2}(?:\[[ \t]*["']?(?:plan|sources|sections|indicators)\b"""
    r"""|["']?(?:format|plan|indicators)["']?[ \t]*[.=])""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Destination:
    """A file, or standard output if `path` is ``None``; with `force` whatever is there goes."""

    format: str
    path: str | None = None
    force: bool = False


STANDARD_OUTPUT = Destination("text")


def destination(
    formats: Sequence[str], given: str | None, path: str | None, force: bool
) -> Destination:
    """Where to write, in which of the `formats`: the one given, the file's, else the first.

    Raises:
        Refusal: the suffix is that of another format, or of none that is written here.
    """
    if path is None:
        return Destination(given or formats[0])
    suffix = Path(path).suffix.lower()
    meant = [format_ for format_ in formats if suffix in SUFFIXES[format_]]
    if not suffix or (not meant and suffix not in _known_suffixes()):
        return Destination(given or formats[0], path, force)
    if given is None and meant:
        return Destination(meant[0], path, force)
    chosen = given or formats[0]
    if suffix not in SUFFIXES[chosen]:
        raise _contradicted(path, suffix, chosen, meant, formats)
    return Destination(chosen, path, force)


def _known_suffixes() -> frozenset[str]:
    return _UNWRITTEN | {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}


def _contradicted(
    path: str, suffix: str, chosen: str, meant: Sequence[str], formats: Sequence[str]
) -> Refusal:
    if meant:
        template = N_(
            "{file} would be named {suffix} but hold {format}; name it {right}, "
            "or take --format {meant}"
        )
    else:
        template = N_("{suffix} is not written here; name {file} with one of: {known}")
    known = dict.fromkeys(suffix for one in formats for suffix in SUFFIXES[one])
    values = {"file": path, "suffix": suffix, "format": chosen, "known": ", ".join(known)}
    values |= {"right": SUFFIXES[chosen][0], "meant": next(iter(meant), "")}
    return Refusal(Message(template, **values))


def judge(where: Destination) -> Callable[[bytes], None] | None:
    """What says whether the content of a file may be overwritten; ``None``: whatever it is.

    It may be if its suffix and its content are of the format that is written, and it is no plan
    file; a file with nothing in it is of the format that its suffix says.
    """
    if where.force:
        return None

    def look(content: bytes) -> None:
        if where.format == "plan":
            raise is_there(where)
        if not is_of(where.format, Path(where.path or ""), content):
            raise _is_other(where, content)

    return look


def is_of(format_: str, path: Path, content: bytes) -> bool:
    """Whether a file is of the format, by its suffix and by what is in it."""
    if path.suffix.lower() not in SUFFIXES[format_]:
        return False
    text = _text(content[:_LOOK])
    if text is None or (_PLAN.search(text) and format_ not in _JSON):
        return False
    return not text.strip() or _LOOKS[format_](text, len(content) <= _LOOK)


def _text(content: bytes) -> str | None:
    """The content as text, if it is one; cut in the middle of a character or not."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return None
        text = content[: error.start].decode("utf-8-sig")
    return None if "\0" in text else text


def _is_json(text: str, whole: bool) -> bool:
    if not whole:
        return text.lstrip().startswith(("{", "["))
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_json_lines(text: str, whole: bool) -> bool:
    return all(line.startswith("{") and _is_json(line, True) for line in _lines(text, whole))


def _separated(delimiter: str) -> Callable[[str, bool], bool]:
    """Rows of equally many cells."""

    def look(text: str, whole: bool) -> bool:
        import csv

        try:
            rows = [row for row in csv.reader(_lines(text, True), delimiter=delimiter) if row]
        except csv.Error:
            return False
        return len({len(row) for row in (rows if whole else rows[:-1])}) <= 1

    return look


def _is_markdown(text: str, whole: bool) -> bool:
    """With a table in it, and not begun with a heading as what people write is."""
    return "\n| " in f"\n{text}" and not text.lstrip().startswith("#")


def _is_html(text: str, whole: bool) -> bool:
    return text.lstrip().lower().startswith("<!doctype html")


def _is_words(text: str, whole: bool) -> bool:
    return True


def _lines(text: str, whole: bool) -> list[str]:
    """The lines, without the last where it may be cut."""
    lines = text.split("\n")
    return [line for line in (lines if whole else lines[:-1]) if line.strip()]


_LOOKS: dict[str, Callable[[str, bool], bool]] = {
    "table": _is_words,
    "text": _is_words,
    "github": _is_words,
    "json": _is_json,
    "sarif": _is_json,
    "schema": _is_json,
    "jsonl": _is_json_lines,
    "csv": _separated(","),
    "tsv": _separated("\t"),
    "markdown": _is_markdown,
    "html": _is_html,
}
_JSON = frozenset({"json", "sarif", "schema", "jsonl", "html"})


def is_there(where: Destination) -> Refusal:
    """Why a new plan file is not written."""
    said = Message("{file} is there already; overwrite it with --force", file=where.path)
    return Refusal(said, UNUSABLE)


def _is_other(where: Destination, content: bytes) -> Refusal:
    text = _text(content[:_LOOK])
    if text is not None and _PLAN.search(text):
        template = N_("{file} is a plan file and is not overwritten; name another file, or --force")
    else:
        template = N_(
            "{file} is there already and does not hold {format}; name another file, or --force"
        )
    return Refusal(Message(template, file=where.path, format=where.format), UNUSABLE)
