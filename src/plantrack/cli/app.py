"""The command line: the application, and the boundary where every error ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import typer
import typer.main

from plantrack.cli.commands import COMMANDS
from plantrack.cli.commands.answering import show_version
from plantrack.cli.options import Common, answer_to, spread, voice
from plantrack.cli.typer_classes import HELP_NAMES, Commands
from plantrack.messages.errors import Refusal
from plantrack.messages.language import voice_for
from plantrack.messages.message import Message, Voice


def overview(context: typer.Context, common: Common = Common()) -> None:
    """Hold a government to its plan: what was planned, what came, what was missed and why."""
    if common.version:
        show_version(common)
    given = {name: value for name, value in common._asdict().items() if value not in (None, False)}
    context.default_map = dict.fromkeys(COMMANDS, given)
    if context.invoked_subcommand is None:
        _headline_and_misses(common)
    else:
        _require_taken(context, given)


def _require_taken(context: typer.Context, given: Iterable[str]) -> None:
    """See that the command takes every option that stands before it."""
    name = context.invoked_subcommand or ""
    command = context.command.get_command(context, name)  # type: ignore[attr-defined]
    taken = {param.name for param in command.params}
    for option in given:
        if option not in taken:
            shown = f"--{option.replace('_', '-')}"
            raise Refusal(Message("{command} takes no {option}", command=name, option=shown))


def _headline_and_misses(common: Common) -> None:
    from plantrack.cli.commands.missed import command as missed

    try:
        missed(common=common)
    except typer.Exit:  # something was missed, and --exit-code
        _suggest(common)
        raise
    _suggest(common)


def _suggest(common: Common) -> None:
    """Say what to try next; that is no part of the answer, so it does not go where that goes."""
    if answer_to(common).format == "table":
        from plantrack.cli.output import aside

        aside(
            voice(common.lang).say(
                "try: plantrack status · plantrack diff · plantrack list · plantrack --help"
            )
        )


def application() -> typer.Typer:
    """The whole command line; its commands are imported when they are named."""
    app = typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": HELP_NAMES},
    )
    app.callback(cls=Commands, invoke_without_command=True)(spread(overview))
    return app


def run(arguments: Sequence[str]) -> int:
    """Run plantrack and return its exit code; nothing is raised but `KeyboardInterrupt`.

    Whatever a user can cause is said on standard error, in the reader's language.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a file name can hold what UTF-8 cannot
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    spoken = voice_for(arguments)
    try:
        return _run(arguments, spoken)
    except Exception as error:
        from plantrack.cli.errors import complain

        return complain(error, spoken)


def _run(arguments: Sequence[str], spoken: Voice) -> int:
    if any("\0" in argument for argument in arguments):
        raise Refusal(Message("an argument holds a NUL, which no name or text can"))
    command = typer.main.get_command(application())
    try:
        code = command.main(list(arguments), "plantrack", standalone_mode=False, obj=spoken)
    except SystemExit as end:  # a shell has been told its completions
        code = end.code
    return code if isinstance(code, int) else 0
