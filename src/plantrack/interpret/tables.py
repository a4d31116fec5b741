"""Which of a document's tables hold indicators, and what the others are passed over for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plantrack.documents.document import Document, Paragraph, Picture, Place, Row, Table
from plantrack.documents.text import one_line, squeezed
from plantrack.interpret.cells import read_cell
from plantrack.interpret.columns import (
    MOST_COLUMNS,
    Column,
    Context,
    Layout,
    begins_table,
    header_key,
    layout,
    lone_text,
)
from plantrack.interpret.count_rows import row_text
from plantrack.interpret.headers import Role
from plantrack.interpret.review import Point, Spot
from plantrack.interpret.rows import Line, Reading, RowReader, is_note
from plantrack.interpret.units import unit_in_heading, unit_of_table
from plantrack.interpret.wishes import Wishes as Wishes
from plantrack.messages.message import Message

_CAPTION = re.compile(
    r"^\s*(?:[(（]?续\s*)?(?:附?表|专栏|图表|附件|table|annex|box|schedule|exhibit)"
    r"\s*[一二三四五六七八九十\dA-Z]",
    re.I,
)
_CONTINUED = re.compile(r"续\s*表|续上表|[(（]续[)）]|continued|\(cont", re.I)
_LONGEST_CAPTION = 80
MOST_ROWS = 2_000
"""The most rows of a table of indicators; longer ones are data."""

_LONGEST_CONTEXT = 2_000
"""Characters of a caption or title that are looked at for years and units."""

_FURNITURE = re.compile(r"[\s\d\-—–·|/]*|第?\s*\d+\s*页.*|page \d+.*", re.I)


_FIGURE = re.compile(r"[<>≤≥＜＞±+-]?\s?\d[\d.,]*\s?[%％‰]?")


@dataclass
class Found:
    """One table of a document. `why` says why it was taken or passed over.

    `number` counts through all documents. `parts` are the tables of further pages that carry it on,
    with their first body row.
    """

    number: int
    document: str
    table: Table
    caption: str
    before: tuple[Paragraph, ...]
    block: Table
    layout: Layout | None = None
    taken: bool = False
    why: Message = field(default_factory=lambda: Message("no heading names indicators"))
    parts: list[tuple[Table, int]] = field(default_factory=list)
    reading: Reading = field(default_factory=Reading)
    points: list[Point] = field(default_factory=list)
    part_of: int = 0

    @property
    def spot(self) -> Spot:
        """Where the table stands."""
        return Spot(self.document, self.table.place, self.number)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the table has figures of."""
        columns = self.layout.figures() if self.layout else []
        return tuple(sorted({c.year for c in columns if c.year}))


def survey(document: Document, first: int, wishes: Wishes) -> list[Found]:
    """All tables of the document, numbered from `first`, with those of indicators read."""
    found = _listed(document, first)
    before: Found | None = None
    for one in found:
        _judge(one, document, wishes)
        if before is not None and not wishes.tables:
            _carry_on(one, before)
            before.points += _headless(one, before)
        if not one.part_of:
            before = one
    for one in found:
        if one.taken and not one.part_of:
            _read(one, wishes)
    return found


def _listed(document: Document, first: int) -> list[Found]:
    found: list[Found] = []
    before: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before.append(block)
        elif isinstance(block, Table):
            for table in _apart(block):
                number = first + len(found)
                caption = table.caption or _caption(before)
                found.append(Found(number, document.name, table, caption, tuple(before), block))
                before = []
    return found


def _apart(table: Table) -> Iterator[Table]:
    """A table as it is, or where other headings stand further down, cut above them."""
    begins = [i for i, row in enumerate(table.rows) if begins_table(row)]
    keys = {header_key([table.rows[i]]): i for i in reversed(begins)}
    cuts = sorted(keys.values())[1:]
    cuts = [cut - 1 if lone_text(table.rows[cut - 1]) else cut for cut in cuts]
    if not cuts or cuts[0] <= begins[0] + 1:
        yield table
        return
    for start, end in zip([0, *cuts], [*cuts, len(table.rows)], strict=True):
        rows = table.rows[start:end]
        place = rows[0][0].place if rows[0] and rows[0][0].place.line else table.place
        yield replace(table, rows=rows, place=place)


def _caption(before: Sequence[Paragraph]) -> str:
    """The line above that reads like a caption; else the one right above, if it is short."""
    near = [one_line(p.text) for p in before[-4:] if not _FURNITURE.fullmatch(p.text)]
    for text in reversed(near):
        if is_caption(text):
            return text
    short = near and len(near[-1]) <= _LONGEST_CAPTION and near[-1][-1] not in "。；;."
    return near[-1] if short else ""


def is_caption(text: str) -> bool:
    """Whether a line announces a table: “表1：…”, “Table 2 …”."""
    return len(text) <= _LONGEST_CAPTION and bool(_CAPTION.match(text)) and text[-1] not in "。；;"


