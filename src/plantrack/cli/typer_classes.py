"""Typer's command and group, speaking the reader's language and quick to start."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from plantrack.cli.commands import COMMANDS
from plantrack.cli.help_page import with_colon, write_list, write_text
from plantrack.cli.options import spread
from plantrack.messages.errors import Refusal, unknown
from plantrack.messages.harmless import words
from plantrack.messages.message import N_, Message, Voice

HELP_NAMES = ["-h", "--help"]

TYPERS_OWN = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("Show this message and exit."),
)
"""Titles of the help, and what Typer itself puts into it, for the catalogue."""


class _AsGiven:
    """Takes an option's text as it is.

    Typer would make a Pydantic adapter for every option of the command, given or not, which takes
    longer than all that plantrack does itself. Every value option here is text.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        for text in (value,) if isinstance(value, str) else value:
            _require_text(text, _FILES if _names_files(param) else "strict")
        return value


def _names_files(param: Any) -> bool:
    """Whether its value names files, which may be called by any bytes at all."""
    return any(word in (param.metavar or "") for word in ("FILE", "REPORT"))


_FILES = sys.getfilesystemencodeerrors()
"""How a name that is no text stands for bytes."""


def _require_text(text: str, errors: str) -> None:
    try:
        text.encode("utf-8", errors)
    except UnicodeEncodeError:
        raise Refusal(Message("“{given}” is not UTF-8", given=text)) from None


_AS_GIVEN = _AsGiven()


def _as_given() -> _AsGiven:
    return _AS_GIVEN


def _voice(context: Any) -> Voice:
    found = context.find_object(Voice)
    return found if found is not None else Voice()


_COMPLETION = ("install_completion", "show_completion")


class _InWords:
    """Sets completion up as Typer does, and says in words why it cannot be done."""

    def __init__(self, theirs: Callable[..., Any]) -> None:
        self.theirs = theirs

    def __call__(self, ctx: Any, param: Any, value: Any) -> Any:
        if not value or ctx.resilient_parsing:
            return value
        from plantrack.cli.completion import set_up

        return set_up(lambda: self.theirs(ctx, param, value))


class _Own:
    """What a command and the group of them do in plantrack's own way: reading texts, and help."""

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            param.get_runtime_param = _as_given
            if param.name in _COMPLETION and not isinstance(param.callback, _InWords):
                param.callback = _InWords(param.callback)
        return params

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Options and commands for the shell, explained in words alone."""
        items: list[Any] = super().shell_complete(ctx, incomplete)  # type: ignore[misc]
        for item in items:
            item.help = words(_voice(ctx).say(item.help or ""))
        return items

    def get_help(self, ctx: Any) -> str:
        """Print the help as any answer is printed, be it into a closed pipe, and end."""
        from plantrack.cli.output import print_whole

        print_whole([super().get_help(ctx), "\n"])  # type: ignore[misc]
        raise typer.Exit

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        usage = with_colon(_voice(ctx).say("Usage"))
        formatter.write_usage(
            ctx.command_path, pieces, prefix=f"{usage} " if usage.isascii() else usage
        )

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        write_text(formatter, _voice(ctx).say(self.help))  # type: ignore[attr-defined]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        voice = _voice(ctx)
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            params = [p for p in self.get_params(ctx) if p.param_type_name == kind]
            records = [record for p in params if (record := _record(p, ctx, voice))]
            write_list(formatter, title, records, voice)


def _record(param: Any, ctx: Any, voice: Voice) -> tuple[str, str] | None:
    """An option's line of help: how it is written, and what it does."""
    record = param.get_help_record(ctx)
    # Typer adds the Python type to an argument, which is always text here.
    return record and (record[0].partition(" <")[0], voice.say(param.help or ""))


class Command(_Own, TyperCommand):
    """One command; a word too many is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise Refusal(Message("“{extra}” is one word too many", extra=" ".join(rest)))
        return rest


class Commands(_Own, TyperGroup):
    """All commands; each is imported when it is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = import_module(f"plantrack.cli.commands.{COMMANDS[cmd_name]}")
            self.commands[cmd_name] = _typer_command(cmd_name, module.command)
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        asked = not ctx.resilient_parsing  # completion is silent about what it does not know
        if asked and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise unknown(Message("command"), args[0], list(COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        voice = _voice(ctx)
        lines = [(name, voice.say(self.get_command(ctx, name).help)) for name in COMMANDS]
        write_list(formatter, "Commands", lines, voice)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


def _typer_command(name: str, function: Callable[..., None]) -> Any:
    """The function as a command; an application of one command is that command."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": HELP_NAMES}
    alone.command(name, cls=Command, context_settings=settings)(spread(function))
    return typer.main.get_command(alone)
