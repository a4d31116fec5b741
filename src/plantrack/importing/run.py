"""`plantrack import` without the command line: documents in, plan file and report out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from plantrack.documents import read as importers
from plantrack.documents.bounded import Told
from plantrack.documents.document import Document
from plantrack.documents.text import YEAR, squeezed
from plantrack.importing.verdicts import doubt_verdicts
from plantrack.interpret.draft import Drafter, clean
from plantrack.interpret.headers import ASSIGNABLE, Role
from plantrack.interpret.indicators.indicator import language_of
from plantrack.interpret.options import ColumnOption, ImportOptions
from plantrack.interpret.passes import interpret
from plantrack.interpret.prose import Count
from plantrack.interpret.reading import Interpretation
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.errors import UNUSABLE, PlantrackError, Refusal
from plantrack.messages.harmless import utf_8, visible
from plantrack.messages.letters import typed
from plantrack.messages.message import Message, Translate
from plantrack.plan.model import Direction, Outcome

if TYPE_CHECKING:
    from plantrack.plan.model import Plan


class NoIndicators(PlantrackError):
    """No table of indicators was found, or none that can be used without an answer."""

    def __init__(self, read: Interpretation) -> None:
        super().__init__(Message("no table of indicators was found"), UNUSABLE)
        self.read = read


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did to one indicator: `what` is added, changed or left."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `text` is the plan file, `plan` that file read back.

    `counted` sets each count of the report's beside the one that its figures give.
    """

    read: Interpretation
    text: str
    plan: Plan
    counted: tuple[tuple[Count, Count | None], ...]
    changes: tuple[Change, ...] = ()


_COLUMN = re.compile(r"(?:(0*[1-9]\d{0,5})\.)?(0*[1-9]\d{0,5})=([a-z]+)(?::(\d{4}))?", re.ASCII)
_VALUES = {"none": "none", "words": "words"}
_OUTCOMES = {outcome.value: outcome.value for outcome in Outcome}
_DIRECTIONS = {way.value: way for way in (Direction.UP, Direction.DOWN)}


def wishes(
    tables: Sequence[int],
    columns: Sequence[str],
    year: int | None,
    values: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    directions: Sequence[str] = (),
) -> ImportOptions:
    """The options of the command; a column is written N=ROLE, N=ROLE:YEAR or TABLE.N=ROLE:YEAR.

    The others are TEXT=none or TEXT=words, TEXT=met, TEXT=exceeded or TEXT=missed, NAME=up or
    NAME=down.

    Raises:
        Refusal: one of them is written otherwise.
    """
    return ImportOptions(
        tuple(tables),
        _columns(columns),
        year,
        {squeezed(text): said for text, said in _answers("--value", values, _VALUES)},
        {squeezed(text): said for text, said in _answers("--outcome", outcomes, _OUTCOMES)},
        dict(_answers("--direction", directions, _DIRECTIONS)),
    )


A = TypeVar("A")


def _answers(option: str, texts: Sequence[str], known: Mapping[str, A]) -> Iterator[tuple[str, A]]:
    """What was said of each text; the last equals sign parts the two."""
    for text in texts:
        about, sign, said = text.rpartition("=")
        answer = known.get(squeezed(said))
        if not sign or not about.strip() or answer is None:
            raise Refusal(
                Message("{option} takes TEXT=ANSWER, not “{text}”; answers: {answers}",
                        option=option, text=text, answers=", ".join(known))
            )  # fmt: skip
        yield about, answer


def _columns(columns: Sequence[str]) -> dict[int, dict[int, ColumnOption]]:
    chosen: dict[int, dict[int, ColumnOption]] = {}
    for text in columns:
        match = _COLUMN.fullmatch(typed(text))
        if match is None or match[3] not in {role.value for role in ASSIGNABLE}:
            roles = ", ".join(role.value for role in ASSIGNABLE)
            message = Message(
                "--column takes N=ROLE or N=ROLE:YEAR, not “{text}”; roles: {roles}",
                text=text,
                roles=roles,
            )
            raise Refusal(message)
        if match[4] and not YEAR.fullmatch(match[4]):
            raise Refusal(Message("“{key}” is not a year", key=match[4]))
        of_table = chosen.setdefault(int(match[1] or 0), {})
        of_table[int(match[2])] = ColumnOption(Role(match[3]), int(match[4]) if match[4] else None)
    return chosen


