"""The page of the handbook that lists the doubts of an import, made from their codes."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.interpret.doubt import DoubtCode
from plantrack.messages.message import Voice


def doubts_page(voice: Voice) -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines(voice)) + "\n"


def _lines(voice: Voice) -> Iterator[str]:
    yield f"# {voice.say('What plantrack import asks')}"
    yield ""
    yield voice.say(
        "This page is made from the code by docs/generate.py. An import lists what it was not sure "
        "of, each with its place; --report json gives the code of each, which no language changes."
    )
    yield ""
    yield voice.say(
        "Where the third column says yes, something is missing from the plan file, or may be, "
        "until then; such doubts are listed first."
    )
    yield ""
    yield _row(
        voice.say("code"), voice.say("what is doubtful"), voice.say("left out"),
        voice.say("what answers it"),
    )  # fmt: skip
    yield _row(*["---"] * 4)
    for code in DoubtCode:
        left_out = voice.say("yes") if code.leaves_out else ""
        yield _row(f"`{code.value}`", voice.say(code.meaning), left_out, voice.say(code.answer))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
