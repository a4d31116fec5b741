"""Each letter of a page once, as it shows: bold ones may be printed twice, a hair apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plantrack.documents.paged.lines import Letter
from plantrack.documents.radicals import without_radicals

_HAIR = 0.7  # points
_UNKNOWN = re.compile(r"\(cid:\d+\)")


def once(letters: Sequence[Letter]) -> list[Letter]:
    """The letters in their order, of those that lie upon one another the uppermost left one."""
    alike: dict[object, list[int]] = {}
    for number, one in enumerate(letters):
        key = one["upright"], one["text"], one["font"], one["size"]
        alike.setdefault(key, []).append(number)
    kept = [
        min(pile, key=lambda number: (letters[number]["top"], letters[number]["x0"]))
        for numbers in alike.values()
        for row in _piles(numbers, letters, "top")
        for pile in _piles(row, letters, "x0")
    ]
    return [{**letters[number], "text": _typed(letters[number]["text"])} for number in sorted(kept)]


def _piles(numbers: Iterable[int], letters: Sequence[Letter], way: str) -> Iterator[list[int]]:
    """The numbers of letters that are a hair from the next, one way; first come stays first."""
    pile: list[int] = []
    for number in sorted(numbers, key=lambda number: float(letters[number][way])):
        if pile and letters[number][way] > letters[pile[-1]][way] + _HAIR:
            yield pile
            pile = []
        pile.append(number)
    yield pile


def _typed(letter: str) -> str:
    """The letter as anyone would type it: no radical for a character, no soft hyphen that shows."""
    return _UNKNOWN.sub("\ufffd", without_radicals(letter)).replace("\u00ad", "-")
