"""The second pass: each indicator's name, unit, kind and section, by its row and the title above.

A section's title holds for the rows below it; so does a kind that stands there as a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plantrack.documents.document import Row
from plantrack.documents.text import one_line
from plantrack.interpret.code_words import kind_of, without_kind
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.headers import Role
from plantrack.interpret.no_value import no_value
from plantrack.interpret.rows.entry import RowKind
from plantrack.interpret.rows.label import SECTION_NUMBER, LabelledRow
from plantrack.interpret.rows.name import RowName, bare_name
from plantrack.interpret.sheet import Sheet
from plantrack.messages.message import Message


class DescribedRow(NamedTuple):
    """A labelled row with its name taken apart, and the kind and section that hold for it."""

    labelled: LabelledRow
    name: RowName | None = None
    kind: str | None = None
    section: str | None = None
    doubt: Doubt | None = None


class _Above(NamedTuple):
    """What the titles above say: `ends` that the kind holds only as long as the section."""

    section: str | None = None
    kind: str | None = None
    ends: bool = False


def describe_rows(rows: Iterable[LabelledRow], sheet: Sheet) -> Iterator[DescribedRow]:
    """Every row with its name taken apart, and the kind and section that hold for it."""
    above = _Above()
    kind_of_names = _kind_in_heading(sheet)
    for labelled in rows:
        if labelled.label.kind is RowKind.SECTION:
            above = _below(above, labelled.text)
        yield _described(labelled, above, kind_of_names, sheet)


def _below(above: _Above, text: str) -> _Above:
    """What holds below the title of a section, or below a kind that stands as a title."""
    title = SECTION_NUMBER.sub("", text).strip() or text
    kind = kind_of(title)
    if kind:
        return above._replace(kind=kind, ends=False)
    title, named = without_kind(title)
    if named or above.ends:
        return _Above(title, named, named is not None)
    return above._replace(section=title)


def _kind_in_heading(sheet: Sheet) -> str | None:
    """The kind that the heading of the names says in brackets, which holds for every row."""
    kinds = (without_kind(column.heading.text)[1] for column in sheet.layout.of(Role.NAME))
    return next(filter(None, kinds), None)


def _described(
    labelled: LabelledRow, above: _Above, kind_of_names: str | None, sheet: Sheet
) -> DescribedRow:
    if labelled.name is None:
        return DescribedRow(labelled)
    row = labelled.row.cells
    name = bare_name(one_line(labelled.name.text), row, sheet)
    said = sheet.cell(row, Role.KIND).strip()
    own, doubt = kind_of(said), None
    if said and not own and no_value(said) is None:
        words = Message("“{text}” is neither binding nor anticipatory", text=one_line(said))
        doubt = Doubt(DoubtCode.KIND, words, labelled.row.spot)
    kind = own or name.kind or above.kind or kind_of_names
    return DescribedRow(labelled, name, kind, _section_of(row, sheet) or above.section, doubt)


def _section_of(row: Row, sheet: Sheet) -> str | None:
    """The section that the row's own columns name, if they name one and no kind."""
    columns = sheet.layout.of(Role.SECTION)
    titles = [one_line(row[c.index].text) for c in columns if c.index < len(row)]
    title = " · ".join(dict.fromkeys(filter(None, titles)))
    if not title or kind_of(title):
        return None
    return SECTION_NUMBER.sub("", title).strip() or None
