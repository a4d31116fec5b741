"""An interpretation as the tables of a plan file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from plantrack.interpret.directions import DOWNWARD, lean
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.indicators.indicator import ReportIndicator, ReportYear
from plantrack.interpret.reading import Interpretation
from plantrack.interpret.rows.entry import SourceFigure
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import Message, Translate
from plantrack.plan.quantity import Form, QuantityError, parse

_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_LONGEST_ID = 48


@dataclass
class Draft:
    """The parts of a plan file: tables in the file's own shape, in file order."""

    plan: dict[str, Any]
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    indicators: dict[str, dict[str, Any]] = field(default_factory=dict)

    def tables(self) -> dict[str, dict[str, Any]]:
        """The parts by the names they have in a plan file."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def slug(text: str) -> str:
    """A readable ID out of the text's Latin letters and digits; "" if it has too few."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))
    short = ""
    for word in words:
        if len(short) + len(word) >= _LONGEST_ID:
            break
        short = f"{short}-{word}" if short else word
    return short if re.match("[a-z]", short) and len(short) > 1 else ""


def unique(wanted: str, taken: dict[str, Any] | set[str]) -> str:
    """The ID, or the ID with the first free number behind it."""
    if wanted not in taken:
        return wanted
    count = 2
    while f"{wanted}-{count}" in taken:
        count += 1
    return f"{wanted}-{count}"


def clean(text: str) -> str:
    """The text without half characters, which no file can hold, and blanks around it."""
    return text.encode("utf-8", "replace").decode("utf-8").strip()


class _Names:
    """IDs in use; `take` gives a new one, and remembers where it left off counting."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.counted: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The ID, or the ID with the first free number behind it."""
        name, count = wanted, self.counted.get(wanted, 2)
        while name in self.taken:
            name, count = f"{wanted}-{count}", count + 1
        self.counted[wanted] = count
        self.taken.add(name)
        return name


def _own_numbers(tables: Sequence[SourceTable]) -> Iterator[tuple[SourceTable, int]]:
    """Each table with its number within its document."""
    seen: dict[str, int] = {}
    for table in tables:
        seen[table.document] = seen.get(table.document, 0) + 1
        yield table, seen[table.document]


