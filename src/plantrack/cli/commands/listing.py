"""`plantrack list`."""

from plantrack.cli.commands.answering import begin, deliver
from plantrack.cli.options import Common, Narrowing, keys


def command(narrowing: Narrowing = Narrowing(), common: Common = Common()) -> None:
    """IDs, numbers, names and units of all indicators."""
    plan, voice = begin(common)
    from plantrack.answers.listing import indicators
    from plantrack.answers.listing_table import list_table

    table = list_table(indicators(plan, voice), voice, keys(narrowing.columns))
    deliver(table, plan, narrowing, common)
