"""What is said when a command cannot be carried out, and the exit code that says it to scripts."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from typer.exceptions import TyperException

from plantrack.cli.output import ClosedPipe, aside
from plantrack.messages.errors import UNUSABLE, USAGE, PlantrackError
from plantrack.messages.harmless import visible
from plantrack.messages.message import Message, Voice

BUG = 70
"""Exit code for a mistake of plantrack's own, as in sysexits.h."""


def complain(error: Exception, voice: Voice) -> int:
    """Say on standard error what is wrong and what to do; the exit code."""
    match error:
        case ClosedPipe():
            return 0
        case PlantrackError():
            for line in error.lines(voice):
                aside(visible(line))
            return error.code
        case TyperException():
            _say(_usage(error), voice)
        case OSError():
            _say(_refused_by_the_system(error), voice)
            return UNUSABLE
        case MemoryError():
            _say(Message("there is not enough memory for this"), voice)
            return UNUSABLE
        case RecursionError():
            _say(Message("what is to be read is nested too deeply"), voice)
            return UNUSABLE
        case _:
            _say(_own_mistake(error), voice)
            return BUG
    return USAGE


def _say(message: Message, voice: Voice) -> None:
    aside(f"plantrack: {visible(message.said(voice.translate))}")


def _usage(error: TyperException) -> Message:
    """What Typer does not understand: an option that there is not, or that lacks its value."""
    name = getattr(error, "option_name", None)
    if name is None:
        return Message("{text}", text=error.format_message())
    if "does not take" in error.message:
        return Message("the option {name} takes no value", name=name)
    if not hasattr(error, "possibilities"):
        return Message("the option {name} is written wrong: is its value missing?", name=name)
    near = ", ".join(error.possibilities or ())
    message = Message("there is no option {name}", name=name)
    more = Message("did you mean {near}?", near=near) if near else Message("see --help")
    return Message("{first}; {second}", first=message, second=more)


def _refused_by_the_system(error: OSError) -> Message:
    why = error.strerror or str(error)
    if not isinstance(error.filename, (str, bytes)):  # none, or the number of an open file
        return Message("the system refuses: {why}", why=why)
    return Message("the system refuses {file}: {why}", file=os.fsdecode(error.filename), why=why)


def _own_mistake(error: Exception) -> Message:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return Message(
        "a mistake in plantrack itself, please report it: {what} ({where})",
        what=f"{type(error).__name__}: {error}",
        where=where,
    )
