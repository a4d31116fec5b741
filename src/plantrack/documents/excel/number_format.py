"""What a spreadsheet shows of a number that it stores, and what was typed."""

from __future__ import annotations

import math
import operator
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

_SIGNIFICANT = 15  # digits that a spreadsheet keeps; what a binary float has beyond is noise
_TYPED = 10  # digits that people type at most; a number with more was worked out
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

    @property
    def thousands(self) -> int:
        """How often the number is divided by a thousand: a comma behind its digits each."""
        halves = self.places.partition(".")[::2]
        return sum(len(one) - len(one.rstrip(",")) for one in halves)


class Shown(NamedTuple):
    """A cell's number. `text` is the figure, words of its format included.

    `shows` is what the cell shows: less than the figure where typed decimals are rounded off.
    `exact` says that the figure is all that is stored; `scaled` that it stands in thousands or
    millions of what is stored.
    """

    text: str
    shows: str
    exact: bool
    scaled: bool = False


class _Scattered(Exception):
    """Words stand between the digits, as in 0!.0, for ten thousands."""


def shown_number(value: int | float, number_format: str) -> Shown:
    """The figure that a cell holds: with all decimals that were typed, in the way it is shown.

    What has more digits than anyone types was worked out, and is rounded as the cell shows it.
    A currency sign is left out; a format of dates, fractions or powers shows all digits. Where
    words stand between the digits, the number is given with its format, to be asked about.
    """
    # 1e999 is more than a workbook can hold; a whole number may be more than a float can
    if isinstance(value, float) and not math.isfinite(value):
        return Shown(str(value), str(value), exact=False)
    stored = _stored(value)
    section, own_sign = _section(number_format, stored)
    try:
        parts = _parts(section)
    except _Scattered:
        text = f"{stored:f} [{number_format}]"
        return Shown(text, text, exact=False)
    if parts is None or parts.places.lower() == "general":
        before, behind = (parts.before, parts.behind) if parts else ("", "")
        text = f"{before}{stored:f}{behind}".strip()
        return Shown(text, text, exact=True)
    with localcontext(prec=_PRECISION):
        digits, rounded, exact = _digits(abs(stored) if own_sign else stored, parts)
    text, shows = (_dressed(one, parts, negative=own_sign) for one in (digits, rounded))
    return Shown(text, shows, exact, scaled=bool(digits) and parts.thousands > 0)


def _dressed(digits: str, parts: _Parts, *, negative: bool) -> str:
    """Digits with the words of their format; a minus may be shown as brackets or as a colour."""
    before, behind = parts.before, parts.behind
    if negative and digits:
        before, behind = before.translate(_NEGATIVE), behind.translate(_NEGATIVE)
        digits = f"-{digits}"
    return f"{before}{digits}{behind}".strip()


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


def _digits(number: Decimal, parts: _Parts) -> tuple[str, str, bool]:
    """The figure, the digits shown of it, "" where nothing shows, and whether it is all."""
    whole, _, decimals = parts.places.partition(".")
    if not whole and not decimals:
        return "", "", False
    whole, decimals = whole.rstrip(","), decimals.replace(",", "")
    number = number.scaleb(2 * parts.percent - 3 * parts.thousands)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    form = ",f" if "," in whole else "f"
    text = _without_optional(format(rounded, form), decimals)
    least = whole.count("0")
    if not least and not decimals and rounded == 0:
        text = ""
    shows = text if "." in text or "," in text else text.zfill(least)
    if rounded == number or len(number.normalize().as_tuple().digits) > _TYPED:
        return shows, shows, rounded == number and bool(shows)
    return format(number, form), shows, True


def _without_optional(text: str, places: str) -> str:
    """Trailing zeros are shown only where the format says 0, not #."""
    optional = len(places) - len(places.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".")
