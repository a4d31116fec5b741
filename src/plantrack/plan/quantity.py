"""Published figures: the text a source printed, and the exact numbers it stands for.

A figure is never a binary float. Reading one either gives a `Quantity` or raises `QuantityError`; a
text that might be a misprinted figure is refused rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum

from plantrack.messages.letters import HALF_WIDTH
from plantrack.messages.message import Message
from plantrack.plan.interval import Extent, Interval, at_least, at_most, loosened, point

MAX_DIGITS = 18
"""Longest integer or fractional part accepted; keeps every sum and difference exact in `EXACT`."""

EXACT = Context(prec=4 * MAX_DIGITS)
"""The arithmetic context for figures: wide enough that no sum or difference is ever rounded."""


class QuantityError(ValueError):
    """A text that is almost a figure; `message` says what is wrong with it and what to write."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Form(StrEnum):
    """How a figure is worded."""

    NUMBER = "number"
    BOUND = "bound"
    ABOUT = "about"
    RANGE = "range"
    QUALITATIVE = "qualitative"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as published and as read.

    `text` is the source's wording. `interval` is the set of numbers it stands for, ``None`` for a
    qualitative figure. `value` is the one number in the text (of a range: ``None``). `declared`
    means that the file itself says these are words, whatever figures may be in them. `worked_out`
    means that nobody published the figure so: it was restated, or computed from others; `spread` is
    how far off it may be because of these, in part of itself.
    """

    text: str
    form: Form
    interval: Interval | None = None
    value: Decimal | None = None
    declared: bool = False
    worked_out: bool = False
    spread: Decimal = Decimal(0)

    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that stand in the text: one, the two ends of a range, or none."""
        if self.interval is None or self.interval.low is None or self.value is not None:
            return () if self.value is None else (self.value,)
        assert self.interval.high is not None
        return (self.interval.low, self.interval.high)


def qualitative(text: str) -> Quantity:
    """A figure stated in words, whatever digits the words contain."""
    return Quantity(text.strip(), Form.QUALITATIVE, declared=True)


def worked_out(quantity: Quantity | None, spread: Decimal = Decimal(0)) -> Quantity | None:
    """The figure, marked as one that was worked out."""
    return None if quantity is None else replace(quantity, worked_out=True, spread=spread)


def as_stated(quantity: Quantity, interval: Interval) -> Extent:
    """A set with ends of the figure's, each only as exact as its digits: 88 is [87.5, 88.5).

    An end is no more exact than what the figure was worked out from (`spread`).
    """
    return loosened(interval, _end_at(quantity, interval.low), _end_at(quantity, interval.high))


def _end_at(quantity: Quantity, end: Decimal | None) -> Interval | None:
    """Where an end may be; that of an about-figure moves with the number that stands there."""
    if end is None:
        return None
    stated = end if quantity.value is None else quantity.value
    around, away = rounding_to(stated), EXACT.subtract(end, stated)
    assert around.low is not None
    assert around.high is not None
    off = EXACT.multiply(stated.copy_abs(), quantity.spread)
    low, high = (
        min(around.low, EXACT.subtract(stated, off)),
        max(around.high, EXACT.add(stated, off)),
    )
    return replace(around, low=EXACT.add(low, away), high=EXACT.add(high, away))


_ALIKE = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″「」『』"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""),
    ord("…"): "...",
    ord("￥"): "¥",
}
"""Signs that are written in several ways, and signs that nobody sees."""

_BETWEEN_CHINESE = re.compile(r"(?<=[\u2e80-\u9fff]) (?=[\u2e80-\u9fff])")


