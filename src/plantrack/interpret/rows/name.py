"""The name of a row's indicator: in which cell it stands, and what is written around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plantrack.documents.document import Cell, Row
from plantrack.documents.text import half_width, is_chinese, one_line, squeezed
from plantrack.interpret.code_words import without_kind
from plantrack.interpret.headers import Role
from plantrack.interpret.no_value import no_value
from plantrack.interpret.sheet import Sheet
from plantrack.interpret.units import unit_behind

MARKS = "*＊★†‡¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""Signs of footnotes behind a name."""

_BRACKET_MARK = re.compile(r"\[[¹²³\d]{1,2}\]$")
_UNIT_SIGN = re.compile(r"\w|[%‰$£€¥℃#]")


class RowName(NamedTuple):
    """A name without what is written around it: footnote `marks`, a kind and a unit in brackets."""

    name: str
    english: str = ""
    unit: str | None = None
    kind: str | None = None
    marks: str = ""


def name_and_group(row: Row, sheet: Sheet) -> tuple[str, Cell | None]:
    """The name, and the cell to its left that groups it under a wider name."""
    cells = [row[column.index] for column in sheet.names() if column.index < len(row)]
    own = [c for c in cells if c.text.strip() and not c.across]
    if len(own) > 1 and _in_two_languages(own, sheet):
        return own[0].text, None
    if len(own) > 1:
        return own[-1].text, own[0]
    return (own[0].text if own else ""), None


def _in_two_languages(names: Sequence[Cell], sheet: Sheet) -> bool:
    """Whether two name columns, each with a heading of its own, say one name twice."""
    headings = {squeezed(column.heading.text) for column in sheet.layout.of(Role.NAME)}
    mixed = is_chinese(names[0].text) != is_chinese(names[-1].text)
    return mixed and len(headings) > 1 and not any(cell.down for cell in names)


def bare_name(text: str, row: Row, sheet: Sheet) -> RowName:
    """The name that a text holds, with the unit that it or the row's column of units gives."""
    name, marks = _without_marks(text)
    name, kind = without_kind(name)
    if sheet.layout.of(Role.UNIT):
        unit = _unit_of(sheet.cell(row, Role.UNIT))
    else:
        name, unit = unit_behind(name)
    return RowName(name, _english(row, name, sheet), unit, kind, marks)


def _without_marks(name: str) -> tuple[str, str]:
    bare = _BRACKET_MARK.sub("", name) if _BRACKET_MARK.search(name) else name.rstrip(MARKS)
    return (bare.strip(), name[len(bare) :]) if bare != name and bare.strip() else (name, "")


def _unit_of(cell: str) -> str | None:
    """The unit that a cell of the units' column says; ``None`` if it is blank or says none."""
    unit = half_width(one_line(cell))
    return unit if _UNIT_SIGN.search(unit) and no_value(unit) is None else None


def _english(row: Row, name: str, sheet: Sheet) -> str:
    """The row's name in English, from a second column of names."""
    if not is_chinese(name):
        return name
    columns = [c.index for c in sheet.layout.columns if c.heading.role is Role.NAME]
    cells = [row[i] for i in columns if i < len(row) and row[i].text.strip()]
    if len(cells) > 1 and _in_two_languages(cells, sheet):
        return one_line(next(cell.text for cell in cells if not is_chinese(cell.text)))
    return ""
