"""The third pass: what each row is a part of, by what stands above it.

A fold over the described rows: the last whole indicator holds for the rows below it, until a title
or the next whole one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plantrack.interpret.cells import Asked, read_cell
from plantrack.interpret.doubt import Doubt, Spot
from plantrack.interpret.headers import Role
from plantrack.interpret.rows.describe import DescribedRow
from plantrack.interpret.rows.entry import RowEntry, RowKind, RowLabel, RowText
from plantrack.interpret.rows.habits import Habits
from plantrack.interpret.rows.numbering import RowNumber, number_of
from plantrack.interpret.rows.place import Above, Placed, place
from plantrack.interpret.rows.sides import part_of, side_of_row
from plantrack.interpret.sheet import Sheet, SourceRow
from plantrack.messages.message import Message


@dataclass(slots=True)
class Outline:
    """All indicators of a table in order, with the labels that their rows have in the end.

    `numbers` are those of its rows, parts left out; `sections` are the titles in its rows, `counts`
    what rows say of how many indicators there are.
    """

    entries: list[RowEntry] = field(default_factory=list)
    labels: list[RowLabel] = field(default_factory=list)
    numbers: list[tuple[int, Spot]] = field(default_factory=list)
    sections: list[RowText] = field(default_factory=list)
    counts: list[RowText] = field(default_factory=list)
    doubts: list[tuple[int, Doubt]] = field(default_factory=list)


def nest_rows(rows: Iterable[DescribedRow], sheet: Sheet, habits: Habits) -> Outline:
    """The indicators that the rows are, each with what it is a part of."""
    outline, above = Outline(), Above()
    for row in rows:
        kind = row.labelled.label.kind
        if row.name is not None:
            above = _add(row, above, outline, sheet, habits)
            continue
        outline.labels.append(row.labelled.label)
        text = RowText(row.labelled.text, row.labelled.row.spot, len(outline.entries))
        if kind is RowKind.COUNT:
            outline.counts.append(text)
        elif kind is RowKind.SECTION:
            above = Above(indent=above.indent)
            outline.sections.append(text)
        elif kind is RowKind.OF_WHICH:
            above = above._replace(parts_begun=True)
    return outline


def _add(row: DescribedRow, above: Above, outline: Outline, sheet: Sheet, habits: Habits) -> Above:
    """Put an indicator's row into the outline; what then stands above the next row."""
    labelled = row.labelled
    assert labelled.name is not None
    entry = _entry(row, above, sheet, habits)
    before = outline.entries[-1] if outline.entries else None
    if before is not None and _goes_on(before, entry, sheet, habits):
        return _go_on(before, labelled.row, above, outline)
    if entry.number is not None and not labelled.name.is_marked:
        outline.numbers.append((entry.number, entry.spot))
    placed = place(entry, labelled, above, sheet, habits)
    outline.labels.append(placed.label)
    _put(placed, outline.entries)
    if placed.doubt is not None:
        outline.doubts.append((labelled.row.at, placed.doubt))
    return placed.above


def _put(placed: Placed, entries: list[RowEntry]) -> None:
    """Put an indicator behind those there are, and a whole that was not there before its parts."""
    first = placed.first_part
    if first is not None and placed.whole is not None:
        at = next(i for i, entry in enumerate(entries) if entry.key == first.key)
        entries[at : at + 1] = [placed.whole, first]
    elif placed.whole is not None:
        entries.append(placed.whole)
    entries.append(placed.entry)


def _entry(row: DescribedRow, above: Above, sheet: Sheet, habits: Habits) -> RowEntry:
    """The row's indicator, before it is known what it is a part of."""
    labelled, name = row.labelled, row.name
    assert labelled.name is not None
    assert name is not None
    numbered = RowNumber("", labelled.name.number, labelled.name.code)
    if sheet.is_numbered:
        numbered = number_of(labelled.row.cells, above.whole, sheet, habits)
    return RowEntry(
        name.name, labelled.row.spot, 2 * labelled.row.at, numbered.number, numbered.label,
        numbered.code, name.english, name.unit, kind=row.kind, section=row.section,
        rows=(labelled.row,), marks=name.marks,
    )  # fmt: skip


def _goes_on(before: RowEntry, entry: RowEntry, sheet: Sheet, habits: Habits) -> bool:
    """Whether a row of actuals goes on with the row of its targets, or the other way round."""
    if habits.sides is None or before.name != entry.name:
        return False
    side = side_of_row(entry.rows[0].cells, habits)
    return side not in set(_parts_given(before.rows, sheet, habits))


def _parts_given(rows: Iterable[SourceRow], sheet: Sheet, habits: Habits) -> Iterator[str]:
    """Whether the rows have targets, actuals or both; what targets start from is left out."""
    asked = Asked(values=dict(sheet.options.values))
    for row in rows:
        side = side_of_row(row.cells, habits)
        for column in sheet.layout.figures:
            part = None if column.role is Role.BASELINE else part_of(column, side)
            if part and read_cell(row.cells[column.index].text, asked).text is not None:
                yield part


def _go_on(before: RowEntry, row: SourceRow, above: Above, outline: Outline) -> Above:
    """Take a row into the indicator above it."""
    more = before._replace(rows=(*before.rows, row))
    outline.entries[-1] = more
    why = Message("it goes on with “{name}” above", name=before.name)
    outline.labels.append(RowLabel(RowKind.SAME, why))
    is_whole = above.whole is not None and above.whole.key == more.key
    return above._replace(whole=more) if is_whole else above
