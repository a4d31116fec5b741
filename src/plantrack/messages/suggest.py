"""Did you mean: the nearest of the words that are known, found in bounded time."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 100  # characters; nobody types a longer name by hand
_MOST = 5_000  # known words that are looked at
_CLOSE = 20  # of those, the ones compared letter by letter


def nearest(wanted: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Up to `most` of the known words that `wanted` was probably meant to be, the best first."""
    from difflib import get_close_matches  # only a misspelling needs these
    from heapq import nlargest

    if len(wanted) > _LONGEST:
        return []
    choices = [word for word in known if len(word) <= _LONGEST][:_MOST]
    if len(choices) > _CLOSE:
        pairs = _pairs(wanted)
        choices = nlargest(_CLOSE, choices, key=lambda word: len(pairs & _pairs(word)))
    return get_close_matches(wanted, choices, n=most)


def _pairs(word: str) -> set[str]:
    """Every two letters that stand side by side, and each letter alone."""
    return {*word, *map("".join, zip(word, word[1:], strict=False))}
