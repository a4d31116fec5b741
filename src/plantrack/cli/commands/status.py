"""`plantrack status`."""

from typing import Annotated, Optional

from typer import Option

from plantrack.cli.commands.answering import begin, deliver, finish_judged, scope
from plantrack.cli.completion import one_of
from plantrack.cli.options import Common, Narrowing, Year, keys, year_number
from plantrack.messages.message import N_
from plantrack.plan.assess import Status

Statuses = Annotated[
    Optional[list[str]],
    Option(
        "--status",
        metavar="STATUS",
        help=N_("Only this status: exceeded, met, missed, undetermined, pending, unplanned."),
        autocompletion=one_of(tuple(Status)),
    ),
]


def command(
    year: Year = None,
    status: Statuses = None,
    narrowing: Narrowing = Narrowing(),
    common: Common = Common(),
) -> None:
    """Plan against actual, with the gap and the status."""
    plan, voice = begin(common)
    from plantrack.answers import status as query
    from plantrack.answers.status_table import status_table

    answer = query.status(plan, year_number(year), voice)
    table = status_table(answer, voice, keys(narrowing.columns))
    deliver(table, plan, narrowing, common, status=status)
    finish_judged(common, scope(answer.rows, plan, narrowing))
