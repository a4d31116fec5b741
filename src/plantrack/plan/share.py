"""A share stated as a count of a whole, "321 of 365 days", and the figures that it can give."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from plantrack.messages.letters import typed
from plantrack.plan.model import Text
from plantrack.plan.quantity import EXACT

_N = r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{1,18})?)"
_BEFORE = "(?:全年|一年|按|即|为)?"
_AFTER = (
    r"(?: ?[×x*] ?100 ?%?)?(?: (?:a|of the|per) year| in (?:19|20|21)[0-9]{2})?"
    r"(?: ?[=≈,;:] ?约?[0-9.]+ ?%?)?[.。]?"
)
_OF = "of(?: the)?|out of(?: the)?|/|÷|除以|占(?:全年)?"
_AMONG = "之中的?|当中的?|中的?|里的?|内"
_DAYS = ("天", "日", "day", "days")


@dataclass(frozen=True, slots=True)
class CountOfWhole:
    """So many of so many; `whole` is more than zero and `count` no more than that."""

    count: Decimal
    whole: Decimal

    @property
    def percent(self) -> Decimal:
        """The share in percent, not rounded."""
        return EXACT.divide(EXACT.multiply(self.count, Decimal(100)), self.whole)

    def gives(self, figure: Decimal) -> bool:
        """Whether the share, rounded or cut off to the digits of the figure, is the figure."""
        return figure in {self.rounded_like(figure), self._to_digits_of(figure, ROUND_FLOOR)}

    def rounded_like(self, figure: Decimal) -> Decimal:
        """The share in percent with as many decimals as the figure."""
        return self._to_digits_of(figure, ROUND_HALF_UP)

    def _to_digits_of(self, figure: Decimal, rounding: str) -> Decimal:
        return self.percent.quantize(figure, rounding, EXACT)


def count_of_whole(text: str, unit: Text | None) -> CountOfWhole | None:
    """The count and the whole that the text states, if it states nothing else.

    They may stand bare or with the unit, in any of its languages; days are always known.
    """
    units = "|".join(map(re.escape, _written(unit.translations.values() if unit else ())))
    counted = f"{_N} ?(?:{units})?"
    said = typed(text)
    match = re.fullmatch(f"{_BEFORE} ?{counted} ?(?:{_OF}) ?{counted}{_AFTER}", said)
    if match:
        return _proper(match[1], match[2])
    match = re.fullmatch(f"{_BEFORE} ?{counted} ?(?:{_AMONG}) ?有? ?{counted}{_AFTER}", said)
    return _proper(match[2], match[1]) if match else None


def _written(units: Iterable[str]) -> list[str]:
    """The names of a unit, each in the singular and the plural too; the longest first."""
    plain = {typed(unit) for unit in units}
    every = {*_DAYS, *plain, *(f"{unit}s" for unit in plain), *(u.removesuffix("s") for u in plain)}
    return sorted(every, key=len, reverse=True)


def _proper(count: str, whole: str) -> CountOfWhole | None:
    part, all_ = (Decimal(written.replace(",", "")) for written in (count, whole))
    return CountOfWhole(part, all_) if 0 < all_ >= part else None
