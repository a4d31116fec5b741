"""What a check finds in a plan, and the figures of a plan with the keys that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plantrack.messages.message import Message
from plantrack.plan.model import Indicator, Plan, YearFigures
from plantrack.plan.quantity import Quantity

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something doubtful at the value that `path` leads to, or at its key if `at_key`."""

    code: str
    path: Path
    message: Message
    help: Message | None = None
    at_key: bool = False


def all_figures(plan: Plan) -> Iterator[tuple[Indicator, YearFigures]]:
    for indicator in plan.indicators:
        for figures in indicator.years.values():
            yield indicator, figures


def quantities(indicator: Indicator, figures: YearFigures) -> Iterator[tuple[Path, Quantity]]:
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
            yield at(indicator, figures, *keys), quantity


def at(indicator: Indicator, figures: YearFigures, *keys: str) -> Path:
    return (*year_path(indicator, figures.year), *keys)


def year_path(indicator: Indicator, year: int) -> Path:
    return ("indicators", indicator.id, "years", str(year))
