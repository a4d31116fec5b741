"""How exact a restated figure is.

By itself it is as exact as its own digits. Where its basis shows that it was worked out from
another figure, it is no more exact than that one: 0.62 miles are 998 m, give or take 8. A count of
a whole is exact: 321 of 365 days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plantrack.messages.letters import typed
from plantrack.plan.model import Restated, Text, YearFigures
from plantrack.plan.quantity import EXACT, Quantity, rounding_to, worked_out
from plantrack.plan.share import count_of_whole

_YEAR = re.compile(r"(?<![0-9.])(?:19|20|21)[0-9]{2}(?![0-9.])")
_DECIMAL = re.compile(r"(?<![0-9.])[0-9]{1,18}\.[0-9]{1,18}(?![0-9.])")
_WORKING = re.compile(r"[×x*·÷/](?= ?[0-9])|乘以?|除以|times|divided by|multiplied by")


def restated_plan(restated: Restated, figures: YearFigures) -> Quantity | None:
    """The year's target on the earlier definition, as exact as it can be."""
    return _worked_out(restated.plan, figures.plan, restated.basis, figures.unit)


def restated_actual(restated: Restated, figures: YearFigures) -> Quantity | None:
    """The year's actual on the earlier definition, as exact as it can be."""
    return _worked_out(restated.actual, figures.actual, restated.basis, figures.unit)


def _worked_out(
    restated: Quantity | None, own: Quantity | None, basis: Text | None, unit: Text | None
) -> Quantity | None:
    numbers = _worked_from(own, basis, unit) if restated and basis else ()
    return worked_out(restated, max(map(_spread, numbers), default=Decimal(0)))


def _worked_from(own: Quantity | None, basis: Text, unit: Text | None) -> Iterator[Decimal]:
    """The year's own figure and the factors of a working; whole numbers among these are exact."""
    texts = [typed(text).replace(",", "") for text in basis.translations.values()]
    if any(count_of_whole(text, unit) for text in texts):
        return
    for text in texts:
        if own is not None and any(map(str.isdecimal, _YEAR.sub("", text))):
            yield from own.numbers()
        if _WORKING.search(text):
            yield from map(Decimal, _DECIMAL.findall(text))


def _spread(number: Decimal) -> Decimal:
    """Half a unit of its last stated digit, in part of the number itself; of 0 nothing is known."""
    if number == 0:
        return Decimal(0)
    high = rounding_to(number).high
    assert high is not None
    return EXACT.divide(EXACT.subtract(high, number), number.copy_abs())
