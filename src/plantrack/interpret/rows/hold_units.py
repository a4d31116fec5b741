"""The fourth pass: one unit an indicator, from its name, its cells, or above the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plantrack.documents.document import Row
from plantrack.interpret.cells import unit_in_cell
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.headers import Role
from plantrack.interpret.rows.entry import RowEntry
from plantrack.interpret.sheet import Sheet
from plantrack.interpret.units import ends_in_brackets
from plantrack.messages.message import Message

_RATE = re.compile(
    r"(?:率|比重|占比|比例|增速|增长|增幅|指数|系数|涨幅|强度|浓度|年限|寿命|人数|户数|数量"
    r"|面积|[天日]数)$"
    r"|\b(?:rate|share|ratio|growth|index|number)\b",
    re.I,
)
_IN_PERCENT = re.compile(r"(?:率|比重|占比|比例|增速|增长|增幅)$|\b(?:rate|share|growth)\b", re.I)

Held = tuple[RowEntry, Doubt | None]
"""An entry with its unit, and what is doubtful of that."""


def unit_of_headings(sheet: Sheet) -> str | None:
    """The unit in the heading of the first column of figures: those after it are held to it."""
    columns = (c for c in sheet.layout.figures if c.role is not Role.PERIOD and not c.chosen)
    first = next(columns, None)
    return first.unit if first is not None else None


def hold_units(entries: Sequence[RowEntry], sheet: Sheet) -> Iterator[Held]:
    """Every entry with its unit, as far as it is known."""
    in_heading = unit_of_headings(sheet)
    for entry in entries:
        yield _held(entry, in_heading, sheet) if entry.unit is None else (entry, None)


def _held(entry: RowEntry, in_heading: str | None, sheet: Sheet) -> Held:
    """The entry with the unit behind its numbers, else the one above its figures."""
    for row in entry.rows:
        units = _units_in(row.cells, entry.name, sheet)
        if len(units) == 1 and "" not in units:
            return entry._replace(unit=next(iter(units))), None
        if units <= {""} and (unit := in_heading or sheet.unit):
            held, doubt = _in_unit_above(entry, unit)
            return held._replace(own_unit=in_heading is None), doubt
    return entry._replace(own_unit=False), None


def _units_in(row: Row, name: str, sheet: Sheet) -> set[str]:
    """The units behind the numbers of a row, "" where there is none behind one."""
    texts = [row[c.index].text for c in sheet.layout.figures]
    digits = [text for text in texts if any(c.isdigit() for c in text)]
    return {unit for text in digits if (unit := unit_in_cell(text, name)) is not None}


def _in_unit_above(entry: RowEntry, unit: str) -> Held:
    """The unit above the figures, unless the name is of a rate, which may be in another."""
    percent = unit in {"%", "‰"} and _IN_PERCENT.search(entry.name)
    if not _RATE.search(entry.name) or percent:
        return entry._replace(unit=unit), None
    said = Message("is “{name}” in {unit}, as the table?", name=entry.name, unit=unit)
    return entry, Doubt(DoubtCode.UNIT, said, entry.spot)


def doubt_brackets(entries: Sequence[RowEntry], sheet: Sheet) -> Iterator[Doubt]:
    """Where most names carry a unit in brackets, ask about one whose brackets hold none."""
    measured = sum(entry.unit is not None for entry in entries)
    if sheet.layout.of(Role.UNIT) or measured * 2 < len(entries):
        return
    for entry in entries:
        if entry.unit is None and entry.figures and ends_in_brackets(entry.name):
            said = Message("are the brackets of “{name}” its unit?", name=entry.name)
            yield Doubt(DoubtCode.UNIT, said, entry.spot)
