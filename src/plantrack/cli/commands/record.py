"""`plantrack record`."""

import sys
from typing import Annotated, Optional

from typer import Argument, Option

from plantrack.cli import options
from plantrack.cli.completion import indicator_ids, one_of
from plantrack.cli.options import File, Lang
from plantrack.messages.message import N_

Indicator = Annotated[
    Optional[str],
    Argument(
        metavar="INDICATOR",
        help=N_("Its ID, its number or part of its name."),
        autocompletion=indicator_ids,
    ),
]
Year = Annotated[Optional[str], Option("--year", metavar="YEAR", help=N_("The year."))]
Actual = Annotated[
    Optional[str], Option("--actual", metavar="FIGURE", help=N_("What was achieved."))
]
Plan = Annotated[Optional[str], Option("--plan", metavar="FIGURE", help=N_("The target."))]
Reason = Annotated[
    Optional[str],
    Option("--reason", metavar="TEXT", help=N_("Why it was missed, as the source states it.")),
]
Source = Annotated[
    Optional[str],
    Option("--source", metavar="ID", help=N_("The source that these figures are from.")),
]
Outcome = Annotated[
    Optional[str],
    Option(
        "--outcome",
        metavar="WORD",
        help=N_("exceeded, met or missed, as the source states it."),
        autocompletion=one_of(("exceeded", "met", "missed")),
    ),
]
Batch = Annotated[
    Optional[str],
    Option(
        "--batch",
        metavar="FILE",
        help=N_("CSV or JSON lines of such entries; - is standard input."),
    ),
]
DryRun = Annotated[bool, Option("--dry-run", help=N_("Print the difference, and write nothing."))]


def command(
    indicator: Indicator = None,
    year: Year = None,
    actual: Actual = None,
    plan: Plan = None,
    reason: Reason = None,
    source: Source = None,
    outcome: Outcome = None,
    batch: Batch = None,
    dry_run: DryRun = False,
    file: File = None,
    lang: Lang = None,
) -> None:
    """Set figures in your plan file; everything else in it stays as it is."""
    from plantrack.cli.output import aside, is_terminal, print_whole
    from plantrack.recording import apply as keeping

    figures = {"plan": plan, "actual": actual, "outcome": outcome}
    given = {**figures, "reason": reason, "source": source}
    asked, voice = keeping.Asked(indicator, year, given, batch), options.voice(lang)
    if dry_run:
        done, difference = keeping.rehearsed(file, asked, to_screen=is_terminal(sys.stdout))
        print_whole([difference])
        for line in keeping.told(done.changes, voice):
            aside(line)
    else:
        done = keeping.recorded(file, asked)
        print_whole(f"{line}\n" for line in keeping.told(done.changes, voice))
    for line in keeping.hinted(done.changes, voice):
        aside(line)
