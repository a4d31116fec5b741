"""What a spreadsheet shows of a number that it stores."""

from __future__ import annotations

import math
import operator
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

_SIGNIFICANT = 15  # digits that a spreadsheet keeps; what a binary float has beyond is noise
_LONGEST_FORMAT = 255
_PRECISION = 5_000  # digits to reckon with, more than any stored number and format ask for
_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|$)|^(?=;)', re.S)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_TOKEN = re.compile(
    r'"(?P<text>[^"]*)"|[\\!](?P<one>.)|(?P<gap>[_*].|\[[^\]]*\]|[$¥￥€£])'
    r"|(?P<place>General|[0#?.,])|(?P<sign>.)",
    re.S | re.I,
)
_COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_NEGATIVE = str.maketrans("", "", "()-−")


class _Parts(NamedTuple):
    """A section of a number format: words before and behind the places of the digits."""

    before: str
    places: str
    behind: str
    percent: bool


class _Scattered(Exception):
    """Words stand between the digits, as in 0!.0, for ten thousands."""


def shown_number(value: int | float, number_format: str) -> tuple[str, bool]:
    """What the cell shows, words of its format included, and whether that is all it stores.

    A currency sign is left out; a format of dates, fractions or powers shows all digits. Where
    words stand between the digits, the number is given with its format, to be asked about.
    """
    if isinstance(value, float) and not math.isfinite(
        value
    ):  # 1e999 is more than a workbook can hold
        return str(value), False
    stored = _stored(value)
    section, own_sign = _section(number_format, stored)
    try:
        parts = _parts(section)
    except _Scattered:
        return f"{stored:f} [{number_format}]", False
    if parts is None or parts.places.lower() == "general":
        before, behind = (parts.before, parts.behind) if parts else ("", "")
        return f"{before}{stored:f}{behind}".strip(), True
    with localcontext(prec=_PRECISION):
        digits, exact = _digits(abs(stored) if own_sign else stored, parts)
    before, behind = parts.before, parts.behind
    if own_sign and digits:  # a minus may be shown as brackets or as a colour
        before, behind = before.translate(_NEGATIVE), behind.translate(_NEGATIVE)
        digits = f"-{digits}"
    return f"{before}{digits}{behind}".strip(), exact


def _stored(value: int | float) -> Decimal:
    if isinstance(value, int):
        return Decimal(value)
    exact = Decimal(repr(value))
    if len(exact.as_tuple().digits) > _SIGNIFICANT:
        exact = Decimal(f"{exact:.{_SIGNIFICANT}g}")
    plain = format(exact, "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def _section(number_format: str, stored: Decimal) -> tuple[str, bool]:
    """The part of the format for such a number, and whether that part says itself “negative”."""
    if not number_format or len(number_format) > _LONGEST_FORMAT:
        return "General", False
    sections = _SECTIONS.findall(number_format)
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, given in zip(sections, conditions, strict=True):
            if given is None or _COMPARE[given[1]](stored, Decimal(given[2])):
                return section, False
        return "General", False
    if stored < 0 and len(sections) > 1:
        return sections[1], True
    return sections[2 if stored == 0 and len(sections) > 2 else 0], False


def _parts(section: str) -> _Parts | None:
    """The section taken apart; ``None`` if it is no plain number's."""
    before = places = behind = ""
    percent = False
    for token in _TOKEN.finditer(section):
        said = token["text"] or token["one"] or token["sign"] or ""
        if token["place"]:
            if behind.strip():
                raise _Scattered
            places, behind = places + token["place"], ""
        elif token["sign"] and (said in "/@" or (said.isascii() and said.isalpha())):
            return None
        elif places:
            behind += said
        else:
            before += said
        percent |= token["sign"] == "%"
    return _Parts(before, places, behind, percent)


def _digits(number: Decimal, parts: _Parts) -> tuple[str, bool]:
    """The number as its places show it, "" where they show nothing, and whether that is all."""
    whole, _, decimals = parts.places.partition(".")
    if not whole and not decimals:
        return "", False
    thousands = sum(len(one) - len(one.rstrip(",")) for one in (whole, decimals))
    whole, decimals = whole.rstrip(","), decimals.replace(",", "")
    number = number.scaleb(2 * parts.percent - 3 * thousands)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = _without_optional(format(rounded, ",f" if "," in whole else "f"), decimals)
    least = whole.count("0")
    if not least and not decimals and rounded == 0:
        return "", False
    return (text if "." in text or "," in text else text.zfill(least)), rounded == number


def _without_optional(text: str, places: str) -> str:
    """Trailing zeros are shown only where the format says 0, not #."""
    optional = len(places) - len(places.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".")
