"""`plantrack init`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Optional

from typer import Argument, Option

from plantrack.cli import options
from plantrack.cli.options import Lang, year_number
from plantrack.messages.errors import Refusal
from plantrack.messages.message import N_, Message, Voice

NewFile = Annotated[
    str, Argument(metavar="FILE", help=N_("The new file. Default: plantrack.toml."))
]
FromExample = Annotated[
    bool, Option("--from-example", help=N_("Copy the plan that comes with plantrack."))
]
Title = Annotated[Optional[str], Option("--title", metavar="TEXT", help=N_("Title of the plan."))]
PlanLanguage = Annotated[
    Optional[str],
    Option("--language", metavar="LANG", help=N_("Language of the plan, such as zh or en.")),
]
FirstYear = Annotated[
    Optional[str],
    Option("--year", metavar="YEAR", help=N_("Year of the plan. Default: this one.")),
]


def command(
    path: NewFile = "plantrack.toml",
    from_example: FromExample = False,
    title: Title = None,
    language: PlanLanguage = None,
    year: FirstYear = None,
    lang: Lang = None,
) -> None:
    """Write a new plan file that shows every feature once; nothing is overwritten."""
    from plantrack.cli.output import patience, print_afterwards
    from plantrack.files.writing import create
    from plantrack.planfile.read import embedded, read_bytes

    voice = options.voice(lang)
    if from_example and (title or language or year):
        raise Refusal(Message("--from-example copies the plan as it is; it takes no option"))
    if from_example:
        content = read_bytes(str(embedded()), embedded())
    else:
        content = _begun(language or voice.language or "en", title, year_number(year))
    new = _new_path(path)
    create(new, content, patience(voice))
    print_afterwards(_next_steps(new, voice, example=from_example), voice)


def _begun(language: str, title: str | None, year: int | None) -> bytes:
    """A new plan file for `year` or else the current one.

    Raises:
        Refusal: no language is so called, or the title is not text.
    """
    import datetime

    from plantrack.planfile.schema import LANGUAGE
    from plantrack.planfile.starter import starter

    if not LANGUAGE.fullmatch(language):
        raise Refusal(Message("“{key}” is not a language code such as zh or en", key=language))
    try:
        return starter(language, title, year or datetime.date.today().year).encode()
    except UnicodeEncodeError:
        raise Refusal(
            Message("{option} holds bytes that are not UTF-8", option="--title")
        ) from None


def _new_path(file: str) -> Path:
    from plantrack.planfile.read import FILE_NAME

    path = Path(file)
    try:
        return path / FILE_NAME if path.is_dir() else path
    except OSError:  # it cannot even be looked at, which writing will say
        return path


def _next_steps(path: Path, voice: Voice, *, example: bool) -> Iterator[str]:
    """What to do with a new plan file, as commands to copy."""
    import shlex

    from plantrack.messages.harmless import visible
    from plantrack.planfile.read import FILE_NAME

    yield voice.say("wrote {file}", file=visible(str(path)))
    if not example:
        yield voice.say("put your own indicators in the place of the examples; then try:")
    option = "" if path == Path(FILE_NAME) else f" --file {shlex.quote(str(path))}"
    figures = "20 --year 2022 --actual 55" if example else "1 --year YEAR --actual FIGURE"
    for command in ("check", "status", f"record {figures}"):
        yield visible(f"  plantrack {command}{option}")
