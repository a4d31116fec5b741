"""Finding an indicator, a section or a year by what a person calls it.

A text of digits is a number and never part of a name: "100" is no. 100, not "per 100 million".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from plantrack.messages.errors import PlantrackError
from plantrack.messages.letters import half_width, typed
from plantrack.messages.message import N_, Message, Voice
from plantrack.messages.suggest import nearest
from plantrack.plan.model import Indicator, Plan, Section, Text

_FEW = 12
"""So many things are simply listed when nothing is called as was asked."""

_YEAR = re.compile(r"((?:19|20|21)[0-9]{2}) ?(?:年度?)?")
_NUMBER = re.compile(
    r"(?:第|no(?: ?\. ?| )|[№#] ?|编号 ?|序号 ?)?([0-9]+(?:\.[0-9]+)*) ?[.、]? ?[项号]?(?:指标)?"
)
_LEADING = re.compile(r"\s*第?\s*([0-9]+(?:\.[0-9]+)*)")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


_AMBIGUOUS = N_("“{name}” is more than one:")
_NEAR = N_("“{name}” is not known; it may be one of these:")
_UNKNOWN = N_("“{name}” is not known")


class NotFound(PlantrackError, LookupError):
    """No single thing is called that; `candidates` are those that come near, ids with names."""

    def __init__(
        self, wanted: str, candidates: tuple[tuple[str, Text], ...], ambiguous: bool
    ) -> None:
        several = _AMBIGUOUS if ambiguous else _NEAR if candidates else _UNKNOWN
        super().__init__(Message(several, name=wanted))
        self.wanted = wanted
        self.candidates = candidates
        self.ambiguous = ambiguous

    def lines(self, voice: Voice) -> Iterator[str]:
        """The sentence, and below it what may have been meant."""
        yield from super().lines(voice)
        for id_, name in self.candidates:
            yield f"    {id_}  {name.in_language(voice.language)}"


def find_indicator(plan: Plan, wanted: str) -> Indicator:
    """The indicator of that id or number, or the only one with that in its name in any language.

    A number may be written "4", "４", "No. 4" or "第4项"; digits alone are never part of a name.

    Raises:
        NotFound: none, or more than one, is called that.
    """
    return _find(plan.indicators, wanted, _indicator_keys, _indicator_names)


def find_section(plan: Plan, wanted: str) -> Section:
    """The section of that id, or the only one with that in its title in any language.

    Digits alone are only the number that a title begins with.

    Raises:
        NotFound: none, or more than one, is called that.
    """
    return _find(plan.sections, wanted, _section_keys, lambda section: (section.title,))


def find_year(wanted: str) -> int | None:
    """The year from 1900 to 2199 that the text names, as "2021", "２０２１" or "2021年"."""
    match = _YEAR.fullmatch(typed(wanted))
    return int(match[1]) if match else None


def matches(indicator: Indicator, text: str) -> bool:
    """Whether the text is part of the indicator's id or of any name it ever had."""
    sought = typed(text)
    return sought in indicator.id or any(
        sought in name for name in _folded(_indicator_names(indicator))
    )


def _indicator_keys(indicator: Indicator) -> set[str]:
    return {indicator.id, indicator.ordinal} - {""}


def _section_keys(section: Section) -> set[str]:
    """Its id, and the number that its title begins with."""
    leading = (_LEADING.match(half_width(title)) for title in section.title.translations.values())
    return {section.id, *(_plain_number(match[1]) for match in leading if match)}


def _indicator_names(indicator: Indicator) -> tuple[Text, ...]:
    return (indicator.name, *(figures.name for figures in indicator.years.values()))


def _folded(names: Iterable[Text]) -> list[str]:
    return [typed(text) for name in names for text in name.translations.values()]


def _number(sought: str) -> str | None:
    """The number that a text is, without leading zeros; empty for digits that are none."""
    match = _NUMBER.fullmatch(sought)
    if match:
        return _plain_number(match[1])
    has_digits = any(character.isdecimal() for character in sought)
    return "" if has_digits and not any(character.isalpha() for character in sought) else None


def _plain_number(written: str) -> str:
    return ".".join(part.lstrip("0") or "0" for part in written.split("."))


def _find(
    things: Sequence[Named],
    wanted: str,
    keys: Callable[[Named], set[str]],
    names: Callable[[Named], tuple[Text, ...]],
) -> Named:
    sought = typed(wanted)
    number = _number(sought)
    found = [thing for thing in things if keys(thing) & {sought, number}]
    if not found and sought and number is None:
        found = _called(things, sought, names)
    if len(found) == 1:
        return found[0]
    near = found or (_near(things, sought, keys, names) if number is None else [])
    near = near or (list(things) if len(things) <= _FEW else [])
    raise NotFound(wanted, tuple((thing.id, names(thing)[0]) for thing in near), bool(found))


def _called(
    things: Sequence[Named], sought: str, names: Callable[[Named], tuple[Text, ...]]
) -> list[Named]:
    """The things with exactly that name, else those with that in a name."""
    whole = [thing for thing in things if sought in _folded(names(thing))]
    return whole or [
        thing for thing in things if any(sought in name for name in _folded(names(thing)))
    ]


def _near(
    things: Sequence[Named],
    sought: str,
    keys: Callable[[Named], set[str]],
    names: Callable[[Named], tuple[Text, ...]],
) -> list[Named]:
    called = [
        (part, thing)
        for thing in things
        for name in (*keys(thing), *_folded(names(thing)))
        for part in dict.fromkeys((name, *_parts(name, sought)))
    ]
    close = nearest(sought, [name for name, _ in called], 3)
    found = {thing.id: thing for name in close for called_so, thing in called if called_so == name}
    return list(found.values())


def _parts(name: str, sought: str) -> list[str]:
    """As many words of a name, side by side, as are sought; a name in one piece has no others."""
    words, n = name.split(), len(sought.split())
    return [" ".join(words[start : start + n]) for start in range(len(words) - n + 1)]
