"""The page of the handbook that lists and explains all codes, made from the codes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.checks.codes import CODES, HEAD, Code
from plantrack.checks.report import SEVERITIES
from plantrack.messages.message import Voice


def code_page(voice: Voice) -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines(voice)) + "\n"


def _lines(voice: Voice) -> Iterator[str]:
    yield f"# {voice.say('What plantrack check finds')}"
    yield ""
    yield voice.say(
        "This page is made from the code by docs/generate.py; plantrack check --explain CODE says "
        "the same. An error (E) keeps a plan file from being used; a warning (W) asks to look "
        "again, and counts with --strict. A note in the same year answers the warnings that say so."
    )
    yield ""
    yield voice.say("The examples are parts of a plan file that begins so:")
    yield from _block("toml", HEAD)
    for code in CODES.values():
        yield from _entry(code, voice)


def _entry(code: Code, voice: Voice) -> Iterator[str]:
    severity = voice.say(SEVERITIES[code.severity])
    yield ""
    yield f"## {code.code}: {voice.say(code.title)} ({severity})"
    yield ""
    yield voice.say(code.explanation)
    language = "console" if code.in_shell else "toml"
    for heading, example in (
        (voice.say("Wrong:"), code.wrong),
        (voice.say("Right:"), code.right),
    ):
        yield ""
        yield heading
        yield from _block(language, example)


def _block(language: str, text: str) -> Iterator[str]:
    yield ""
    yield f"```{language}"
    yield text.rstrip("\n")
    yield "```"
