"""`plantrack import`."""

from pathlib import Path
from typing import Annotated, Optional

import typer
from typer import Argument, Option

from plantrack.cli import options
from plantrack.cli.options import Lang, Output, one_of
from plantrack.messages.errors import Refusal
from plantrack.messages.message import N_, Message

_REPORTS = ("text", "json")

Reports = Annotated[
    Optional[list[str]],
    Argument(metavar="REPORT...", help=N_("docx, html, pdf, xlsx, csv, tsv, md or txt.")),
]
Force = Annotated[bool, Option("--force", help=N_("Overwrite the output file."))]
Update = Annotated[
    Optional[str], Option("--update", metavar="FILE", help=N_("Add to this plan file."))
]
Tables = Annotated[
    Optional[list[str]],
    Option("--table", metavar="N", help=N_("Take only this table. Repeatable.")),
]
ListTables = Annotated[
    bool, Option("--list-tables", help=N_("List the tables and their columns, and end."))
]
ColumnRoles = Annotated[
    Optional[list[str]],
    Option(
        "--column",
        metavar="N=ROLE[:YEAR]",
        help=N_("What a column holds, as 3=plan:2021; T.N for table T only."),
    ),
]
ReportYear = Annotated[
    Optional[str],
    Option("--year", metavar="YEAR", help=N_("The year, where no heading names it.")),
]
Values = Annotated[
    Optional[list[str]],
    Option(
        "--value",
        metavar="TEXT=none",
        help=N_("What a word among figures says: TEXT=none, no value, or TEXT=words, a target."),
    ),
]
Outcomes = Annotated[
    Optional[list[str]],
    Option(
        "--outcome",
        metavar="TEXT=met",
        help=N_("What the report's word for an outcome says: met, exceeded or missed."),
    ),
]
Directions = Annotated[
    Optional[list[str]],
    Option(
        "--direction",
        metavar="NAME=down",
        help=N_("Which way an indicator is meant to go, by name or number: up or down."),
    ),
]
Title = Annotated[Optional[str], Option("--title", metavar="TEXT", help=N_("Title of the plan."))]
ReportLanguage = Annotated[
    Optional[str],
    Option("--language", metavar="LANG", help=N_("Language of the report, such as zh or en.")),
]
ReportFormat = Annotated[
    Optional[str],
    Option(
        "--report",
        metavar="FORMAT",
        help=N_("How to report on standard error: text or json."),
        autocompletion=one_of(_REPORTS),
    ),
]
Strict = Annotated[bool, Option("--strict", help=N_("Exit 1 if anything needs review."))]


def command(
    reports: Reports = None,
    output: Output = None,
    force: Force = False,
    update: Update = None,
    table: Tables = None,
    list_tables: ListTables = False,
    column: ColumnRoles = None,
    year: ReportYear = None,
    value: Values = None,
    outcome: Outcomes = None,
    direction: Directions = None,
    title: Title = None,
    language: ReportLanguage = None,
    report: ReportFormat = None,
    strict: Strict = False,
    lang: Lang = None,
) -> None:
    """From a published report to a plan file: its tables, reasons and notes."""
    if not reports:
        raise Refusal(Message("which report? name its file, or several"))
    from plantrack.cli import import_command
    from plantrack.messages.language import LANGUAGES, voice_in

    numbers = (options.whole_number("--table", one) for one in table or ())
    request = import_command.Request(
        reports=tuple(map(Path, reports)),
        output=Path(output) if output else None,
        force=force,
        update=Path(update) if update else None,
        tables=tuple(number for number in numbers if number is not None),
        columns=tuple(column or ()),
        year=options.year_number(year),
        values=tuple(value or ()),
        outcomes=tuple(outcome or ()),
        directions=tuple(direction or ()),
        title=title,
        language=language,
        list_tables=list_tables,
        as_json=options.known("value of --report", report or "text", _REPORTS) == "json",
        strict=strict,
    )
    translate = {name: voice_in(name).translate for name in LANGUAGES}
    raise typer.Exit(import_command.carried_out(request, options.voice(lang), translate))
