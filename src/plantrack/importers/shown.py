"""What a spreadsheet shows of a number that it stores."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_SIGNIFICANT = 15  # digits that a spreadsheet keeps; what a binary float has beyond is noise
_PLAIN = re.compile(r"[#0,? ]*(?:\.([0#?]+))?\s*(%?)")
_DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shown_number(value: int | float, number_format: str) -> tuple[str, bool]:
    """The digits that the cell shows, and whether they are all that it stores."""
    stored = _stored(value)
    section = _DECORATION.sub("", (number_format or "General").split(";")[0]).strip()
    match = _PLAIN.fullmatch(section)
    if match is None or not section:
        return format(stored, "f"), True
    percent = bool(match[2])
    number = stored * 100 if percent else stored
    places = match[1] or ""
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    grouped = ",f" if "," in section.partition(".")[0].rstrip(",") else "f"
    text = _without_optional(format(rounded, grouped), places)
    return text + "%" * percent, rounded == number


def _stored(value: int | float) -> Decimal:
    if isinstance(value, int):
        return Decimal(value)
    exact = Decimal(repr(value))
    digits = len(exact.as_tuple().digits)
    if digits > _SIGNIFICANT:
        exact = Decimal(f"{exact:.{_SIGNIFICANT}g}")
    plain = format(exact, "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def _without_optional(text: str, places: str) -> str:
    """Trailing zeros are shown only where the format says 0, not #."""
    optional = len(places) - len(places.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".")