class Drafter:
    """Lays an interpretation out as plan-file tables; `translate` speaks the plan's language.

    `taken` are IDs that an existing plan file already uses, by kind of table.
    """

    def __init__(
        self,
        read: Interpretation,
        language: str,
        title: str,
        translate: Translate,
        taken: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self.read, self.language, self.translate = read, language, translate
        existing = taken or {}
        self.known = {key: existing.get(key, {}) for key in ("sources", "sections", "indicators")}
        stem = re.split(r"[\\/]", read.documents[0].name)[-1].rsplit(".", 1)[0]
        name = re.sub(r"-?(?:19|20|21)\d\d$", "", slug(stem)) or "plan"
        self.draft = Draft({"id": name, "language": language, "title": clean(title) or name})
        self.source_ids: dict[int, str] = {}
        self.document_ids: dict[str, str] = {}
        self.section_ids: dict[str, str] = {
            title: id_
            for id_, table in self.known["sections"].items()
            for title in _texts(table["title"])
        }
        self.line_ids: dict[int, str] = {id(line): line.id for line in read.indicators if line.id}
        self.places = {t.number: n for t, n in _own_numbers(read.tables)}
        self.like: dict[int, int] = {}
        self.unreadable: list[Doubt] = []
        self._free = _Names({*self.line_ids.values(), *self.known["indicators"]})

    def drafted(self) -> Draft:
        """All tables of the plan file."""
        for document in self.read.documents:
            self._document(document.name, document.title)
        for table in self.read.taken:
            self._table(table)
        for line in self.read.indicators:
            if not line.id:
                self._section(line)
        self._number_likes()
        for line in self.read.indicators:
            self._id(line)
        for line in self.read.indicators:
            self.draft.indicators[self.line_ids[id(line)]] = self._indicator(line)
        return self.draft

    def by_id(self) -> dict[str, ReportIndicator]:
        """The indicators by their IDs in the plan file."""
        return {self.line_ids[id(indicator)]: indicator for indicator in self.read.indicators}

    def _said(self, text: str | Message) -> str:
        return clean(text.said(self.translate) if isinstance(text, Message) else text)

    def _document(self, name: str, title: str) -> None:
        stem = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
        id_ = unique(slug(stem) or "report", self.draft.sources | self.known["sources"])
        self.document_ids[name] = id_
        self.draft.sources[id_] = {"title": clean(title) or clean(stem) or id_}

    def _table(self, table: SourceTable) -> None:
        document = self.document_ids[table.document]
        several = len(self.read.documents) > 1 or bool(self.known["sources"])
        place = self.places[table.number]
        wanted = f"{document}-" * several + f"table-{place}"
        id_ = wanted if several else unique(wanted, self.draft.sources)
        title = clean(table.caption) or self._said(Message("Table {n}", n=place))
        self.source_ids[table.number] = id_
        self.draft.sources[id_] = {"part_of": document, "title": title}

    def _paragraph(self, document: str) -> str:
        """The source that stands for the text on missed targets, made when it is first cited."""
        of = self.document_ids[document]
        title = self._said(Message("The text on missed targets"))
        several = len(self.read.documents) > 1 or bool(self.known["sources"])
        id_ = f"{of}-" * several + "text"
        self.draft.sources.setdefault(id_, {"part_of": of, "title": title})
        return id_

    def _section(self, line: ReportIndicator) -> None:
        title = line.section
        if title and title not in self.section_ids:
            taken = self.draft.sections | self.known["sections"]
            id_ = unique(slug(title) or f"section-{len(taken) + 1}", taken)
            self.section_ids[title] = id_
            self.draft.sections[id_] = {"title": clean(title)}

    def _number_likes(self) -> None:
        """The place of each indicator without a number among its like, from 1."""
        seen: dict[int, int] = {}
        for line in self.read.indicators:
            if line.number is None:
                seen[id(line.parent)] = seen.get(id(line.parent), 0) + 1
                self.like[id(line)] = seen[id(line.parent)]

    def _id(self, line: ReportIndicator) -> None:
        if id(line) not in self.line_ids:
            self.line_ids[id(line)] = self._free.take(self._wanted_id(line))

    def _wanted_id(self, line: ReportIndicator) -> str:
        """From the English name, else the number, else the place among its like."""
        named = slug(line.entry.english)
        if named:
            return named
        if line.number is not None:
            return f"indicator-{line.number}"
        place = self.like[id(line)]
        return f"{self.line_ids[id(line.parent)]}-{place}" if line.parent else f"item-{place}"

    def _indicator(self, line: ReportIndicator) -> dict[str, Any]:
        table: dict[str, Any] = {}
        if line.parent is not None:
            table["parent"] = self.line_ids[id(line.parent)]
        elif line.number is not None:
            table["number"] = line.number
        if line.entry.code:
            table["code"] = clean(line.entry.code)
        if line.section and line.parent is None and line.section in self.section_ids:
            table["section"] = self.section_ids[line.section]
        if line.kind:
            table["kind"] = line.kind
        if lean(line) in DOWNWARD:
            table["direction"] = "down"
        if line.entry.unit:
            table["unit"] = clean(line.entry.unit)
        table["name"] = self._name(line.entry.name, line.entry.english)
        table["years"], unit = {}, line.entry.unit
        for number in sorted(line.years):
            unit = line.years[number].unit or unit
            table["years"][str(number)] = self._year(line.years[number], unit)
        return table

    def _name(self, name: str, english: str | None) -> str | dict[str, str]:
        if english and english != name and self.language != "en":
            return {self.language: clean(name), "en": clean(english)}
        return clean(name)

    def _figure(
        self, given: SourceFigure, unit: str | None
    ) -> int | Decimal | str | dict[str, str]:
        """The figure as the file has it; as words, with a point, if the file's unit forbids it."""
        said = figure(given)
        if not isinstance(said, str):
            return said
        try:
            parse(said, (unit,) if unit else ())
        except QuantityError as error:
            self.unreadable.append(Doubt(DoubtCode.CELL, error.message, given.spot))
            return {"text": said}
        return said

    def _year(self, year: ReportYear, unit: str | None) -> dict[str, Any]:
        table: dict[str, Any] = {
            part: self._figure(given, unit)
            for part in ("plan", "actual")
            if (given := year.figures.get(part))
        }
        if year.outcome and table.get("plan") is not None:
            table["outcome"] = year.outcome
        if year.reason:
            table["reason"] = clean(year.reason[0])
        if year.name:
            table["name"] = self._name(year.name, year.english)
        if year.unit:
            table["unit"] = clean(year.unit)
        if year.series_break:
            table["series_break"] = self._said(year.series_break)
        if year.notes:
            table["note"] = "; ".join(dict.fromkeys(self._said(text) for text in year.notes))
        return table | self._cited(year)

    def _cited(self, year: ReportYear) -> dict[str, Any]:
        """Where the figures and the reason are from: the source, and the cell in it."""
        read = {part: given for part, given in year.figures.items() if given.spot.table}
        sources = {part: self.source_ids[given.spot.table] for part, given in read.items()}
        spot = year.reason[1] if year.reason else year.missed_at
        if spot is not None and not spot.row:
            sources["reason"] = self._paragraph(spot.document)
        cells = {part: given.ref for part, given in read.items()}
        same = len(set(sources.values())) == 1
        cited: dict[str, Any] = {}
        if sources:
            cited["source"] = next(iter(sources.values())) if same else _ordered(sources)
        if cells:
            cited["cell"] = _ordered(cells)
        return cited


def _ordered(parts: dict[str, str]) -> dict[str, str]:
    return {key: parts[key] for key in ("plan", "actual", "reason") if key in parts}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.values()


def figure(given: SourceFigure) -> int | Decimal | str | dict[str, str]:
    """A figure as a plan file has it: a number with its own digits, a notation, or words."""
    text, quantity = clean(given.figure.text or ""), given.figure.quantity
    if not given.figure.readable:
        return {"text": text}
    if quantity is not None and quantity.form is Form.NUMBER and _PLAIN.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text
