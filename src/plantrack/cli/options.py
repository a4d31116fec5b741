"""Options that commands share, as Typer reads them, and what they come to.

All values reach a command as text and are read here, so that what is wrong with one is said in the
reader's language, with what was probably meant.
"""

# No `from __future__ import annotations`: Typer would have to evaluate every annotation at start.
import inspect
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Optional, get_origin

from typer import Argument, Option

from plantrack.cli.completion import one_of, section_ids, years
from plantrack.messages.errors import Refusal, unknown
from plantrack.messages.language import LANGUAGES, plain_language, voice_in
from plantrack.messages.letters import typed
from plantrack.messages.message import N_, Message
from plantrack.render import FORMATS

if TYPE_CHECKING:
    from plantrack.cli.destination import Destination
    from plantrack.messages.message import Voice

_COLORS = ("auto", "always", "never")


Year = Annotated[
    Optional[str],
    Argument(
        metavar="YEAR",
        help=N_("Default: the latest year in which at least half of the targets have an actual."),
        autocompletion=years,
    ),
]
Columns = Annotated[
    Optional[str],
    Option("--columns", metavar="KEYS", help=N_("These columns, in this order: a,b,c.")),
]


class Narrowing(NamedTuple):
    """Which rows of an answer, in which order, how many, and which columns."""

    section: Annotated[
        Optional[list[str]],
        Option(
            "--section",
            metavar="SECTION",
            help=N_("Only this section: its ID or part of its title. Repeatable."),
            autocompletion=section_ids,
        ),
    ] = None
    kind: Annotated[
        Optional[list[str]],
        Option(
            "--kind",
            metavar="KIND",
            help=N_("Only this kind: binding or anticipatory."),
            autocompletion=one_of(("binding", "anticipatory")),
        ),
    ] = None
    search: Annotated[
        Optional[str],
        Option("--search", metavar="TEXT", help=N_("Only indicators with this in the name.")),
    ] = None
    sort: Annotated[
        Optional[str],
        Option("--sort", metavar="KEY", help=N_("Sort by this column; -KEY descends.")),
    ] = None
    columns: Columns = None
    limit: Annotated[
        Optional[str], Option("--limit", metavar="N", help=N_("At most so many rows."))
    ] = None


File = Annotated[
    Optional[str],
    Option("--file", "-f", metavar="FILE", help=N_("The plan file; - is standard input.")),
]
Lang = Annotated[
    Optional[str],
    Option(
        "--lang",
        metavar="LANG",
        help=N_("Language of the output: zh or en."),
        autocompletion=one_of(LANGUAGES),
    ),
]
Output = Annotated[
    Optional[str],
    Option("--output", "-o", metavar="FILE", help=N_("Write to this file, whole or not.")),
]
Force = Annotated[
    bool,
    Option(
        "--force",
        help=N_(
            "Overwrite what is there, even if it is not known as plantrack's own "
            "(rows with --columns or --no-header are not)."
        ),
    ),
]
Color = Annotated[
    Optional[str],
    Option(
        "--color",
        metavar="WHEN",
        help=N_("auto, always or never."),
        autocompletion=one_of(_COLORS),
    ),
]


class Common(NamedTuple):
    """What every answer can be asked for."""

    file: File = None
    lang: Lang = None
    format: Annotated[
        Optional[str],
        Option(
            "--format",
            "-F",
            metavar="FORMAT",
            help=N_("table, json, jsonl, csv, tsv, markdown or html."),
            autocompletion=one_of(tuple(FORMATS)),
        ),
    ] = None
    output: Output = None
    force: Force = False
    no_header: Annotated[bool, Option("--no-header", help=N_("Leave the header line out."))] = False
    color: Color = None
    exit_code: Annotated[
        bool,
        Option(
            "--exit-code",
            help=N_(
                "Exit 1 on findings, 4 if nothing was missed but something is undecided; "
                "whatever --status, --limit and --columns show of it."
            ),
        ),
    ] = False
    version: Annotated[
        bool, Option("--version", help=N_("Show the version and which plan file is read."))
    ] = False


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with each group of options that it takes spread out for Typer to see."""
    own = inspect.signature(command, eval_str=True).parameters.values()
    groups = {one.name: one.annotation for one in own if _is_group(one.annotation)}

    def run(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{field: given.pop(field) for field in group._fields})
        command(**given)

    seen = [one for parameter in own for one in _seen(parameter)]
    run.__signature__ = inspect.Signature(seen)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in seen}
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return run


def _is_group(annotation: Any) -> bool:
    return get_origin(annotation) is None and hasattr(annotation, "_fields")


def _seen(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    group = parameter.annotation
    if not _is_group(group):
        return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults[name],
            annotation=group.__annotations__[name],
        )
        for name in group._fields
    ]


def voice(lang: str | None) -> "Voice":
    """The voice in the language asked for, else in that of the environment.

    Raises:
        Refusal: plantrack does not speak it.
    """
    if lang is None:
        return voice_in()
    found = plain_language(lang)
    if found is None:
        raise Refusal(Message("--lang takes zh or en, not “{lang}”", lang=lang))
    return voice_in(found)


def answer_to(common: Common) -> "Destination":
    """Where an answer goes and in which format: as asked, or as the file's suffix says.

    Raises:
        Refusal: there is no such format, or the suffix contradicts it.
    """
    return written_to(tuple(FORMATS), common.format, common.output, common.force)


def written_to(
    formats: Sequence[str], given: str | None, path: str | None, force: bool
) -> "Destination":
    """Where a text goes, and in which of the formats that it can be written in.

    Raises:
        Refusal: there is no such format, or the suffix contradicts it.
    """
    from plantrack.cli.destination import destination

    chosen = None if given is None else known("format", given, formats)
    return destination(formats, chosen, path, force)


def coloring(given: str | None) -> str:
    """When to use colour: auto, always or never.

    Raises:
        Refusal: it is none of these.
    """
    return known("value of --color", given or "auto", _COLORS)


def known(what: str, given: str, words: Sequence[str]) -> str:
    """The word given, if it is one of those.

    Raises:
        Refusal: it is not; the nearest is named.
    """
    found = {typed(word): word for word in words}.get(typed(given))
    if found is None:
        raise unknown(Message(what), given, words)
    return found


_WHATS = (N_("format"), N_("value of --color"))


def whole_number(option: str, given: str | None) -> int | None:
    """The number of an option that counts something: 0 or more, of at most nine digits.

    Raises:
        Refusal: it is not such a number.
    """
    if given is None:
        return None
    plain = typed(given)
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 10):
        raise Refusal(Message("{option} takes a number, not “{given}”", option=option, given=given))
    return int(plain)


def year_number(given: str | None) -> int | None:
    """The year that an argument names, from 1900 to 2199: "2021", "２０２１" or "2021年".

    Raises:
        Refusal: it is not a year.
    """
    if given is None:
        return None
    from plantrack.plan.lookup import find_year

    year = find_year(given)
    if year is None:
        raise Refusal(Message("“{given}” is not a year such as 2021", given=given))
    return year


def keys(columns: str | None) -> list[str] | None:
    """The column keys asked for, in order.

    Raises:
        Refusal: there is none among them.
    """
    if columns is None:
        return None
    found = [key.strip() for key in re.split("[,，、]", columns)]
    if not any(found):
        raise Refusal(Message("--columns takes keys of columns, as name,plan,actual"))
    return found
