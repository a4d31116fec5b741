"""What commands that answer from a plan have in common: how they begin and how they end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from plantrack.cli import options
from plantrack.cli.options import Common, Narrowing
from plantrack.messages.message import Voice

if TYPE_CHECKING:
    from plantrack.answers.table import Table
    from plantrack.plan.model import Plan


def begin(common: Common) -> tuple[Plan, Voice]:
    """The plan to answer from, and the voice to answer in.

    Raises:
        PlanFileError: the plan file cannot be used.
        Refusal: an option has no such value.
    """
    from plantrack.planfile.read import load

    voice = options.voice(common.lang)
    options.output_format(common.format)
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
    """Write what is left of the table, in the format and to the place asked for; the rows of it.

    Raises:
        Refusal: an option has no such value, or the answer cannot be written.
    """
    limit = options.whole_number("--limit", narrowing.limit)
    asked = (narrowing.section, narrowing.kind, narrowing.search, narrowing.sort)
    if any((*asked, limit is not None, *words.values())):
        from plantrack.answers.narrow import narrowed

        table = narrowed(
            table,
            plan,
            sections=narrowing.section,
            search=narrowing.search,
            sort=narrowing.sort,
            limit=limit,
            kind=narrowing.kind,
            **words,
        )
    write(table, common)
    return table.rows


def write(table: Table, common: Common) -> None:
    """Write the table in the format and to the place asked for."""
    from plantrack.cli import output

    format_, color = options.output_format(common.format), options.coloring(common.color)
    output.write(table, format_, common.output, color, header=not common.no_header)


def finish(common: Common, *, found: bool) -> None:
    """End with exit code 1 if that was asked for and there is something to find."""
    if common.exit_code and found:
        raise typer.Exit(1)
