"""What a later table has otherwise: a name, unit, number, kind or section; none passes silently."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.documents.text import squeezed
from plantrack.interpret.doubt import Doubt, DoubtCode, called
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.indicators.likeness import same_unit
from plantrack.interpret.rows.entry import RowEntry
from plantrack.messages.message import Message


def record_changes(indicator: ReportIndicator, entry: RowEntry) -> list[Doubt]:
    """Take up what the row has otherwise than the tables before; all of it is doubtful."""
    year = _first_new_year(indicator, entry)
    doubts: list[Doubt] = []
    if squeezed(entry.name) != squeezed(indicator.named):
        years = [figure.year for figure in entry.figures]
        doubts.append(_rename(indicator, entry, year or max(years, default=None)))
    if entry.unit and not same_unit(indicator.measured, entry.unit) and year is not None:
        # without a new year its figures are of years known in another unit, and left out
        doubts.append(_change_unit(indicator, entry, year))
    if entry.number is not None and entry.number != indicator.number:
        message = Message(
            "“{name}” has number {n} here and {before} before; {before} is kept",
            name=entry.name, n=entry.number, before=indicator.number or "—",
        )  # fmt: skip
        doubts.append(Doubt(DoubtCode.NUMBER_CHANGED, message, entry.spot))
    doubts += _reclassified(indicator, entry)
    indicator.kind = indicator.kind or entry.kind
    indicator.section = indicator.section or entry.section
    return doubts


def _first_new_year(indicator: ReportIndicator, entry: RowEntry) -> int | None:
    """The first year that the row adds; what is new about the row holds from then on."""
    new = [figure.year for figure in entry.figures if figure.year not in indicator.years]
    last = max(indicator.years, default=0)
    later = [year for year in new if year > last]
    return min(later or new, default=None)


def _rename(indicator: ReportIndicator, entry: RowEntry, year: int | None) -> Doubt:
    message = Message(
        "{label} is called “{after}” here; recorded as its name from {year}",
        label=called(indicator.number, indicator.named), after=entry.name, year=year or "—",
    )  # fmt: skip
    indicator.names.add(squeezed(entry.name))
    indicator.named = entry.name
    if year is not None:
        named = indicator.year(year)
        named.name, named.english = entry.name, entry.english
    return Doubt(DoubtCode.RENAMED, message, entry.spot)


def _change_unit(indicator: ReportIndicator, entry: RowEntry, year: int) -> Doubt:
    before, after = indicator.measured or "—", entry.unit
    message = Message(
        "{label} changes its unit from {before} to {after}: "
        "recorded as a series break in {year}",
        label=called(indicator.number, entry.name), before=before, after=after, year=year,
    )  # fmt: skip
    indicator.measured = entry.unit
    changed = indicator.year(year)
    changed.unit = entry.unit
    changed.series_break = Message("unit changed: {before} → {after}", before=before, after=after)
    return Doubt(DoubtCode.UNIT_CHANGED, message, entry.spot)


def _reclassified(indicator: ReportIndicator, entry: RowEntry) -> Iterator[Doubt]:
    for code, what, was, is_ in (
        (DoubtCode.KIND_CHANGED, "kind", indicator.kind, entry.kind),
        (DoubtCode.SECTION_CHANGED, "section", indicator.section, entry.section),
    ):
        if was and is_ and squeezed(was) != squeezed(is_):
            message = Message(
                "“{name}” changes its {what} from {before} to {after}; {before} is kept",
                name=entry.name, what=Message(what), before=was, after=is_,
            )  # fmt: skip
            yield Doubt(code, message, entry.spot)
