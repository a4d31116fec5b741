"""A table's rows read under its headings: sections, indicators, sub-indicators, their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plantrack.documents.document import Cell, Row
from plantrack.documents.text import (
    chinese_number,
    half_width,
    is_chinese,
    one_line,
    spaced,
    squeezed,
)
from plantrack.interpret.cells import (
    Asked,
    Figure,
    may_group_by_points,
    read_cell,
    three_decimals,
    unit_in_cell,
    uses_decimal_commas,
)
from plantrack.interpret.code_words import kind_of, outcome_of, side_of, without_kind
from plantrack.interpret.columns import Column, Layout, lone_text
from plantrack.interpret.count_rows import row_text, stated_count
from plantrack.interpret.headers import DATED_TEXTS, Role
from plantrack.interpret.labels import (
    NUMBER,
    PART,
    all_bulleted,
    are_codes,
    code_before,
    is_code,
    is_numeral,
    most_begin_with_codes,
    numbered_name,
    of_which,
)
from plantrack.interpret.no_value import no_value
from plantrack.interpret.odd_words import OddWord, odd_words
from plantrack.interpret.page_remarks import is_page_remark, without_continued
from plantrack.interpret.review import Point, Spot, called
from plantrack.interpret.units import ends_in_brackets, unit_behind
from plantrack.interpret.wishes import Wishes
from plantrack.messages.message import Message


@dataclass(frozen=True, slots=True)
class Given:
    """One figure: `field` is plan or actual, `ref` its cell as the plan file names it."""

    year: int
    field: str
    figure: Figure
    spot: Spot
    ref: str
    column: Column


@dataclass
class Entry:
    """One indicator as one table has it.

    `parent` is the entry it is a part of. `texts` are reason, note and outcome as they stand in
    the row. `beside` are remarks on a year: means and sums over a period, words around a figure,
    why there is none. `marks` are footnote marks behind its name. `code` is its label as printed,
    where that is no row number.
    """

    name: str
    spot: Spot
    table: int
    number: int | None = None
    label: str = ""
    code: str = ""
    english: str = ""
    unit: str | None = None
    kind: str | None = None
    section: str | None = None
    parent: Entry | None = None
    givens: list[Given] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    beside: list[tuple[int, Message]] = field(default_factory=list)
    marks: str = ""


@dataclass
class Reading:
    """What one table's rows gave: entries in order, notes below or between them, points.

    `numbers` are those of its rows as they stand there, parts left out. `sections` are the titles
    in its rows, each with the entries that had been read before it; so are the `counts` that rows
    state. `sides` is the column that says
    of each row whether its figures are targets or actuals.
    """

    entries: list[Entry] = field(default_factory=list)
    notes: list[tuple[str, Spot]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    rows: int = 0
    numbers: list[tuple[int, Spot]] = field(default_factory=list)
    counts: list[tuple[str, Spot, int]] = field(default_factory=list)
    sections: list[tuple[str, Spot, int]] = field(default_factory=list)
    sides: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row to read, with where it stands: `ref` leads to it from the plan file."""

    row: Row
    spot: Spot
    ref: str


_SECTION_NUMBER = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．]?"
    r"|第[一二三四五六七八九十]{1,3}[章节部分类]+|[A-Z][.)]"
    r"|[IVX]+[.)]|\d{1,2}[.、)])\s*"
)
_NOTE = re.compile(
    r"\s*+[*＊★]?\s*+(?:备注|附注|注释|说明|注|资料来源|数据来源|notes?|sources?"
    r"|remarks?)\s*+\d*+\s*+[:：]",
    re.I,
)
_STARRED = re.compile(r"\s*+(?:[*＊★†‡]+|[①-⑳]|[¹²³])\s*\S")
_RATE = re.compile(
    r"(?:率|比重|占比|比例|增速|增长|增幅|指数|系数|涨幅|强度|浓度|年限|寿命|人数|户数|数量"
    r"|面积|[天日]数)$"
    r"|\b(?:rate|share|ratio|growth|index|number)\b",
    re.I,
)
_HEADING_ROLES = {Role.NAME, Role.NUMBER, Role.SECTION}
_IN_PERCENT = re.compile(r"(?:率|比重|占比|比例|增速|增长|增幅)$|\b(?:rate|share|growth)\b", re.I)
MARKS = "*＊★†‡¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKET_MARK = re.compile(r"\[[¹²³\d]{1,2}\]$")