def _judge(one: Found, document: Document, wishes: Wishes) -> None:
    """Take the table or pass it over, and say why."""
    if wishes.tables and one.number not in wishes.tables:
        one.why = Message("not among the tables asked for")
        return
    width = max((len(row) for row in one.table.rows), default=0)
    if width > MOST_COLUMNS:
        one.why = Message(
            "it has {n} columns; a table of indicators has no more than {most}",
            n=width,
            most=MOST_COLUMNS,
        )
        return
    caption = " ".join([one.caption, *_units_line(one.before)])[:_LONGEST_CONTEXT]
    title = document.title[:_LONGEST_CONTEXT]
    context = Context(wishes.year, caption, title, wishes.choices(one.number))
    one.layout = layout(one.table, context)
    if one.layout is None:
        return
    titles = [text for text in one.layout.titles if text.strip() and not unit_of_table(text)]
    one.caption = " ".join(dict.fromkeys(filter(None, (one.caption, *titles))))
    refusal = _refusal(one.layout, one.table, forced=one.number in wishes.tables)
    one.taken = refusal is None
    one.why = refusal or Message("it names indicators and their targets or actuals")


def _units_line(before: Sequence[Paragraph]) -> Iterator[str]:
    yield from (p.text for p in before[-3:] if len(p.text) < 40 and unit_of_table(p.text))


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


_BODY = re.compile(r"(?:局|委|办|厅|公司|集团|中心|政府|街道|镇|乡|医院|学校|部门|管委会|委员会)$")


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


_AREA = re.compile(
    r"全[国省]|[省市区县]直|高新区|经开区|开发区|保税区|自贸区|示范区|新区|[分各][省市区县]|各乡镇|各镇街?"
    r"|nationwide|national|by (?:state|province|district|region)",
    re.I,
)


def area_of(text: str) -> str:
    """The area that a caption or a sheet names, if it may be another than the plan's; else ""."""
    found = {match[0].lower() for match in _AREA.finditer(text)}
    return "·".join(sorted(found))


def of_one_area(found: Sequence[Found]) -> None:
    """Pass over tables of another area than the first one's: their figures are not its own."""
    taken = [one for one in found if one.taken]
    for one in taken[1:]:
        area, first = (area_of(f"{t.caption} {t.table.place.sheet or ''}") for t in (one, taken[0]))
        if area and area != first:
            one.taken = False
            one.why = Message(
                "it is of another area (“{area}”) than table {n}; take it alone with --table {own}",
                area=area,
                n=taken[0].number,
                own=one.number,
            )
            one.points.append(Point("area", one.why, one.spot))


def _carry_on(one: Found, before: Found) -> None:
    """Join a table that only carries on the one before it on the next page."""
    if not before.taken or before.layout is None or not _adjacent(one):
        return
    rows, head = one.table.rows, before.layout
    repeated = header_key(before.table.rows[head.first : head.start])
    count = head.start - head.first
    if rows[:count] and header_key(rows[:count]) == repeated:
        start = count
    elif one.layout is None and len(rows[0]) == len(head.columns):
        start = 0
        said = Message(
            "table {n} has no headings and is read as table {before} carried on",
            n=one.number,
            before=before.number,
        )
        one.points.append(Point("carried-on", said, one.spot))
    else:
        return
    if not _numbers_go_on(before, rows[start:]):
        return
    before.parts.append((one.table, start))
    before.points += one.points
    one.part_of, one.taken = before.number, False
    one.why = Message("it carries on table {n}", n=before.number)


def _headless(one: Found, before: Found) -> Iterator[Point]:
    """That a table below one of indicators has rows like its, but no headings: they may be its."""
    rows = one.table.rows
    if one.layout is not None or one.part_of or not before.taken or is_caption(one.caption):
        return
    alike = sum(bool(re.search(r"[^\W\d_]{2}", row_text(row))) and _has_figure(row) for row in rows)
    if _adjacent(one) and alike * 2 >= len(rows):
        said = Message(
            "table {n}, below table {before}, has no headings and is not read: {text}; if its rows "
            "go on with table {before}, give them its columns",
            n=one.number, before=before.number, text=row_text(rows[0])[:80],
        )  # fmt: skip
        yield Point("headless", said, one.spot)


def _has_figure(row: Row) -> bool:
    return len(row) > 2 and any(_FIGURE.fullmatch(cell.text.strip()) for cell in row)


def _adjacent(one: Found) -> bool:
    """Whether nothing but page numbers, running heads or “续表” stands between two tables."""
    between = [p.text.strip() for p in one.before if not _FURNITURE.fullmatch(p.text)]
    return len(between) <= 2 and all(
        _CONTINUED.search(text) or (len(text) <= 40 and not is_caption(text)) for text in between
    )


