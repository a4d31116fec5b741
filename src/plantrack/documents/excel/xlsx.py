"""Excel workbooks: what the cells show, sheet by sheet; what is hidden or struck is left out."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter

from plantrack.documents.archive import Archive
from plantrack.documents.document import Block, Cell, Document, Paragraph, Place, Row, Table
from plantrack.documents.errors import DocumentError
from plantrack.documents.excel.number_format import shown_number
from plantrack.documents.excel.parts import checked
from plantrack.documents.grid import Budget
from plantrack.documents.radicals import without_radicals
from plantrack.messages.message import N_, Message

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_NAMED = 8
_WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_TYPED = N_("cells show fewer decimals than were typed and are read as typed: {cells}")
_LONGER = N_("cells hold more digits than they show and are read as shown: {cells}")
_SCALED = N_("cells show thousands or millions of what they hold and are read as shown: {cells}")
_NO_YEAR = N_("cells hold a day without its year, which may be a range such as 5-6: {cells}")


def read(content: bytes, name: str, progress: object = None) -> Document:
    """Every visible sheet; blocks of rows between blank rows are tables of their own.

    Raises:
        DocumentError: it is broken, encrypted, too large, or no workbook.
    """
    archive = Archive(content, name)
    if "xl/workbook.xml" not in archive:
        raise DocumentError(name, Message("the file is no {suffix}, or is broken", suffix=".xlsx"))
    doubts = list(checked(archive))
    book = _opened(content, name)
    blocks: list[Block] = []
    budget = Budget(name)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            doubts.append(Message("the hidden sheet “{sheet}” is left out", sheet=sheet.title))
            continue
        reader = _Sheet(sheet, budget)
        blocks += reader.blocks()
        doubts += reader.doubts
    return Document(name, tuple(blocks), book.properties.title or "", tuple(doubts))


def _opened(content: bytes, name: str) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions, which are not used
            return load_workbook(
                io.BytesIO(content), data_only=True, keep_links=False, rich_text=True
            )
    except MemoryError:
        raise
    except Exception:  # whatever a library comes to that is told what cannot be
        raise DocumentError(name, Message("the file is broken")) from None


def _first(cells: Sequence[str]) -> str:
    """The first cells by name, and how many there are of more."""
    more = f", … ({len(cells)})" if len(cells) > _MOST_NAMED else ""
    return ", ".join(cells[:_MOST_NAMED]) + more


class _Sheet:
    """One worksheet; `doubts` are the cells that show less than they hold, and what is hidden."""

    def __init__(self, sheet: Worksheet, budget: Budget) -> None:
        self.sheet = sheet
        self.budget = budget
        self.doubts: list[Message] = []
        self.shows_zeros = all(view.showZeros is not False for view in sheet.views.sheetView[:1])
        self.hidden = {row for row, one in sheet.row_dimensions.items() if one.hidden}
        self.cells: dict[str, list[str]] = {}
        self.texts = self._texts()
        self.merged = self._merged()

    def blocks(self) -> Iterator[Block]:
        """Tables, and rows with one text alone as paragraphs."""
        rows, columns = self._used()
        self.budget.spend(len(rows) * len(columns))
        group: list[Row] = []
        above = 0
        for number in rows:
            if not all(row in self.hidden for row in range(above + 1, number)):
                yield from self._group(group)
                group, above = [], 0
            group.append(tuple(self._row(number, above, columns)))
            above = number
        yield from self._group(group)
        self.doubts += (
            Message(template, cells=_first(cells)) for template, cells in self.cells.items()
        )

    def _group(self, rows: list[Row]) -> Iterator[Block]:
        if not rows:
            return
        place = Place(sheet=self.sheet.title)
        if max(sum(bool(c.text.strip()) and not c.across for c in row) for row in rows) > 1:
            yield Table(tuple(rows), place)
            return
        for row in rows:
            yield from (Paragraph(c.text, c.place) for c in row if c.text.strip() and not c.across)

    def _texts(self) -> Mapping[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for (row, column), cell in sorted(self.sheet._cells.items()):
            if cell.value is not None:
                text = without_radicals(self._shown(cell))
                if text.strip():
                    found[row, column] = text
        return found

    def _style(self, cell: Any) -> tuple[bool, str]:
        """Whether the cell is struck out, and its number format.

        Raises:
            DocumentError: its style is none of the workbook's.
        """
        try:
            return bool(cell.has_style and cell.font.strike), str(cell.number_format)
        except (LookupError, AttributeError):
            raise DocumentError(self.budget.name, Message("the file is broken")) from None

    def _shown(self, cell: Any) -> str:
        value = cell.value
        struck, number_format = self._style(cell)
        if struck:
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, int | float):
            return self._number(cell, number_format)
        if isinstance(value, CellRichText):
            return "".join(map(_rich, value)).replace("_x000D_", "")
        if isinstance(value, datetime | date):
            return self._date(cell, number_format)
        return str(value).replace("_x000D_", "")

    def _number(self, cell: Any, number_format: str) -> str:
        """A number's figure; where the cell shows another, that is told."""
        if cell.value == 0 and not self.shows_zeros:
            self._note(_LONGER, cell)
            return ""
        shown = shown_number(cell.value, number_format)
        if shown.scaled:
            self._note(_SCALED, cell, f" {shown.text}")
        elif not shown.exact:
            self._note(_LONGER, cell)
        elif shown.text != shown.shows:
            self._note(_TYPED, cell, f" {shown.text} ({shown.shows or '—'})")
        return shown.text

    def _date(self, cell: Any, number_format: str) -> str:
        """A date as far as it shows; one without its year may have been typed as a range: 5-6."""
        value, shows = cell.value, _WORDS.sub("", number_format).lower()
        if "y" not in shows and "d" in shows:
            self._note(_NO_YEAR, cell, f" {value:%d.%m.%Y}")
        if "y" in shows and "d" not in shows:
            return f"{value.year}年{value.month}月" if "m" in shows else f"{value.year}年"
        midnight = isinstance(value, datetime) and value.time() == time()
        return str((value.date() if midnight else value).isoformat())

    def _note(self, template: str, cell: Any, more: str = "") -> None:
        place = f"{self.sheet.title}!{cell.coordinate}{more}"
        self.cells.setdefault(template, []).append(place)

    def _merged(self) -> Mapping[tuple[int, int], tuple[str, int, int]]:
        """Cells of merged areas: text, and the first row and column of the area."""
        found: dict[tuple[int, int], tuple[str, int, int]] = {}
        last_row = max((row for row, _ in self.texts), default=0)
        last_column = max((column for _, column in self.texts), default=0)
        for area in self.sheet.merged_cells.ranges:
            text = self.texts.get((area.min_row, area.min_col), "")
            rows = range(area.min_row, min(area.max_row, last_row) + 1)
            columns = range(area.min_col, min(area.max_col, last_column) + 1)
            self.budget.spend(len(rows) * len(columns))
            for row in rows:
                for column in columns:
                    found[row, column] = (text, area.min_row, area.min_col)
        return found

    def _used(self) -> tuple[Sequence[int], Sequence[int]]:
        """Rows and columns with something in them that are not hidden."""
        rows = sorted({row for row, _ in self.texts})
        numbers = sorted({column for _, column in self.texts})
        hidden = set(self._hidden_columns(numbers))
        if hidden or not self.hidden.isdisjoint(rows):
            message = Message(
                "hidden rows or columns of the sheet “{sheet}” are left out", sheet=self.sheet.title
            )
            self.doubts.append(message)
        return (
            [row for row in rows if row not in self.hidden],
            [column for column in numbers if column not in hidden],
        )

    def _hidden_columns(self, columns: Sequence[int]) -> Iterator[int]:
        """Those of the columns that are hidden; hidden neighbours share one entry."""
        spans = sorted(
            (one.min or 0, one.max or 0)
            for one in self.sheet.column_dimensions.values()
            if one.hidden
        )
        reach, left = 0, iter(spans)
        span = next(left, None)
        for column in columns:
            while span is not None and span[0] <= column:
                reach, span = max(reach, span[1]), next(left, None)
            if column <= reach:
                yield column

    def _row(self, row: int, above: int, columns: Sequence[int]) -> Iterator[Cell]:
        """A row's cells; `above` is the row that shows above it, 0 for none."""
        left = 0
        for column in columns:
            place = Place(sheet=self.sheet.title, address=f"{get_column_letter(column)}{row}")
            text, top, first = self.merged.get(
                (row, column), (self.texts.get((row, column), ""), row, column)
            )
            yield Cell(text, across=left >= first, down=above >= top, place=place)
            left = column


def _rich(piece: str | TextBlock) -> str:
    if isinstance(piece, TextBlock):
        if piece.font.strike:
            return ""
        raised = piece.font.vertAlign == "superscript"
        return piece.text.translate(_RAISED) if raised else piece.text
    return piece
