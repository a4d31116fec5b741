"""What only all rows of a table together tell: how it numbers them, and how it writes figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from plantrack.documents.document import Row
from plantrack.documents.text import chinese_number, one_line, spaced, squeezed
from plantrack.interpret.cells import may_group_by_points, three_decimals, uses_decimal_commas
from plantrack.interpret.code_words import side_of
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.headers import Role
from plantrack.interpret.labels import all_bulleted, are_codes, most_begin_with_codes
from plantrack.interpret.odd_words import OddWord, odd_words
from plantrack.interpret.rows.name import name_and_group
from plantrack.interpret.sheet import Sheet, SourceRow
from plantrack.messages.message import Message


class Habits(NamedTuple):
    """How a table numbers its rows and writes its figures.

    `coded`: its labels are codes, no numbers. `codes_before`: codes stand before its names.
    `bulleted`: every name has a bullet, which then marks no part. `chinese_tops`: whole indicators
    are numbered 一, 二, so that 1, 2 are their parts. `sides` is the column that says of each row
    whether its figures are targets or actuals. `odd` are words among figures that nobody knows.
    `decimal_commas`: its figures have them. `grouped`: its points may part thousands.
    """

    coded: bool = False
    codes_before: bool = False
    bulleted: bool = False
    chinese_tops: bool = False
    sides: int | None = None
    odd: Mapping[str, OddWord] = MappingProxyType({})
    decimal_commas: bool = False
    grouped: bool = False


def find_habits(sheet: Sheet) -> Habits:
    """How the table numbers its rows and writes its figures."""
    rows = sheet.body
    names = [name_and_group(row, sheet)[0] for row in rows]
    commas = first_decimal_comma(sheet) is not None
    return Habits(
        coded=are_codes(sheet.cell(row, Role.NUMBER) for row in rows),
        codes_before=not sheet.is_numbered and most_begin_with_codes(names),
        bulleted=all_bulleted(names),
        chinese_tops=any(_is_chinese_top(row, sheet) for row in rows),
        sides=_column_of_sides(sheet, rows),
        odd=_odd_words(sheet, rows),
        decimal_commas=commas,
        grouped=not commas and may_group_by_points(text for _, text in _figures(sheet)),
    )


def doubt_habits(sheet: Sheet, habits: Habits) -> Iterator[Doubt]:
    """What has to be asked of the whole table before its figures can be used."""
    if habits.decimal_commas and (row := first_decimal_comma(sheet)):
        said = Message(
            "figures here have decimal commas and are kept "
            "as words; give the document with decimal points"
        )
        yield Doubt(DoubtCode.DECIMAL_COMMA, said, row.spot)
    if habits.grouped:
        row, text = next((row, text) for row, text in _figures(sheet) if three_decimals(text))
        said = Message(
            "is the point of “{text}” a decimal one? figures with three digits behind their "
            "point are left out; give the document with 1250 or 1.25",
            text=one_line(text),
        )
        yield Doubt(DoubtCode.QUESTION, said, row.spot)


def first_decimal_comma(sheet: Sheet) -> SourceRow | None:
    """The first row with a figure whose comma must be a decimal point."""
    rows = (row for row in sheet.rows if not row.is_heading)
    found = (row for row in rows if any(uses_decimal_commas(cell.text) for cell in row.cells))
    return next(found, None)


def _figures(sheet: Sheet) -> Iterator[tuple[SourceRow, str]]:
    for row in sheet.rows:
        if not row.is_heading:
            yield from ((row, cell.text) for cell in sheet.figure_cells(row.cells))


def _is_chinese_top(row: Row, sheet: Sheet) -> bool:
    """“一 | 地区生产总值 | 820”: a whole indicator, with “1”, “2” below it as its parts."""
    number = squeezed(sheet.cell(row, Role.NUMBER)).strip("()、.")
    fits = len(row) == len(sheet.layout.columns)
    return fits and chinese_number(number) is not None and sheet.has_figures(row)


def _column_of_sides(sheet: Sheet, rows: Sequence[Row]) -> int | None:
    """The column whose cells say of each row whether its figures are targets or actuals."""
    for column in sheet.layout.columns:
        if column.role.holds_figures or column.role is Role.NAME:
            continue
        cells = [row[column.index] for row in rows if column.index < len(row)]
        texts = {spaced(cell.text) for cell in cells if not cell.across} - {""}
        if {side_of(text) for text in texts} == {"plan", "actual"}:
            return column.index
    return None


def _odd_words(sheet: Sheet, rows: Sequence[Row]) -> dict[str, OddWord]:
    columns = sheet.layout.figures
    cells = [[row[c.index].text for row in rows if c.index < len(row)] for c in columns]
    return odd_words(cells, sheet.options.values, sheet.options.outcomes)
