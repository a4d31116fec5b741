"""`plantrack record`."""

import sys
from typing import Annotated, Optional

from typer import Argument, Option

from plantrack.cli import options
from plantrack.cli.completion import indicator_ids, one_of
from plantrack.cli.options import File, Lang
from plantrack.messages.errors import Refusal
from plantrack.messages.message import N_, Message

Indicator = Annotated[
    Optional[str],
    Argument(
        metavar="INDICATOR",
        help=N_("Its ID, its number or part of its name."),
        autocompletion=indicator_ids,
    ),
]
Year = Annotated[
    Optional[str], Option("--year", metavar="YEAR", help=N_("The year; required, but for a batch."))
]
Actual = Annotated[
    Optional[str],
    Option(
        "--actual",
        metavar="FIGURE",
        help=N_("What was achieved. Words among numbers: '{{ text = \"…\" }}'."),
    ),
]
Plan = Annotated[
    Optional[str],
    Option(
        "--plan",
        metavar="FIGURE",
        help=N_("The target. Words among numbers: '{{ text = \"…\" }}'."),
    ),
]
Reason = Annotated[
    Optional[str],
    Option("--reason", metavar="TEXT", help=N_("Why it was missed, as the source states it.")),
]
Note = Annotated[
    Optional[str],
    Option("--note", metavar="TEXT", help=N_("A remark of your own on this year.")),
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
RestatedPlan = Annotated[
    Optional[str],
    Option(
        "--restated-plan",
        metavar="FIGURE",
        help=N_("The target on the definition before a series break."),
    ),
]
RestatedActual = Annotated[
    Optional[str],
    Option(
        "--restated-actual",
        metavar="FIGURE",
        help=N_("The actual on the definition before a series break."),
    ),
]
RestatedBasis = Annotated[
    Optional[str],
    Option(
        "--restated-basis",
        metavar="TEXT",
        help=N_("How the restated figure was worked out: 340 of 365 days."),
    ),
]
Correct = Annotated[
    bool,
    Option("--correct", help=N_("Replace what is there: it was a slip of the pen.")),
]
Revise = Annotated[
    bool,
    Option(
        "--revise",
        help=N_("Replace what is there: it was decided or stated anew. The note keeps it."),
    ),
]
Clear = Annotated[
    Optional[list[str]],
    Option(
        "--clear",
        metavar="KEY",
        help=N_(
            "Take out plan, actual, outcome, reason, source, cell, note or restated. Repeatable."
        ),
        autocompletion=one_of(
            ("plan", "actual", "outcome", "reason", "source", "cell", "note", "restated")
        ),
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
    note: Note = None,
    source: Source = None,
    outcome: Outcome = None,
    restated_plan: RestatedPlan = None,
    restated_actual: RestatedActual = None,
    restated_basis: RestatedBasis = None,
    correct: Correct = False,
    revise: Revise = False,
    clear: Clear = None,
    batch: Batch = None,
    dry_run: DryRun = False,
    file: File = None,
    lang: Lang = None,
) -> None:
    """Set figures in your plan file, or take them out; everything else in it stays as it is."""
    from plantrack.cli.output import aside, is_terminal, patience, print_afterwards, print_whole
    from plantrack.recording import apply as keeping
    from plantrack.recording.batch import cleared
    from plantrack.recording.summary import hinted, told

    voice = options.voice(lang)
    if correct and revise:
        raise Refusal(Message("--correct or --revise, not both: a slip, or a new decision"))
    figures = {"plan": plan, "actual": actual, "outcome": outcome}
    restated = {
        "restated_plan": restated_plan,
        "restated_actual": restated_actual,
        "restated_basis": restated_basis,
    }
    given = {**figures, "reason": reason, "note": note, "source": source, **restated}
    change = "correct" if correct else "revise" if revise else None
    asked = keeping.Asked(indicator, year, given, batch, change, cleared(clear or ()))
    if dry_run:
        done, difference = keeping.rehearsed(file, asked, to_screen=is_terminal(sys.stdout))
        print_whole([difference])
        for line in told(done.changes, voice):
            aside(line)
    else:
        done = keeping.recorded(file, asked, patience(voice))
        print_afterwards(told(done.changes, voice), voice)
    for line in hinted(done.changes, voice):
        aside(line)
