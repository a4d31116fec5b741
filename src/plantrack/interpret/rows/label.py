"""The first pass over a table's rows: what each of them is, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plantrack.documents.document import Cell, Row
from plantrack.documents.text import half_width, one_line
from plantrack.interpret.code_words import kind_of
from plantrack.interpret.columns.headings import lone_text
from plantrack.interpret.count_rows import row_text, stated_count
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.headers import Role
from plantrack.interpret.labels import NUMBER, code_before, is_numeral, numbered_name, of_which
from plantrack.interpret.no_value import no_value
from plantrack.interpret.page_remarks import is_page_remark, without_continued
from plantrack.interpret.rows.entry import RowKind, RowLabel
from plantrack.interpret.rows.habits import Habits
from plantrack.interpret.rows.name import name_and_group
from plantrack.interpret.sheet import Sheet, SourceRow
from plantrack.interpret.units import unit_behind
from plantrack.messages.message import Message

SECTION_NUMBER = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．]?"
    r"|第[一二三四五六七八九十]{1,3}[章节部分类]+|[A-Z][.)]"
    r"|[IVX]+[.)]|\d{1,2}[.、)])\s*"
)
"""What numbers the title of a section."""

_NOTE = re.compile(
    r"\s*+[*＊★]?\s*+(?:备注|附注|注释|说明|注|资料来源|数据来源|notes?|sources?"
    r"|remarks?)\s*+\d*+\s*+[:：]",
    re.I,
)
_STARRED = re.compile(r"\s*+(?:[*＊★†‡]+|[①-⑳]|[¹²³])\s*\S")
_BARE_FIGURE = re.compile(r"[\d.,%\s]+")
_HEADING_ROLES = {Role.NAME, Role.NUMBER, Role.SECTION}
_LONGEST_SHOWN = 120


class PrintedName(NamedTuple):
    """A row's name as printed: `raw` with all around it, `text` without number, code and sign.

    `number` and `code` stood before it; `is_marked` says that a sign makes it a part (“其中：”);
    `group` is the cell to its left that holds a wider name.
    """

    raw: str
    text: str
    number: int | None = None
    code: str = ""
    is_marked: bool = False
    group: Cell | None = None

    @property
    def indent(self) -> int:
        """How many blanks stand before it."""
        return len(self.raw) - len(self.raw.lstrip(" \t\u3000\u00a0"))


class LabelledRow(NamedTuple):
    """A row and what it is: `text` is the note or the title in it, `name` an indicator's name.

    `stands_alone` says that the text is the row's only one.
    """

    row: SourceRow
    label: RowLabel
    text: str = ""
    name: PrintedName | None = None
    stands_alone: bool = True
    doubt: Doubt | None = None


def is_note(text: str) -> bool:
    """Whether a text is a note to a table: “备注：…”, “* …”."""
    return bool(_NOTE.match(text) or _STARRED.match(text))


def label_rows(sheet: Sheet, habits: Habits) -> Iterator[LabelledRow]:
    """Every row with what it is, by what stands in it; what is a part by its place comes later."""
    for row in sheet.rows:
        yield _labelled(row, sheet, habits)


def _labelled(row: SourceRow, sheet: Sheet, habits: Habits) -> LabelledRow:
    if row.is_heading:
        return _as(RowKind.HEADING, row, Message("it is a heading of the table, printed again"))
    if not any(cell.text.strip() for cell in row.cells):
        return _as(RowKind.BLANK, row, Message("nothing stands in it"))
    text = row_text(row.cells)
    if stated_count(text) is not None:
        return _as(RowKind.COUNT, row, Message("it says how many indicators there are"), text)
    lone = lone_text(row.cells)
    if lone is not None:
        labelled = _alone(lone, row) or _across_or_alone(lone, row, sheet, habits)
        if labelled is not None:
            return labelled
    cells = _mended(row.cells, sheet)
    if cells is None:
        return _ragged(row, sheet)
    row = row._replace(cells=cells) if cells is not row.cells else row
    return _numbered_section(row, sheet) or _with_name(row, sheet, habits)


def _as(kind: RowKind, row: SourceRow, why: Message, text: str = "") -> LabelledRow:
    return LabelledRow(row, RowLabel(kind, why), text)


def _section(row: SourceRow, why: Message, title: str) -> LabelledRow:
    return _as(RowKind.SECTION, row, why, without_continued(title))


def _alone(text: str, row: SourceRow) -> LabelledRow | None:
    """A row with one text that its words alone tell: a note, a figure, the number of a page."""
    if is_note(text):
        return _as(RowKind.NOTE, row, Message("it begins as notes do"), text)
    if _BARE_FIGURE.fullmatch(text) or no_value(text) is not None:
        return _passed_over(text, row, Message("a figure, or a word for none, stands alone in it"))
    if is_page_remark(text):
        return _as(RowKind.PAGE, row, Message("it says on which page it stands, or goes on"), text)
    return None


def _across_or_alone(text: str, row: SourceRow, sheet: Sheet, habits: Habits) -> LabelledRow | None:
    """A row with one text that its place tells: the title of a section, or nothing known."""
    if len(row.cells) == 1 or row.cells[-1].across:
        return _section(row, Message("its text reaches across the table"), text)
    if _heads_parts(row.cells, sheet, habits) or _is_unfilled(text, row.cells, sheet):
        return None
    if not _heads_rows(row.cells, sheet):
        return _passed_over(text, row, Message("its only text stands under figures"))
    if SECTION_NUMBER.match(text):
        return _section(row, Message("its only text is numbered as sections are"), text)
    said = Message("“{text}”, alone on its row, is read as a section", text=text)
    labelled = _section(row, Message("its only text stands where names do"), text)
    return labelled._replace(doubt=Doubt(DoubtCode.SECTION, said, row.spot))


def _passed_over(text: str, row: SourceRow, why: Message) -> LabelledRow:
    said = Message("a row with “{text}” alone is passed over", text=text)
    return _as(RowKind.LONE, row, why, text)._replace(doubt=Doubt(DoubtCode.LONE, said, row.spot))


def _heads_parts(row: Row, sheet: Sheet, habits: Habits) -> bool:
    """A name without figures under an indicator, such as “其中：” alone, is not a section."""
    return of_which(sheet.cell(row, Role.NAME), bulleted=habits.bulleted)[0]


def _is_unfilled(text: str, row: Row, sheet: Sheet) -> bool:
    """An indicator without figures yet: it has a number of its own, or a unit in brackets."""
    number = half_width(one_line(sheet.cell(row, Role.NUMBER)))
    return bool(NUMBER.fullmatch(number)) or unit_behind(text)[1] is not None


def _heads_rows(row: Row, sheet: Sheet) -> bool:
    """Whether a row's only text stands where names, numbers or sections do."""
    index = next(index for index, cell in enumerate(row) if cell.text.strip())
    if index >= len(sheet.layout.columns):
        return False
    return index == 0 or sheet.layout.columns[index].role in _HEADING_ROLES


