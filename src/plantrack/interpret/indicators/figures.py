"""A row's figures and texts put to the years of its indicator."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.documents.text import squeezed
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.indicators.likeness import same_unit
from plantrack.interpret.rows.entry import RowEntry, SourceFigure
from plantrack.messages.message import Message


def put_figures(indicator: ReportIndicator, entry: RowEntry) -> list[Doubt]:
    """Put the row's figures and texts to their years; what contradicts is left out and told."""
    doubts = list(_put(indicator, entry))
    for year in {figure.year for figure in entry.figures if figure.part == "actual"}:
        outcome = entry.texts.get(f"outcome-{year}")
        indicator.year(year).outcome = indicator.year(year).outcome or outcome
    for year, remark in entry.beside:
        indicator.year(year).notes.append(remark)
    _put_texts(indicator, entry)
    return doubts


def _put(indicator: ReportIndicator, entry: RowEntry) -> Iterator[Doubt]:
    for figure in entry.figures:
        measured = indicator.units.setdefault(figure.year, entry.unit)
        if entry.unit and not same_unit(measured, entry.unit):
            yield _in_other_unit(indicator, figure, measured, entry.unit)
            continue
        figures = indicator.year(figure.year).figures
        known = figures.setdefault(figure.part, figure)
        if known is not figure and not _is_same(known, figure):
            yield _contradicted(indicator, figure, known)


def _in_other_unit(
    indicator: ReportIndicator, figure: SourceFigure, known: str | None, unit: str
) -> Doubt:
    message = Message(
        "{label}: {what} of {year}, {text} {unit}, is left out: that year is in {before}",
        label=indicator.label, what=Message(figure.part), year=figure.year,
        text=figure.figure.text, unit=unit, before=known or "—",
    )  # fmt: skip
    return Doubt(DoubtCode.UNIT_CONFLICT, message, figure.spot)


def _contradicted(indicator: ReportIndicator, figure: SourceFigure, known: SourceFigure) -> Doubt:
    message = Message(
        "{label}: {what} of {year} is {after} here but {before} at {where}; {before} is kept",
        label=indicator.label, what=Message(figure.part), year=figure.year,
        after=figure.figure.text, before=known.figure.text, where=known.spot.described(),
    )  # fmt: skip
    return Doubt(DoubtCode.CONTRADICTION, message, figure.spot)


def _is_same(first: SourceFigure, second: SourceFigure) -> bool:
    mine, theirs = first.figure.quantity, second.figure.quantity
    if mine is None or theirs is None or mine.interval is None:
        return squeezed(first.figure.text or "") == squeezed(second.figure.text or "")
    return (mine.form, mine.interval) == (theirs.form, theirs.interval)


def _put_texts(indicator: ReportIndicator, entry: RowEntry) -> None:
    """Put the row's own reason, note and outcome to the year they speak of."""
    own = [figure for figure in entry.figures if figure.part == "actual" and not figure.is_baseline]
    years = [figure.year for figure in own or entry.figures]
    if not years:
        return
    year = indicator.year(max(years))
    if "reason" in entry.texts:
        year.reason = (entry.texts["reason"], entry.spot)
    year.outcome = entry.texts.get("outcome", year.outcome)
    if "note" in entry.texts:
        year.notes.append(entry.texts["note"])
