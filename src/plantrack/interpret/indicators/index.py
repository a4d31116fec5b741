"""The indicators so far, found by name, number and whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plantrack.interpret.indicators.indicator import ReportIndicator


class IndicatorIndex:
    """The indicators so far, found by name, number and parent, so that no row looks at all."""

    def __init__(self, indicators: Iterable[ReportIndicator]) -> None:
        self.known = list(indicators)
        self.new_tops: list[ReportIndicator] = []
        self.new_parts: dict[int, list[ReportIndicator]] = {}
        self.count: dict[int, int] = {}
        self.by_name: dict[tuple[int, str], list[ReportIndicator]] = {}
        self.by_number: dict[int, list[ReportIndicator]] = {}
        self.unnumbered: dict[int, list[ReportIndicator]] = {}
        for indicator in self.known:
            self._find(indicator)

    def put(self, indicator: ReportIndicator) -> None:
        """Take a new indicator up."""
        if indicator.parent is None:
            self.new_tops.append(indicator)
        else:
            self.new_parts.setdefault(id(indicator.parent), []).append(indicator)
        self._find(indicator)

    def _find(self, indicator: ReportIndicator) -> None:
        self.count[id(indicator.parent)] = self.count.get(id(indicator.parent), 0) + 1
        if indicator.number is None:
            self.unnumbered.setdefault(id(indicator.parent), []).append(indicator)
        else:
            self.by_number.setdefault(indicator.number, []).append(indicator)
        for name in indicator.names:
            self.name(indicator, name)

    def name(self, indicator: ReportIndicator, name: str) -> None:
        """Let the indicator be found by one more name."""
        self.by_name.setdefault((id(indicator.parent), name), []).append(indicator)

    def in_order(self) -> list[ReportIndicator]:
        """All indicators: a new part behind its whole and the parts that has, others last."""
        found: list[ReportIndicator] = []
        run: list[ReportIndicator] = []
        for indicator in self.known:
            if indicator.parent is None:
                found += self._parts_of(run)
                run = []
            found.append(indicator)
            run.append(indicator)
        found += self._parts_of(run)
        for indicator in self.new_tops:
            found += [indicator, *self._parts_of([indicator])]
        return found

    def _parts_of(self, indicators: list[ReportIndicator]) -> Iterator[ReportIndicator]:
        """The new parts of these, and the parts of those."""
        waiting = [
            part for indicator in indicators for part in self.new_parts.get(id(indicator), ())
        ][::-1]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += self.new_parts.get(id(part), [])[::-1]
