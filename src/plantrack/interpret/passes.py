"""From documents to indicators, pass by pass.

survey         the tables of each document: headings, columns, rows (tables/, columns/, rows/)
choose         which of them are the plan's own (tables/choose.py)
match          their rows as one list of indicators (indicators/match.py)
attach         directions, notes, reasons, marks and outcomes (indicators/)
count          row numbers and stated counts against what was read (counting.py)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from plantrack.documents.document import Document
from plantrack.interpret.counting import count_points, lines_below, number_points
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot, merged
from plantrack.interpret.headers import Role
from plantrack.interpret.indicators.directions import doubt_directions, give_directions
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.indicators.marks import note_marks
from plantrack.interpret.indicators.match import Matcher
from plantrack.interpret.indicators.notes import attach_notes
from plantrack.interpret.indicators.outcomes import doubt_outcomes_alone, give_outcomes
from plantrack.interpret.indicators.reasons import attach_reasons
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.prose import counts
from plantrack.interpret.reading import Interpretation
from plantrack.interpret.tables.captions import doubt_captions
from plantrack.interpret.tables.choose import pass_over_other_areas, pass_over_without_figures
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.interpret.tables.survey import survey

Attach = Callable[[Interpretation], Iterable[Doubt]]

ATTACH: tuple[Attach, ...] = (
    attach_notes,
    attach_reasons,
    note_marks,
    give_outcomes,
    doubt_outcomes_alone,
    doubt_directions,
)
"""What is put to the indicators once all tables are matched, in order."""


def interpret(
    documents: Sequence[Document], options: ImportOptions, known: Sequence[ReportIndicator] = ()
) -> Interpretation:
    """Read the documents together; `known` are indicators that a plan file already has."""
    read = Interpretation(documents)
    for document in documents:
        _survey(document, read, options)
    _match(read, known)
    read.doubts += give_directions(read, options.directions)
    for attach in ATTACH:
        read.doubts += attach(read)
    read.doubts += number_points(read.tables)
    read.doubts += lines_below(documents, read.tables)
    read.doubts += count_points(documents, read.tables, read.counts)
    read.doubts = merged(read.doubts)
    return read


def _survey(document: Document, read: Interpretation, options: ImportOptions) -> None:
    spot = Spot(document.name)
    read.doubts += [Doubt(DoubtCode.DOCUMENT, message, spot) for message in document.doubts]
    read.tables += survey(document, len(read.tables) + 1, options)
    read.doubts += doubt_captions(document)
    read.counts += counts(document)


def _match(read: Interpretation, known: Sequence[ReportIndicator]) -> None:
    """Match the rows of the tables that are the plan's own, earlier tables first."""
    order = [table.number for table in sorted(read.taken, key=_time)]
    read.tables = pass_over_without_figures(pass_over_other_areas(read.tables))
    numbered = {table.number: table for table in read.tables}
    matcher = Matcher(known)
    for table in (numbered[number] for number in order):
        read.doubts += table.doubts
        if table.taken:
            matcher.add(table)
    read.indicators = matcher.indicators
    read.doubts += matcher.doubts


def _time(table: SourceTable) -> tuple[int, bool]:
    """Earlier tables first; of one year, the one that plans it before the one that reports it."""
    last = max(table.years, default=0)
    columns = table.layout.figures if table.layout else ()
    return last, any(c.role is Role.ACTUAL and c.year == last for c in columns)