def _mended(row: Row, sheet: Sheet) -> Row | None:
    """The row under the headings; ``None`` if its cells do not fit under them.

    One short, whose blank number cell was lost, fits: the kind shows the shift.
    """
    width = len(sheet.layout.columns)
    if len(row) == width:
        return row
    numbers, kinds = sheet.layout.of(Role.NUMBER), sheet.layout.of(Role.KIND)
    if len(row) != width - 1 or not numbers or numbers[0].index != 0 or not kinds:
        return None
    shifted = (Cell(place=row[0].place), *row)
    fits = kind_of(shifted[kinds[0].index].text) and not NUMBER.fullmatch(row[0].text.strip())
    return shifted if fits else None


def _ragged(row: SourceRow, sheet: Sheet) -> LabelledRow:
    counts = {"n": len(row.cells), "m": len(sheet.layout.columns)}
    said = Message(
        "this row has {n} cells under {m} headings and is left out: {text}",
        **counts, text=" | ".join(one_line(cell.text) for cell in row.cells)[:_LONGEST_SHOWN],
    )  # fmt: skip
    why = Message("it has {n} cells under {m} headings", **counts)
    return _as(RowKind.RAGGED, row, why)._replace(doubt=Doubt(DoubtCode.RAGGED, said, row.spot))


def _numbered_section(row: SourceRow, sheet: Sheet) -> LabelledRow | None:
    """“一 | 发展质量 | | |”: a Chinese numeral before a title without figures."""
    if not is_numeral(sheet.cell(row.cells, Role.NUMBER)) or sheet.has_figures(row.cells):
        return None
    title = one_line(sheet.cell(row.cells, Role.NAME))
    why = Message("a Chinese numeral numbers it, and it has no figures")
    return _section(row, why, title)._replace(stands_alone=False)


def _with_name(row: SourceRow, sheet: Sheet, habits: Habits) -> LabelledRow:
    """A row with a name where indicators have theirs: whole, or marked as a part."""
    name = _printed_name(row.cells, sheet, habits)
    if not name.text and name.is_marked and not sheet.has_figures(row.cells):
        labelled = _as(RowKind.OF_WHICH, row, Message("“of which” stands alone in it"))
        return labelled._replace(stands_alone=False)
    if not one_line(name.text):
        return _nameless(row)
    if name.group is not None:
        why = Message("its name stands under “{text}”", text=one_line(name.group.text))
        label = RowLabel(RowKind.PART, why)
    elif name.is_marked:
        label = RowLabel(RowKind.PART, Message("a sign before its name says so"))
    else:
        label = RowLabel(RowKind.INDICATOR, Message("it has a name"))
    return LabelledRow(row, label, name=name, stands_alone=False)


def _printed_name(row: Row, sheet: Sheet, habits: Habits) -> PrintedName:
    raw, group = name_and_group(row, sheet)
    number, code, text = None, "", raw
    if habits.codes_before:
        code, text = code_before(raw)
    elif not sheet.is_numbered:
        number, text = numbered_name(raw)
    is_marked, text = of_which(text, bulleted=habits.bulleted)
    return PrintedName(raw, text, number, code, is_marked, group)


def _nameless(row: SourceRow) -> LabelledRow:
    text = " | ".join(one_line(cell.text) for cell in row.cells if cell.text.strip())
    said = Message("this row has no name and is left out: {text}", text=text[:_LONGEST_SHOWN])
    labelled = _as(RowKind.NAMELESS, row, Message("nothing stands where names do"))
    return labelled._replace(stands_alone=False, doubt=Doubt(DoubtCode.NAMELESS, said, row.spot))
