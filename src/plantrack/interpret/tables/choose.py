"""Which tables hold the indicators of the plan, and what the others are passed over for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantrack.documents.document import Document, Table
from plantrack.documents.text import squeezed
from plantrack.interpret.cells import read_cell
from plantrack.interpret.columns.column import Context, Layout
from plantrack.interpret.columns.headings import MOST_COLUMNS
from plantrack.interpret.columns.layout import read_headings
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.headers import Role
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.tables.captions import units_line
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.interpret.units import unit_of_table
from plantrack.messages.message import Message

MOST_ROWS = 2_000
"""The most rows of a table of indicators; longer ones are data."""

_LONGEST_CONTEXT = 2_000
"""Characters of a caption or title that are looked at for years and units."""

_BODY = re.compile(r"(?:局|委|办|厅|公司|集团|中心|政府|街道|镇|乡|医院|学校|部门|管委会|委员会)$")

_AREA = re.compile(
    r"全[国省]|[省市区县]直|高新区|经开区|开发区|保税区|自贸区|示范区|新区|[分各][省市区县]|各乡镇|各镇街?"
    r"|nationwide|national|by (?:state|province|district|region)",
    re.I,
)


def judge(table: SourceTable, document: Document, options: ImportOptions) -> SourceTable:
    """The table with its headings, taken or passed over, and why."""
    if options.tables and table.number not in options.tables:
        return table._replace(why=Message("not among the tables asked for"))
    width = max((len(row) for row in table.table.rows), default=0)
    if width > MOST_COLUMNS:
        why = Message("it has {n} columns; a table of indicators has no more than {most}",
                      n=width, most=MOST_COLUMNS)  # fmt: skip
        return table._replace(why=why)
    layout = read_headings(table.table, _around(table, document, options))
    if layout is None:
        return table
    titles = [text for text in layout.titles if text.strip() and not unit_of_table(text)]
    refusal = _refusal(layout, table.table, forced=table.number in options.tables)
    return table._replace(
        layout=layout,
        caption=" ".join(dict.fromkeys(filter(None, (table.caption, *titles)))),
        taken=refusal is None,
        why=refusal or Message("it names indicators and their targets or actuals"),
    )


def _around(table: SourceTable, document: Document, options: ImportOptions) -> Context:
    """What caption, title and the user say of the table."""
    caption = " ".join([table.caption, *units_line(table.before)])[:_LONGEST_CONTEXT]
    title = document.title[:_LONGEST_CONTEXT]
    return Context(options.year, caption, title, options.of_columns(table.number))


def _refusal(found: Layout, table: Table, *, forced: bool) -> Message | None:
    """Why a table with headings is not one of indicators; ``None`` if it is."""
    roles = {column.role for column in found.columns}
    if Role.NAME not in roles:
        if Role.REGION in roles:
            return Message("regions stand in its rows, indicators in its columns")
        return Message("no column of indicators is known; name it with --column N=name")
    if not any(column.role.holds_figures for column in found.columns):
        return Message(
            "no column of targets or actuals is known; name one with --column N=plan:YEAR"
        )
    if len(table.rows) > MOST_ROWS:
        return Message("it has more than {n} rows, which no table of indicators has", n=MOST_ROWS)
    if not forced and _units_are_bodies(found, table):
        return Message("its units are offices and companies: it lists who does what")
    if not forced and _is_list_of_projects(found):
        return Message("it reads like a list of projects or amounts, not of indicators")
    if not any(_figures_in(row[c.index].text) for row in table.rows[found.start :]
               for c in found.columns if c.role.holds_figures and c.index < len(row)):  # fmt: skip
        return Message("its columns of targets and actuals hold no figure")
    return None


def _figures_in(text: str) -> bool:
    return read_cell(text).text is not None


def _units_are_bodies(found: Layout, table: Table) -> bool:
    """“单位” can mean the unit of measurement, or whoever is in charge."""
    columns = found.of(Role.UNIT)
    if not columns:
        return False
    cells = [
        row[columns[0].index] for row in table.rows[found.start :] if len(row) > columns[0].index
    ]
    said = [squeezed(cell.text) for cell in cells if cell.text.strip() and not cell.across]
    return sum(bool(_BODY.search(text)) for text in said) * 2 > len(said)


def _is_list_of_projects(found: Layout) -> bool:
    names = found.of(Role.NAME)
    if not all(column.heading.weak for column in names):
        return False
    roles = {column.role for column in found.columns}
    text = "".join(squeezed(column.heading.text) for column in found.columns)
    if re.search(r"投资|建设|资金|预算|项目名称|budget|investment|expenditure", text):
        return True
    return not roles & {Role.UNIT, Role.KIND} and not {Role.PLAN, Role.ACTUAL} <= roles


def area_of(text: str) -> str:
    """The area that a caption or a sheet names, if it may be another than the plan's; else ""."""
    found = {match[0].lower() for match in _AREA.finditer(text)}
    return "·".join(sorted(found))


def pass_over_other_areas(tables: Sequence[SourceTable]) -> list[SourceTable]:
    """The tables, those of another area than the first one's passed over: not its own figures."""
    first = next((table for table in tables if table.taken), None)
    return [_of_area(table, first) if first and table.taken else table for table in tables]


def _of_area(table: SourceTable, first: SourceTable) -> SourceTable:
    area, own = (area_of(f"{t.caption} {t.table.place.sheet or ''}") for t in (table, first))
    if not area or area == own:
        return table
    why = Message(
        "it is of another area (“{area}”) than table {n}; take it alone with --table {own}",
        area=area, n=first.number, own=table.number,
    )  # fmt: skip
    doubts = (*table.doubts, Doubt(DoubtCode.AREA, why, table.spot))
    return table._replace(taken=False, why=why, doubts=doubts)


def pass_over_without_figures(tables: Sequence[SourceTable]) -> list[SourceTable]:
    """The tables, those passed over none of whose figures has a year: they only take up numbers."""
    why = Message("the year of its columns is not known; say --year YEAR or --column N=ROLE:YEAR")
    return [
        table._replace(taken=False, why=why)
        if table.taken and not any(entry.figures for entry in table.reading.entries)
        else table
        for table in tables
    ]
