"""Published figures: the text a source printed, and the exact numbers it stands for.

A figure is never a binary float. Reading one either gives a `Quantity` or raises `QuantityError`; a
text that might be a misprinted figure is refused rather than guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from plantrack.messages.message import Message

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
class Interval:
    """A set of numbers with open or closed ends; an end of ``None`` is unbounded."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_closed: bool = False
    high_closed: bool = False

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval is in the other."""
        return _low_key(self) >= _low_key(other) and _high_key(self) <= _high_key(other)

    def above(self, other: Interval) -> bool:
        """Whether every number of this interval is greater than every number of the other."""
        if self.low is None or other.high is None:
            return False
        touching = self.low == other.high and not (self.low_closed and other.high_closed)
        return self.low > other.high or touching

    def apart(self, other: Interval) -> bool:
        """Whether the two intervals share no number."""
        return self.above(other) or other.above(self)

    def mirrored(self) -> Interval:
        """The interval with every number's sign flipped."""
        return Interval(
            low=None if self.high is None else -self.high,
            high=None if self.low is None else -self.low,
            low_closed=self.high_closed,
            high_closed=self.low_closed,
        )


_INFINITY = Decimal("Infinity")


def _low_key(interval: Interval) -> tuple[Decimal, int]:
    if interval.low is None:
        return (-_INFINITY, 0)
    return (interval.low, 0 if interval.low_closed else 1)


def _high_key(interval: Interval) -> tuple[Decimal, int]:
    if interval.high is None:
        return (_INFINITY, 0)
    return (interval.high, 0 if interval.high_closed else -1)


def low_end_rises(earlier: Interval, later: Interval) -> int:
    """1, 0 or -1: whether the lower end of `later` lies above, at or below that of `earlier`."""
    return _sign(_low_key(earlier), _low_key(later))


def high_end_rises(earlier: Interval, later: Interval) -> int:
    """1, 0 or -1: whether the upper end of `later` lies above, at or below that of `earlier`."""
    return _sign(_high_key(earlier), _high_key(later))


def _sign(before: tuple[Decimal, int], after: tuple[Decimal, int]) -> int:
    return (after > before) - (after < before)


def point(value: Decimal) -> Interval:
    """The interval that holds exactly one number."""
    return Interval(value, value, low_closed=True, high_closed=True)


def at_least(value: Decimal, *, closed: bool = True) -> Interval:
    """All numbers from `value` up; `closed` says whether `value` itself belongs."""
    return Interval(low=value, low_closed=closed)


def at_most(value: Decimal, *, closed: bool = True) -> Interval:
    """All numbers up to `value`; `closed` says whether `value` itself belongs."""
    return Interval(high=value, high_closed=closed)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as published and as read.

    `text` is the source's wording. `interval` is the set of numbers it stands for, ``None`` for a
    qualitative figure. `value` is the one number in the text (of a range: ``None``). `declared`
    means that the file itself says these are words, whatever figures may be in them.
    """

    text: str
    form: Form
    interval: Interval | None = None
    value: Decimal | None = None
    declared: bool = False


def qualitative(text: str) -> Quantity:
    """A figure stated in words, whatever digits the words contain."""
    return Quantity(text.strip(), Form.QUALITATIVE, declared=True)


# Full-width ASCII and odd spaces become ASCII. Unicode's compatibility forms (NFKC) would also turn
# a footnote mark into a digit ("95²" into "952"), so they are not used.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(odd): ord(plain)
    for odd, plain in zip("\u3000\u00a0\u2009\u202f−〜∼≧⩾≦⩽", "    -~~≥≥≤≤", strict=True)
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
            return Form.ABOUT, _around(value)
        case _:
            return Form.NUMBER, point(value)


def _around(value: Decimal) -> Interval:
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
