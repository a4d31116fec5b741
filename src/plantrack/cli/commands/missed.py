"""`plantrack missed`."""

from plantrack.cli.commands.answering import begin, deliver, finish
from plantrack.cli.options import Common, Narrowing, Year, keys, year_number


def command(
    year: Year = None,
    narrowing: Narrowing = Narrowing(),
    common: Common = Common(),
) -> None:
    """What was missed, by how much, and the reason the source gives."""
    plan, voice = begin(common)
    from plantrack.answers.status import missed
    from plantrack.answers.status_table import missed_table

    answer = missed(plan, year_number(year), voice)
    table = missed_table(answer, voice, keys(narrowing.columns))
    finish(common, found=bool(deliver(table, plan, narrowing, common)))
