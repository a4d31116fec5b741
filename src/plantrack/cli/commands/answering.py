"""What commands that answer from a plan have in common: how they begin and how they end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from plantrack.cli import options
from plantrack.cli.options import Common, Narrowing
from plantrack.messages.message import Voice

if TYPE_CHECKING:
    from plantrack.answers.answer import R
    from plantrack.answers.status import JudgedRow
    from plantrack.answers.table import Table
    from plantrack.plan.model import Plan

UNDECIDED = 4
"""Exit code where nothing was missed, but something is undecided: no data is no success."""


def begin(common: Common) -> tuple[Plan, Voice]:
    """The plan to answer from, and the voice to answer in.

    Raises:
        PlanFileError: the plan file cannot be used.
        Refusal: an option has no such value.
    """
    from plantrack.planfile.read import load

    voice = options.voice(common.lang)
    options.answer_to(common)
    options.coloring(common.color)
    if common.version:
        show_version(common)
    return load(common.file), voice


def show_version(common: Common) -> None:
    """Say which plantrack this is and which plan file it reads, and end."""
    from plantrack import __version__
    from plantrack.cli.output import print_whole
    from plantrack.messages.harmless import visible
    from plantrack.planfile.read import PlanFileError, find

    try:
        file = visible(str(common.file or find()))
    except PlanFileError:  # it is refused; the version is told all the same
        print_whole([f"plantrack {__version__}\n"])
        raise
    print_whole([f"plantrack {__version__} ({file})\n"])
    raise typer.Exit


def deliver(
    table: Table,
    plan: Plan,
    narrowing: Narrowing,
    common: Common,
    **words: Sequence[str] | None,
) -> Sequence[Any]:
    """Write what is left of the table, in the format and to the place asked for.

    Returns the rows that were asked for, also those that --limit left out.

    Raises:
        Refusal: an option has no such value, or the answer cannot be written.
    """
    limit = options.whole_number("--limit", narrowing.limit)
    rows: Sequence[Any] = scope(table.rows, plan, narrowing, **words)
    if narrowing.sort or limit is not None or len(rows) < len(table.rows):
        from plantrack.answers.narrow import narrowed

        table = narrowed(table, rows, narrowing.sort, limit)
    write(table, common)
    return rows


def scope(
    rows: Sequence[R], plan: Plan, narrowing: Narrowing, **words: Sequence[str] | None
) -> Sequence[R]:
    """The rows of the sections, kinds and names asked for, and with the code words given.

    Raises:
        Refusal: there is no such code word.
        NotFound: there is no such section.
    """
    asked = (narrowing.section, narrowing.kind, narrowing.search)
    if not any((*asked, *words.values())):
        return rows
    from plantrack.answers.narrow import selected

    return selected(
        rows,
        plan,
        sections=narrowing.section,
        search=narrowing.search,
        kind=narrowing.kind,
        **words,
    )


def write(table: Table, common: Common) -> None:
    """Write the table in the format and to the place asked for."""
    from plantrack.cli import output

    where, color = options.answer_to(common), options.coloring(common.color)
    spoken = options.voice(common.lang)
    output.write(table, where, color, spoken, header=not common.no_header)


def finish(common: Common, *, found: bool) -> None:
    """End with exit code 1 if that was asked for and there is something to find."""
    if common.exit_code and found:
        raise typer.Exit(1)


def finish_judged(common: Common, rows: Iterable[JudgedRow]) -> None:
    """End, where an exit code was asked for, with what became of the targets in these rows.

    1 if one was missed, else 4 if one is undecided or there is nothing to judge, else 0.
    """
    if not common.exit_code:
        return
    from plantrack.answers.status import verdict
    from plantrack.plan.assess import Status

    codes = {Status.MISSED: 1, Status.MET: 0}
    raise typer.Exit(codes.get(verdict(rows) or Status.PENDING, UNDECIDED))
