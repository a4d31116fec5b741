"""What came of reading the documents: tables, indicators, the report's own counts, doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plantrack.documents.document import Document
from plantrack.interpret.doubt import Doubt
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.prose import Count
from plantrack.interpret.tables.source_table import SourceTable


@dataclass
class Interpretation:
    """All that was read of the documents: tables, indicators, the report's counts, doubts."""

    documents: Sequence[Document]
    tables: list[SourceTable] = field(default_factory=list)
    indicators: list[ReportIndicator] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    @property
    def taken(self) -> list[SourceTable]:
        """The tables whose rows were read."""
        return [table for table in self.tables if table.taken]
