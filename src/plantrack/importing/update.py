"""A new report added to an existing plan file, which otherwise stays as it is, byte for byte."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from plantrack.documents.document import Document
from plantrack.documents.text import squeezed
from plantrack.importing.run import Change, Imported, NoIndicators, ours, unexpected_reasons
from plantrack.interpret.cells import Figure
from plantrack.interpret.columns import Column
from plantrack.interpret.draft import Drafter
from plantrack.interpret.headers import Heading, Role
from plantrack.interpret.interpretation import interpret
from plantrack.interpret.matching import Line, Year
from plantrack.interpret.review import Spot
from plantrack.interpret.rows import Entry, Given
from plantrack.interpret.wishes import Wishes
from plantrack.messages.message import Translate
from plantrack.plan.model import Indicator, Plan, YearFigures
from plantrack.planfile import layout as write
from plantrack.planfile.positions import Edit, Extents, applied, extents
from plantrack.planfile.read import parse, read_bytes

Tables = dict[str, Any]


def updated(
    path: Path, documents: Sequence[Document], wanted: Wishes, translate: Mapping[str, Translate]
) -> Imported:
    """The plan file at the path with what the documents add to it.

    Raises:
        PlanFileError: the plan file cannot be used.
        NoIndicators: no table of indicators was found.
    """
    content = read_bytes(str(path), path)
    plan = parse(content, str(path))
    tables = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    read = interpret(documents, wanted, list(known_lines(plan)))
    if not any(table.layout and table.layout.figures() for table in read.taken):
        raise NoIndicators(read)
    say = translate.get(plan.language, translate["en"])
    drafter = Drafter(read, plan.language, "", say, tables)
    drafter.drafted()
    read.points += drafter.unreadable
    edits = _Edits(tables, drafter, extents(content))
    edits.make()
    text = applied(content, edits.edits).decode("utf-8")
    after = parse(text.encode(), str(path))
    read.points += unexpected_reasons(after, documents[-1].name)
    counted = tuple((count, ours(after, count)) for count in read.counts)
    return Imported(read, text, after, counted, tuple(edits.changes))


def known_lines(plan: Plan) -> Iterator[Line]:
    """The indicators that a plan already has, as what new tables are matched with."""
    lines: dict[str, Line] = {}
    for indicator in plan.indicators:
        lines[indicator.id] = _line(indicator, plan, lines)
        yield lines[indicator.id]


def _line(indicator: Indicator, plan: Plan, lines: Mapping[str, Line]) -> Line:
    last = indicator.years[max(indicator.years)] if indicator.years else None
    name, unit = (last.name, last.unit) if last else (indicator.name, indicator.unit)
    own = plan.language
    entry = Entry(indicator.name.in_language(own), Spot(plan.file), 0)
    entry.unit = indicator.unit.in_language(own) if indicator.unit else None
    parent = lines.get(indicator.parent or "")
    number = int(indicator.ordinal) if indicator.ordinal.isdigit() and parent is None else None
    section = indicator.section.title.in_language(own) if indicator.section and not parent else None
    kind = indicator.kind.value if indicator.kind else None
    measured = unit.in_language(own) if unit else None
    line = Line(
        entry, name.in_language(own), measured, number, parent, section, kind, id=indicator.id
    )
    every = (indicator.name, *(figures.name for figures in indicator.years.values()))
    line.names = {squeezed(text) for one in every for text in one.translations.values()}
    line.units = {
        year: f.unit.in_language(own) if f.unit else None for year, f in indicator.years.items()
    }
    line.years = {year: _known_year(f, plan.file) for year, f in indicator.years.items()}
    return line


def _known_year(figures: YearFigures, file: str) -> Year:
    year = Year(outcome=figures.outcome.value if figures.outcome else None)
    for part, quantity in (("plan", figures.plan), ("actual", figures.actual)):
        if quantity is not None:
            column = Column(0, Heading(Role(part)), Role(part), figures.year)
            figure = Figure(quantity.text, quantity)
            year.givens[part] = Given(figures.year, part, figure, Spot(file), "", column)
    return year


class _Edits:
    """Collects what has to be added to the file, and which indicators that changes."""

    def __init__(self, tables: Tables, drafter: Drafter, places: Extents) -> None:
        self.tables, self.drafter, self.places = tables, drafter, places
        self.edits: list[Edit] = []
        self.changes: list[Change] = []

    def make(self) -> None:
        """All edits: indicators in order, then the sources and sections that they name."""
        after = self._end_of("sections") or self._end_of("sources") or self._end_of("plan") or 0
        for line in self.drafter.read.lines:
            id_ = self.drafter.line_ids[id(line)]
            if line.id:
                changed = self._existing(id_)
                self.changes.append(Change(id_, "changed" if changed else "left"))
                after = self.places.block_end(("indicators", id_)) or after
            else:
                self._add("\n" + write.indicator(id_, self.drafter.draft.indicators[id_]), after)
                self.changes.append(Change(id_, "added"))
        self._add_tables("sources", self._end_of("sources") or self._end_of("plan") or 0)
        self._add_tables("sections", self._end_of("sections") or self._end_of("sources") or 0)

    def _end_of(self, kind: str) -> int | None:
        return self.places.block_end((kind,))

    def _add(self, text: str, at: int) -> None:
        """Add lines at an offset; the file's last line may have no line break yet."""
        unbroken = at == len(self.places.content) and not self.places.content.endswith(b"\n")
        self.edits.append(Edit(at, at, "\n" * unbroken + text))

    def _add_tables(self, kind: str, at: int) -> None:
        for id_, body in getattr(self.drafter.draft, kind).items():
            if kind != "sources" or self._is_cited(id_):
                self._add("\n" + write.table(f"{kind}.{id_}", body), at)

    def _is_cited(self, source: str) -> bool:
        parts = [
            id_ for id_, body in self.drafter.draft.sources.items() if body.get("part_of") == source
        ]
        return any(f'"{one}"' in edit.text for one in (source, *parts) for edit in self.edits)

    def _existing(self, id_: str) -> bool:
        """Add years and figures to an indicator that is there; whether there were any."""
        before: Tables = self.tables["indicators"][id_].get("years", {})
        count = len(self.edits)
        for year, figures in self.drafter.draft.indicators[id_]["years"].items():
            if year not in before:
                self._new_year(id_, year, figures)
            else:
                self._more(("indicators", id_, "years", year), before[year], figures)
        return len(self.edits) > count

    def _new_year(self, id_: str, year: str, figures: Tables) -> None:
        years = ("indicators", id_, "years")
        earlier = [path for path in self.places.under(years) if path[-1] < year]
        text = write.year(year, figures)
        if years in self.places.inline:
            start, end = self.places.values[years]
            inner = ", " if self.places.under(years) else " "
            self.edits.append(Edit(end - 1, end - 1, f"{inner}{text} "))
        elif earlier and earlier[-1] in self.places.values:
            self._add(text + "\n", self.places.line_end(self.places.values[earlier[-1]][1]))
        elif years in self.places.tables:
            self._add(text + "\n", self.places.line_end(self.places.tables[years][0]))
        else:
            block = write.table(".".join((*years, year)), figures)
            self._add(f"\n{block}", self.places.block_end(("indicators", id_)) or 0)

    def _more(self, path: tuple[str, ...], before: Tables, figures: Tables) -> None:
        """Add figures to a year; what it has is kept, and each figure keeps its own source."""
        new = {key: one for key, one in figures.items() if key not in before}
        gained = [
            key for key in ("plan", "actual", "reason", "series_break", "outcome") if key in new
        ]
        if not gained:
            return
        for key in ("source", "cell"):
            if key in figures:
                self._cite(path, key, before, figures[key])
                new.pop(key, None)
        self._insert(path, new)

    def _cite(self, path: tuple[str, ...], key: str, before: Tables, cited: Any) -> None:
        old = before.get(key)
        parts = [part for part in ("plan", "actual", "reason") if part in before]
        known = dict.fromkeys(parts, old) if isinstance(old, str) else dict(old or {})
        added = cited if isinstance(cited, dict) else dict.fromkeys(("plan", "actual"), cited)
        kept = {k: v for k, v in added.items() if k not in before and k not in known}
        if old is None:
            self._insert(path, {key: kept} if kept else {})
        elif kept:
            start, end = self.places.values[(*path, key)]
            self.edits.append(Edit(start, end, write.value(known | kept)))

    def _insert(self, path: tuple[str, ...], items: Tables) -> None:
        text = ", ".join(f"{key} = {write.value(one)}" for key, one in items.items())
        if not text:
            return
        if path in self.places.inline:
            start, end = self.places.values[path]
            inside = self.places.content[start + 1 : end - 1]
            at = start + 1 + len(inside.rstrip())
            self.edits.append(Edit(at, at, (", " if inside.strip() else " ") + text))
        else:
            lines = "".join(f"{key} = {write.value(one)}\n" for key, one in items.items())
            self._add(lines, self.places.tables[path][1])
