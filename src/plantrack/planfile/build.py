"""From a plan file of the right shape to a `Plan`: figures read, references followed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

from plantrack.messages.message import N_, Message
from plantrack.plan.interval import Interval
from plantrack.plan.model import (
    Citations,
    Direction,
    Indicator,
    Kind,
    Measure,
    Outcome,
    Plan,
    Restated,
    Section,
    Source,
    Text,
    YearFigures,
)
from plantrack.plan.quantity import Quantity, QuantityError, parse, qualitative
from plantrack.planfile.bounds import MAX_LEVELS, MAX_PROBLEMS
from plantrack.planfile.schema import Figure, IndicatorTable, PlanFile, YearTable

Path = tuple[str, ...]

_THINGS = {"source": N_("source"), "section": N_("section"), "indicator": N_("indicator")}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with what the file says.

    Of a reference that leads nowhere, `what` is the kind of thing and `name` what it was called;
    `known` are the names that would be right.
    """

    kind: str
    path: Path
    message: Message
    what: str = ""
    name: str = ""
    known: Collection[str] = ()


class _Said(TypedDict, total=False):
    measure: Measure
    limits: Interval


@dataclass
class _Builder:
    document: PlanFile
    file: str
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    def __post_init__(self) -> None:
        self.lines: dict[str, tuple[str, ...]] = {}
        self.language = self.document["plan"]["language"]
        self.tables = self.document.get("indicators", {})
        self.sources = self._sources()
        self.sections = {
            id_: Section(id_, self._text(table["title"]))
            for id_, table in self.document.get("sections", {}).items()
        }

    def plan(self) -> Plan:
        self._check_references()
        ordinals = self._ordinals()
        header = self.document["plan"]
        return Plan(
            id=header["id"],
            title=self._text(header["title"]),
            language=header["language"],
            indicators=tuple(
                self._indicator(id_, table, ordinals[id_]) for id_, table in self.tables.items()
            ),
            sections=tuple(self.sections.values()),
            file=self.file,
            sources=tuple(self.sources.values()),
        )

    def _text(self, texts: Mapping[str, str]) -> Text:
        own = self.language
        return Text({language or own: text for language, text in texts.items()}, own)

    def _optional(self, texts: Mapping[str, str] | None) -> Text | None:
        return None if texts is None else self._text(texts)

    def _sources(self) -> dict[str, Source]:
        """The sources, each part knowing the document it is in (one level)."""
        tables = self.document.get("sources", {})
        plain = {
            id_: Source(
                id=id_,
                title=self._text(table["title"]),
                publisher=self._optional(table.get("publisher")),
                url=table.get("url"),
                published=table.get("published"),
            )
            for id_, table in tables.items()
        }
        for id_, table in tables.items():
            whole = table.get("part_of")
            if whole is not None and whole not in tables:
                self._unknown(("sources", id_, "part_of"), "source", whole, tables)
        return {
            id_: replace(source, part_of=plain.get(tables[id_].get("part_of", "")))
            for id_, source in plain.items()
        }

    def _unknown(self, path: Path, what: str, name: str, known: Mapping[str, object]) -> None:
        message = Message("there is no {what} “{name}”", what=Message(_THINGS[what]), name=name)
        self._find(Finding("reference", path, message, what, name, known))

    def _find(self, finding: Finding) -> None:
        if len(self.findings) < MAX_PROBLEMS:
            self.findings.append(finding)
        else:
            self.more += 1

    def _check_references(self) -> None:
        seen: dict[int, str] = {}
        for id_, table in self.tables.items():
            path = ("indicators", id_)
            section, number = table.get("section"), table.get("number")
            if section is not None and section not in self.sections:
                self._unknown((*path, "section"), "section", section, self.sections)
            self._check_parent(id_, table, path)
            if number is None:
                continue
            first = seen.setdefault(number, id_)
            if first != id_:
                message = Message("“{id}” already has number {n}", id=first, n=number)
                self._find(Finding("number", (*path, "number"), message))

    def _check_parent(self, id_: str, table: IndicatorTable, path: Path) -> None:
        parent = table.get("parent")
        if parent is None:
            return
        if parent not in self.tables:
            self._unknown((*path, "parent"), "indicator", parent, self.tables)
        else:
            self._check_line(id_, path)
        if "number" in table:
            message = Message("a sub-indicator has no number of its own")
            self._find(Finding("sub", (*path, "number"), message))

    def _check_line(self, id_: str, path: Path) -> None:
        """An indicator is not part of itself, nor of a line of indicators without end."""
        line = self._ancestors(id_)
        if id_ in line:
            message = Message("“{id}” is part of itself", id=id_)
            self._find(Finding("cycle", (*path, "parent"), message))
        elif len(line) == MAX_LEVELS:
            message = Message("more than {n} indicators are part of one another", n=MAX_LEVELS)
            self._find(Finding("levels", (*path, "parent"), message))

    def _ancestors(self, id_: str) -> tuple[str, ...]:
        """What the indicator is part of, from its parent up, at most `MAX_LEVELS` of them."""
        if id_ not in self.lines:
            self.lines[id_] = tuple(self._climb(id_))
        return self.lines[id_]

    def _climb(self, id_: str) -> Iterator[str]:
        passed = set[str]()
        parent = self.tables[id_].get("parent")
        while parent in self.tables and parent not in passed and len(passed) < MAX_LEVELS:
            yield parent
            passed.add(parent)
            parent = self.tables[parent].get("parent")

    def _ordinals(self) -> dict[str, str]:
        """What people call each indicator by: its number, or its parent's and its place there."""
        places: dict[str, str] = {}
        counts: dict[str, int] = {}
        for id_, table in self.tables.items():
            parent = table.get("parent", "")
            counts[parent] = counts.get(parent, 0) + 1
            places[id_] = str(counts[parent])
        return {id_: self._ordinal(id_, places) for id_ in self.tables}

    def _ordinal(self, id_: str, places: Mapping[str, str]) -> str:
        """The number of the topmost indicator, then the places down to this one; else nothing."""
        line = [id_, *self._ancestors(id_)]
        number = self.tables[line[-1]].get("number")
        if number is None or id_ in line[1:]:
            return ""
        return ".".join([str(number), *(places[one] for one in reversed(line[:-1]))])

    def _section(self, id_: str) -> Section | None:
        """The indicator's section, else that of the indicator it is part of."""
        for one in (id_, *self._ancestors(id_)):
            section = self.tables[one].get("section")
            if section is not None:
                return self.sections.get(section)
        return None

    def _indicator(self, id_: str, table: IndicatorTable, ordinal: str) -> Indicator:
        return Indicator(
            id=id_,
            name=self._text(table["name"]),
            ordinal=ordinal,
            code=table.get("code"),
            parent=table.get("parent"),
            section=self._section(id_),
            kind=Kind(table["kind"]) if "kind" in table else None,
            direction=Direction(table.get("direction", "up")),
            unit=self._optional(table.get("unit")),
            note=self._optional(table.get("note")),
            years={figures.year: figures for figures in self._years(id_, table)},
        )

    def _years(self, id_: str, table: IndicatorTable) -> Iterator[YearFigures]:
        name, unit = self._text(table["name"]), self._optional(table.get("unit"))
        own_unit, said = unit, _said_of_figures(table)
        years = table.get("years", {})
        for year in sorted(years):
            given, earlier_unit = years[year], unit
            name = self._optional(given.get("name")) or name
            unit = self._optional(given.get("unit")) or unit
            path = ("indicators", id_, "years", year)
            figures = self._year_figures(path, given, name, unit, earlier_unit)
            yield replace(figures, **said) if said and unit == own_unit else figures
        years.clear()  # used up; a long plan is not kept in memory twice

    def _year_figures(
        self, path: Path, given: YearTable, name: Text, unit: Text | None, before: Text | None
    ) -> YearFigures:
        return YearFigures(
            year=int(path[-1]),
            name=name,
            unit=unit,
            plan=self._figure((*path, "plan"), given.get("plan"), unit),
            actual=self._figure((*path, "actual"), given.get("actual"), unit),
            outcome=Outcome(given["outcome"]) if "outcome" in given else None,
            reason=self._optional(given.get("reason")),
            series_break=self._optional(given.get("series_break")),
            restated=self._restated((*path, "restated"), given, before),
            note=self._optional(given.get("note")),
            cited=self._citations((*path, "source"), given),
        )

    def _restated(self, path: Path, given: YearTable, unit: Text | None) -> Restated | None:
        restated = given.get("restated")
        if restated is None:
            return None
        return Restated(
            self._figure((*path, "plan"), restated.get("plan"), unit),
            self._figure((*path, "actual"), restated.get("actual"), unit),
            self._optional(restated.get("basis")),
        )

    def _figure(self, path: Path, published: Figure | None, unit: Text | None) -> Quantity | None:
        if published is None:
            return None
        if isinstance(published, dict):
            return qualitative(published["text"])
        try:
            return parse(published, tuple(unit.translations.values()) if unit else ())
        except QuantityError as error:
            self._find(Finding("figure", path, error.message))
            return None

    def _citations(self, path: Path, given: YearTable) -> Citations:
        source, cell = given.get("source"), given.get("cell", {})
        if source is None:
            return Citations(plan_cell=cell.get("plan"), actual_cell=cell.get("actual"))
        if isinstance(source, str):
            return self._cited_for_all(self._source(path, source), given)
        return Citations(
            self._source((*path, "plan"), source.get("plan")),
            self._source((*path, "actual"), source.get("actual")),
            self._source((*path, "reason"), source.get("reason")),
            cell.get("plan"),
            cell.get("actual"),
        )

    def _cited_for_all(self, source: Source | None, given: YearTable) -> Citations:
        """One source for whatever the year gives, and for nothing that it does not."""
        reported = "actual" in given or "outcome" in given
        return Citations(
            plan=source if "plan" in given else None,
            actual=source if reported else None,
            reason=source if "reason" in given else None,
            plan_cell=given.get("cell", {}).get("plan"),
            actual_cell=given.get("cell", {}).get("actual"),
        )

    def _source(self, path: Path, id_: str | None) -> Source | None:
        if id_ is None:
            return None
        if id_ not in self.sources:
            self._unknown(path, "source", id_, self.sources)
        return self.sources.get(id_)


def _said_of_figures(table: IndicatorTable) -> _Said:
    """What the file itself says of the figures; it holds for the indicator's own unit."""
    said = _Said()
    if "measure" in table:
        said["measure"] = Measure(table["measure"])
    if "limits" in table:
        said["limits"] = Interval(*table["limits"], low_closed=True, high_closed=True)
    return said


def build(document: PlanFile, file: str) -> tuple[Plan, list[Finding], int]:
    """The plan, and everything in it that does not make sense; with findings, do not use it.

    At most `MAX_PROBLEMS` findings; the number is how many there are besides. The document is used
    up: its years are gone afterwards.
    """
    builder = _Builder(document, file)
    return builder.plan(), builder.findings, builder.more
