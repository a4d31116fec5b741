"""An interpretation as the tables of a plan file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from plantrack.documents.text import is_chinese
from plantrack.interpret.directions import DOWNWARD, lean
from plantrack.interpret.interpretation import Interpretation
from plantrack.interpret.matching import Line, Year
from plantrack.interpret.rows import Given
from plantrack.interpret.tables import Found
from plantrack.messages.message import Message, Translate
from plantrack.plan.quantity import Form

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


def language_of(lines: list[Line]) -> str:
    """The language that most names are in: Chinese or English."""
    chinese = sum(is_chinese(line.named) for line in lines)
    return "zh" if chinese * 2 >= len(lines) else "en"


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
        self.draft = Draft({"id": name, "language": language, "title": title})
        self.source_ids: dict[int, str] = {}
        self.document_ids: dict[str, str] = {}
        self.section_ids: dict[str, str] = {
            title: id_
            for id_, table in self.known["sections"].items()
            for title in _texts(table["title"])
        }
        self.line_ids: dict[int, str] = {id(line): line.id for line in read.lines if line.id}

    def drafted(self) -> Draft:
        """All tables of the plan file."""
        for document in self.read.documents:
            self._document(document.name, document.title)
        for table in self.read.taken:
            self._table(table)
        for line in self.read.lines:
            if not line.id:
                self._section(line)
        for line in self.read.lines:
            self._id(line)
        for line in self.read.lines:
            self.draft.indicators[self.line_ids[id(line)]] = self._indicator(line)
        return self.draft

    def _said(self, text: str | Message) -> str:
        return text.said(self.translate) if isinstance(text, Message) else text

    def _document(self, name: str, title: str) -> None:
        stem = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
        id_ = unique(slug(stem) or "report", self.draft.sources | self.known["sources"])
        self.document_ids[name] = id_
        self.draft.sources[id_] = {"title": title or stem}

    def _table(self, table: Found) -> None:
        document = self.document_ids[table.document]
        own = [t.number for t in self.read.tables if t.document == table.document]
        several = len(self.read.documents) > 1 or bool(self.known["sources"])
        id_ = f"{document}-" * several + f"table-{own.index(table.number) + 1}"
        title = table.caption or self._said(Message("Table {n}", n=own.index(table.number) + 1))
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

    def _section(self, line: Line) -> None:
        title = line.section
        if title and title not in self.section_ids:
            taken = self.draft.sections | self.known["sections"]
            id_ = unique(slug(title) or f"section-{len(taken) + 1}", taken)
            self.section_ids[title] = id_
            self.draft.sections[id_] = {"title": title}

    def _id(self, line: Line) -> None:
        if id(line) not in self.line_ids:
            taken = set(self.line_ids.values()) | set(self.known["indicators"])
            self.line_ids[id(line)] = unique(self._wanted_id(line), taken)

    def _wanted_id(self, line: Line) -> str:
        """From the English name, else the number, else the place among its like."""
        named = slug(line.entry.english)
        if named:
            return named
        if line.number is not None:
            return f"indicator-{line.number}"
        like = [one for one in self.read.lines if one.parent is line.parent and one.number is None]
        place = like.index(line) + 1
        return f"{self.line_ids[id(line.parent)]}-{place}" if line.parent else f"item-{place}"

    def _indicator(self, line: Line) -> dict[str, Any]:
        table: dict[str, Any] = {}
        if line.parent is not None:
            table["parent"] = self.line_ids[id(line.parent)]
        elif line.number is not None:
            table["number"] = line.number
        if line.section and line.parent is None and line.section in self.section_ids:
            table["section"] = self.section_ids[line.section]
        if line.kind:
            table["kind"] = line.kind
        if lean(line) in DOWNWARD:
            table["direction"] = "down"
        if line.entry.unit:
            table["unit"] = line.entry.unit
        table["name"] = self._name(line.entry.name, line.entry.english)
        table["years"] = {str(y): self._year(line.years[y]) for y in sorted(line.years)}
        return table

    def _name(self, name: str, english: str | None) -> str | dict[str, str]:
        if english and english != name and self.language != "en":
            return {self.language: name, "en": english}
        return name

    def _year(self, year: Year) -> dict[str, Any]:
        table: dict[str, Any] = {
            part: figure(given) for part in ("plan", "actual") if (given := year.givens.get(part))
        }
        if year.outcome and table.get("plan") is not None:
            table["outcome"] = year.outcome
        if year.reason:
            table["reason"] = year.reason[0]
        if year.name:
            table["name"] = self._name(year.name, year.english)
        if year.unit:
            table["unit"] = year.unit
        if year.series_break:
            table["series_break"] = self._said(year.series_break)
        if year.notes:
            table["note"] = "; ".join(dict.fromkeys(self._said(text) for text in year.notes))
        return table | self._cited(year)

    def _cited(self, year: Year) -> dict[str, Any]:
        """Where the figures and the reason are from: the source, and the cell in it."""
        read = {part: given for part, given in year.givens.items() if given.spot.table}
        sources = {part: self.source_ids[given.spot.table] for part, given in read.items()}
        spot = year.reason[1] if year.reason else year.said
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


def figure(given: Given) -> int | Decimal | str | dict[str, str]:
    """A figure as a plan file has it: a number with its own digits, a notation, or words."""
    text, quantity = given.figure.text or "", given.figure.quantity
    if not given.figure.readable:
        return {"text": text}
    if quantity is not None and quantity.form is Form.NUMBER and _PLAIN.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text
