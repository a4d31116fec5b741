"""A figure as it is given, as it stands in the file, and as a person reads it there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plantrack.messages.letters import half_width
from plantrack.messages.message import Message
from plantrack.messages.words import meant
from plantrack.plan.model import Indicator, Text, YearFigures
from plantrack.plan.quantity import Form, QuantityError, parse
from plantrack.planfile import edit
from plantrack.recording.entry import OUTCOMES, Entry, Given, Tables

_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?P<fraction>\.\d+)?", re.ASCII)
_MINUS_ZERO = re.compile(r"-0+")


def unit_in_force(indicator: Indicator, year: int) -> Text | None:
    """The unit of that year's figures."""
    unit = indicator.unit
    for one, figures in indicator.years.items():
        unit = figures.unit if one <= year else unit
    return unit


def figure(given: Given, unit: Text | None) -> Any:
    """The figure as it is to stand in the file; a text may repeat the unit.

    A plain number, its digits of either width, becomes a number with the same digits; a table
    `{ text = "…" }` stays one.

    Raises:
        QuantityError: a file with this figure could not be loaded.
    """
    if isinstance(given, str) and given.lstrip().startswith("{"):
        given = _table(given)
    if isinstance(given, Mapping):
        words = given.get("text")
        if set(given) != {"text"} or not isinstance(words, str) or not words.strip():
            raise QuantityError(Message('words that hold digits are written {{ text = "…" }}'))
        return {"text": words}
    published = parse(given, tuple(unit.translations.values()) if unit else ()).text
    digits = half_width(published)
    plain = _PLAIN.fullmatch(digits)
    if plain is None or _MINUS_ZERO.fullmatch(digits):
        return published
    return Decimal(digits) if plain["fraction"] else int(digits)


def _table(written: str) -> Given:
    try:
        table: Given = tomllib.loads(f"_ = {written}")["_"]
    except (ValueError, RecursionError):  # no TOML, or too long, or nested too deeply
        return {}
    return table


def said(value: Any) -> str | None:
    """A value of the file as a person would read it."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return next(iter(value.values())) if len(value) == 1 else edit.literal(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def is_same(before: Any, after: Any) -> bool:
    """Whether two figures of a file are published alike, and both as figures or both as words."""
    return said(before) == said(after) and isinstance(before, Mapping) == isinstance(after, Mapping)


@dataclass(frozen=True, slots=True)
class Words:
    """Figures given in words, beside what else there is of the year: `before`, and `given` now."""

    entry: Entry
    before: YearFigures | None
    given: Tables

    def unexpected(self) -> Iterator[Message]:
        """A question for each that stands among numbers and is not said to be words.

        A table `{ text = "…" }` says so, so does a word for an outcome, and an outcome that is
        given with an actual.
        """
        for key, value in self.given.items():
            if not is_words(value) or meant(value, OUTCOMES) is not None:
                continue
            stated = key == "actual" and "outcome" in self.entry.figures
            number = None if stated else self._number_beside(key)
            if number is not None:
                shown = f"{{ text = {edit.literal(value)} }}"
                yield Message(
                    "{key}: “{text}” is no figure, but {number} is one: mend it, or write {words} "
                    "if the source gives words",
                    **{"key": key, "text": value, "number": number, "words": shown},
                )

    def _number_beside(self, key: str) -> str | None:
        """The number that is the other figure of the same year, if there is one and it stays."""
        other = "actual" if key.endswith("plan") else "plan"
        if other in self.given:
            return said(self.given[other]) if _is_number(self.given[other]) else None
        if self.before is None or other in self.entry.clear:
            return None
        held = self.before.plan if other == "plan" else self.before.actual
        return held.text if held is not None and held.interval is not None else None


def is_words(value: Any) -> bool:
    """Whether a figure as it is to stand in the file holds no number and does not say so."""
    try:
        return isinstance(value, str) and parse(value).form is Form.QUALITATIVE
    except QuantityError:  # a number with its unit
        return False


def _is_number(value: Any) -> bool:
    return not isinstance(value, Mapping) and not is_words(value)
