"""`plantrack diff`."""

from typing import Annotated, Optional

from typer import Argument, Option

from plantrack.cli.commands.answering import begin, deliver, finish
from plantrack.cli.completion import one_of, years
from plantrack.cli.options import Common, Narrowing, keys, year_number
from plantrack.messages.errors import Refusal
from plantrack.messages.message import N_, Message
from plantrack.messages.words import the_word
from plantrack.plan.compare import Ambition, Change

_AGAINST = {"plan": N_("Plan"), "actual": N_("Actual")}

FromYear = Annotated[
    Optional[str],
    Argument(
        metavar="FROM",
        help=N_(
            "Default: the year before TO, or the last but one, with most of the plan's targets."
        ),
        autocompletion=years,
    ),
]
ToYear = Annotated[
    Optional[str],
    Argument(
        metavar="TO",
        help=N_("Default: the year after FROM, or the last, with most of the plan's targets."),
        autocompletion=years,
    ),
]
Against = Annotated[
    str,
    Option(
        "--against",
        metavar="WHAT",
        help=N_("Set the new targets against the earlier plan (the default) or actual."),
        autocompletion=one_of(tuple(_AGAINST)),
    ),
]
Changes = Annotated[
    Optional[list[str]],
    Option(
        "--change",
        metavar="CHANGE",
        help=N_("Only this change: raised, lowered, unchanged, redefined, added, dropped."),
        autocompletion=one_of(tuple(Change)),
    ),
]
Ambitions = Annotated[
    Optional[list[str]],
    Option(
        "--ambition",
        metavar="AMBITION",
        help=N_("Only this ambition: tightened, eased, held."),
        autocompletion=one_of(tuple(Ambition)),
    ),
]


def command(
    from_year: FromYear = None,
    to_year: ToYear = None,
    against: Against = "plan",
    change: Changes = None,
    ambition: Ambitions = None,
    narrowing: Narrowing = Narrowing(),
    common: Common = Common(),
) -> None:
    """The targets of two years: tightened, eased, held, redefined, added, dropped."""
    against = the_word(Message(N_("value of --against")), against, _AGAINST)
    start, end = year_number(from_year), year_number(to_year)
    if start is not None and start == end:
        raise Refusal(Message("FROM and TO are both {year}; name two different years", year=end))
    plan, voice = begin(common)
    from plantrack.answers.diff import diff
    from plantrack.answers.diff_table import diff_table

    answer = diff(plan, start, end, voice, against_actual=against == "actual")
    table = diff_table(answer, voice, keys(narrowing.columns))
    rows = deliver(table, plan, narrowing, common, change=change, ambition=ambition)
    finish(common, found=any(row.change != "unchanged" for row in rows))
