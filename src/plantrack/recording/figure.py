"""A figure as it is given, as it stands in the file, and as a person reads it there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import tomli

from plantrack.messages.letters import half_width
from plantrack.messages.message import Message
from plantrack.plan.model import Indicator, Text
from plantrack.plan.quantity import QuantityError, parse
from plantrack.planfile import edit
from plantrack.recording.entry import Given

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
        table: Given = tomli.loads(f"_ = {written}")["_"]
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
