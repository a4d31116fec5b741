"""`plantrack list`."""

from plantrack.commands.answering import begin, deliver
from plantrack.options import Common, Narrowing, keys


def command(narrowing: Narrowing = Narrowing(), common: Common = Common()) -> None:
    """IDs, numbers, names and units of all indicators."""
    plan, voice = begin(common)
    from plantrack.queries.listing import indicators
    from plantrack.tables.listing import list_table

    table = list_table(indicators(plan, voice), voice, keys(narrowing.columns))
    deliver(table, plan, narrowing, common)
