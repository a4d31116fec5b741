"""The passes over a table's rows, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.interpret.doubt import Doubt, Spot
from plantrack.interpret.rows.describe import DescribedRow, describe_rows
from plantrack.interpret.rows.entry import RowKind, TableReading
from plantrack.interpret.rows.habits import doubt_habits, find_habits
from plantrack.interpret.rows.hold_units import doubt_brackets, hold_units
from plantrack.interpret.rows.label import label_rows
from plantrack.interpret.rows.nest import Outline, nest_rows
from plantrack.interpret.rows.read_figures import RowDoubt, read_figures
from plantrack.interpret.sheet import Sheet


def read_rows(sheet: Sheet) -> TableReading:
    """All entries, notes and doubts of a table, and what each of its rows was taken for."""
    habits = find_habits(sheet)
    described = list(describe_rows(label_rows(sheet, habits), sheet))
    outline = nest_rows(described, sheet, habits)
    held = list(hold_units(outline.entries, sheet))
    read = list(read_figures([entry for entry, _ in held], sheet, habits))
    entries = tuple(entry for entry, _ in read)
    in_rows = [*_doubts(described, outline)]
    in_rows += [(entry.rows[0].at, doubt) for entry, doubt in held if doubt is not None]
    in_rows += [doubt for _, doubts in read for doubt in doubts]
    return TableReading(
        entries=entries,
        labels=tuple(
            (row.labelled.row.spot, label)
            for row, label in zip(described, outline.labels, strict=True)
        ),
        notes=tuple(_notes(described)),
        doubts=(
            *doubt_habits(sheet, habits), *_in_order(in_rows), *doubt_brackets(entries, sheet)
        ),
        rows=sum(not row.labelled.stands_alone for row in described),
        numbers=tuple(outline.numbers),
        sections=tuple(outline.sections),
        counts=tuple(outline.counts),
        sides=habits.sides,
    )  # fmt: skip


def _notes(rows: Sequence[DescribedRow]) -> Iterator[tuple[str, Spot]]:
    for row in rows:
        if row.labelled.label.kind is RowKind.NOTE:
            yield row.labelled.text, row.labelled.row.spot


def _doubts(rows: Sequence[DescribedRow], outline: Outline) -> Iterator[RowDoubt]:
    """What is doubtful of what rows are, of their names and of what they are parts of."""
    for row in rows:
        for doubt in (row.labelled.doubt, row.doubt):
            if doubt is not None:
                yield row.labelled.row.at, doubt
    yield from outline.doubts


def _in_order(doubts: Sequence[RowDoubt]) -> Iterator[Doubt]:
    """Doubts in the order of the rows, in each in the order of the passes."""
    return (doubt for _, doubt in sorted(doubts, key=lambda one: one[0]))
