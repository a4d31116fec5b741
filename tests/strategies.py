"""What the property tests draw from: figures in every notation, plans, and any TOML at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from plantrack.plan.model import (
    Direction,
    Indicator,
    Kind,
    Outcome,
    Plan,
    Restated,
    Text,
    YearFigures,
)
from plantrack.plan.quantity import Quantity, parse, qualitative

MIRROR = {
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
    Direction.WITHIN: Direction.WITHIN,
}

_SINGLE = (
    "{}",
    "≥{}",
    ">{}",
    "{}以上",
    "at least {}",
    "≤{}",
    "<{}",
    "低于{}",
    "{}左右",
    "about {}",
)
_numbers = st.builds(
    lambda digits, places: f"{Decimal(digits).scaleb(-places):f}",
    st.integers(-50, 50),
    st.integers(0, 2),
)


@st.composite
def _ranges(draw: st.DrawFn) -> str:
    ends = sorted((draw(_numbers), draw(_numbers)), key=Decimal)
    return f"{ends[0]} to {ends[1]}"


figures: st.SearchStrategy[Quantity] = st.one_of(
    st.builds(str.format, st.sampled_from(_SINGLE), _numbers), _ranges()
).map(parse)
"""A figure that stands for numbers, in any notation; small, so that figures often touch."""

quantities = st.one_of(figures, st.sampled_from(["完成", "做好"]).map(qualitative))
"""A figure or a target in words."""

directions = st.sampled_from(Direction)


def mirrored(quantity: Quantity) -> Quantity:
    """The figure with every number's sign flipped; words stay."""
    if quantity.interval is None:
        return quantity
    value = None if quantity.value is None else -quantity.value
    return Quantity(quantity.text, quantity.form, quantity.interval.mirrored(), value)


def _text(words: str) -> Text:
    return Text({"en": words}, "en")


_texts = st.sampled_from("abc").map(_text)
_units = st.sampled_from(["%", "t", "km²"]).map(_text)
_restated = st.builds(Restated, st.none() | quantities, st.none() | quantities, st.none() | _texts)


@st.composite
def _years(draw: st.DrawFn) -> dict[int, YearFigures]:
    name, unit = draw(_texts), draw(st.none() | _units)
    found = {}
    for year in draw(st.sets(st.integers(2020, 2023))):
        broken = draw(st.booleans())
        found[year] = YearFigures(
            year=year,
            name=draw(st.sampled_from([name, _text("d")])),
            unit=draw(_units) if broken else unit,
            plan=draw(st.none() | quantities),
            actual=draw(st.none() | quantities),
            outcome=draw(st.none() | st.sampled_from(Outcome)),
            series_break=draw(st.none() | _texts) if broken else None,
            restated=draw(st.none() | _restated) if broken else None,
        )
    return dict(sorted(found.items()))


_indicators = st.builds(
    Indicator,
    id=st.uuids().map(str),
    name=_texts,
    parent=st.none() | st.just("a"),
    kind=st.none() | st.sampled_from(Kind),
    direction=directions,
    years=_years(),
)
plans = st.builds(
    Plan,
    id=st.just("x"),
    title=st.just(_text("X")),
    language=st.just("en"),
    indicators=st.lists(_indicators, min_size=1, max_size=4).map(tuple),
)

KEYS = (
    *("format", "plan", "sources", "sections", "indicators", "id", "language", "title", "name"),
    *("part_of", "number", "parent", "section", "kind", "direction", "unit", "note", "years"),
    *("2021", "2022", "actual", "outcome", "reason", "source", "series_break", "restated", "basis"),
    *("text", "zh", "en", "a", "b", "[key]", "<id>", "<table>", "", "a b", "甲", "\u2028"),
)
"""Keys that a plan file has, and some that it should not."""

_scalars = st.one_of(
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["", " ", "a", "b", "met", "up", "binding", "≥90", "9O", "en", "8左右", "n/a"]),
    st.text(max_size=8),
)
_keys = st.sampled_from(KEYS) | st.text(max_size=4)
anything: st.SearchStrategy[Any] = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=12,
)
"""Any value that TOML can hold."""

tables = st.dictionaries(_keys, anything, max_size=6)
"""Any TOML document."""
