"""Footnote marks taken off figures and names: what explains them, and who carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantrack.documents.document import Document, Paragraph
from plantrack.documents.text import one_line, squeezed
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot, listed
from plantrack.interpret.headers import Role
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.prose import note
from plantrack.interpret.reading import Interpretation
from plantrack.interpret.rows.entry import SourceFigure
from plantrack.interpret.rows.label import is_note
from plantrack.interpret.rows.name import MARKS
from plantrack.messages.message import Message

_NAMED_MARK = re.compile(f"带([{re.escape(MARKS)}]{{1,8}})")
_LONGEST_MARK = 8

Mark = tuple[str, str]
"""A footnote mark, and the document in which it stands."""


def note_marks(read: Interpretation) -> Iterator[Doubt]:
    """Note at each year what marks and brackets its figures have; one doubt for each mark."""
    carried: dict[Mark, list[Message]] = {}
    for indicator in read.indicators:
        for mark in _marks_of(indicator):
            carried.setdefault(mark, []).append(indicator.label)
    explained = {document.name: _explanations(document, read) for document in read.documents}
    for (sign, document), labels in carried.items():
        meaning = explained.get(document, {}).get(sign)
        message = Message(
            "mark “{marks}” on {labels}: {meaning}", marks=sign, labels=listed(labels),
            meaning=meaning or Message("nothing says what it means"),
        )  # fmt: skip
        yield Doubt(DoubtCode.MARK, message, Spot(document))


def _marks_of(indicator: ReportIndicator) -> Iterator[Mark]:
    for year in indicator.years.values():
        for figure in year.figures.values():
            year.notes += _notes_of(figure)
            if figure.figure.marks:
                yield figure.figure.marks, figure.spot.document
    if indicator.entry.marks:
        yield indicator.entry.marks, indicator.entry.spot.document


def _notes_of(figure: SourceFigure) -> Iterator[Message]:
    """What a year's note says of how its figure is printed."""
    text, marks = figure.figure.text, figure.figure.marks
    if marks:
        yield Message("the report marks {figure} with “{marks}”", figure=text, marks=marks)
    if figure.figure.cumulative:
        yield Message("the report prints {figure} in 〔〕: a sum over the period", figure=text)
    if figure.column.role is Role.PERIOD:
        heading = one_line(figure.column.heading.text)
        yield Message("“{heading}” in the report: over the period", heading=heading)


def _explanations(document: Document, read: Interpretation) -> dict[str, str]:
    """The notes of tables and of the document by the marks that they explain, each at its first."""
    texts = [one_line(text) for table in read.taken for text, _ in table.reading.notes]
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    texts += [one_line(block.text) for block in paragraphs if is_note(block.text)]
    found: dict[str, str] = {}
    for text in texts:
        bare = note(text, 0, Spot()).text
        for mark in _explained_by(bare):
            found.setdefault(mark, bare)
    return found


def _explained_by(note: str) -> Iterator[str]:
    """The marks that a note begins with, or says that figures carry."""
    before = note[: len(note) - len(note.lstrip(MARKS))]
    yield from (before[: n + 1] for n in range(min(len(before), _LONGEST_MARK)))
    yield from _NAMED_MARK.findall(squeezed(note))
    if note.startswith("[") and "]" in note[:_LONGEST_MARK]:
        yield note[: note.index("]") + 1]
