"""What is doubtful in a plan that can be read: figures, outcomes, reasons, numbering, gaps.

Each check is a function from a plan to remarks, and stands in `CHECKS`. The plan is as the file
states it; nothing here changes a figure or a status. A `note` in the same year answers the remarks
that ask for an explanation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate, pairwise

from plantrack.messages.message import N_, Message
from plantrack.plan.assess import Ground, Status, assess, is_percentage, is_ratio
from plantrack.plan.model import Indicator, Plan, Text, YearFigures
from plantrack.plan.quantity import EXACT, Form, Quantity

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something doubtful at the value that `path` leads to, or at its key if `at_key`."""

    code: str
    path: Path
    message: Message
    help: Message | None = None
    at_key: bool = False


def outcome_missing(plan: Plan) -> Iterator[Remark]:
    """A target in words was reported on, but nobody says what became of it."""
    for indicator, figures in _all_figures(plan):
        if _in_figures(figures.plan) and _in_figures(figures.actual):
            continue
        if assess(figures, indicator.direction).ground is Ground.NO_OUTCOME:
            yield Remark(
                "W401",
                _at(indicator, figures, "actual"),
                Message("the target is in words and no outcome is stated"),
                Message('add outcome = "met", "missed" or "exceeded", as the source says'),
            )


def _in_figures(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.interval is not None


def outcome_contradicted(plan: Plan) -> Iterator[Remark]:
    """The stated outcome is not what the figures come to."""
    for indicator, figures in _all_figures(plan):
        if figures.outcome is None:
            continue
        judged = assess(figures, indicator.direction)
        if judged.contradicts is None or figures.plan is None or figures.actual is None:
            continue
        message = Message(
            "the outcome is stated as “{outcome}”, but {actual} against {plan} is “{status}”",
            outcome=Message(judged.contradicts.value),
            actual=figures.actual.text,
            plan=figures.plan.text,
            status=Message(judged.status.value),
        )
        remedy = Message("the figures decide; check them, the outcome and the direction")
        yield Remark("W402", _at(indicator, figures, "outcome"), message, remedy)


def nearly_a_figure(plan: Plan) -> Iterator[Remark]:
    """A text is taken for words although a figure seems to be in it."""
    for indicator, figures in _all_figures(plan):
        for path, quantity in _quantities(indicator, figures):
            words = quantity.form is Form.QUALITATIVE and not quantity.declared
            if words and _figure_in(quantity.text):
                said = {"text": quantity.text}
                message = Message("“{text}” is read as words, though a figure seems in it", **said)
                remedy = N_('write the figure alone, or {{ text = "{text}" }} if these are words')
                yield Remark("W403", path, message, Message(remedy, **said))


_CHINESE_FIGURE = re.compile(r"百分之|[一二三四五六七八九十百千万亿两](?:左右|以上|以内|以下)")
_YEARS = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)\s*年?")
_DIGITS = re.compile(r"(?<![A-Za-z0-9.])\d[\d.,]*(?![A-Za-z0-9])")


def _figure_in(text: str) -> bool:
    """Whether the words hold a number that is neither a year nor part of a name like PM2.5."""
    plain = _YEARS.sub("", text)
    return bool(_DIGITS.search(plain) or _CHINESE_FIGURE.search(plain))


_SHARE = re.compile(
    r"比重|占比|占[^占\n]*比例|比例$|份额|覆盖率|普及率|化率|运营率|合格率|达标率|优良率|就业率|失业率|参保率|绿化率"
    r"|\b(?:share|proportion|percentage of|coverage|urbani[sz]ation rate|unemployment rate)\b",
    re.IGNORECASE,
)
_MOVEMENT = re.compile(
    r"增速|增长|增幅|增加(?!值)|降低|下降|减少|提高|提升|变化"
    r"|\b(?:growth|change|increase|decrease|reduction|rise|fall)\b",
    re.IGNORECASE,
)


def _is_share(figures: YearFigures) -> bool:
    """Whether name and unit say that it is a part of a whole, in percent."""
    if not is_percentage(figures):
        return False
    names = figures.name.translations.values()
    if any(_MOVEMENT.search(name) for name in names):
        return False
    return any(_SHARE.search(name) for name in names)


def share_out_of_bounds(plan: Plan) -> Iterator[Remark]:
    """A part of a whole that is less than none of it, or more than all."""
    for indicator, figures in _all_figures(plan):
        if not _is_share(figures):
            continue
        for path, quantity in _quantities(indicator, figures):
            if any(not 0 <= end <= 100 for end in _ends(quantity)):
                message = Message(
                    "{figure} is no share: it lies outside 0–100", figure=quantity.text
                )
                yield Remark("W404", path, message, Message("check the figure and the unit"))


