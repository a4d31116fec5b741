"""What is said when a command cannot be carried out, and the exit code that says it to scripts."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from typer.exceptions import TyperException

from plantrack.answers.answer import NoSuchYear
from plantrack.answers.table import UnknownColumn
from plantrack.cli.output import ClosedPipe, aside
from plantrack.messages.errors import UNUSABLE, USAGE, Refusal, unknown
from plantrack.messages.harmless import visible
from plantrack.messages.message import Message, Voice
from plantrack.plan.lookup import NotFound
from plantrack.planfile.read import PlanFileError

BUG = 70
"""Exit code for a mistake of plantrack's own, as in sysexits.h."""

_LISTED = 100
"""So many problems of a plan file are said by a command that cannot answer from it."""


def complain(error: Exception, voice: Voice) -> int:
    """Say on standard error what is wrong and what to do; the exit code."""
    match error:
        case ClosedPipe():
            return 0
        case Refusal():
            _refuse(error, voice)
            return error.code
        case PlanFileError():
            _list_diagnostics(error, voice)
            return UNUSABLE
        case NotFound():
            _list_candidates(error, voice)
        case NoSuchYear():
            _say(_no_such_year(error), voice)
        case UnknownColumn():
            _say(unknown(Message("column"), error.wanted, error.known).message, voice)
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


def _refuse(refusal: Refusal, voice: Voice) -> None:
    for message in (refusal.message, *refusal.more):
        if refusal.placed:
            aside(visible(message.said(voice.translate)))
        else:
            _say(message, voice)


def _list_diagnostics(error: PlanFileError, voice: Voice) -> None:
    for diagnostic in error.diagnostics[:_LISTED]:
        message = visible(diagnostic.message.said(voice.translate))
        aside(f"{visible(diagnostic.place)}: {diagnostic.code} {message}")
        if diagnostic.quoted is not None:
            aside(f"    {visible(diagnostic.quoted)}")
        if diagnostic.help is not None:
            aside(f"    {visible(diagnostic.help.said(voice.translate))}")
    more = len(error.diagnostics) - _LISTED + error.more
    if more > 0:
        _say(Message("{n} more problems; plantrack check lists them", n=more), voice)


def _list_candidates(missing: NotFound, voice: Voice) -> None:
    if missing.ambiguous:
        message = Message("“{name}” is more than one:", name=missing.wanted)
    elif missing.candidates:
        message = Message("“{name}” is not known; it may be one of these:", name=missing.wanted)
    else:
        message = Message("“{name}” is not known", name=missing.wanted)
    _say(message, voice)
    for id_, name in missing.candidates:
        aside(f"    {id_}  {visible(name.in_language(voice.language))}")


def _no_such_year(error: NoSuchYear) -> Message:
    years = ", ".join(map(str, error.available)) or Message("none")
    if error.alone and error.year is not None:
        return Message(
            "nothing to compare {year} with; give both years, of: {years}",
            year=error.year,
            years=years,
        )
    if error.year is None:
        return Message("not enough years with figures; the plan has: {years}", years=years)
    return Message("no figures for {year}; the plan has: {years}", year=error.year, years=years)


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
