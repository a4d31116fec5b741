"""The command line: one short function a command, exit codes, and the boundary for errors."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Optional

import typer

from plantrack.language import Message, Translate, Voice, untranslated
from plantrack.refusal import Refusal

if TYPE_CHECKING:
    from plantrack.lookup import NotFound
    from plantrack.model import Plan
    from plantrack.queries import Row
    from plantrack.read import PlanFileError
    from plantrack.tables import Table

app = typer.Typer(
    add_completion=True,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
    HTML = "html"


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Findings(StrEnum):
    """Formats of `check`."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class Against(StrEnum):
    """What a new target is set against."""

    PLAN = "plan"
    ACTUAL = "actual"


def _version(wanted: bool) -> None:
    if not wanted:
        return
    from plantrack import __version__
    from plantrack.read import find

    typer.echo(f"plantrack {__version__} ({find()})")
    raise typer.Exit


def _completion(list_words: Callable[[Plan], Iterator[tuple[str, str]]]) -> Callable[..., Any]:
    """Complete from the plan file; silent if it cannot be read, as completion must be."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from plantrack.read import PlanFileError, load

        try:
            return [pair for pair in list_words(load()) if pair[0].startswith(incomplete)]
        except PlanFileError:
            return []

    return complete


def _ids(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((one.id, one.name.in_language(_language(None))) for one in plan.indicators)


def _section_ids(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((one.id, one.title.in_language(_language(None))) for one in plan.sections)


def _years(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((str(year), "") for year in plan.years)


File = Annotated[
    Optional[str], typer.Option("--file", "-f", metavar="FILE", help="Plan file; - is stdin.")
]
Lang = Annotated[
    Optional[str], typer.Option("--lang", metavar="LANG", help="Language of the output: zh, en.")
]
As = Annotated[Optional[Format], typer.Option("--format", "-F", help="Output format.")]
Output = Annotated[
    Optional[str], typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
]
NoHeader = Annotated[bool, typer.Option("--no-header", help="Leave the header line out.")]
UseColor = Annotated[Optional[Color], typer.Option("--color", help="When to use colour.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit 1 on findings.")]
Version = Annotated[
    bool, typer.Option("--version", is_eager=True, callback=_version, help="Version and plan file.")
]
InSection = Annotated[
    Optional[list[str]],
    typer.Option(
        "--section",
        metavar="SECTION",
        help="Only this section.",
        autocompletion=_completion(_section_ids),
    ),
]
OfKind = Annotated[
    Optional[list[str]], typer.Option("--kind", metavar="KIND", help="binding or anticipatory.")
]
Search = Annotated[
    Optional[str], typer.Option("--search", metavar="TEXT", help="Only names with this text.")
]
Sort = Annotated[
    Optional[str], typer.Option("--sort", metavar="KEY", help="Sort by column; -KEY descends.")
]
Columns = Annotated[
    Optional[str], typer.Option("--columns", metavar="KEYS", help="Columns, comma-separated.")
]
Limit = Annotated[
    Optional[int], typer.Option("--limit", min=0, metavar="N", help="At most so many rows.")
]
Year = Annotated[
    Optional[int],
    typer.Argument(metavar="YEAR", help="Default: the latest.", autocompletion=_completion(_years)),
]

_COMMANDS = ("status", "missed", "diff", "show", "list", "check", "record", "schema", "init")


@app.callback(invoke_without_command=True)
def overview(
    context: typer.Context,
    file: File = None,
    lang: Lang = None,
    format: As = None,
    output: Output = None,
    no_header: NoHeader = False,
    color: UseColor = None,
    exit_code: ExitCode = False,
    version: Version = False,
) -> None:
    """Hold a government to its plan: what was planned, what came, what was missed and why."""
    given = {
        key: value.value if isinstance(value, StrEnum) else value
        for key, value in context.params.items()
        if value not in (None, False)
    }
    if context.invoked_subcommand is None:
        missed(**(context.params | {"version": False}))
        if format in (None, Format.TABLE):
            _hint(lang)
    context.default_map = dict.fromkeys(_COMMANDS, given)


def _hint(lang: str | None) -> None:
    """What to try next; for people, so not on stdout."""
    tip = "try: plantrack status · plantrack diff · plantrack show 25 · plantrack --help"
    typer.echo(Message(tip).said(_voice(lang).translate), err=True)


@app.command()
def status(
    year: Year = None,
    section: InSection = None,
    kind: OfKind = None,
    only: Annotated[
        Optional[list[str]], typer.Option("--status", metavar="STATUS", help="Only these.")
    ] = None,
    search: Search = None,
    sort: Sort = None,
    columns: Columns = None,
    limit: Limit = None,
    file: File = None,
    lang: Lang = None,
    format: As = None,
    output: Output = None,
    no_header: NoHeader = False,
    color: UseColor = None,
    exit_code: ExitCode = False,
    version: Version = False,
) -> None:
    """Plan against actual, with the gap and the status."""
    from plantrack import queries, tables

    voice, plan = _voice(lang), _plan(file)
    answer = queries.status(plan, year, voice)
    table = tables.status_table(answer, voice, _keys(columns))
    picked = _filtered(plan, table, section, search, sort, limit, kind=kind, status=only)
    _write(picked, format, output, no_header, color)
    _exit(exit_code and answer.summary["indicators"]["missed"] > 0)


@app.command()
def missed(
    year: Year = None,
    section: InSection = None,
    kind: OfKind = None,
    search: Search = None,
    sort: Sort = None,
    columns: Columns = None,
    limit: Limit = None,
    file: File = None,
    lang: Lang = None,
    format: As = None,
    output: Output = None,
    no_header: NoHeader = False,
    color: UseColor = None,
    exit_code: ExitCode = False,
    version: Version = False,
) -> None:
    """What was missed, by how much, and the reason the source gives."""
    from plantrack import queries, tables

    voice, plan = _voice(lang), _plan(file)
    answer = queries.missed(plan, year, voice)
    table = tables.missed_table(answer, voice, _keys(columns))
    _write(
        _filtered(plan, table, section, search, sort, limit, kind=kind),
        *(format, output, no_header, color),
    )
    _exit(exit_code and bool(answer.rows))


@app.command()
def diff(
    from_year: Annotated[
        Optional[int], typer.Argument(metavar="FROM", autocompletion=_completion(_years))
    ] = None,
    to_year: Annotated[
        Optional[int], typer.Argument(metavar="TO", autocompletion=_completion(_years))
    ] = None,
    against: Annotated[Against, typer.Option(help="Set against plan or actual.")] = Against.PLAN,
    change: Annotated[
        Optional[list[str]], typer.Option(metavar="CHANGE", help="Only these changes.")
    ] = None,
    ambition: Annotated[
        Optional[list[str]], typer.Option(metavar="AMBITION", help="Only these ambitions.")
    ] = None,
    section: InSection = None,
    kind: OfKind = None,
    search: Search = None,
    sort: Sort = None,
    columns: Columns = None,
    limit: Limit = None,
    file: File = None,
    lang: Lang = None,
    format: As = None,
    output: Output = None,
    no_header: NoHeader = False,
    color: UseColor = None,
    exit_code: ExitCode = False,
    version: Version = False,
) -> None:
    """The targets of two years: tightened, eased, held, redefined, added, dropped."""
    from plantrack import queries, tables

    voice, plan = _voice(lang), _plan(file)
    actual = against is Against.ACTUAL
    answer = queries.diff(plan, from_year, to_year, voice, against_actual=actual)
    table = tables.diff_table(answer, voice, _keys(columns))
    picked = _filtered(
        *(plan, table, section, search, sort, limit), kind=kind, change=change, ambition=ambition
    )
    _write(picked, format, output, no_header, color)
    _exit(exit_code and any(row.change != "unchanged" for row in answer))


@app.command()
def show(
    indicator: Annotated[
        list[str],
        typer.Argument(help="ID, number or part of the name.", autocompletion=_completion(_ids)),
    ],
    columns: Columns = None,
    file: File = None,
    lang: Lang = None,
    format: As = None,
    output: Output = None,
    no_header: NoHeader = False,
    color: UseColor = None,
    exit_code: ExitCode = False,
    version: Version = False,
) -> None:
    """Everything known of one or more indicators."""
    from plantrack import queries, tables
    from plantrack.lookup import find_indicator

    voice, plan = _voice(lang), _plan(file)
    answer = queries.show(plan, [find_indicator(plan, one) for one in indicator], voice)
    table = tables.show_table(answer, voice, _keys(columns))
    _write(table, format, output, no_header, color)
    _exit(exit_code and any(row.status == "missed" for row in answer))


@app.command("list")
def list_(
    section: InSection = None,
    kind: OfKind = None,
    search: Search = None,
    sort: Sort = None,
    columns: Columns = None,
    limit: Limit = None,
    file: File = None,
    lang: Lang = None,
    format: As = None,
    output: Output = None,
    no_header: NoHeader = False,
    color: UseColor = None,
    exit_code: ExitCode = False,
    version: Version = False,
) -> None:
    """Ids, numbers, names and units of all indicators."""
    from plantrack import queries, tables

    voice, plan = _voice(lang), _plan(file)
    table = tables.list_table(queries.indicators(plan, voice), voice, _keys(columns))
    _write(
        _filtered(plan, table, section, search, sort, limit, kind=kind),
        *(format, output, no_header, color),
    )


@app.command()
def init(
    path: Annotated[str, typer.Argument(metavar="FILE", help="The new file.")] = "plantrack.toml",
    from_example: Annotated[
        bool, typer.Option("--from-example", help="Copy the plan that comes with plantrack.")
    ] = False,
    title: Annotated[Optional[str], typer.Option(metavar="TEXT", help="Title of the plan.")] = None,
    language: Annotated[
        Optional[str], typer.Option(metavar="LANG", help="Language of the plan, e.g. zh, en.")
    ] = None,
    year: Annotated[
        Optional[int], typer.Option(min=1901, max=2199, metavar="YEAR", help="Year of the plan.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Write a new plan file that shows every feature once; nothing is overwritten."""
    from plantrack import keeping

    voice = _voice(lang)
    if from_example and (title or language or year):
        raise Refusal(Message("--from-example copies the plan as it is; it takes no option"), 2)
    new = (
        keeping.copied(path) if from_example else keeping.begun(path, title, language, year, voice)
    )
    _print(f"{line}\n" for line in keeping.next_steps(new, voice, example=from_example))


