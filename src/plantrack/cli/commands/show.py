"""`plantrack show`."""

from typing import Annotated, Optional

from typer import Argument

from plantrack.cli.commands.answering import begin, finish_judged, write
from plantrack.cli.completion import indicator_ids
from plantrack.cli.options import Columns, Common, keys
from plantrack.messages.errors import Refusal
from plantrack.messages.message import N_, Message

Indicators = Annotated[
    Optional[list[str]],
    Argument(
        metavar="INDICATOR",
        help=N_("Its ID, its number or part of its name."),
        autocompletion=indicator_ids,
    ),
]


def command(
    indicators: Indicators = None,
    columns: Columns = None,
    common: Common = Common(),
) -> None:
    """Everything known of one or more indicators, year by year."""
    plan, voice = begin(common)
    if not indicators:
        raise Refusal(Message("which indicator? plantrack list shows them all"))
    from plantrack.answers.show import show
    from plantrack.answers.show_table import show_table
    from plantrack.plan.lookup import find_indicator

    answer = show(plan, [find_indicator(plan, one) for one in indicators], voice)
    write(show_table(answer, voice, keys(columns)), common)
    finish_judged(common, answer)
