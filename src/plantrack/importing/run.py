"""`plantrack import` without the command line: documents in, plan file and report out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plantrack.documents import read as importers
from plantrack.documents.bounded import Told
from plantrack.documents.document import Document
from plantrack.documents.text import YEAR
from plantrack.interpret.columns import Choice
from plantrack.interpret.draft import Drafter, language_of
from plantrack.interpret.headers import ASSIGNABLE, Role
from plantrack.interpret.interpretation import Interpretation, interpret
from plantrack.interpret.prose import Count
from plantrack.interpret.review import Point, Spot
from plantrack.interpret.tables import Found, Wishes
from plantrack.messages.harmless import utf_8
from plantrack.messages.letters import typed
from plantrack.messages.message import Message, Translate

if TYPE_CHECKING:
    from plantrack.plan.model import Plan


class NoIndicators(Exception):  # noqa: N818 - reads as what it says
    """No table of indicators was found, or none that can be used without an answer."""

    def __init__(self, read: Interpretation) -> None:
        super().__init__("no table of indicators")
        self.read = read


class WrongWish(ValueError):
    """An option that asks for what cannot be; `message` says what and how to write it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


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


_COLUMN = re.compile(r"(?:(\d+)\.)?(\d+)=([a-z]+)(?::(\d{4}))?")


def wishes(tables: Sequence[int], columns: Sequence[str], year: int | None) -> Wishes:
    """The options of the command; a column is written N=ROLE, N=ROLE:YEAR or TABLE.N=ROLE:YEAR.

    Raises:
        WrongWish: a column is written otherwise.
    """
    chosen: dict[int, dict[int, Choice]] = {}
    for text in columns:
        match = _COLUMN.fullmatch(typed(text))
        if match is None or match[3] not in {role.value for role in ASSIGNABLE}:
            roles = ", ".join(role.value for role in ASSIGNABLE)
            said = Message(
                "--column takes N=ROLE or N=ROLE:YEAR, not “{text}”; roles: {roles}",
                text=text,
                roles=roles,
            )
            raise WrongWish(said)
        if match[4] and not YEAR.fullmatch(match[4]):
            raise WrongWish(Message("“{key}” is not a year", key=match[4]))
        of_table = chosen.setdefault(int(match[1] or 0), {})
        of_table[int(match[2])] = Choice(Role(match[3]), int(match[4]) if match[4] else None)
    return Wishes(tuple(tables), chosen, year)


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
    wanted: Wishes,
    translate: Mapping[str, Translate],
    title: str | None = None,
    language: str | None = None,
) -> Imported:
    """A plan file out of the documents; `translate` speaks each language the plan may be in.

    Raises:
        NoIndicators: no table of indicators was found.
    """
    from plantrack.planfile.layout import to_toml
    from plantrack.planfile.read import parse

    read = interpret(documents, wanted)
    if not any(line.years for line in read.lines):
        raise NoIndicators(read)
    spoken = language or language_of(read.lines)
    named = title or next((d.title for d in reversed(documents) if d.title), None) or _caption(read)
    say = translate.get(spoken, translate["en"])
    draft = Drafter(read, spoken, named, say).drafted()
    remarks = [
        Message("Imported by plantrack from {names}.", names=", ".join(d.name for d in documents))
    ]
    remarks += [count_remark(count) for count in read.counts]
    text = to_toml(draft.tables(), tuple(remark.said(say) for remark in remarks))
    plan = parse(text.encode(), documents[0].name)
    read.points += unexpected_reasons(plan, documents[-1].name)
    return Imported(read, text, plan, tuple((count, ours(plan, count)) for count in read.counts))


def unexpected_reasons(plan: Plan, document: str) -> Iterator[Point]:
    """Targets that are said to be missed, with a reason, while their figures meet them."""
    from plantrack.plan.assess import assess

    for indicator in plan.indicators:
        for year, figures in indicator.years.items():
            status = assess(figures, indicator.direction).status
            if figures.reason is not None and status.is_achieved:
                said = Message(
                    "no. {label}, {year}: a reason for a miss is stated, but the figures meet the "
                    "target; is less better?",
                    label=indicator.ordinal or indicator.name.in_language(plan.language),
                    year=year,
                )
                yield Point("reason-met", said, Spot(document))


def count_remark(count: Count) -> Message:
    """The report's own count, as a remark for the plan file's head."""
    return Message(
        "The report counts {achieved} of {total} indicators as met ({where}).",
        achieved=count.achieved,
        total=count.total,
        where=count.spot.described(),
    )


def _caption(read: Interpretation) -> str:
    captions: list[Found] = [one for one in read.taken if one.caption]
    return captions[0].caption if captions else read.documents[0].name.rsplit(".", 1)[0]


def ours(plan: Plan, count: Count) -> Count | None:
    """What the figures give for the last year with targets and actuals."""
    from plantrack.answers.status import status

    years = [year for year in plan.years_with_actuals if year in plan.planned_years]
    if not years:
        return None
    counts = status(plan, years[-1]).summary["indicators"]
    return Count(counts["total"], counts["achieved"], count.spot)