@app.command()
def check(
    files: Annotated[
        Optional[list[str]], typer.Argument(metavar="FILE", help="Plan files; - is stdin.")
    ] = None,
    select: Annotated[
        Optional[list[str]], typer.Option(metavar="CODES", help="Only these codes or prefixes.")
    ] = None,
    ignore: Annotated[
        Optional[list[str]], typer.Option(metavar="CODES", help="Not these codes or prefixes.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    list_codes: Annotated[bool, typer.Option("--list", help="List all codes.")] = False,
    explain: Annotated[
        Optional[str], typer.Option(metavar="CODE", help="Explain a code, with examples.")
    ] = None,
    format: Annotated[Findings, typer.Option("--format", "-F", help="Output format.")] = (
        Findings.TEXT
    ),
    file: File = None,
    lang: Lang = None,
    output: Output = None,
    color: UseColor = None,
) -> None:
    """Everything that is wrong or doubtful in plan files, with file, line and column."""
    from plantrack import checking

    voice = _voice(lang)
    if explain is not None or list_codes:
        _emit(checking.explained(explain, voice), output)
        return
    wanted = checking.Wanted(tuple(select or ()), tuple(ignore or ()))
    named = files or ([file] if file else [])
    report = checking.checked(named, wanted, voice, _width(output), _colored(color, output))
    _emit(checking.written(report, format.value), output)
    _exit(checking.fails(report, strict=strict))


@app.command()
def record(
    indicator: Annotated[
        Optional[str],
        typer.Argument(help="ID, number or part of the name.", autocompletion=_completion(_ids)),
    ] = None,
    year: Annotated[Optional[str], typer.Option(metavar="YEAR", help="The year.")] = None,
    actual: Annotated[Optional[str], typer.Option(metavar="FIGURE", help="What came.")] = None,
    plan: Annotated[Optional[str], typer.Option(metavar="FIGURE", help="The target.")] = None,
    reason: Annotated[
        Optional[str], typer.Option(metavar="TEXT", help="Why it was missed, by the source.")
    ] = None,
    source: Annotated[
        Optional[str], typer.Option(metavar="ID", help="The source these figures are from.")
    ] = None,
    outcome: Annotated[
        Optional[str], typer.Option(metavar="WORD", help="met, missed or exceeded, by the source.")
    ] = None,
    batch: Annotated[
        Optional[str],
        typer.Option(metavar="FILE", help="CSV or JSON lines of such entries; - is stdin."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the difference, write nothing.")
    ] = False,
    file: File = None,
    lang: Lang = None,
) -> None:
    """Set figures in your plan file; everything else in it stays as it is."""
    from plantrack import keeping

    given = {
        "plan": plan, "actual": actual, "outcome": outcome, "reason": reason, "source": source,
    }  # fmt: skip
    asked = keeping.Asked(indicator, year, given, batch)
    voice = _voice(lang)
    if dry_run:
        done, difference = keeping.rehearsed(file, asked, to_screen=sys.stdout.isatty())
        _print(iter([difference]))
    else:
        done = keeping.recorded(file, asked)
    told = keeping.told(done.changes, voice)
    if dry_run:
        _say(told)
    else:
        _print(f"{line}\n" for line in told)
    _say(keeping.hinted(done.changes, voice))


@app.command()
def schema(output: Output = None) -> None:
    """The JSON Schema of the plan file, for completion and hover in editors."""
    from plantrack.json_schema import written

    _emit(iter([written()]), output)


def _emit(pieces: Iterator[str], output: str | None) -> None:
    if output is None:
        _print(pieces)
    else:
        _write_file(pieces, Path(output))


def _say(lines: Iterator[str]) -> None:
    """Lines for people, which are not the answer itself."""
    from plantrack.render.harmless import visible

    for line in lines:
        typer.echo(visible(line), err=True)


def _plan(file: str | None) -> Plan:
    from plantrack.read import load

    return load(file)


def _language(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The language asked for, else that of the environment, else English."""
    names = (environment.get(name) for name in ("PLANTRACK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    tag = asked or next(filter(None, names), "en")
    language = re.split(r"[-_.@]", tag.lower())[0]
    if asked and language not in {"zh", "en"}:
        raise Refusal(Message("--lang takes zh or en, not “{lang}”", lang=asked), 2)
    return "zh" if language == "zh" else "en"


def _voice(asked: str | None) -> Voice:
    language = _language(asked)
    return Voice(language, _translator(language))


def _translator(language: str) -> Translate:
    if language == "en":
        return untranslated
    import gettext

    folder = Path(__file__).parent / "locale"
    return gettext.translation("plantrack", str(folder), [language], fallback=True).gettext


def _keys(columns: str | None) -> list[str] | None:
    return [key.strip() for key in columns.split(",")] if columns else None


def _filtered(
    plan: Plan,
    table: Table,
    sections: Sequence[str] | None,
    search: str | None,
    sort: str | None,
    limit: int | None,
    **words: Sequence[str] | None,
) -> Table:
    """The table with the rows that the options leave, in the order they ask for."""
    from dataclasses import replace

    from plantrack.lookup import find_section, matches

    rows = list(table.rows)
    if sections:
        wanted = {find_section(plan, section).id for section in sections}
        rows = [row for row in rows if row.section in wanted]
    for key, allowed in words.items():
        if allowed:
            _check_words(key, allowed)
            rows = [row for row in rows if getattr(row, key) in allowed]
    if search:
        found = {one.id for one in plan.indicators if matches(one, search)}
        rows = [row for row in rows if row.id in found]
    if sort:
        rows = _sorted(rows, sort, table)
        table = replace(table, group=lambda _: None)
    return replace(table, rows=rows[:limit])


def _check_words(key: str, given: Sequence[str]) -> None:
    from plantrack.assess import Status
    from plantrack.compare import Ambition, Change
    from plantrack.model import Kind

    vocabularies: dict[str, type[StrEnum]] = {
        "status": Status,
        "kind": Kind,
        "change": Change,
        "ambition": Ambition,
    }
    known = [word.value for word in vocabularies[key]]
    for word in given:
        if word not in known:
            message = Message("there is no {what} “{name}”", what=Message(key), name=word)
            raise _misspelt(message, word, known)


def _misspelt(message: Message, wanted: str, known: Sequence[str]) -> Refusal:
    from difflib import get_close_matches

    near = get_close_matches(wanted, known, n=1)
    if near:
        more = Message("did you mean “{near}”?", near=near[0])
    else:
        more = Message("known here: {names}", names=", ".join(known))
    return Refusal(Message("{first}; {second}", first=message, second=more), 2)


def _sorted(rows: list[Row], sort: str, table: Table) -> list[Row]:
    """By one column, empty cells last; numbers like 1.2 in their own order."""
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    known = [column.key for column in table.columns]
    if key not in known and key not in {"id", "number", "name", "status", "gap"}:
        message = Message("there is no {what} “{name}”", what=Message("column"), name=key)
        raise _misspelt(message, key, known)
    filled = [row for row in rows if getattr(row, key, None) is not None]
    empty = [row for row in rows if getattr(row, key, None) is None]
    return [*sorted(filled, key=lambda r: _rank(key, getattr(r, key)), reverse=descending), *empty]


def _rank(key: str, value: Any) -> Any:
    return [int(part) for part in value.split(".")] if key == "number" else value


def _write(
    table: Table, format: Format | None, output: str | None, no_header: bool, color: Color | None
) -> None:
    from plantrack.render import Style, renderer

    chosen = format or Format.TABLE
    style = Style(_width(output), _colored(color, output), not no_header)
    _emit(renderer(chosen.value)(table, style), output)


def _print(pieces: Iterator[str]) -> None:
    try:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()  # the reader has what it wanted
        raise typer.Exit from None
    except OSError as error:
        _silence_stdout()
        raise Refusal(Message("cannot write the output: {why}", why=error.strerror), 3) from None


def _write_file(pieces: Iterator[str], path: Path) -> None:
    """Write beside the file and move over it, so that a failure leaves the old one."""
    import tempfile

    content = "".join(pieces)
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, encoding="utf-8")
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise Refusal(Message("cannot write the output: {why}", why=error.strerror), 3) from None


def _width(output: str | None) -> int | None:
    """Cells across: of the terminal, or what COLUMNS asks for, else as wide as it needs."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if output is None and sys.stdout.isatty():
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    return None


def _colored(color: Color | None, output: str | None) -> bool:
    if color in (Color.ALWAYS, Color.NEVER):
        return color is Color.ALWAYS
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and sys.stdout.isatty() and not plain


def _exit(found: bool) -> None:
    if found:
        raise typer.Exit(1)


def _silence_stdout() -> None:
    """Nothing more can be written; keep the interpreter from trying at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> NoReturn:
    """Run plantrack: every way it can end has its exit code, and none is a traceback."""
    gc.disable()  # a short life with many small objects: looking for cycles only costs time
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # finding none takes 10 ms
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    from plantrack.lookup import NotFound
    from plantrack.read import PlanFileError

    translate = _translator(_spoken(sys.argv))
    try:
        app()
    except PlanFileError as error:
        _report(error, translate)
        sys.exit(3)
    except Refusal as refusal:
        _refuse(refusal, translate)
        sys.exit(refusal.code)
    except NotFound as missing:
        _not_found(missing, translate)
        sys.exit(2)
    except LookupError as error:
        _complain(_no_such(error), translate)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


def _spoken(arguments: Sequence[str]) -> str:
    """The language for errors, which may come up before the options are understood."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument == "--lang":
            asked = next(iter(arguments[index + 1 : index + 2]), None)
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    try:
        return _language(asked)
    except Refusal:
        return _language(None)


def _refuse(refusal: Refusal, translate: Translate) -> None:
    from plantrack.render.harmless import visible

    for message in (refusal.message, *refusal.more):
        if refusal.placed:
            typer.echo(visible(message.said(translate)), err=True)
        else:
            _complain(message, translate)


def _complain(message: Message, translate: Translate) -> None:
    from plantrack.render.harmless import visible

    typer.echo(f"plantrack: {visible(message.said(translate))}", err=True)


def _report(error: PlanFileError, translate: Translate) -> None:
    from plantrack.render.harmless import visible

    for diagnostic in error.diagnostics:
        message = visible(diagnostic.message.said(translate))
        typer.echo(f"{visible(diagnostic.place)}: {diagnostic.code} {message}", err=True)
        if diagnostic.quoted is not None:
            typer.echo(f"    {visible(diagnostic.quoted)[:200]}", err=True)
        if diagnostic.help is not None:
            typer.echo(f"    {visible(diagnostic.help.said(translate))}", err=True)


def _not_found(missing: NotFound, translate: Translate) -> None:
    from plantrack.render.harmless import visible

    if missing.ambiguous:
        message = Message("“{name}” is more than one:", name=missing.wanted)
    elif missing.candidates:
        message = Message("“{name}” is not known; it may be one of these:", name=missing.wanted)
    else:
        message = Message("“{name}” is not known", name=missing.wanted)
    _complain(message, translate)
    for id_, name in missing.candidates:
        typer.echo(f"    {id_}  {visible(name.in_language(_spoken(sys.argv)))}", err=True)


def _no_such(error: LookupError) -> Message:
    """Say which years or columns there are; anything else is a bug."""
    from plantrack.queries import NoSuchYear
    from plantrack.tables import UnknownColumn

    if isinstance(error, NoSuchYear):
        years = ", ".join(map(str, error.available)) or Message("none")
        if error.year is None:
            return Message("not enough years with figures; the plan has: {years}", years=years)
        return Message("no figures for {year}; the plan has: {years}", year=error.year, years=years)
    if isinstance(error, UnknownColumn):
        message = Message("there is no {what} “{name}”", what=Message("column"), name=error.wanted)
        return _misspelt(message, error.wanted, error.known).message
    raise error
