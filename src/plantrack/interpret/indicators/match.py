"""Several tables, of one document or of several, matched row by row into one list of indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plantrack.documents.text import squeezed
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.indicators.changes import record_changes
from plantrack.interpret.indicators.figures import put_figures
from plantrack.interpret.indicators.index import IndicatorIndex
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.indicators.likeness import likeness, opposed, same_unit
from plantrack.interpret.rows.entry import RowEntry
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import Message

ALIKE = 0.6
"""How alike (0 to 1) two names under one number must be to be one name changed."""

VERY_ALIKE = 0.8
"""The same where there is no number to go by, and one name alone comes that near."""

MOST_LIKENED = 500
"""The most names that one without a number is likened to; more are no plan's indicators."""


class Matcher:
    """Takes tables in turn; `indicators` are those so far, `doubts` what is doubtful."""

    def __init__(self, known: Iterable[ReportIndicator] = ()) -> None:
        self.doubts: list[Doubt] = []
        self._index = IndicatorIndex(known)

    @property
    def indicators(self) -> list[ReportIndicator]:
        """The indicators so far, in the order of the plan."""
        return self._index.in_order()

    def add(self, table: SourceTable) -> None:
        """Match one table's entries with the indicators so far."""
        entries, doubts = _unnumbered_if_repeated(table)
        self.doubts += [*doubts, *_named_twice(entries)]
        met: Counter[int] = Counter()  # how many of a whole's parts the table has met
        of_key: dict[int, ReportIndicator] = {}
        for entry in entries:
            parent = None if entry.parent is None else of_key[entry.parent]
            indicator = self._same(entry, parent, table.number, met[id(parent)])
            if indicator is None:
                indicator = self._new(entry, parent)
            else:
                self._update(indicator, entry)
            indicator.table = table.number
            met[id(parent)] += 1
            of_key[entry.key] = indicator
            self.doubts += put_figures(indicator, entry)

    def _same(
        self, entry: RowEntry, parent: ReportIndicator | None, table: int, met: int
    ) -> ReportIndicator | None:
        """The indicator of an earlier table that the row goes on with; ``None`` if it is new.

        One that this table has met already, or begun, is not free any more.
        """
        known = self._index.by_name.get((id(parent), squeezed(entry.name)), [])
        named = [known_ for known_ in known if known_.table != table]
        named = [known_ for known_ in named if known_.number == entry.number] or named
        if len(named) > 1:
            named = [known_ for known_ in named if same_unit(known_.measured, entry.unit)] or named
        if len(named) > 1:
            message = Message(
                "“{name}” may be any of several indicators and is kept apart", name=entry.name
            )
            self.doubts.append(Doubt(DoubtCode.AMBIGUOUS, message, entry.spot))
            return None
        return named[0] if named else self._alike(entry, parent, table, met)

    def _alike(
        self, entry: RowEntry, parent: ReportIndicator | None, table: int, met: int
    ) -> ReportIndicator | None:
        """The one whose name was changed, by its number and name, or by its name alone."""
        if entry.number is not None:
            numbered = self._index.by_number.get(entry.number, ())
            same = (known for known in numbered if known.parent is parent and known.table != table)
            return next((known for known in same if _is_alike(known, entry, ALIKE)), None)
        if self._index.count.get(id(parent), 0) - met > MOST_LIKENED:
            return None
        close = [
            known for known in self._index.unnumbered.get(id(parent), ())
            if known.table != table and same_unit(known.measured, entry.unit)
            and _is_alike(known, entry, VERY_ALIKE)
        ]  # fmt: skip
        return close[0] if len(close) == 1 else None

    def _new(self, entry: RowEntry, parent: ReportIndicator | None) -> ReportIndicator:
        """An indicator that no earlier table has; two cannot have one number."""
        taken = self._index.by_number.get(entry.number) if entry.number is not None else None
        number = None if taken else entry.number
        if taken:
            message = Message(
                "number {n} is already “{other}”; “{name}” is kept without a number",
                n=entry.number, other=taken[0].named, name=entry.name,
            )  # fmt: skip
            self.doubts.append(Doubt(DoubtCode.NUMBER_TAKEN, message, entry.spot))
        indicator = ReportIndicator(
            entry, entry.name, entry.unit, number, parent, entry.section, entry.kind
        )
        indicator.names.add(squeezed(entry.name))
        self._index.put(indicator)
        return indicator

    def _update(self, indicator: ReportIndicator, entry: RowEntry) -> None:
        name = squeezed(entry.name)
        is_new = name != squeezed(indicator.named) and name not in indicator.names
        self.doubts += record_changes(indicator, entry)
        if is_new:
            self._index.name(indicator, name)


def _is_alike(indicator: ReportIndicator, entry: RowEntry, least: float) -> bool:
    alike = likeness(indicator.named, entry.name, least) >= least
    return alike and not opposed(indicator.named, entry.name)


def _unnumbered_if_repeated(table: SourceTable) -> tuple[Sequence[RowEntry], list[Doubt]]:
    """The table's entries; numbers that begin again in each section cannot be their own."""
    entries = table.reading.entries
    numbers = [entry.number for entry in entries if entry.number is not None]
    if len(numbers) == len(set(numbers)):
        return entries, []
    message = Message("numbers repeat within the table, so its indicators are kept without numbers")
    doubt = Doubt(DoubtCode.NUMBERS, message, table.spot)
    return [entry._replace(number=None) for entry in entries], [doubt]


def _named_twice(entries: Sequence[RowEntry]) -> Iterator[Doubt]:
    """One name on two rows may be two tables run together, or a row printed twice."""
    seen: set[tuple[str, str, str, int | None]] = set()
    for entry in entries:
        key = (squeezed(entry.name), squeezed(entry.unit or ""), entry.code, entry.parent)
        if key in seen:
            message = Message("“{name}” stands on two rows of the table", name=entry.name)
            yield Doubt(DoubtCode.TWICE, message, entry.spot)
        seen.add(key)
