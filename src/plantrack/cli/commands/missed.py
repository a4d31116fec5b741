"""`plantrack missed`."""

from plantrack.cli.commands.answering import begin, deliver, finish_judged, scope
from plantrack.cli.options import Common, Narrowing, Year, keys, year_number


def command(
    year: Year = None,
    narrowing: Narrowing = Narrowing(),
    common: Common = Common(),
) -> None:
    """What was missed, by how much, and the reason the source gives."""
    plan, voice = begin(common)
    from plantrack.answers.status import misses, status
    from plantrack.answers.status_table import missed_table

    whole = status(plan, year_number(year), voice)
    deliver(missed_table(misses(whole), voice, keys(narrowing.columns)), plan, narrowing, common)
    finish_judged(common, scope(whole.rows, plan, narrowing))
