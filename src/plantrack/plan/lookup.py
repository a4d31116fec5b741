"""Finding an indicator or a section by what a person calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from plantrack.messages.suggest import nearest
from plantrack.plan.model import Indicator, Plan, Section, Text

_FEW = 12
"""So many things are simply listed when nothing is called as was asked."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


@dataclass
class NotFound(LookupError):  # noqa: N818 - reads as what it says
    """No single thing is called that; `candidates` are those that come near, ids with names."""

    wanted: str
    candidates: tuple[tuple[str, Text], ...]
    ambiguous: bool


def find_indicator(plan: Plan, wanted: str) -> Indicator:
    """The indicator of that id or number, or the only one with that in its name in any language.

    Raises:
        NotFound: none, or more than one, is called that.
    """
    return _find(plan.indicators, wanted, _indicator_keys, _indicator_names)


def find_section(plan: Plan, wanted: str) -> Section:
    """The section of that id, or the only one with that in its title in any language.

    Raises:
        NotFound: none, or more than one, is called that.
    """
    return _find(plan.sections, wanted, lambda section: {section.id}, lambda s: (s.title,))


def matches(indicator: Indicator, text: str) -> bool:
    """Whether the text is part of the indicator's id or of any name it ever had."""
    sought = text.casefold()
    return sought in indicator.id.casefold() or any(
        sought in name for name in _folded(_indicator_names(indicator))
    )


def _indicator_keys(indicator: Indicator) -> set[str]:
    return {indicator.id, indicator.ordinal}


def _indicator_names(indicator: Indicator) -> tuple[Text, ...]:
    return (indicator.name, *(figures.name for figures in indicator.years.values()))


def _folded(names: Iterable[Text]) -> list[str]:
    return [text.casefold() for name in names for text in name.translations.values()]


def _find(
    things: Sequence[Named],
    wanted: str,
    keys: Callable[[Named], set[str]],
    names: Callable[[Named], tuple[Text, ...]],
) -> Named:
    sought = wanted.strip().casefold()
    exact = [thing for thing in things if sought and sought in keys(thing)]
    whole = exact or [thing for thing in things if sought in _folded(names(thing))]
    found = whole or [
        thing for thing in things if sought and any(sought in n for n in _folded(names(thing)))
    ]
    if len(found) == 1:
        return found[0]
    near = found or _near(things, sought, keys, names) or (things if len(things) <= _FEW else ())
    raise NotFound(wanted, tuple((thing.id, names(thing)[0]) for thing in near), bool(found))


def _near(
    things: Sequence[Named],
    sought: str,
    keys: Callable[[Named], set[str]],
    names: Callable[[Named], tuple[Text, ...]],
) -> list[Named]:
    called = [
        (name, thing) for thing in things for name in (*keys(thing), *_folded(names(thing))) if name
    ]
    close = nearest(sought, [name for name, _ in called], 3)
    found = {thing.id: thing for name in close for called_so, thing in called if called_so == name}
    return list(found.values())
