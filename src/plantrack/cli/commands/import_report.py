"""`plantrack import`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from typer import Argument, Option

from plantrack.cli import options
from plantrack.cli.completion import one_of
from plantrack.cli.options import Force, Lang, Output
from plantrack.messages.errors import Refusal
from plantrack.messages.message import N_, Message

if TYPE_CHECKING:
    from plantrack.documents.bounded import Limits

_REPORTS = ("text", "json")
_LONGEST = 86_400  # seconds

Reports = Annotated[
    Optional[list[str]],
    Argument(metavar="REPORT", help=N_("docx, html, pdf, xlsx, csv, tsv, md or txt.")),
]
Update = Annotated[
    Optional[str], Option("--update", metavar="FILE", help=N_("Add to this plan file."))
]
DryRun = Annotated[
    bool, Option("--dry-run", help=N_("With --update: print the difference, and write nothing."))
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
        help=N_(
            "What a column holds, as 3=plan:2021; T.N for table T only. Roles: number, name, "
            "section, unit, kind, plan, actual, baseline, outcome, reason, note, period, skip."
        ),
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
Encoding = Annotated[
    Optional[str],
    Option(
        "--encoding",
        metavar="NAME",
        help=N_("Encoding of a text or CSV file that is not UTF-8, such as windows-1252."),
        autocompletion=one_of(("utf-8", "gb18030", "big5", "shift_jis", "windows-1252")),
    ),
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
Timeout = Annotated[
    Optional[str],
    Option(
        "--timeout", metavar="SECONDS", help=N_("Give up after so many seconds; 60 by default.")
    ),
]
Strict = Annotated[bool, Option("--strict", help=N_("Exit 1 if anything needs review."))]


def command(
    reports: Reports = None,
    output: Output = None,
    force: Force = False,
    update: Update = None,
    dry_run: DryRun = False,
    table: Tables = None,
    list_tables: ListTables = False,
    column: ColumnRoles = None,
    year: ReportYear = None,
    value: Values = None,
    outcome: Outcomes = None,
    direction: Directions = None,
    title: Title = None,
    language: ReportLanguage = None,
    encoding: Encoding = None,
    report: ReportFormat = None,
    strict: Strict = False,
    timeout: Timeout = None,
    lang: Lang = None,
) -> None:
    """From a published report to a plan file: its tables, reasons and notes."""
    if not reports:
        raise Refusal(Message("which report? name its file, or several"))
    if title is not None and not title.strip():
        raise Refusal(Message("--title takes the plan's title, not a blank text"))
    from plantrack.cli import import_command

    numbers = (options.whole_number("--table", one) for one in table or ())
    request = import_command.Request(
        reports=tuple(map(Path, reports)),
        output=Path(output) if output else None,
        force=force,
        update=Path(update) if update else None,
        dry_run=dry_run,
        tables=tuple(number for number in numbers if number is not None),
        columns=tuple(column or ()),
        year=options.year_number(year),
        values=tuple(value or ()),
        outcomes=tuple(outcome or ()),
        directions=tuple(direction or ()),
        title=title,
        language=language,
        encoding=encoding,
        list_tables=list_tables,
        as_json=options.known("value of --report", report or "text", _REPORTS) == "json",
        strict=strict,
        limits=_limits(timeout),
    )
    raise typer.Exit(import_command.carried_out(request, options.voice(lang)))


def _limits(timeout: str | None) -> "Limits":
    from plantrack.documents.bounded import Limits

    seconds = options.whole_number("--timeout", timeout)
    if seconds is None:
        return Limits()
    if not 0 < seconds <= _LONGEST:
        message = Message("{option} takes seconds from 1 to {n}", option="--timeout", n=_LONGEST)
        raise Refusal(message)
    return Limits(seconds=seconds)