def _ends(quantity: Quantity) -> list[Decimal]:
    interval = quantity.interval
    ends = (interval.low, interval.high) if interval else ()
    return [end for end in ends if end is not None]


_AVERAGE = re.compile(
    r"均|每|单位|价格|指数|per\b|average|mean\b|price|index|median", re.IGNORECASE
)


def part_larger_than_whole(plan: Plan) -> Iterator[Remark]:
    """A sub-indicator that is more than what it is a part of, in the same unit.

    Averages, rates and prices are not summed up from their parts, so they are left out.
    """
    wholes = {indicator.id: indicator for indicator in plan.indicators}
    for indicator, figures in _all_figures(plan):
        parent = wholes.get(indicator.parent or "")
        whole = parent.years.get(figures.year) if parent else None
        if parent is None or whole is None or not _sums_up(figures, whole):
            continue
        pairs = (("plan", figures.plan, whole.plan), ("actual", figures.actual, whole.actual))
        for key, part, sum_ in pairs:
            if part and sum_ and _is_more(part, sum_):
                message = Message(
                    "the part, {part}, is larger than the whole, “{id}”: {whole}",
                    part=part.text,
                    id=parent.id,
                    whole=sum_.text,
                )
                yield Remark("W405", _at(indicator, figures, key), message)


def _is_more(part: Quantity, whole: Quantity) -> bool:
    if part.interval is None or whole.interval is None:
        return False
    return part.interval.above(whole.interval)


def _sums_up(part: YearFigures, whole: YearFigures) -> bool:
    if part.unit is None or part.unit != whole.unit or is_ratio(part):
        return False
    names = (*part.name.translations.values(), *whole.name.translations.values())
    return not any(_AVERAGE.search(name) for name in names)


_SLIPS = (10, 100, 1_000, 10_000, 100_000_000)
_NEAR = (Decimal(2) / 3, Decimal(3) / 2)
_LEAST = 6  # times less than this are no slip, and are not measured exactly


def scale_slipped(plan: Plan) -> Iterator[Remark]:
    """A figure about ten, a hundred, … times the last one before it, or that part of it."""
    for indicator in plan.indicators:
        last: dict[str, tuple[int, Quantity]] = {}
        before: YearFigures | None = None
        for figures in indicator.years.values():
            if before is None or figures.series_break or figures.unit != before.unit:
                last.clear()
            before = figures
            if is_ratio(figures) and not _is_share(figures):
                continue
            for key, quantity in (("plan", figures.plan), ("actual", figures.actual)):
                if quantity is None or quantity.value is None:
                    continue
                year, earlier = last.get(key, (0, quantity))
                message = _slip(earlier, quantity, year)
                if message:
                    remedy = Message("check the figure and its unit: 万 and 亿 are easily confused")
                    yield Remark("W406", _at(indicator, figures, key), message, remedy)
                last[key] = (figures.year, quantity)


def _slip(earlier: Quantity, later: Quantity, year: int) -> Message | None:
    assert earlier.value is not None
    assert later.value is not None
    if earlier.value <= 0 or later.value <= 0:
        return None
    if later.value < _LEAST * earlier.value and earlier.value < _LEAST * later.value:
        return None
    figures = {"figure": later.text, "earlier": earlier.text, "year": year}
    for times in _SLIPS:
        low, high = (EXACT.multiply(near, Decimal(times)) for near in _NEAR)
        if low <= EXACT.divide(later.value, earlier.value) <= high:
            return Message(
                "{figure} is about {n} times the {earlier} of {year}", n=times, **figures
            )
        if low <= EXACT.divide(earlier.value, later.value) <= high:
            return Message("{figure} is about 1/{n} of the {earlier} of {year}", n=times, **figures)
    return None


def reason_missing(plan: Plan) -> Iterator[Remark]:
    """A target was missed, and neither a reason nor a note says anything of it."""
    for indicator, figures in _all_figures(plan):
        if figures.reason or figures.note:
            continue
        judged = assess(figures, indicator.direction)
        if judged.status is Status.MISSED and judged.contradicts is None:
            remedy = N_('add reason = "…"; if the source gives none, say so in a note')
            message = Message("the target was missed and no reason is given")
            yield Remark("W501", _at(indicator, figures, "actual"), message, Message(remedy))


def reason_unneeded(plan: Plan) -> Iterator[Remark]:
    """A reason for missing a target stands beside a target that was reached."""
    for indicator, figures in _all_figures(plan):
        if figures.reason is None:
            continue
        status = assess(figures, indicator.direction).status
        if status.is_achieved:
            message = Message(
                "a reason is given, but the target was not missed: the status is “{status}”",
                status=Message(status.value),
            )
            remedy = Message("a remark on a target that was met is a note")
            yield Remark("W502", _at(indicator, figures, "reason"), message, remedy, at_key=True)


