"""`plantrack init`."""

from typing import Annotated, Optional

from typer import Argument, Option

from plantrack.cli import options
from plantrack.cli.options import Lang, year_number
from plantrack.messages.errors import Refusal
from plantrack.messages.message import N_, Message

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
    from plantrack.cli.output import print_whole
    from plantrack.recording import apply as keeping

    voice = options.voice(lang)
    if from_example and (title or language or year):
        raise Refusal(Message("--from-example copies the plan as it is; it takes no option"))
    if from_example:
        new = keeping.copied(path)
    else:
        new = keeping.begun(path, title, language, year_number(year), voice)
    print_whole(f"{line}\n" for line in keeping.next_steps(new, voice, example=from_example))
