"""Whom the rows of a long batch mean: each name is looked for once, and IDs are simply known."""

from __future__ import annotations

from plantrack.messages.errors import PlantrackError
from plantrack.messages.message import Message
from plantrack.plan.lookup import NotFound, find_indicator
from plantrack.plan.model import Indicator, Plan

_COMPARISONS = 2_000_000
"""So many names are compared with what the rows say; a longer batch has to use IDs."""

_SEARCH = 10  # times as long as finding a name takes finding those that come near


class TooManyNames(PlantrackError):
    """The batch calls more indicators by name than can be looked for."""

    def __init__(self) -> None:
        super().__init__(Message("so long a batch must call indicators by their IDs"))


class Naming:
    """The indicators of a plan by what people call them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._found = {indicator.id: indicator for indicator in plan.indicators}
        self._missing: dict[str, NotFound] = {}
        self._cost = sum(1 + len(indicator.years) for indicator in plan.indicators)
        self._left = max(_COMPARISONS, 20 * self._cost)

    def find(self, wanted: str) -> Indicator:
        """The indicator that is called so.

        Raises:
            NotFound: none, or more than one, is called that.
            TooManyNames: too many different names were looked for already.
        """
        if wanted in self._missing:
            raise self._missing[wanted]
        if wanted not in self._found:
            self._found[wanted] = self._look(wanted)
        return self._found[wanted]

    def _look(self, wanted: str) -> Indicator:
        if self._left < 0:
            raise TooManyNames
        self._left -= self._cost
        try:
            return find_indicator(self._plan, wanted)
        except NotFound as error:
            self._left -= _SEARCH * self._cost
            self._missing[wanted] = error
            raise
