"""What is missing where others have it: the W7 codes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from plantrack.checks.check import Path, Remark, all_figures, at, year_path
from plantrack.messages.message import Message
from plantrack.plan.model import Indicator, Plan, Text, YearFigures
from plantrack.plan.notes import says_something

_NAMED = 5  # of the indicators without a target, so many are named


def year_partly_planned(plan: Plan) -> Iterator[Remark]:
    """A year in which only some of the indicators have a target.

    An indicator counts from the first year it has a target in; a note says why it ends.
    """
    due, lacking = _targets_due(plan)
    for year, without in lacking.items():
        if without.count:
            names = ", ".join(one.id for one in without.first)
            message = Message(
                "{n} of {total} indicators have no target for {year}: {names}",
                n=without.count,
                total=due[year],
                year=year,
                names=f"{names}, …" if without.count > _NAMED else names,
            )
            remedy = Message("add the targets; where one is dropped, say so in a note in that year")
            path = year_path(without.first[0], year)
            yield Remark("W701", path, message, remedy, at_key=True)


@dataclass
class _Lacking:
    """The indicators without a target in one year: how many, and the first of them."""

    count: int = 0
    first: list[Indicator] = field(default_factory=list)


def _targets_due(plan: Plan) -> tuple[dict[int, int], dict[int, _Lacking]]:
    """For each planned year, how many targets are due, and which of them are not there.

    Takes time in proportion to the figures, not to indicators times years.
    """
    years = plan.planned_years
    begun = Counter(first for one in plan.indicators if (first := _first_planned(one)))
    due = dict(zip(years, accumulate(begun[year] for year in years), strict=True))
    lacking = {year: _Lacking(due[year]) for year in years}
    unnamed = list(years)
    for one in plan.indicators:
        first = _first_planned(one)
        if first is None:
            continue
        for year, figures in one.years.items():
            if year >= first and year in lacking and _is_settled(figures):
                lacking[year].count -= 1
        for year in unnamed[bisect_left(unnamed, first) :]:
            if not _is_settled(one.years.get(year)):
                lacking[year].first.append(one)
                if len(lacking[year].first) == _NAMED:
                    unnamed.remove(year)
    return due, lacking


def _first_planned(indicator: Indicator) -> int | None:
    return next((f.year for f in indicator.years.values() if f.plan), None)


def _is_settled(figures: YearFigures | None) -> bool:
    return figures is not None and bool(figures.plan or says_something(figures.note))


def actual_without_target(plan: Plan) -> Iterator[Remark]:
    """Something was achieved that nobody had planned, in a year in which others were planned.

    In a plan with targets, a year without any, as a base year is, lacks nothing.
    """
    planned = {figures.year for _, figures in all_figures(plan) if figures.plan}
    for indicator, figures in all_figures(plan):
        if planned and figures.year not in planned:
            continue
        if figures.is_reported() and figures.plan is None and not says_something(figures.note):
            key = "actual" if figures.actual else "outcome"
            message = Message(
                "there is no target for {year} to hold this against", year=figures.year
            )
            remedy = Message("add plan = …, or say in a note why there is none")
            yield Remark("W702", at(indicator, figures, key), message, remedy, at_key=True)


def source_missing(plan: Plan) -> Iterator[Remark]:
    """A figure without a source, where at least half of all figures have one."""
    without: list[Path] = []
    total = 0
    for indicator, figures in all_figures(plan):
        cited = figures.cited
        pairs = (("plan", figures.plan, cited.plan), ("actual", figures.actual, cited.actual))
        given = [(key, source) for key, quantity, source in pairs if quantity]
        total += len(given)
        without += [at(indicator, figures, key) for key, source in given if source is None]
    if 2 * len(without) <= total:
        for path in without:
            message = Message("no source is given for this figure, as it is for others")
            yield Remark("W703", path, message, Message('add source = "…"'))


def translation_missing(plan: Plan) -> Iterator[Remark]:
    """A text that lacks a language which most texts have."""
    texts = [(path, text) for path, text in _texts(plan) if _has_words(path, text)]
    counts = Counter(language for _, text in texts for language in text.translations)
    usual = sorted(language for language, count in counts.items() if 2 * count > len(texts))
    for path, text in texts:
        missing = [language for language in usual if language not in text.translations]
        if missing:
            message = Message("this text has no translation: {names}", names=", ".join(missing))
            own = text.in_language(plan.language)
            other = f'{{ {plan.language} = "{own}", {missing[0]} = "…" }}'
            remedy = Message("write {example}", example=other if len(own) < 40 else "{ … }")
            yield Remark("W704", path, message, remedy)


def _has_words(path: Path, text: Text) -> bool:
    """Whether there is anything to translate: "%" and "km" read alike everywhere."""
    words = "".join(text.translations.values())
    return any(c.isalpha() for c in words) and not (path[-1] == "unit" and words.isascii())


def _texts(plan: Plan) -> Iterator[tuple[Path, Text]]:
    """Every text of the plan and the keys that lead to it."""
    yield ("plan", "title"), plan.title
    for source in plan.sources:
        yield ("sources", source.id, "title"), source.title
        yield from _present(("sources", source.id, "publisher"), source.publisher)
    for section in plan.sections:
        yield ("sections", section.id, "title"), section.title
    for indicator in plan.indicators:
        yield from _indicator_texts(indicator)


def _indicator_texts(indicator: Indicator) -> Iterator[tuple[Path, Text]]:
    path = ("indicators", indicator.id)
    yield (*path, "name"), indicator.name
    yield from _present((*path, "unit"), indicator.unit)
    yield from _present((*path, "note"), indicator.note)
    name, unit = indicator.name, indicator.unit
    for year in indicator.years.values():
        below = (*path, "years", str(year.year))
        if year.name != name:
            yield (*below, "name"), year.name
        if year.unit != unit:
            yield from _present((*below, "unit"), year.unit)
        name, unit = year.name, year.unit
        yield from _present((*below, "reason"), year.reason)
        yield from _present((*below, "series_break"), year.series_break)
        yield from _present((*below, "note"), year.note)
        if year.restated:
            yield from _present((*below, "restated", "basis"), year.restated.basis)


def _present(path: Path, text: Text | None) -> Iterator[tuple[Path, Text]]:
    if text is not None:
        yield path, text
