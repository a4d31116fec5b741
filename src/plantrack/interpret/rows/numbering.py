"""Whether a row's label numbers a whole indicator, a part of the one above, or is a code."""

from __future__ import annotations

from typing import NamedTuple

from plantrack.documents.document import Row
from plantrack.documents.text import chinese_number, half_width, one_line, squeezed
from plantrack.interpret.headers import Role
from plantrack.interpret.labels import NUMBER, PART, is_code, is_numeral
from plantrack.interpret.no_value import no_value
from plantrack.interpret.rows.entry import RowEntry
from plantrack.interpret.rows.habits import Habits
from plantrack.interpret.sheet import Sheet


class RowNumber(NamedTuple):
    """What numbers a row: its `label` as printed, the number or the code that it is."""

    label: str = ""
    number: int | None = None
    code: str = ""


def number_of(row: Row, whole: RowEntry | None, sheet: Sheet, habits: Habits) -> RowNumber:
    """The row's number, or its code where the label is none; `whole` is the indicator above."""
    cells = [row[c.index] for c in sheet.layout.of(Role.NUMBER) if c.index < len(row)]
    label = half_width(one_line(cells[0].text))
    found = RowNumber(label)
    match = NUMBER.fullmatch(label)
    merged = cells[0].down and whole is not None
    if habits.chinese_tops:
        found = found._replace(number=chinese_number(squeezed(label).strip("()、.")))
    elif match and not habits.coded and not merged and not is_part_label(label, whole):
        found = found._replace(number=int(match[1]))
    labels = [half_width(one_line(cell.text)) for cell in cells if not cell.down]
    codes = (one for one in labels if _is_code(one, label, whole, habits))
    return found._replace(code=next(codes, ""))


def _is_code(label: str, first: str, whole: RowEntry | None, habits: Habits) -> bool:
    """Whether a label is kept as a code: it is no number, no numeral and no part's letter.

    `first` is the row's first label: a second one that is a number is a code.
    """
    if no_value(label) is not None or is_numeral(label):
        return False
    if habits.coded and label == first:
        return True
    if NUMBER.fullmatch(label):
        return label != first
    if PART.fullmatch(label.lower()) is None:
        return is_code(label)
    return _is_dotted(label) and not is_part_label(label, whole)


def _is_dotted(label: str) -> bool:
    return label[:1].isdigit() and "." in label


def is_part_label(label: str, whole: RowEntry | None) -> bool:
    """Whether a label such as "(1)" or "1.1" under "1" numbers a part of what is above."""
    match = PART.fullmatch(label.lower())
    if match is None or whole is None:
        return False
    if match[1]:
        return whole.number == int(match[1])
    return not (_is_bracketed(label) and _is_bracketed(whole.label))


def _is_bracketed(label: str) -> bool:
    return label.startswith(("(", "（"))
