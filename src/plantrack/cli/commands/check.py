"""`plantrack check`."""

from typing import Annotated, Optional

import typer
from typer import Argument, Option

from plantrack.cli import options
from plantrack.cli.completion import one_of
from plantrack.cli.options import Color, File, Force, Lang, Output
from plantrack.messages.message import N_

FORMATS = ("text", "json", "github", "sarif")

Files = Annotated[
    Optional[list[str]],
    Argument(metavar="FILE", help=N_("Plan files; - is standard input.")),
]
Select = Annotated[
    Optional[list[str]],
    Option("--select", metavar="CODES", help=N_("Only these codes or beginnings of codes.")),
]
Ignore = Annotated[
    Optional[list[str]],
    Option("--ignore", metavar="CODES", help=N_("Not these codes or beginnings of codes.")),
]
Strict = Annotated[bool, Option("--strict", help=N_("Exit 1 on warnings too."))]
ListCodes = Annotated[bool, Option("--list", help=N_("List all codes."))]
Explain = Annotated[
    Optional[str], Option("--explain", metavar="CODE", help=N_("Explain a code, with examples."))
]
Format = Annotated[
    Optional[str],
    Option(
        "--format",
        "-F",
        metavar="FORMAT",
        help=N_("text, json, github or sarif."),
        autocompletion=one_of(FORMATS),
    ),
]


def command(
    files: Files = None,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = False,
    list_codes: ListCodes = False,
    explain: Explain = None,
    format: Format = None,
    file: File = None,
    lang: Lang = None,
    output: Output = None,
    force: Force = False,
    color: Color = None,
) -> None:
    """Everything that is wrong or doubtful in plan files, with file, line and column."""
    from plantrack.checks import checking
    from plantrack.cli.output import colored, deliver, width

    voice, when = options.voice(lang), options.coloring(color)
    where = options.written_to(FORMATS, format, output, force)
    if explain is not None or list_codes:
        where = options.written_to(("text",), None, output, force)
        deliver(checking.explained(explain, voice), where, voice)
        return
    wanted = checking.Wanted(tuple(select or ()), tuple(ignore or ()))
    named = files or ([file] if file else [])
    report = checking.checked(named, wanted, voice, width(output), colored(when, output))
    deliver(checking.written(report, where.format), where, voice)
    if checking.fails(report, strict=strict):
        raise typer.Exit(1)