def read_all(paths: Sequence[Path], told: Told, encoding: str | None = None) -> list[Document]:
    """The documents, each under a name of its own; texts among them are in `encoding`, if given.

    `told` hears which is being read.

    Raises:
        DocumentError: one of them cannot be read.
    """
    documents: list[Document] = []
    for path in paths:
        told(path.name, 0, 0)
        document = importers.read(path, partial(told, path.name), encoding)
        taken = {one.name for one in documents}
        name = document.name if document.name not in taken else utf_8(str(path))
        while name in taken:
            name += "+"
        documents.append(replace(document, name=name))
    told(", ".join(document.name for document in documents), 0, 0)
    return documents


def imported(
    documents: Sequence[Document],
    wanted: ImportOptions,
    translate: Mapping[str, Translate],
    title: str | None = None,
    language: str | None = None,
) -> Imported:
    """A plan file out of the documents; `translate` speaks each language the plan may be in.

    Raises:
        NoIndicators: no table of indicators was found.
        Refusal: the language is none.
        Refusal: what was read makes no plan file that can be used.
    """
    from plantrack.planfile.layout import to_toml

    read = interpret(documents, wanted)
    if not any(line.years for line in read.indicators):
        raise NoIndicators(read)
    spoken = _language(language) or language_of(read.indicators)
    titles = (title or "", *(d.title for d in reversed(documents)), _caption(read))
    say = translate.get(spoken, translate["en"])
    drafter = Drafter(read, spoken, next(filter(str.strip, titles), ""), say)
    draft = drafter.drafted()
    read.doubts += drafter.unreadable
    remarks = [
        Message("Imported by plantrack from {names}.", names=", ".join(d.name for d in documents))
    ]
    remarks += [count_remark(count) for count in read.counts]
    text = to_toml(draft.tables(), tuple(visible(clean(r.said(say))) for r in remarks))
    plan = read_back(text, documents[0].name, drafter)
    read.doubts += doubt_verdicts(plan, drafter.by_id(), documents[-1].name)
    return Imported(read, text, plan, tuple((count, ours(plan, count)) for count in read.counts))


def _language(wanted: str | None) -> str | None:
    from plantrack.planfile.schema import LANGUAGE

    if wanted and not LANGUAGE.fullmatch(wanted):
        raise Refusal(Message("“{key}” is not a language code such as zh or en", key=wanted))
    return wanted


def read_back(text: str, name: str, drafter: Drafter) -> Plan:
    """The plan that the file holds.

    Raises:
        Refusal: it holds none that can be used; the report's cells are named, not the file's lines,
            which nobody has.
    """
    from plantrack.planfile.read import MAX_BYTES, PlanFileError, parse

    content = text.encode()
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        message = Message("{name}: the plan file would have more than {n} MB", name=name, n=limit)
        raise Refusal(message, UNUSABLE)
    try:
        return parse(content, name)
    except PlanFileError as error:
        lines = text.splitlines()
        all_ = [_said_of_cell(d.message, lines[: d.line], drafter) for d in error.diagnostics[:20]]
        raise Refusal(all_[0], UNUSABLE, tuple(all_[1:])) from None


def _said_of_cell(problem: Message, before: Sequence[str], drafter: Drafter) -> Message:
    """A problem of the file at the cell that it comes from, as far as that is known."""
    headers = (re.match(r"\[indicators\.([a-z0-9_-]+)", line) for line in reversed(before))
    found = next((match[1] for match in headers if match), None)
    line = next(
        (one for one in drafter.read.indicators if drafter.line_ids[id(one)] == found), None
    )
    year = re.match(r"(\d{4}) = ", before[-1]) if before else None
    figures = line.years[int(year[1])].figures.values() if line and year else ()
    spot = next((figure.spot for figure in figures), line.entry.spot if line else None)
    where = spot.described() if spot else Message("{text}", text=drafter.read.documents[0].name)
    return Message("{where}: no plan file can be made of this: {problem}", where=where,
                   problem=problem)  # fmt: skip


def count_remark(count: Count) -> Message:
    """The report's own count, as a remark for the plan file's head."""
    return Message(
        "The report counts {achieved} of {total} indicators as met ({where}).",
        achieved=count.achieved,
        total=count.total,
        where=count.spot.described(),
    )


def _caption(read: Interpretation) -> str:
    captions: list[SourceTable] = [one for one in read.taken if one.caption]
    return captions[0].caption if captions else read.documents[0].name.rsplit(".", 1)[0]


def ours(plan: Plan, count: Count) -> Count | None:
    """What the figures give for the last year with targets and actuals."""
    from plantrack.answers.status import status

    years = [year for year in plan.years_with_actuals if year in plan.planned_years]
    if not years:
        return None
    counts = status(plan, years[-1]).summary["indicators"]
    return Count(counts["total"], counts["achieved"], count.spot)