class RowReader:
    """Reads lines one after another: a section or a parent holds for the rows below it."""

    def __init__(
        self, found: Layout, table: int, table_unit: str | None, wishes: Wishes | None = None
    ) -> None:
        self.layout = found
        self.wishes = wishes or Wishes()
        self.values = dict(self.wishes.values)
        self.odd: dict[str, OddWord] = {}
        self.coded = self.bulleted = self.codes_before = False
        self.table = table
        self.table_unit = table_unit
        self.heading_unit = self._unit_of_first(found)
        self.grouped = False
        self.other_units: set[int] = set()
        self.reading = Reading()
        self.section: str | None = None
        self.section_kind: str | None = None
        self.kind_ends_with_section = False
        self.last: Entry | None = None
        self.indent = 0
        self.below_which = False
        self.numbered = bool(found.of(Role.NUMBER))
        self.chinese_tops = False
        self.named = {role: found.of(role) for role in Role}

    @staticmethod
    def _unit_of_first(found: Layout) -> str | None:
        """The unit in the heading of the first column of figures: those after it are held to it."""
        own = [c for c in found.figures() if c.role is not Role.PERIOD and not c.chosen]
        return own[0].unit if own else None

    def read(self, lines: Sequence[Line]) -> Reading:
        """All entries, notes and points of the table."""
        commas = [line for line in lines if any(map(self._decimal_comma, line.row))]
        if commas:
            said = Message(
                "figures here have decimal commas and are kept "
                "as words; give the document with decimal points"
            )
            self._point("decimal-comma", said, commas[0].spot)
        if not commas:
            self._points_or_thousands(lines)
        self.chinese_tops = any(self._is_chinese_top(line.row) for line in lines)
        self._look_over(lines)
        for line in lines:
            self._line(line, commas=bool(commas))
        self._unmatched_brackets()
        return self.reading

    def _look_over(self, lines: Sequence[Line]) -> None:
        """What only all rows together tell: codes for numbers, bullets, words for “no value”."""
        rows = [line.row for line in lines]
        names = [self._name_and_group(row)[0] for row in rows]
        self.coded = are_codes(self._cell(row, Role.NUMBER) for row in rows)
        self.bulleted = all_bulleted(names)
        self.codes_before = not self.numbered and most_begin_with_codes(names)
        self.reading.sides = self._column_of_sides(rows)
        columns = self.layout.figures()
        cells = [[row[c.index].text for row in rows if c.index < len(row)] for c in columns]
        self.odd = odd_words(cells, self.values, self.wishes.outcomes)

    def _column_of_sides(self, rows: Sequence[Row]) -> int | None:
        """The column whose cells say of each row whether its figures are targets or actuals."""
        for column in self.layout.columns:
            if column.role.holds_figures or column.role is Role.NAME:
                continue
            cells = [row[column.index] for row in rows if column.index < len(row)]
            texts = {spaced(cell.text) for cell in cells if not cell.across} - {""}
            if {side_of(text) for text in texts} == {"plan", "actual"}:
                return column.index
        return None

    def _points_or_thousands(self, lines: Sequence[Line]) -> None:
        """Ask about a table in which every point has three digits behind it."""
        cells = [(line, cell.text) for line in lines for cell in self._figure_cells(line.row)]
        self.grouped = may_group_by_points(text for _, text in cells)
        if self.grouped:
            line, text = next((line, text) for line, text in cells if three_decimals(text))
            said = Message(
                "is the point of “{text}” a decimal one? figures with three digits behind their "
                "point are left out; give the document with 1250 or 1.25",
                text=one_line(text),
            )
            self._point("question", said, line.spot)

    def _figure_cells(self, row: Row) -> list[Cell]:
        return [row[c.index] for c in self.layout.figures() if c.index < len(row)]

    def _is_chinese_top(self, row: Row) -> bool:
        """“一 | 地区生产总值 | 820”: a whole indicator, with “1”, “2” below it as its parts."""
        number = squeezed(self._cell(row, Role.NUMBER)).strip("()、.")
        fits = len(row) == len(self.layout.columns)
        return fits and chinese_number(number) is not None and self._has_figures(row)

    def _decimal_comma(self, cell: Cell) -> bool:
        return uses_decimal_commas(cell.text)

    def _point(self, code: str, message: Message, spot: Spot) -> None:
        self.reading.points.append(Point(code, message, spot))

    def _line(self, line: Line, *, commas: bool) -> None:
        row = line.row
        if not any(cell.text.strip() for cell in row):
            return
        text = row_text(row)
        if stated_count(text) is not None:
            self.reading.counts.append((text, line.spot, len(self.reading.entries)))
            return
        lone = lone_text(row)
        if lone is not None and self._lone(lone, line):
            return
        if len(row) != len(self.layout.columns):
            mended = self._mended(row)
            if mended is None:
                self._ragged(line)
                return
            line = replace(line, row=mended)
        self.reading.rows += 1
        if not self._section_in_number(line):
            self._indicator(line, commas=commas)

    def _lone(self, text: str, line: Line) -> bool:
        """A row with one text only: a note, or the title of a section."""
        if _NOTE.match(text) or _STARRED.match(text):
            self.reading.notes.append((text, line.spot))
            return True
        across = len(line.row) == 1 or line.row[-1].across
        if re.fullmatch(r"[\d.,%\s]+", text) or no_value(text) is not None:
            self._point(
                "lone", Message("a row with “{text}” alone is passed over", text=text), line.spot
            )
            return True
        if is_page_remark(text):
            return True
        if not across and (self._is_sub_heading(line.row) or self._is_unfilled(text, line.row)):
            return False
        if not across and not self._heads_rows(line.row):
            said = Message("a row with “{text}” alone is passed over", text=text)
            self._point("lone", said, line.spot)
            return True
        if not across and not _SECTION_NUMBER.match(text):
            said = Message("“{text}”, alone on its row, is read as a section", text=text)
            self._point("section", said, line.spot)
        self._open_section(text, line.spot)
        return True

    def _is_sub_heading(self, row: Row) -> bool:
        """A name without figures under an indicator, such as “其中：” alone, is not a section."""
        return of_which(self._cell(row, Role.NAME), bulleted=self.bulleted)[0]

    def _is_unfilled(self, text: str, row: Row) -> bool:
        """An indicator without figures yet: it has a number of its own, or a unit in brackets."""
        number = half_width(one_line(self._cell(row, Role.NUMBER)))
        return bool(NUMBER.fullmatch(number)) or unit_behind(text)[1] is not None

    def _heads_rows(self, row: Row) -> bool:
        """Whether a row's only text stands where names, numbers or sections do."""
        index = next(index for index, cell in enumerate(row) if cell.text.strip())
        if index >= len(self.layout.columns):
            return False
        return index == 0 or self.layout.columns[index].role in _HEADING_ROLES

    def _open_section(self, text: str, spot: Spot) -> None:
        text = without_continued(text)
        title = _SECTION_NUMBER.sub("", text).strip() or text
        kind = kind_of(title)
        title, named = without_kind(title)
        if kind:
            self.section_kind, self.kind_ends_with_section = kind, False
        else:
            self.section = title
            if named or self.kind_ends_with_section:
                self.section_kind, self.kind_ends_with_section = named, named is not None
        self.reading.sections.append((text, spot, len(self.reading.entries)))
        self.last, self.below_which = None, False

    def _mended(self, row: Row) -> Row | None:
        """A row one short, whose blank number cell was lost: the kind or unit shows the shift."""
        if len(row) != len(self.layout.columns) - 1 or not self.numbered:
            return None
        kinds = self.named[Role.KIND]
        if self.named[Role.NUMBER][0].index != 0 or not kinds:
            return None
        shifted = (Cell(place=row[0].place), *row)
        fits = kind_of(shifted[kinds[0].index].text) and not NUMBER.fullmatch(row[0].text.strip())
        return shifted if fits else None

    def _ragged(self, line: Line) -> None:
        text = " | ".join(one_line(cell.text) for cell in line.row)
        said = Message(
            "this row has {n} cells under {m} headings and is left out: {text}",
            n=len(line.row), m=len(self.layout.columns), text=text[:120],
        )  # fmt: skip
        self._point("ragged", said, line.spot)

    def _section_in_number(self, line: Line) -> bool:
        """“一 | 发展质量 | | |”: a Chinese numeral before a title without figures."""
        if not is_numeral(self._cell(line.row, Role.NUMBER)) or self._has_figures(line.row):
            return False
        self._open_section(one_line(self._cell(line.row, Role.NAME)), line.spot)
        return True

    def _has_figures(self, row: Row) -> bool:
        return any(row[c.index].text.strip() for c in self.layout.columns if c.role.holds_figures)

    def _cell(self, row: Row, role: Role) -> str:
        columns = self.named[role]
        return row[columns[0].index].text if columns and columns[0].index < len(row) else ""

    def _indicator(self, line: Line, *, commas: bool) -> None:
        raw, group = self._name_and_group(line.row)
        entry = Entry("", line.spot, self.table)
        name = self._number(entry, line.row, raw)
        is_part, name = of_which(name, bulleted=self.bulleted)
        if not name and is_part and not self._has_figures(line.row):
            self.below_which = True
            return
        if not one_line(name):
            self._nameless(line)
            return
        self._describe(entry, line.row, one_line(name))
        if self._goes_on(entry, line, commas=commas):
            return
        if entry.number is not None and not is_part:
            self.reading.numbers.append((entry.number, entry.spot))
        self._place(entry, line.row, raw, group, is_part)
        self._figures(entry, line, commas=commas)
        self._say_texts(entry, line)
        self.reading.entries.append(entry)

    def _goes_on(self, entry: Entry, line: Line, *, commas: bool) -> bool:
        """Whether a row of actuals goes on with the row of its targets, or the other way round."""
        before = self.reading.entries[-1] if self.reading.entries else None
        if self.reading.sides is None or before is None or before.name != entry.name:
            return False
        fields = {given.field for given in before.givens if not self._is_baseline(given)}
        if self._side(line.row) in fields:
            return False
        self._figures(before, line, commas=commas)
        self._say_texts(before, line)
        return True

    @staticmethod
    def _is_baseline(given: Given) -> bool:
        return given.column.role is Role.BASELINE

    def _side(self, row: Row) -> str | None:
        """Whether the row says of itself that its figures are targets (plan) or actuals."""
        sides = self.reading.sides
        return side_of(row[sides].text) if sides is not None else None

    def _nameless(self, line: Line) -> None:
        text = " | ".join(one_line(cell.text) for cell in line.row if cell.text.strip())
        said = Message("this row has no name and is left out: {text}", text=text[:120])
        self._point("nameless", said, line.spot)

    def _name_and_group(self, row: Row) -> tuple[str, Cell | None]:
        """The name, and the cell to its left that groups it under a wider name."""
        names = [c for c in self.named[Role.NAME] if not c.heading.weak] or self.named[Role.NAME]
        cells = [row[column.index] for column in names if column.index < len(row)]
        own = [c for c in cells if c.text.strip() and not c.across]
        if len(own) > 1 and self._in_two_languages(own):
            return own[0].text, None
        if len(own) > 1:
            return own[-1].text, own[0]
        return (own[0].text if own else ""), None

    def _in_two_languages(self, names: Sequence[Cell]) -> bool:
        """Whether two name columns, each with a heading of its own, say one name twice."""
        headings = {squeezed(column.heading.text) for column in self.named[Role.NAME]}
        mixed = is_chinese(names[0].text) != is_chinese(names[-1].text)
        return mixed and len(headings) > 1 and not any(cell.down for cell in names)

    def _number(self, entry: Entry, row: Row, raw: str) -> str:
        """Set the entry's number from its column or from before its name; the name without it."""
        if self.numbered:
            self._label(entry, row)
            return raw
        if self.codes_before:
            entry.code, name = code_before(raw)
            return name
        entry.number, name = numbered_name(raw)
        return name

    def _label(self, entry: Entry, row: Row) -> None:
        """The row's number, or its code where the label is none."""
        cells = [row[c.index] for c in self.named[Role.NUMBER] if c.index < len(row)]
        entry.label = half_width(one_line(cells[0].text))
        match = NUMBER.fullmatch(entry.label)
        merged = cells[0].down and self.last is not None
        if self.chinese_tops:
            entry.number = chinese_number(squeezed(entry.label).strip("()、."))
        elif match and not self.coded and not merged and not _is_part_label(entry.label, self.last):
            entry.number = int(match[1])
        labels = [half_width(one_line(cell.text)) for cell in cells if not cell.down]
        entry.code = next((one for one in labels if self._is_code(one, entry)), "")

    def _is_code(self, label: str, entry: Entry) -> bool:
        """Whether a label is kept as a code: it is no number, no numeral and no part's letter."""
        if no_value(label) is not None or is_numeral(label):
            return False
        if self.coded and label == entry.label:
            return True
        if NUMBER.fullmatch(label):
            return label != entry.label
        return (
            is_code(label)
            if PART.fullmatch(label.lower()) is None
            else (_dotted(label) and not _is_part_label(label, self.last))
        )

    def _describe(self, entry: Entry, row: Row, name: str) -> None:
        bare = _BRACKET_MARK.sub("", name) if _BRACKET_MARK.search(name) else name.rstrip(MARKS)
        if bare != name and bare.strip():
            name, entry.marks = bare.strip(), name[len(bare) :]
        name, named_kind = without_kind(name)
        unit = half_width(one_line(self._cell(row, Role.UNIT))) or None
        unit = None if unit and not re.search(r"\w|[%‰$£€¥℃#]", unit) else unit
        unit = None if unit and no_value(unit) is not None else unit
        if not self.named[Role.UNIT]:
            name, unit = unit_behind(name)
        entry.name, entry.unit = name, unit
        entry.english = self._english(row, name)
        said = self._cell(row, Role.KIND).strip()
        entry.kind = kind_of(said) or named_kind or self.section_kind or self._heading_kind()
        if said and not kind_of(said) and no_value(said) is None:
            words = Message("“{text}” is neither binding nor anticipatory", text=one_line(said))
            self._point("kind", words, entry.spot)
        entry.section = self._section_of(row)

    def _heading_kind(self) -> str | None:
        """The kind that the heading of the names says in brackets, which holds for every row."""
        kinds = (without_kind(column.heading.text)[1] for column in self.named[Role.NAME])
        return next(filter(None, kinds), None)

    def _english(self, row: Row, name: str) -> str:
        """The row's name in English, from a second column of names."""
        columns = [c.index for c in self.layout.columns if c.heading.role is Role.NAME]
        cells = [row[i] for i in columns if i < len(row) and row[i].text.strip()]
        if not is_chinese(name):
            return name
        if len(cells) > 1 and self._in_two_languages(cells):
            return one_line(next(cell.text for cell in cells if not is_chinese(cell.text)))
        return ""

    def _section_of(self, row: Row) -> str | None:
        columns = self.named[Role.SECTION]
        titles = [one_line(row[c.index].text) for c in columns if c.index < len(row)]
        title = " · ".join(dict.fromkeys(filter(None, titles)))
        kind = kind_of(title) if title else None
        if kind:
            return self.section
        return _SECTION_NUMBER.sub("", title).strip() or self.section

    def _place(self, entry: Entry, row: Row, raw: str, group: Cell | None, is_part: bool) -> None:
        """Find what the entry is a part of: the last whole indicator above, or none."""
        indent = len(raw) - len(raw.lstrip(" \t\u3000\u00a0"))
        if group is not None:
            self._under_group(entry, group, row)
            return
        deeper = self.below_which and indent >= self.indent and not self.numbered
        below = self.numbered and entry.number is None and self._stands_below(entry, row)
        shifted = not self.numbered and entry.number is None and deeper and indent > 0
        part = is_part or below or shifted
        if part and self.last is not None and entry.section == self.last.section:
            entry.parent, entry.section = self.last, None
            entry.number = None
            self.below_which, self.indent = is_part or self.below_which, indent
            return
        if self.below_which and not self.numbered and entry.number is None:
            said = Message(
                "“{name}” follows a part of an indicator and is taken for a whole one",
                name=entry.name,
            )
            self._point("part", said, entry.spot)
        self._same_number(entry)
        if entry.parent is None:
            self.last, self.below_which, self.indent = entry, False, indent

    def _stands_below(self, entry: Entry, row: Row) -> bool:
        """Whether a row without a number of its own is a part: blank, merged, or numbered so."""
        merged = row[self.named[Role.NUMBER][0].index].down
        return (
            not entry.label or merged or self.chinese_tops or _is_part_label(entry.label, self.last)
        )

    def _under_group(self, entry: Entry, group: Cell, row: Row) -> None:
        """“总值 | 增速”: a row whose name stands in two columns is a part of the wider name."""
        number, title = entry.number, one_line(group.text)
        if not self.numbered:
            number, title = numbered_name(title)
        if self.last is None or squeezed(self.last.name) != squeezed(title):
            whole = Entry(title, entry.spot, self.table, number=number, section=entry.section)
            self.reading.entries.append(whole)
            self.last = whole
            said = Message(
                "“{name}” is kept as an indicator without figures above its parts", name=whole.name
            )
            self._point("group", said, entry.spot)
        entry.parent, entry.number, entry.section = self.last, None, None

    def _same_number(self, entry: Entry) -> None:
        """Two rows with one number are two parts of it: “10. 人员——医师”, “10. 人员——护士”."""
        last = self.last
        if last is None or entry.number is None or entry.number != last.number:
            return
        if last.givens:
            shared, mine, theirs = _shared_start(last.name, entry.name)
            if shared:
                self._split(last, shared, mine)
                entry.name = theirs
        elif entry.name.startswith(last.name):
            entry.name = entry.name[len(last.name) :].lstrip("—–-:： ") or entry.name
        said = Message(
            "number {n} stands on two rows: “{name}” is kept as a part of it",
            n=entry.number,
            name=entry.name,
        )
        entry.parent, entry.number, entry.section = self.last, None, None
        self._point("same-number", said, entry.spot)

    def _split(self, last: Entry, shared: str, part: str) -> None:
        """Put an indicator without figures above the row that turned out to be its first part."""
        whole = Entry(
            shared, last.spot, self.table, last.number, kind=last.kind, section=last.section
        )
        last.name, last.number, last.parent, last.section = part, None, whole, None
        self.reading.entries.insert(self.reading.entries.index(last), whole)
        self.last = whole

    def _figures(self, entry: Entry, line: Line, *, commas: bool) -> None:
        own = self._unit_from_cells(entry, line.row)
        for column in sorted(self.layout.figures(), key=lambda c: c.role is Role.PERIOD):
            cell = line.row[column.index]
            if column.role is Role.PERIOD and (
                self._side(line.row) == "actual" or self._beside(entry, column, cell)
            ):
                continue
            if self._in_other_unit(entry, column, line, own=own):
                continue
            if self.grouped and three_decimals(cell.text):
                continue
            figure = self._figure(entry, column, cell, commas=commas)
            spot = replace(line.spot, column=column.index + 1, place=cell.place)
            if self._is_left_out(entry, column, cell, figure, spot):
                continue
            self._give(entry, column, figure, spot, line.ref, self._side(line.row))

    def _figure(self, entry: Entry, column: Column, cell: Cell, *, commas: bool) -> Figure:
        period = column.role is Role.PERIOD
        asked = Asked(entry.unit, entry.name, column.year, self.values, period)
        figure = read_cell(cell.text, asked)
        if commas and figure.text and any(c.isdigit() for c in figure.text):
            return Figure(one_line(cell.text), readable=False)
        return figure

    def _is_left_out(
        self, entry: Entry, column: Column, cell: Cell, figure: Figure, spot: Spot
    ) -> bool:
        """Ask about a cell what has to be asked; whether there is no figure to be used in it."""
        who = called(entry.number, entry.name)
        if figure.problem is not None:
            text = squeezed(cell.text)
            self.reading.points.append(Point("cell", figure.problem, spot, text, who))
        if figure.text is None:
            self._say_none(entry, column, figure, spot, who)
            return True
        odd = self.odd.get(squeezed(figure.text)) if figure.in_words else None
        if odd is not None:
            self.reading.points.append(Point(odd.code, odd.message, spot, odd.text, who))
        if odd is not None and odd.left_out:
            return True
        if cell.across or cell.down:
            said = Message("“{text}” stands in a merged cell; is it meant for “{name}” too?",
                           text=figure.text, name=entry.name)  # fmt: skip
            self._point("merged", said, spot)
            return True
        if figure.accounts:
            said = Message("“{text}” is read as less than zero", text=one_line(cell.text))
            self.reading.points.append(Point("accounts", said, spot, squeezed(cell.text), who))
        return False

    def _say_none(
        self, entry: Entry, column: Column, figure: Figure, spot: Spot, who: Message
    ) -> None:
        """Words for “no value” are said once; why there is none becomes the year's note."""
        none = figure.none
        if none.word:
            said = Message("“{text}” is read as no value", text=none.word)
            self.reading.points.append(Point("no-value", said, spot, squeezed(none.word), who))
        if none.note and column.year:
            what = Message("plan" if column.role in {Role.PLAN, Role.PERIOD} else "actual")
            said = Message("no {what} in the report: {text}", what=what, text=none.note)
            entry.beside.append((column.year, said))

    def _beside(self, entry: Entry, column: Column, cell: Cell) -> bool:
        """A mean or sum over a period that is no target of its own: kept as a note.

        It stands beside the target of the last year, or is a rate of growth of what is no rate.
        """
        text = one_line(cell.text)
        figure = self._figure(entry, column, cell, commas=False)
        if figure.text is None:
            return False
        targeted = any(g.field == "plan" and g.year == column.year for g in entry.givens)
        growth = re.search(r"增速|增长|增幅|growth", column.heading.text)
        rate = entry.unit is not None and squeezed(entry.unit) in {"%", "‰", "个百分点", "百分点"}
        if not targeted and (not growth or rate or re.match(r"[〔【\[［]", text)):
            return False
        said = Message("“{heading}”: {text}", heading=one_line(column.heading.text), text=text)
        assert column.year is not None
        entry.beside.append((column.year, said))
        return True

    def _give(
        self,
        entry: Entry,
        column: Column,
        figure: Figure,
        spot: Spot,
        ref: str,
        side: str | None = None,
    ) -> None:
        part = "plan" if column.role in {Role.PLAN, Role.PERIOD} else "actual"
        if side is not None and column.role is not Role.BASELINE:
            part = side
        if side == "actual" and column.role is Role.BASELINE:
            return  # the row of targets has it
        address = spot.place.address or f"{ref}c{column.index + 1}"
        assert column.year is not None
        words = figure.quantity is not None and figure.quantity.interval is None
        known = self.wishes.outcomes
        outcome = outcome_of(figure.text or "", known) if part == "actual" and words else None
        if outcome and column.role is Role.ACTUAL:
            entry.texts.setdefault(f"outcome-{column.year}", outcome)
        if figure.whole:
            said = Message("the report says “{text}”", text=figure.whole)
            entry.beside.append((column.year, said))
        kind = figure.kind or without_kind(column.heading.text)[1]
        if kind and entry.kind and kind != entry.kind:
            said = Message("“{text}” says another kind than the row; the row's is kept",
                           text=figure.whole or one_line(column.heading.text))  # fmt: skip
            self._point("kind", said, spot)
        entry.kind = entry.kind or kind
        entry.givens.append(Given(column.year, part, figure, spot, address, column))

    def _unit_from_cells(self, entry: Entry, row: Row) -> bool:
        """Where no column and no bracket gives the unit, it may stand behind each number.

        Whether the unit is the row's own and holds under a heading that names none.
        """
        if entry.unit is not None:
            return True
        texts = [row[c.index].text for c in self.layout.figures()]
        digits = [text for text in texts if any(c.isdigit() for c in text)]
        units = {unit_in_cell(text, entry.name) for text in digits} - {None}
        if len(units) == 1 and "" not in units:
            entry.unit = units.pop()
        elif units <= {""} and (unit := self.heading_unit or self.table_unit):
            self._unit_of_table(entry, unit)
            return self.heading_unit is None
        return entry.unit is not None

    def _unit_of_table(self, entry: Entry, unit: str) -> None:
        """The unit above the figures, unless the name is of a rate, which may be in another."""
        percent = unit in {"%", "‰"} and _IN_PERCENT.search(entry.name)
        if _RATE.search(entry.name) and not percent:
            said = Message("is “{name}” in {unit}, as the table?", name=entry.name, unit=unit)
            self._point("unit", said, entry.spot)
        else:
            entry.unit = unit

    def _in_other_unit(self, entry: Entry, column: Column, line: Line, *, own: bool) -> bool:
        """Whether the heading gives the column another unit than the row has: asked once."""
        unit, due = column.unit, entry.unit or self.heading_unit
        if unit is None:
            same = own or column.chosen or self.heading_unit is None
        else:
            same = due is not None and squeezed(unit) == squeezed(due)
        if same or not line.row[column.index].text.strip():
            return not same
        if column.index not in self.other_units:
            self.other_units.add(column.index)
            said = Message(
                "column {n}, “{text}”, is in {unit} but “{name}” in {due}: left out here and in "
                "rows like it; if the row's unit holds say --column {n}={role}:{year}",
                n=column.index + 1, text=one_line(column.heading.text), unit=unit or "—",
                name=entry.name, due=due or "—", role=column.role.value, year=column.year,
            )  # fmt: skip
            self._point("question", said, replace(line.spot, column=column.index + 1))
        return True

    def _say_texts(self, entry: Entry, line: Line) -> None:
        """Reasons, notes and outcomes of the row, each under the year that its heading names."""
        for column in self.layout.columns:
            text = one_line(line.row[column.index].text)
            if column.role not in DATED_TEXTS or no_value(text) is not None:
                continue
            if column.role is Role.OUTCOME:
                text = self._outcome(text, entry, line, column) or ""
            key = f"{column.role.value}-{column.year}" if column.year else column.role.value
            before = entry.texts.get(key, "") if column.role is not Role.OUTCOME else ""
            if text and text not in before:
                entry.texts[key] = "; ".join(filter(None, (before, text)))

    def _outcome(self, said: str, entry: Entry, line: Line, column: Column) -> str | None:
        """The outcome that a cell states; one that is not known is asked about."""
        outcome = outcome_of(said, self.wishes.outcomes)
        if outcome is None:
            words = Message(
                "“{text}” is no outcome that is known; "
                "say --outcome “{text}”=met, exceeded or missed",
                text=said[:80],
            )
            spot = replace(line.spot, column=column.index + 1)
            who = called(entry.number, entry.name)
            self.reading.points.append(Point("outcome", words, spot, squeezed(said), who))
        return outcome

    def _unmatched_brackets(self) -> None:
        """Where most names carry a unit in brackets, ask about one whose brackets hold none."""
        entries = self.reading.entries
        if self.named[Role.UNIT] or sum(e.unit is not None for e in entries) * 2 < len(entries):
            return
        for entry in entries:
            if entry.unit is None and entry.givens and ends_in_brackets(entry.name):
                said = Message("are the brackets of “{name}” its unit?", name=entry.name)
                self._point("unit", said, entry.spot)


def _is_part_label(label: str, last: Entry | None) -> bool:
    """Whether a number cell such as "(1)" or "1.1" under "1" numbers a part of what is above."""
    match = PART.fullmatch(label.lower())
    if match is None or last is None:
        return False
    if match[1]:
        return last.number == int(match[1])
    bracketed_above = last.label.startswith(("(", "（"))
    return not (label.startswith(("(", "（")) and bracketed_above)


def _dotted(label: str) -> bool:
    return label[:1].isdigit() and "." in label


def _shared_start(first: str, second: str) -> tuple[str, str, str]:
    """What two names share before a dash or colon, and the rest of each."""
    for dash in ("——", "--", "—", "–", "：", ":", " - "):
        one, found, mine = first.partition(dash)
        two, also, theirs = second.partition(dash)
        if found and also and one.strip() == two.strip() and mine.strip() and theirs.strip():
            return one.strip(), mine.strip(), theirs.strip()
    return "", first, second


def is_note(text: str) -> bool:
    """Whether a text is a note to a table: “备注：…”, “* …”."""
    return bool(_NOTE.match(text) or _STARRED.match(text))
