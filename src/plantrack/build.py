"""From a plan file of the right shape to a `Plan`: figures read, references followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plantrack.language import Message
from plantrack.model import (
    Citations,
    Direction,
    Indicator,
    Kind,
    Outcome,
    Plan,
    Restated,
    Section,
    Source,
    Text,
    YearFigures,
)
from plantrack.quantity import Quantity, QuantityError, parse, qualitative
from plantrack.schema import CitationsTable, IndicatorTable, PlanFile, YearTable

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with what the file says; `known` are the names that would be right."""

    kind: str
    path: Path
    message: Message
    known: tuple[str, ...] = ()


@dataclass
class _Builder:
    document: PlanFile
    file: str
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.language = self.document.plan.language
        self.sources = self._sources()
        self.sections = {
            id_: Section(id_, self._text(table.title))
            for id_, table in self.document.sections.items()
        }

    def plan(self) -> Plan:
        self._check_references()
        ordinals = self._ordinals()
        header = self.document.plan
        return Plan(
            id=header.id,
            title=self._text(header.title),
            language=header.language,
            indicators=tuple(
                self._indicator(id_, table, ordinals[id_])
                for id_, table in self.document.indicators.items()
            ),
            sections=tuple(self.sections.values()),
            file=self.file,
        )

    def _text(self, texts: Mapping[str, str]) -> Text:
        own = self.language
        return Text({language or own: text for language, text in texts.items()}, own)

    def _optional(self, texts: Mapping[str, str] | None) -> Text | None:
        return None if texts is None else self._text(texts)

    def _sources(self) -> dict[str, Source]:
        """The sources, each part knowing the document it is in (one level)."""
        tables = self.document.sources
        plain = {
            id_: Source(id_, self._text(t.title), self._optional(t.publisher), t.url, t.published)
            for id_, t in tables.items()
        }
        for id_, table in tables.items():
            if table.part_of is not None and table.part_of not in tables:
                self._unknown(("sources", id_, "part_of"), "source", table.part_of, tables)
        return {
            id_: Source(
                s.id, s.title, s.publisher, s.url, s.published, plain.get(tables[id_].part_of or "")
            )
            for id_, s in plain.items()
        }

    def _unknown(self, path: Path, what: str, name: str, known: Mapping[str, object]) -> None:
        message = Message("there is no {what} “{name}”", what=Message(what), name=name)
        self.findings.append(Finding("reference", path, message, tuple(known)))

    def _check_references(self) -> None:
        seen: dict[int, str] = {}
        for id_, table in self.document.indicators.items():
            path = ("indicators", id_)
            if table.section is not None and table.section not in self.sections:
                self._unknown((*path, "section"), "section", table.section, self.sections)
            self._check_parent(id_, table, path)
            if table.number is None:
                continue
            first = seen.setdefault(table.number, id_)
            if first != id_:
                message = Message("“{id}” already has number {n}", id=first, n=table.number)
                self.findings.append(Finding("number", (*path, "number"), message))

    def _check_parent(self, id_: str, table: IndicatorTable, path: Path) -> None:
        tables = self.document.indicators
        if table.parent is None:
            return
        if table.parent not in tables:
            self._unknown((*path, "parent"), "indicator", table.parent, tables)
        elif id_ in self._ancestors(id_):
            message = Message("“{id}” is part of itself", id=id_)
            self.findings.append(Finding("cycle", (*path, "parent"), message))
        if table.number is not None:
            message = Message("a sub-indicator has no number of its own")
            self.findings.append(Finding("sub", (*path, "number"), message))

    def _ancestors(self, id_: str) -> Iterator[str]:
        tables, passed = self.document.indicators, set[str]()
        parent = tables[id_].parent
        while parent in tables and parent not in passed:
            yield parent
            passed.add(parent)
            parent = tables[parent].parent

    def _ordinals(self) -> dict[str, str]:
        """What people call each indicator by: its number, or its parent's and its place there."""
        tables = self.document.indicators
        ordinals = {id_: str(table.number or "") for id_, table in tables.items()}
        places: dict[str, int] = {}
        for id_, table in tables.items():
            parent = table.parent
            if parent is not None and ordinals.get(parent):
                places[parent] = places.get(parent, 0) + 1
                ordinals[id_] = f"{ordinals[parent]}.{places[parent]}"
        return ordinals

    def _section(self, id_: str) -> Section | None:
        """The indicator's section, else that of the indicator it is part of."""
        tables = self.document.indicators
        for one in (id_, *self._ancestors(id_)):
            section = tables[one].section
            if section is not None:
                return self.sections.get(section)
        return None

    def _indicator(self, id_: str, table: IndicatorTable, ordinal: str) -> Indicator:
        return Indicator(
            id=id_,
            name=self._text(table.name),
            ordinal=ordinal,
            parent=table.parent,
            section=self._section(id_),
            kind=Kind(table.kind) if table.kind else None,
            direction=Direction(table.direction),
            unit=self._optional(table.unit),
            note=self._optional(table.note),
            years={figures.year: figures for figures in self._years(id_, table)},
        )

    def _years(self, id_: str, table: IndicatorTable) -> Iterator[YearFigures]:
        name, unit = self._text(table.name), self._optional(table.unit)
        for year in sorted(table.years):
            given, earlier_unit = table.years[year], unit
            name = self._text(given.name) if given.name else name
            unit = self._text(given.unit) if given.unit else unit
            path = ("indicators", id_, "years", year)
            yield self._year_figures(path, given, name, unit, earlier_unit)
        table.years.clear()  # used up; a long plan is not kept in memory twice

    def _year_figures(
        self, path: Path, given: YearTable, name: Text, unit: Text | None, before: Text | None
    ) -> YearFigures:
        return YearFigures(
            year=int(path[-1]),
            name=name,
            unit=unit,
            plan=self._figure((*path, "plan"), given.plan, unit),
            actual=self._figure((*path, "actual"), given.actual, unit),
            outcome=Outcome(given.outcome) if given.outcome else None,
            reason=self._optional(given.reason),
            series_break=self._optional(given.series_break),
            restated=self._restated((*path, "restated"), given, before),
            note=self._optional(given.note),
            cited=self._citations((*path, "source"), given),
        )

    def _restated(self, path: Path, given: YearTable, unit: Text | None) -> Restated | None:
        restated = given.restated
        if restated is None:
            return None
        return Restated(
            self._figure((*path, "plan"), restated.plan, unit),
            self._figure((*path, "actual"), restated.actual, unit),
            self._optional(restated.basis),
        )

    def _figure(
        self, path: Path, published: str | dict[str, str] | None, unit: Text | None
    ) -> Quantity | None:
        if published is None:
            return None
        if isinstance(published, dict):
            return qualitative(published["text"])
        try:
            return parse(published, tuple(unit.translations.values()) if unit else ())
        except QuantityError as error:
            self.findings.append(Finding("figure", path, error.message))
            return None

    def _citations(self, path: Path, given: YearTable) -> Citations:
        source = given.source
        cells = (given.cell.plan, given.cell.actual) if given.cell else (None, None)
        if source is None:
            return Citations(None, None, None, *cells)
        if isinstance(source, str):
            source = CitationsTable(plan=source, actual=source, reason=source)
        return Citations(
            self._source(path, source.plan),
            self._source(path, source.actual),
            self._source(path, source.reason),
            *cells,
        )

    def _source(self, path: Path, id_: str | None) -> Source | None:
        if id_ is None:
            return None
        if id_ not in self.sources and not any(finding.path == path for finding in self.findings):
            self._unknown(path, "source", id_, self.sources)
        return self.sources.get(id_)


def build(document: PlanFile, file: str) -> tuple[Plan, list[Finding]]:
    """The plan, and everything in it that does not make sense; with findings, do not use it.

    The document is used up: its years are gone afterwards.
    """
    builder = _Builder(document, file)
    return builder.plan(), builder.findings
