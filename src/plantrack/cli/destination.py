"""Where an answer goes, in which format, and what there may be overwritten.

What plantrack wrote itself is known by what it puts there anyway: the keys of its rows, the head of
its JSON, the caption with the plan and its file, the generator of its pages.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plantrack.answers.answer import Row, keys_of
from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import visible
from plantrack.messages.message import N_, Message
from plantrack.render import GENERATOR

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


@dataclass(frozen=True, slots=True)
class Caption:
    """What a text ends with, and a Markdown page begins and ends with: the plan and its file.

    `titles` are those of the plan in all its languages.
    """

    titles: tuple[str, ...] = ()
    file: str = ""


NO_CAPTION = Caption()


def judge(where: Destination, caption: Caption = NO_CAPTION) -> Callable[[bytes], None] | None:
    """What says whether the content of a file may be overwritten; ``None``: whatever it is.

    It may be if plantrack wrote it in the format that is written now, or if nothing is in it.
    """
    if where.force:
        return None

    def look(content: bytes) -> None:
        if where.format == "plan":
            raise is_there(where)
        if not is_ours(where.format, content, caption):
            raise _is_other(where, content)

    return look


def is_ours(format_: str, content: bytes, caption: Caption = NO_CAPTION) -> bool:
    """Whether plantrack wrote the content in that format, of this plan where it names one.

    What it cannot know again is not taken for its own: rows without their header line, or with
    chosen columns.
    """
    if not content.strip():
        return True
    head, tail = _text(content[:_LOOK]), content[-_LOOK:].decode("utf-8", "replace")
    return head is not None and _LOOKS[format_](_Seen(head, tail, caption))


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a file begins and ends, and the caption that it may have."""

    head: str
    tail: str
    caption: Caption


def _is_table(seen: _Seen) -> bool:
    ends = (_bare(title + seen.caption.file) for title in seen.caption.titles)
    return _bare(seen.tail).endswith(tuple(ends))


def _is_markdown(seen: _Seen) -> bool:
    begins = tuple(_bare(title) for title in seen.caption.titles)
    ends = _bare(seen.tail).endswith(_bare(seen.caption.file))
    return ends and _bare(seen.head).startswith(begins)


def _bare(text: str) -> str:
    """The text without blanks, and without signs that only set it apart or keep it harmless."""
    return re.sub(r"[\s\\`·]", "", visible(text))


def _text(content: bytes) -> str | None:
    """The content as text, if it is one; cut in the middle of a character or not."""
    content = content.removeprefix(BOM_UTF8)  # else the place of an error is counted from behind it
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return None
        text = content[: error.start].decode()
    return None if "\0" in text else text


def _separated(delimiter: str) -> Callable[[_Seen], bool]:
    """With a header line that begins with the keys that all rows have."""
    return lambda seen: seen.head.startswith(delimiter.join((*keys_of(Row), "")))


def _is_json_lines(seen: _Seen) -> bool:
    """Begun with a row of ours."""
    import json

    try:
        row = json.loads(seen.head.split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    common = keys_of(Row)
    return isinstance(row, dict) and list(row)[: len(common)] == common


def _begins(pattern: str) -> Callable[[_Seen], bool]:
    return lambda seen: re.match(pattern, seen.head) is not None


def _is_report(seen: _Seen) -> bool:
    """What `check` prints: it ends with a count of files, or lists and explains codes."""
    from plantrack.checks.report import begins_with_code, is_summary

    last = seen.tail.rstrip().rpartition("\n")[2]
    return begins_with_code(seen.head) or is_summary(last)


_LOOKS: dict[str, Callable[[_Seen], bool]] = {
    "table": _is_table,
    "text": _is_report,
    "github": _begins(r"::(?:error|warning) file=[^\n]*,title=[EW]\d{3}::"),
    "json": _begins(r'\{\s*"format_version":\s*\d+,\s*"command":\s*"[a-z]+",'),
    "sarif": _begins(
        r'\{[^{}]*"runs":\s*\[\s*\{\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"plantrack"'
    ),
    "schema": _begins(r'\{\s*"\$schema":\s*"[^"]*",\s*"title":\s*"plantrack plan file"'),
    "jsonl": _is_json_lines,
    "csv": _separated(","),
    "tsv": _separated("\t"),
    "markdown": _is_markdown,
    "html": _begins(r"<!doctype html>\n[^\n]*\n[^\n]*\n" + re.escape(GENERATOR)),
}
"""How what plantrack wrote in each format is known again."""


def is_there(where: Destination) -> Refusal:
    """Why a new plan file is not written."""
    message = Message("{file} is there already; overwrite it with --force", file=where.path)
    return Refusal(message, UNUSABLE)


def _is_other(where: Destination, content: bytes) -> Refusal:
    text = _text(content[:_LOOK])
    if text is not None and _PLAN.search(text):
        template = N_("{file} is a plan file and is not overwritten; name another file, or --force")
    else:
        template = N_(
            "{file} is there already and is not known as {format} that plantrack wrote; "
            "name another file, or --force"
        )
    return Refusal(Message(template, file=where.path, format=where.format), UNUSABLE)