def _numbers_go_on(before: Found, rows: Sequence[tuple[object, ...]]) -> bool:
    """A table whose numbers begin again is another table."""
    assert before.layout is not None
    columns = before.layout.of(Role.NUMBER)
    if not columns:
        return True
    index = columns[0].index
    last_rows = before.parts[-1][0].rows if before.parts else before.table.rows
    last = [n for row in last_rows if (n := _int(row, index)) is not None]
    next_ = [n for row in rows if (n := _int(row, index)) is not None]
    return not last or not next_ or next_[0] >= last[-1]


def _int(row: Sequence[object], index: int) -> int | None:
    text = str(getattr(row[index], "text", "")).strip().rstrip(".、") if index < len(row) else ""
    return int(text) if text.isascii() and text.isdigit() else None


def _read(one: Found, wishes: Wishes) -> None:
    assert one.layout is not None
    texts = " ".join([one.caption, *one.layout.titles, *_units_line(one.before)])
    unit = unit_of_table(texts) or unit_in_heading(one.caption)
    reader = RowReader(one.layout, one.number, unit, wishes)
    one.reading = reader.read(list(_lines(one)))
    one.points += [*_column_points(one), *one.reading.points]
    if one.table.doubt is not None:
        one.points.insert(0, Point("doubt", one.table.doubt, one.spot))


def _lines(one: Found) -> Iterator[Line]:
    assert one.layout is not None
    printed = _printed(one)
    for table, start in [(one.table, one.layout.start), *one.parts]:
        for index, row in enumerate(table.rows[start:], start + 1):
            place = _with_page(row[0].place if row else table.place, table.place)
            page = f"p{place.page} " if place.page else ""
            spot = Spot(one.document, place, one.number, index)
            if header_key([row]) not in printed:
                yield Line(row, spot, f"{page}r{index}")


def _with_page(place: Place, around: Place) -> Place:
    return place if place.page or place.line or place.address else around


def _printed(one: Found) -> set[tuple[str, ...]]:
    """The heading rows, which may be printed again further down."""
    assert one.layout is not None
    return {header_key([row]) for row in one.table.rows[one.layout.first : one.layout.start]}


def _column_points(one: Found) -> Iterator[Point]:
    assert one.layout is not None
    for column in one.layout.columns:
        spot = Spot(one.document, one.table.place, one.number, column=column.index + 1)
        said = _column_message(column, one)
        if said is not None:
            yield Point("question" if column.question else "column", said, spot)


def _column_message(column: Column, one: Found) -> Message | None:
    text = one_line(column.heading.text)
    if column.question is not None:
        return column.question
    if column.index == one.reading.sides:
        return Message(
            "column {n}, “{text}”, says of each row whether its figures are targets or actuals",
            n=column.index + 1, text=text,
        )  # fmt: skip
    if column.role in {Role.DERIVED, Role.PARTIAL, Role.UNKNOWN, Role.REGION} and _is_filled(
        column, one
    ):
        return Message(
            "column {n}, “{text}”, is not read; if it holds targets or "
            "actuals say --column {n}=plan:YEAR or --column {n}=actual:YEAR",
            n=column.index + 1, text=text,
        )  # fmt: skip
    blanks = {"n": column.index + 1, "text": text, "year": column.year}
    if column.role is Role.PERIOD:
        return Message(
            "column {n}, “{text}”, is kept as a note, or "
            "as the target of {year} where there is no other",
            **blanks,
        )
    role = Message({Role.PLAN: "target", Role.ACTUAL: "actual"}.get(column.role, "actual"))
    if column.why is not None:
        return Message(
            "column {n}, “{text}”, is read as {role} of {year}: {why}",
            **blanks, role=role, why=column.why,
        )  # fmt: skip
    if column.heading.fiscal and column.role.holds_figures:
        return Message(
            "column {n}, “{text}”, is kept under the year in which it ends, {year}", **blanks
        )
    if column.heading.estimate:
        return Message("column {n}, “{text}”, holds what was expected, not final figures", **blanks)
    return None


def _is_filled(column: Column, one: Found) -> bool:
    assert one.layout is not None
    rows = one.table.rows[one.layout.start :]
    return any(column.index < len(row) and row[column.index].text.strip() for row in rows)


def announced(document: Document, found: Sequence[Found]) -> Iterator[Point]:
    """Captions that no table follows: it may be a picture, or its columns may be lost."""
    blocks = [b for b in document.blocks if not (isinstance(b, Paragraph) and not b.text.strip())]
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or not is_caption(one_line(block.text)):
            continue
        after = [
            b
            for b in blocks[index + 1 : index + 4]
            if not (isinstance(b, Paragraph) and (is_note(b.text) or len(b.text) < 24))
        ]
        if any(isinstance(b, Table) for b in blocks[index + 1 : index + 4]):
            continue
        spot = Spot(document.name, block.place)
        title = one_line(block.text)
        if any(isinstance(b, Picture) for b in after[:1]):
            yield Point(
                "picture", Message("“{title}” is a picture, which is not read", title=title), spot
            )
        else:
            said = Message(
                "no table is found under “{title}”; if its "
                "columns ran together, give another form of the document",
                title=title,
            )
            yield Point("no-table", said, spot)
