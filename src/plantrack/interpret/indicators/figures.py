"""A row's figures and texts put to the years of its indicator."""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.documents.text import squeezed
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.interpret.indicators.indicator import ReportIndicator, ReportYear
from plantrack.interpret.indicators.likeness import same_unit
from plantrack.interpret.rows.entry import RowEntry, SourceFigure
from plantrack.messages.message import Message


def put_figures(indicator: ReportIndicator, entry: RowEntry) -> list[Doubt]:
    """Put the row's figures and texts to their years; what contradicts is left out and told."""
    doubts = list(_put(indicator, entry))
    for year, remark in entry.beside:
        indicator.year(year).notes.append(remark)
    doubts += _put_texts(indicator, entry)
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


def _put_texts(indicator: ReportIndicator, entry: RowEntry) -> Iterator[Doubt]:
    """Put the row's own reasons, notes and outcomes to the years they speak of."""
    years = {figure.year for figure in entry.figures}
    own = {f.year for f in entry.figures if f.part == "actual" and not f.is_baseline}
    last = max(own or years, default=None)
    for key, text in sorted(entry.texts.items(), reverse=True):
        what, _, named = key.partition("-")
        year = int(named) if named else last
        if year in years:
            _put_text(indicator.year(year), what, text, entry.spot)
        elif year is not None:
            message = Message(
                "{label}: “{text}” is said of {year}, of which there is no figure; left out",
                label=indicator.label, text=text, year=year,
            )  # fmt: skip
            yield Doubt(DoubtCode.TEXT_YEAR, message, entry.spot)


def _put_text(year: ReportYear, what: str, text: str, spot: Spot) -> None:
    if what == "reason":
        year.reason = (text, spot)
    elif what == "outcome":
        year.outcome = text
    else:
        year.notes.append(text)
