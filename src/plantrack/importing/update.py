"""A new report added to an existing plan file, which otherwise stays as it is, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli

from plantrack.documents.document import Document
from plantrack.documents.text import squeezed
from plantrack.files.locks import Patience, locked
from plantrack.files.writing import ROUNDS, Changed, replace
from plantrack.importing.run import (
    Change,
    Imported,
    NoIndicators,
    ours,
    read_back,
)
from plantrack.importing.verdicts import doubt_verdicts
from plantrack.interpret.cells import Figure
from plantrack.interpret.columns.column import SourceColumn
from plantrack.interpret.doubt import Spot
from plantrack.interpret.draft import Drafter
from plantrack.interpret.headers import Heading, Role
from plantrack.interpret.indicators.indicator import ReportIndicator, ReportYear
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.passes import interpret
from plantrack.interpret.rows.entry import RowEntry, SourceFigure
from plantrack.messages.message import Translate
from plantrack.plan.model import Indicator, Plan, YearFigures
from plantrack.planfile.edit import changed
from plantrack.planfile.layout import due
from plantrack.planfile.own import refuse_embedded
from plantrack.planfile.read import parse, read_bytes

Tables = dict[str, Any]


def update(
    path: Path, added: Callable[[bytes], bytes | None], patience: Patience = Patience()
) -> None:
    """Change the plan file at the path to what `added` makes of its content, ``None`` for nothing.

    Nobody is kept waiting while it does: if the file has changed by then, it is asked once more,
    from what the file holds now, and so on some times.

    Raises:
        PlanFileError: the plan file cannot be read.
        Refusal: the file cannot be written, or changes again and again; nothing was written then.
    """
    refuse_embedded(path)
    for _ in range(ROUNDS):
        content = read_bytes(str(path), path)
        new = added(content)
        if new is None:
            return
        with suppress(Changed):
            _write(path, content, new, patience)
            return
    raise Changed(path)


def _write(path: Path, old: bytes, new: bytes, patience: Patience) -> None:
    with locked(path, patience) as real:
        if read_bytes(str(path), real) != old:
            raise Changed(path)
        if new != old:
            replace(real, old, new)


def updated(
    content: bytes,
    file: str,
    documents: Sequence[Document],
    wanted: ImportOptions,
    translate: Mapping[str, Translate],
) -> Imported:
    """The content of a plan file with what the documents add to it; `file` is what it is called.

    Raises:
        PlanFileError: the plan file cannot be used.
        NoIndicators: no table of indicators was found.
        Refusal: it is written in a form that cannot be added to, or what was read makes no plan
            file that can be used.
    """
    plan = parse(content, file)
    tables = tomli.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    read = interpret(documents, wanted, list(known_lines(plan)))
    if not any(table.layout and table.layout.figures for table in read.taken):
        raise NoIndicators(read)
    say = translate.get(plan.language, translate["en"])
    drafter = Drafter(read, plan.language, "", say, tables)
    drafter.drafted()
    read.doubts += drafter.unreadable
    additions = _Additions(tables, drafter)
    new = _edited(content, additions)
    after = read_back(new.decode(), file, drafter)
    read.doubts += doubt_verdicts(after, drafter.by_id(), documents[-1].name)
    counted = tuple((count, ours(after, count)) for count in read.counts)
    return Imported(read, new.decode(), after, counted, tuple(additions.changes))


def _edited(content: bytes, additions: _Additions) -> bytes:
    return changed(content, additions.all(), additions.rank)


def known_lines(plan: Plan) -> Iterator[ReportIndicator]:
    """The indicators that a plan already has, as what new tables are matched with."""
    lines: dict[str, ReportIndicator] = {}
    for indicator in plan.indicators:
        lines[indicator.id] = _line(indicator, plan, lines)
        yield lines[indicator.id]


def _line(
    indicator: Indicator, plan: Plan, lines: Mapping[str, ReportIndicator]
) -> ReportIndicator:
    last = indicator.years[max(indicator.years)] if indicator.years else None
    name, unit = (last.name, last.unit) if last else (indicator.name, indicator.unit)
    own = plan.language
    entry = RowEntry(
        indicator.name.in_language(own), Spot(plan.file),
        unit=indicator.unit.in_language(own) if indicator.unit else None,
    )  # fmt: skip
    parent = lines.get(indicator.parent or "")
    number = int(indicator.ordinal) if indicator.ordinal.isdigit() and parent is None else None
    section = indicator.section.title.in_language(own) if indicator.section and not parent else None
    kind = indicator.kind.value if indicator.kind else None
    measured = unit.in_language(own) if unit else None
    line = ReportIndicator(
        entry, name.in_language(own), measured, number, parent, section, kind, id=indicator.id
    )
    every = (indicator.name, *(figures.name for figures in indicator.years.values()))
    line.names = {squeezed(text) for one in every for text in one.translations.values()}
    line.units = {
        year: f.unit.in_language(own) if f.unit else None for year, f in indicator.years.items()
    }
    line.years = {year: _known_year(f, plan.file) for year, f in indicator.years.items()}
    return line


def _known_year(figures: YearFigures, file: str) -> ReportYear:
    year = ReportYear(outcome=figures.outcome.value if figures.outcome else None)
    for part, quantity in (("plan", figures.plan), ("actual", figures.actual)):
        if quantity is not None:
            column = SourceColumn(0, Heading(Role(part)), Role(part), figures.year)
            figure = Figure(quantity.text, quantity)
            year.figures[part] = SourceFigure(figures.year, part, figure, Spot(file), "", column)
    return year


class _Additions:
    """What has to be added to the tables of a plan file, and which indicators that changes."""

    def __init__(self, tables: Tables, drafter: Drafter) -> None:
        self.tables, self.drafter = tables, drafter
        self.indicators: Tables = {}
        self.order: list[str] = list(tables["indicators"])
        self.changes: list[Change] = []
        self._add_indicators()

    def all(self) -> Tables:
        """The additions by the parts of the file; a source only if something new is from it."""
        draft = self.drafter.draft
        cited = set(_cited(self.indicators))
        cited |= {str(draft.sources[one].get("part_of")) for one in cited if one in draft.sources}
        sources = {id_: body for id_, body in draft.sources.items() if id_ in cited}
        parts = {"sources": sources, "sections": draft.sections, "indicators": self.indicators}
        return {name: part for name, part in parts.items() if part}

    def rank(self, path: Sequence[str], key: str) -> int:
        """A new indicator is due behind the one that it stands behind in the report."""
        return self.order.index(key) if tuple(path) == ("indicators",) else due(path, key)

    def _add_indicators(self) -> None:
        place = 0
        for line in self.drafter.read.indicators:
            id_ = self.drafter.line_ids[id(line)]
            body = self.drafter.draft.indicators[id_]
            if line.id:
                years = dict(self._years(id_, body["years"]))
                if years:
                    self.indicators[id_] = {"years": years}
                self.changes.append(Change(id_, "changed" if years else "left"))
                place = self.order.index(id_) + 1
            else:
                self.indicators[id_] = {key: one for key, one in body.items() if one != {}}
                self.changes.append(Change(id_, "added"))
                self.order.insert(place, id_)
                place += 1

    def _years(self, id_: str, years: Tables) -> Iterator[tuple[str, Tables]]:
        """Years and figures that an indicator which is there does not have yet."""
        before: Tables = self.tables["indicators"][id_].get("years", {})
        for year, figures in years.items():
            new = _more(before[year], figures) if year in before else figures
            if new:
                yield year, new


_GAIN = ("plan", "actual", "reason", "series_break", "outcome")


def _more(before: Tables, figures: Tables) -> Tables:
    """What a year gains; what it has is kept, and each figure keeps its own source."""
    new = {key: one for key, one in figures.items() if key not in before}
    if not any(key in new for key in _GAIN):
        return {}
    for key in ("source", "cell"):
        new.pop(key, None)
        if key in figures:
            new |= _citing(before, key, figures[key])
    return new


def _citing(before: Tables, key: str, cited: Any) -> Tables:
    old = before.get(key)
    parts = [part for part in ("plan", "actual", "reason") if part in before]
    known = dict.fromkeys(parts, old) if isinstance(old, str) else dict(old or {})
    added = cited if isinstance(cited, dict) else dict.fromkeys(("plan", "actual"), cited)
    kept = {k: v for k, v in added.items() if k not in before and k not in known}
    return {key: known | kept} if kept else {}


def _cited(indicators: Tables) -> Iterator[str]:
    """The sources that new figures name."""
    for body in indicators.values():
        for figures in body.get("years", {}).values():
            source = figures.get("source", {})
            yield from [source] if isinstance(source, str) else source.values()
