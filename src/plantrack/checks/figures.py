"""What is doubtful in figures and stated outcomes: the W4 codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plantrack.checks.check import Remark, all_figures, at, quantities
from plantrack.messages.message import N_, Message
from plantrack.plan.assess import Ground, assess
from plantrack.plan.interval import point
from plantrack.plan.measures import is_average, is_percentage, is_ratio, is_share, limits_of
from plantrack.plan.model import Indicator, Plan, Text, YearFigures
from plantrack.plan.quantity import EXACT, Form, Quantity
from plantrack.plan.share import CountOfWhole, count_of_whole


def outcome_missing(plan: Plan) -> Iterator[Remark]:
    """A target in words was reported on, but nobody says what became of it."""
    for indicator, figures in all_figures(plan):
        if _in_figures(figures.plan) and _in_figures(figures.actual):
            continue
        if assess(figures, indicator.direction).ground is Ground.NO_OUTCOME:
            yield Remark(
                "W401",
                at(indicator, figures, "actual"),
                Message("the target is in words and no outcome is stated"),
                Message('add outcome = "met", "missed" or "exceeded", as the source says'),
            )


def _in_figures(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.interval is not None


def outcome_contradicted(plan: Plan) -> Iterator[Remark]:
    """The stated outcome is not what the figures come to."""
    for indicator, figures in all_figures(plan):
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
        yield Remark("W402", at(indicator, figures, "outcome"), message, remedy)


def nearly_a_figure(plan: Plan) -> Iterator[Remark]:
    """A text is taken for words although a figure seems to be in it."""
    for indicator, figures in all_figures(plan):
        for path, quantity in quantities(indicator, figures):
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


def share_out_of_bounds(plan: Plan) -> Iterator[Remark]:
    """A part of a whole that is less than none of it, or more than all; or beyond its limits."""
    for indicator, figures in all_figures(plan):
        limits = limits_of(figures)
        for key, quantity in (("plan", figures.plan), ("actual", figures.actual)):
            if limits is None or quantity is None:
                continue
            if not all(point(number).within(limits) for number in quantity.numbers()):
                template = (
                    N_("{figure} lies outside its limits, {low}–{high}")
                    if figures.limits
                    else N_("{figure} is no share: it lies outside {low}–{high}")
                )
                message = Message(template, figure=quantity.text, low=limits.low, high=limits.high)
                remedy = Message("check the figure and the unit")
                yield Remark("W404", at(indicator, figures, key), message, remedy)


def part_larger_than_whole(plan: Plan) -> Iterator[Remark]:
    """A sub-indicator that is more than what it is a part of, in the same unit.

    Averages, rates and prices are not summed up from their parts, so they are left out.
    """
    wholes = {indicator.id: indicator for indicator in plan.indicators}
    for indicator, figures in all_figures(plan):
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
                yield Remark("W405", at(indicator, figures, key), message)


def _is_more(part: Quantity, whole: Quantity) -> bool:
    if part.interval is None or whole.interval is None:
        return False
    return part.interval.above(whole.interval)


def _sums_up(part: YearFigures, whole: YearFigures) -> bool:
    if part.unit is None or part.unit != whole.unit or is_ratio(part):
        return False
    return not is_average(part) and not is_average(whole)


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
            if is_ratio(figures) and not is_share(figures):
                continue
            for key, quantity in (("plan", figures.plan), ("actual", figures.actual)):
                if quantity is None or quantity.value is None:
                    continue
                year, earlier = last.get(key, (0, quantity))
                message = _slip(earlier, quantity, year)
                if message:
                    remedy = Message("check the figure and its unit: 万 and 亿 are easily confused")
                    yield Remark("W406", at(indicator, figures, key), message, remedy)
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


def restated_contradicted(plan: Plan) -> Iterator[Remark]:
    """A restated share that the count in its own basis does not give.

    Only a basis that states a count and a whole and nothing else is held against the figures.
    """
    for indicator in plan.indicators:
        before = YearFigures(0, indicator.name, indicator.unit)
        for figures in indicator.years.values():
            if is_percentage(before):
                yield from _restated_remarks(indicator, figures)
            before = figures


def _restated_remarks(indicator: Indicator, figures: YearFigures) -> Iterator[Remark]:
    restated = figures.restated
    if restated is None or restated.basis is None:
        return
    given = [("plan", restated.plan, figures.plan), ("actual", restated.actual, figures.actual)]
    for share in _shares(restated.basis, figures):
        found = [
            (key, _not_given(share, key, quantity, own)) for key, quantity, own in given if quantity
        ]
        if found and all(message for _, message in found):  # it may be the basis of one of two
            key, message = found[0]
            assert message is not None
            remedy = Message("work the restated figure and its basis out anew, or take them out")
            yield Remark("W407", at(indicator, figures, "restated", key), message, remedy)
            return


def _shares(basis: Text, figures: YearFigures) -> list[CountOfWhole]:
    stated = (count_of_whole(text, figures.unit) for text in basis.translations.values())
    return [share for share in stated if share]


_COUNTED = {
    "plan": N_("the basis counts {count}, but the plan is {figure}"),
    "actual": N_("the basis counts {count}, but the actual is {figure}"),
}


def _not_given(
    share: CountOfWhole, key: str, restated: Quantity, own: Quantity | None
) -> Message | None:
    """What of a restated figure its basis does not give; ``None`` where nothing is certain."""
    if own and _is_plain(own) and not _is_same_count(own, share.count):
        return Message(_COUNTED[key], count=share.count, figure=own.text)
    if not _is_plain(restated) or restated.value is None or share.gives(restated.value):
        return None
    return Message(
        "{figure} is restated, but {count} of {whole} is {percent}%",
        figure=restated.text,
        count=share.count,
        whole=share.whole,
        percent=share.rounded_like(EXACT.scaleb(restated.value, -1)),
    )


def _is_plain(quantity: Quantity) -> bool:
    return quantity.form in {Form.NUMBER, Form.BOUND}


def _is_same_count(own: Quantity, count: Decimal) -> bool:
    """Whether the figure is the count, be it in tens of thousands or the like."""
    return own.value is not None and own.value.normalize().as_tuple().digits == (
        count.normalize().as_tuple().digits
    )
