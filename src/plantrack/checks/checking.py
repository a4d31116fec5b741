"""What `check` does: which files, which codes, how it is written, and what the codes mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plantrack.checks.codes import CODES, Code
from plantrack.checks.examine import examined_file
from plantrack.checks.report import FORMATS, SEVERITIES, Report
from plantrack.messages.errors import Refusal, unknown
from plantrack.messages.letters import half_width
from plantrack.messages.message import Message, Voice
from plantrack.planfile.read import find


@dataclass(frozen=True, slots=True)
class Wanted:
    """Codes or beginnings of codes: those to report, all if none, less those to leave out."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def resolved(self) -> Wanted:
        """The same with lists such as "W4,W501" taken apart.

        Raises:
            Refusal: no code begins so.
        """
        return Wanted(_known(self.select), _known(self.ignore))

    def has(self, code: str) -> bool:
        chosen = not self.select or code.startswith(self.select)
        return chosen and not code.startswith(self.ignore or ("-",))


def _known(given: Sequence[str]) -> tuple[str, ...]:
    parts = [part for one in given for part in half_width(one).split(",")]
    prefixes = [part.strip().upper() for part in parts if part.strip()]
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in CODES):
            raise _no_code(prefix)
    return tuple(prefixes)


def _no_code(wanted: str) -> Refusal:
    menu = Message("plantrack check --list names them all")
    return unknown(Message("code"), wanted, list(CODES), menu)


def checked(
    files: Sequence[str], wanted: Wanted, voice: Voice, width: int | None, color: bool
) -> Report:
    """All findings wanted in all files, by default in the plan file that is found.

    Raises:
        Refusal: a code is not known.
    """
    codes = wanted.resolved()
    chosen = list(dict.fromkeys(files)) or [str(find())]
    examined = [examined_file(file, codes.has) for file in chosen]
    return Report(
        [finding for one in examined for finding in one.found],
        len(chosen),
        voice,
        width,
        color,
        sum(one.errors for one in examined),
        sum(one.warnings for one in examined),
    )


def written(report: Report, format_: str) -> Iterator[str]:
    """The report in one of `FORMATS`."""
    return FORMATS[format_](report)


def fails(report: Report, *, strict: bool) -> bool:
    """Whether there is an error, or if `strict` anything at all."""
    return report.errors > 0 or (strict and report.warnings > 0)


def explained(code: str | None, voice: Voice) -> Iterator[str]:
    """One code with its examples, or all codes, a line each.

    Raises:
        Refusal: the code is not known.
    """
    if code is None:
        for one in CODES.values():
            severity = voice.say(SEVERITIES[one.severity])
            yield f"{one.code}  {severity:8}{voice.say(one.title)}\n"
        return
    known = CODES.get(half_width(code).strip().upper())
    if known is None:
        raise _no_code(code)
    yield from _explanation(known, voice)


def _explanation(code: Code, voice: Voice) -> Iterator[str]:
    yield f"{code.code} {voice.say(SEVERITIES[code.severity])}: {voice.say(code.title)}\n\n"
    yield f"{voice.say(code.explanation)}\n"
    for heading, example in (
        (voice.say("Wrong:"), code.wrong),
        (voice.say("Right:"), code.right),
    ):
        yield f"\n{heading}\n\n"
        yield from (f"    {line}".rstrip() + "\n" for line in example.strip().split("\n"))