def same_words(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are worded alike but for quotes, dashes, blanks and width of letters."""
    return _plainly(one.text) == _plainly(other.text)


def _plainly(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).translate(_ALIKE).translate(_HALF_WIDTH)
    return _BETWEEN_CHINESE.sub("", " ".join(plain.split()))


_HALF_WIDTH = HALF_WIDTH | {
    ord(odd): ord(plain) for odd, plain in zip("−〜∼≧⩾≦⩽", "-~~≥≥≤≤", strict=True)
}

_NUMBER = r"[-+]?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?"
_SINGLE = re.compile(rf"(?P<before>\D*?)(?P<number>{_NUMBER})(?P<after>\D*)", re.ASCII)
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?")  # the most common by far
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:-|——?|–|~|至|到|to\b)\s*(?P<high>{_NUMBER})", re.ASCII
)


class _Marker(StrEnum):
    AT_LEAST = "at least"
    ABOVE = "above"
    AT_MOST = "at most"
    BELOW = "below"
    ABOUT = "about"
    UNREADABLE = "unreadable"


_BEFORE: dict[str, _Marker] = {
    word: marker
    for marker, words in {
        _Marker.AT_LEAST: "≥|>=|不低于|不少于|不小于|至少|at least|no less than|not less than",
        _Marker.ABOVE: ">|大于|高于|多于|超过|more than|greater than|over|above",
        _Marker.AT_MOST: "≤|<=|不超过|不高于|不大于|不多于|至多|at most|no more than"
        "|not more than|up to",
        _Marker.BELOW: "<|小于|低于|少于|less than|fewer than|below|under",
        _Marker.ABOUT: "约|大约|~|≈|about|around|approximately",
    }.items()
    for word in words.split("|")
}
_AFTER: dict[str, _Marker] = {
    word: marker
    for marker, words in {
        _Marker.AT_LEAST: "以上|及以上|or more|or above|or over",
        _Marker.AT_MOST: "以内|以下|及以下|or less|or below|or under",
        _Marker.ABOUT: "左右|or so",
    }.items()
    for word in words.split("|")
}

_KEPT = "控制在"  # alone it does not say on which side: 以内, 以下 or 左右 must follow the number
_NOTHING = frozenset({"nan", "inf", "infinity", "n/a", "na", "none", "null", "tbd"})


def parse(text: str, units: tuple[str, ...] | None = None) -> Quantity:
    """Read a published figure.

    `units` are the names of the unit that may be repeated after a number ("90%", "820亿元"); with
    ``None`` the unit is not known and a ``%`` is allowed. A text without figures is qualitative.

    Raises:
        QuantityError: the text is empty, or has digits but is in no notation.
    """
    published = text.strip()
    if not published:
        raise QuantityError(Message("empty text where a figure is due"))
    if _PLAIN.fullmatch(published):
        value = Decimal(published)
        return Quantity(published, Form.NUMBER, point(value), value)
    plain = _without_units(published.translate(_HALF_WIDTH), ("%",) if units is None else units)
    quantity = _parse_range(published, plain) or _parse_single(published, plain)
    if quantity is not None:
        return quantity
    if plain.lower() in _NOTHING or not any(character.isalnum() for character in plain):
        raise QuantityError(
            Message("“{text}” is no figure; leave the key out where there is none", text=published)
        )
    if _is_nearly_a_figure(plain):
        raise QuantityError(_refusal(published, plain))
    return Quantity(published, Form.QUALITATIVE)


def _without_units(plain: str, units: tuple[str, ...]) -> str:
    for unit in filter(None, units):
        half_width = unit.translate(_HALF_WIDTH)
        if half_width in plain:
            plain = re.sub(rf"(?<=[0-9])\s*{re.escape(half_width)}(?![0-9])", "", plain)
    return plain.strip()


def _parse_range(published: str, plain: str) -> Quantity | None:
    match = _RANGE.fullmatch(plain)
    if match is None:
        return None
    low, high = _decimal(match["low"]), _decimal(match["high"])
    if low > high:
        raise QuantityError(Message("the range “{text}” runs backwards", text=published))
    return Quantity(published, Form.RANGE, Interval(low, high, low_closed=True, high_closed=True))


def _parse_single(published: str, plain: str) -> Quantity | None:
    match = _SINGLE.fullmatch(plain)
    if match is None:
        return None
    marker = _marker(match["before"], match["after"])
    if marker is _Marker.UNREADABLE:
        return None
    value = _decimal(match["number"])
    form, interval = _meaning(value, marker)
    return Quantity(published, form, interval, value)


def _marker(before: str, after: str) -> _Marker | None:
    """What the words around a number say of it; ``None`` where there are none."""
    first, last = (" ".join(words.lower().split()) for words in (before, after))
    if first == _KEPT and _AFTER.get(last) in {_Marker.AT_MOST, _Marker.ABOUT}:
        return _AFTER[last]
    found = {
        notation.get(words, _Marker.UNREADABLE)
        for words, notation in ((first, _BEFORE), (last, _AFTER))
        if words
    }
    if len(found) > 1:
        return _Marker.UNREADABLE
    return found.pop() if found else None


def _meaning(value: Decimal, marker: _Marker | None) -> tuple[Form, Interval]:
    match marker:
        case _Marker.AT_LEAST | _Marker.ABOVE:
            return Form.BOUND, at_least(value, closed=marker is _Marker.AT_LEAST)
        case _Marker.AT_MOST | _Marker.BELOW:
            return Form.BOUND, at_most(value, closed=marker is _Marker.AT_MOST)
        case _Marker.ABOUT:
            return Form.ABOUT, rounding_to(value)
        case _:
            return Form.NUMBER, point(value)


def rounding_to(value: Decimal) -> Interval:
    """The numbers that round, half away from zero, to `value` at its last stated digit."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    half = Decimal((0, (5,), exponent - 1))
    return Interval(
        EXACT.subtract(value, half),
        EXACT.add(value, half),
        low_closed=value > 0,
        high_closed=value < 0,
    )


def _decimal(digits: str) -> Decimal:
    whole, _, fraction = digits.lstrip("+-").replace(",", "").partition(".")
    if len(whole) > MAX_DIGITS or len(fraction) > MAX_DIGITS:
        raise QuantityError(
            Message("a figure has at most {n} digits on each side of the point", n=MAX_DIGITS)
        )
    return Decimal(digits.replace(",", ""))


def _is_nearly_a_figure(plain: str) -> bool:
    digits = sum(character.isdigit() for character in plain)
    if not digits:
        return False
    words = (*_BEFORE, _KEPT)
    marked = any(re.match(rf"{re.escape(word)}\s*[-+]?\d", plain, re.I) for word in words)
    return marked or not plain[0].isalpha() or 2 * digits >= len(plain)


def _refusal(published: str, plain: str) -> Message:
    if "%" in plain:
        return Message("“{text}” has a % that is not this indicator's unit", text=published)
    if plain.startswith(_KEPT):
        return Message(
            "“{text}” does not say on which side; write 控制在…以内 or 控制在…左右", text=published
        )
    return Message("“{text}” is almost a figure, but not one that can be read", text=published)
