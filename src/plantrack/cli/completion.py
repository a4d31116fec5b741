"""What the shell is offered to complete: words alone, since shells evaluate what they are given.

zsh evaluates candidates and descriptions as code, bash expands `*` in them, and any of them puts a
candidate on the command line. So a candidate is one word of letters, digits and `-_.,·%/`, or it is
left out, and a description is what such words are left of it.
"""

# No `from __future__ import annotations`: Typer would have to evaluate every annotation at start.
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Context, Exit

from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.harmless import is_word, words
from plantrack.messages.language import voice_in
from plantrack.messages.message import Message

if TYPE_CHECKING:
    from plantrack.messages.message import Voice
    from plantrack.plan.model import Plan

Pairs = Iterable[tuple[str, str]]
Complete = Callable[[Context, str], list[tuple[str, str]]]


def offered(pairs: Pairs, incomplete: str) -> list[tuple[str, str]]:
    """The candidates that begin so and are words, each with what explains it, in words."""
    return [
        (candidate, words(text))
        for candidate, text in pairs
        if candidate.startswith(incomplete) and is_word(candidate)
    ]


def one_of(candidates: Sequence[str]) -> Complete:
    """Complete from a fixed list of words."""

    def complete(context: Context, incomplete: str) -> list[tuple[str, str]]:
        return offered(((one, "") for one in candidates), incomplete)

    return complete


def _from_plan(candidates: "Callable[[Plan, Voice], Pairs]") -> Complete:
    """Complete from the plan file; silent if it cannot be read, as completion must be."""

    def complete(context: Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            plan = _plan(context.params.get("file") or context.find_root().params.get("file"))
            return offered(candidates(plan, voice_in()), incomplete)
        except Exception:  # whatever is wrong, the command itself will say it
            return []

    return complete


def _plan(file: str | None) -> "Plan":
    """The plan to complete from: of a plain file, since from others a shell could wait for ever."""
    from plantrack.planfile.read import find, load

    path = Path(file) if file else find()
    if not path.is_file():
        raise FileNotFoundError(path)
    return load(path)


@_from_plan
def indicator_ids(plan: "Plan", voice: "Voice") -> Iterator[tuple[str, str]]:
    """Complete an indicator's ID; its name explains it."""
    return ((one.id, one.name.in_language(voice.language)) for one in plan.indicators)


@_from_plan
def section_ids(plan: "Plan", voice: "Voice") -> Iterator[tuple[str, str]]:
    """Complete a section's ID; its title explains it."""
    return ((one.id, one.title.in_language(voice.language)) for one in plan.sections)


@_from_plan
def years(plan: "Plan", voice: "Voice") -> Iterator[tuple[str, str]]:
    """Complete a year that the plan has figures for."""
    return ((str(year), "") for year in plan.years)


def set_up(theirs: Callable[[], object]) -> None:
    """Let Typer install or print the completion for the shell around, and end.

    Raises:
        Refusal: the shell is not known, or its files cannot be read or written.
    """
    from plantrack.cli.output import print_whole

    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            theirs()
    except SystemExit:
        print_whole([said.getvalue()])
        raise Exit from None
    except Exit:
        raise _no_completion(said.getvalue()) from None
    except OSError as error:
        raise _no_completion(f"{error.filename}: {error.strerror}") from None
    except (UnicodeError, RuntimeError) as error:  # the shell's file is no text, there is no home
        raise _no_completion(error) from None


def _no_completion(why: object) -> Refusal:
    return Refusal(
        Message("completion cannot be set up here: {why}", why=str(why).strip()), UNUSABLE
    )