def reason_copied(plan: Plan) -> Iterator[Remark]:
    """The same words explain two misses."""
    seen: dict[str, tuple[str, int]] = {}
    for indicator, figures in _all_figures(plan):
        if figures.reason is None:
            continue
        words = " ".join(figures.reason.in_language(plan.language).split())
        id_, year = seen.setdefault(words, (indicator.id, figures.year))
        if (id_, year) != (indicator.id, figures.year):
            message = Message(
                "the reason is the same as that of “{id}” in {year}", id=id_, year=year
            )
            yield Remark("W503", _at(indicator, figures, "reason"), message)


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
    used = {source.id for _, figures in _all_figures(plan) for source in figures.cited.all()}
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
                    _at(indicator, after, "unit"),
                    Message(message, before=units[0], after=units[1]),
                    Message('add series_break = "…", and restated figures if the source has them'),
                )


def renamed(plan: Plan) -> Iterator[Remark]:
    """The name is another, and nothing says whether the same is still counted."""
    for indicator in plan.indicators:
        for before, after in pairwise(indicator.years.values()):
            if before.name == after.name or after.series_break or after.note:
                continue
            names = [_own(f.name, plan) for f in (before, after)]
            message = N_("the name changes from “{before}” to “{after}” without a series_break")
            remedy = N_('add series_break = "…", or say in a note that the same is counted')
            yield Remark(
                "W605",
                _at(indicator, after, "name"),
                Message(message, before=names[0], after=names[1]),
                Message(remedy),
            )


def _own(text: Text | None, plan: Plan) -> str | None:
    return text.in_language(plan.language) if text else None


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
            path = _year_path(without.first[0], year)
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
    return figures is not None and bool(figures.plan or figures.note)


def actual_without_target(plan: Plan) -> Iterator[Remark]:
    """Something was achieved that nobody had planned."""
    for indicator, figures in _all_figures(plan):
        if figures.is_reported() and figures.plan is None and figures.note is None:
            key = "actual" if figures.actual else "outcome"
            message = Message(
                "there is no target for {year} to hold this against", year=figures.year
            )
            remedy = Message("add plan = …, or say in a note why there is none")
            yield Remark("W702", _at(indicator, figures, key), message, remedy, at_key=True)


def source_missing(plan: Plan) -> Iterator[Remark]:
    """A figure without a source, where at least half of all figures have one."""
    without: list[Path] = []
    total = 0
    for indicator, figures in _all_figures(plan):
        cited = figures.cited
        pairs = (("plan", figures.plan, cited.plan), ("actual", figures.actual, cited.actual))
        given = [(key, source) for key, quantity, source in pairs if quantity]
        total += len(given)
        without += [_at(indicator, figures, key) for key, source in given if source is None]
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


def _all_figures(plan: Plan) -> Iterator[tuple[Indicator, YearFigures]]:
    for indicator in plan.indicators:
        for figures in indicator.years.values():
            yield indicator, figures


def _quantities(indicator: Indicator, figures: YearFigures) -> Iterator[tuple[Path, Quantity]]:
    """The year's figures and the keys that lead to them."""
    restated = figures.restated
    given: Iterable[tuple[tuple[str, ...], Quantity | None]] = (
        (("plan",), figures.plan),
        (("actual",), figures.actual),
        (("restated", "plan"), restated.plan if restated else None),
        (("restated", "actual"), restated.actual if restated else None),
    )
    for keys, quantity in given:
        if quantity is not None:
            yield _at(indicator, figures, *keys), quantity


def _at(indicator: Indicator, figures: YearFigures, *keys: str) -> Path:
    return (*_year_path(indicator, figures.year), *keys)


def _year_path(indicator: Indicator, year: int) -> Path:
    return ("indicators", indicator.id, "years", str(year))


CHECKS: tuple[Callable[[Plan], Iterator[Remark]], ...] = (
    outcome_missing,
    outcome_contradicted,
    nearly_a_figure,
    share_out_of_bounds,
    part_larger_than_whole,
    scale_slipped,
    reason_missing,
    reason_unneeded,
    reason_copied,
    numbering,
    section_unused,
    source_unused,
    unit_changed,
    renamed,
    year_partly_planned,
    actual_without_target,
    source_missing,
    translation_missing,
)
"""Every check, in the order of the codes."""

WHOLE_FILE = frozenset({"W601", "W602", "W603", "W701", "W703", "W704"})
"""Codes that weigh one part of the file against all others: said only of a file without errors."""


def remarks(plan: Plan) -> Iterator[Remark]:
    """All that is doubtful in the plan."""
    for check in CHECKS:
        yield from check(plan)
