"""Findings about plan files, as text for people and editors, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, east_asian_width
from urllib.parse import quote

from plantrack.messages.harmless import in_json, visible
from plantrack.messages.language import LANGUAGES, voice_in
from plantrack.messages.message import N_, Voice
from plantrack.planfile.diagnostic import Diagnostic, Severity

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33"}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in how many files; `width` in terminal cells, ``None`` for no limit.

    `errors` and `warnings` count those too that are not described, by default none.
    """

    found: Sequence[Diagnostic]
    files: int
    voice: Voice
    width: int | None = None
    color: bool = False
    errors: int = 0
    warnings: int = 0

    @property
    def more(self) -> int:
        """How many findings are not described."""
        return max(0, self.errors + self.warnings - len(self.found))

    def and_more(self) -> str | None:
        """The sentence about them, if there are any."""
        if not self.more:
            return None
        return self.voice.say(
            "{n} more are not listed; mend these first, or choose some with --select", n=self.more
        )


def as_text(report: Report) -> Iterator[str]:
    """`file:line:column: CODE severity: message`, the line with a caret, help; then a count."""
    for one in report.found:
        severity = _painted(report.voice.say(SEVERITIES[one.severity]), one.severity, report)
        message = visible(one.message.said(report.voice.translate))
        yield f"{visible(one.place)}: {one.code} {severity}: {message}\n"
        if one.quoted is not None and one.line:
            yield from _quoted(one, report)
        if one.help is not None:
            helped = visible(one.help.said(report.voice.translate))
            yield report.voice.say("    help: {what}", what=helped) + "\n"
    more = report.and_more()
    if more:
        yield f"{more}\n"
    yield _summary(report)


SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}


def _painted(text: str, severity: Severity, report: Report) -> str:
    return f"\x1b[1;{_COLORS[severity]}m{text}\x1b[0m" if report.color else text


def _quoted(one: Diagnostic, report: Report) -> Iterator[str]:
    """The line, or the part of it around the place that fits, and a caret below."""
    line, at = one.quoted or "", one.column - 1 - one.skipped
    room = (report.width or 0) - 6
    start = 0
    if report.width and _cells(visible(line)) > room:
        while start < at and _cells(visible(line[start:at])) > room // 2:
            start += 1
    before, rest = visible(line[start:at]), visible(line[at:])
    shown = ("…" if start else "") + before
    if report.width:
        rest = _cut(rest, room - _cells(shown))
    yield f"    {visible(shown + rest)}".rstrip() + "\n"  # an order may stand astride the place
    yield f"    {' ' * _cells(shown)}^\n"


def _cells(text: str) -> int:
    """Terminal cells that a text takes: two for a Chinese character."""
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in {"W", "F"} else 1
        for character in text
    )


def _cut(text: str, room: int) -> str:
    if _cells(text) <= room:
        return text
    end = next(end for end in range(len(text)) if _cells(text[: end + 1]) >= room)
    return f"{text[:end]}…"


_SUMMARIES = (
    N_("{files} checked, no problems"),
    N_("{files} checked: errors {errors}, warnings {warnings}"),
)


def is_summary(line: str) -> bool:
    """Whether the line is the last of a report as text, in any language."""
    return any(
        re.fullmatch(_BLANKS.sub("[^,:，：]+", re.escape(one)), line) for one in _said(_SUMMARIES)
    )


def begins_with_code(text: str) -> bool:
    """Whether the text lists or explains codes: each with its severity, in any language."""
    severities = "|".join(_said(SEVERITIES.values()))
    return re.match(rf"[EW]\d{{3}} +(?:{severities})\b", text) is not None


_BLANKS = re.compile(r"\\{\w+\\}")


def _said(templates: Iterable[str]) -> list[str]:
    voices = [voice_in(language) for language in LANGUAGES]
    return [voice.translate(one) for one in templates for voice in voices]


def _summary(report: Report) -> str:
    if not report.found:
        return report.voice.say(_SUMMARIES[0], files=_files(report)) + "\n"
    said = report.voice.say(
        _SUMMARIES[1],
        files=_files(report),
        errors=report.errors,
        warnings=report.warnings,
    )
    return f"{said}\n"


def _files(report: Report) -> str:
    if report.files == 1:
        return report.voice.say("1 file")
    return report.voice.say("{n} files", n=report.files)


def as_json(report: Report) -> Iterator[str]:
    """One object: how many, and a row for each finding."""
    rows = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "file": one.file,
            "line": one.line or None,
            "column": one.column or None,
            "message": one.message.said(report.voice.translate),
            "help": one.help.said(report.voice.translate) if one.help else None,
        }
        for one in report.found
    ]
    summary = {
        "files": report.files,
        "errors": report.errors,
        "warnings": report.warnings,
        "not_listed": report.more,
    }
    head = {"format_version": 1, "command": "check", "language": report.voice.language}
    yield in_json({**head, "summary": summary, "rows": rows}, 2) + "\n"


def as_github(report: Report) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    for one in report.found:
        place = {"file": one.file}
        if one.line:
            place |= {"line": str(one.line), "col": str(one.column)}
        place["title"] = one.code
        written = ",".join(f"{key}={_property(value)}" for key, value in place.items())
        said = [text.said(report.voice.translate) for text in (one.message, one.help) if text]
        yield f"::{one.severity.value} {written}::{_escaped(visible('; '.join(said)))}\n"
    more = report.and_more()
    if more:
        yield f"::notice title=check::{_escaped(more)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible(text)).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report) -> Iterator[str]:
    """SARIF 2.1.0, which code scanning services take."""
    from plantrack import __version__
    from plantrack.checks.codes import CODES

    say = report.voice.say
    used = sorted({one.code for one in report.found})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": say(CODES[code].title)},
            "fullDescription": {"text": say(CODES[code].explanation)},
            "defaultConfiguration": {"level": CODES[code].severity.value},
        }
        for code in used
    ]
    driver = {"name": "plantrack", "version": __version__, "rules": rules}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, used.index(one.code), report.voice) for one in report.found],
    }
    more = report.and_more()
    if more:
        note = {"level": "note", "message": {"text": more}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [note]}]
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    yield in_json({"$schema": schema, "version": "2.1.0", "runs": [run]}, 2) + "\n"


def _result(one: Diagnostic, rule: int, voice: Voice) -> dict[str, Any]:
    said = [text.said(voice.translate) for text in (one.message, one.help) if text]
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.file)}}
    if one.line:
        location["region"] = {"startLine": one.line, "startColumn": one.column}
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": one.severity.value,
        "message": {"text": _plain("; ".join(said))},
        "locations": [{"physicalLocation": location}],
    }


_LINK = re.compile(r"(?<!\\)(\\*)\](?=\()")
_BLANK = re.compile(r"\{(?=[0-9]+\})")


def _plain(text: str) -> str:
    """A message of SARIF without links (`[text](1)`) and blanks to fill in (`{0}`)."""
    return _LINK.sub(r"\1\1\\]", _BLANK.sub("{{", visible(text)))


def _uri(file: str) -> str:
    """A file as a URI: relative as it was named, absolute with its scheme."""
    written = quote(os.fsencode(file.replace("\\", "/")))
    return f"file://{written}" if written.startswith("/") else written


FORMATS: dict[str, Callable[[Report], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""How findings can be written."""
