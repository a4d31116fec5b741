"""What is doubtful in numbering, sections, sources, units, names and years: the W6 codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from plantrack.checks.check import Remark, all_figures, at, year_path
from plantrack.messages.message import N_, Message
from plantrack.plan.model import Indicator, Plan, Text
from plantrack.plan.notes import says_something


def numbering(plan: Plan) -> Iterator[Remark]:
    """Numbers that are left out, or that stand out of order."""
    numbered = [(i, int(i.ordinal)) for i in plan.indicators if i.parent is None and i.ordinal]
    present = {number for _, number in numbered}
    reached = highest = 0
    for indicator, number in numbered:
        path = ("indicators", indicator.id, "number")
        left_out = [n for n in range(highest + 1, number) if n not in present]
        if left_out:
            message = Message("the numbering leaves out {numbers}", numbers=_in_short(left_out))
            yield Remark("W601", path, message)
        if number < reached:
            message = Message("number {n} stands after number {before}", n=number, before=reached)
            yield Remark("W601", path, message, Message("order in the file is order on the screen"))
        reached, highest = number, max(highest, number)


def _in_short(numbers: list[int]) -> str:
    """Numbers that follow one another as "3–5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)


def section_unused(plan: Plan) -> Iterator[Remark]:
    """A section without a single indicator."""
    used = {indicator.section.id for indicator in plan.indicators if indicator.section}
    for section in plan.sections:
        if section.id not in used:
            message = Message("no indicator stands in the section “{id}”", id=section.id)
            yield Remark("W602", ("sections", section.id), message, at_key=True)


def source_unused(plan: Plan) -> Iterator[Remark]:
    """A source that nothing was taken from, not even a part of it."""
    used = {source.id for _, figures in all_figures(plan) for source in figures.cited.all()}
    used |= {source.part_of.id for source in plan.sources if source.part_of}
    for source in plan.sources:
        if source.id not in used:
            message = Message("nothing is taken from the source “{id}”", id=source.id)
            yield Remark("W603", ("sources", source.id), message, at_key=True)


def unit_changed(plan: Plan) -> Iterator[Remark]:
    """Figures go on in another unit as if they could be compared."""
    for indicator in plan.indicators:
        for before, after in pairwise(indicator.years.values()):
            if before.unit != after.unit and after.series_break is None:
                units = [_own(f.unit, plan) or Message("none") for f in (before, after)]
                message = N_("the unit changes from “{before}” to “{after}” without a series_break")
                yield Remark(
                    "W604",
                    at(indicator, after, "unit"),
                    Message(message, before=units[0], after=units[1]),
                    Message('add series_break = "…", and restated figures if the source has them'),
                )


def renamed(plan: Plan) -> Iterator[Remark]:
    """The name is another, and nothing says whether the same is still counted."""
    for indicator in plan.indicators:
        for before, after in pairwise(indicator.years.values()):
            if before.name == after.name or after.series_break or says_something(after.note):
                continue
            names = [_own(f.name, plan) for f in (before, after)]
            message = N_("the name changes from “{before}” to “{after}” without a series_break")
            remedy = N_('add series_break = "…", or say in a note that the same is counted')
            yield Remark(
                "W605",
                at(indicator, after, "name"),
                Message(message, before=names[0], after=names[1]),
                Message(remedy),
            )


FAR = 5
"""Years that lie further apart than this are mostly not both meant."""


def years_apart(plan: Plan) -> Iterator[Remark]:
    """A year that lies far from all others of the file: perhaps it is mistyped."""
    counts = Counter(figures.year for _, figures in all_figures(plan))
    for year in sorted(counts):
        holder = next((one for one in plan.indicators if _is_unexplained(one, year)), None)
        if holder is None or not _is_astray(year, counts):
            continue
        message = Message(
            "{year} lies far from all other years; the nearest is {near}",
            year=year,
            near=nearest_year(year, counts.keys() - {year}),
        )
        remedy = Message("check the year; if it is right, say in a note in that year why")
        yield Remark("W606", year_path(holder, year), message, remedy, at_key=True)


def _is_unexplained(indicator: Indicator, year: int) -> bool:
    figures = indicator.years.get(year)
    return figures is not None and not says_something(figures.note)


def _is_astray(year: int, counts: Mapping[int, int]) -> bool:
    """Whether the year lies twice as far off as usual; of two, the one with fewer figures may."""
    others = sorted(counts.keys() - {year})
    if not others:
        return False
    away = abs(nearest_year(year, others) - year)
    if len(others) == 1:
        return away > FAR and counts[year] < counts[others[0]]
    gaps = sorted(after - before for before, after in pairwise(others))
    return away > max(FAR, 2 * gaps[(len(gaps) - 1) // 2])


def nearest_year(year: int, others: Iterable[int]) -> int:
    """Of the other years the one that lies nearest."""
    return min(others, key=lambda other: abs(other - year))


def _own(text: Text | None, plan: Plan) -> str | None:
    return text.in_language(plan.language) if text else None
