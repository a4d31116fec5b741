"""Marks that open and close, found in one pass over a text: no text makes it look twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Close = tuple[re.Pattern[str], int]
"""What closes a mark, and how many characters stand between the two at least."""

Closing = Callable[[re.Match[str]], Close]
"""How what an opening mark begins is closed."""

Kept = Callable[[re.Match[str], str], str]
"""What is shown of an opening mark and the text up to its close."""


def replaced(line: str, opening: re.Pattern[str], closing: Closing, kept: Kept) -> str:
    """The line with each pair of marks, and the text between, as `kept` gives it.

    The first mark that is closed on the line begins a pair; what follows its nearest close is
    looked at next. A close that was not found once is not looked for again: there is none.
    """
    pieces: list[str] = []
    done = start = 0
    missing: set[re.Pattern[str]] = set()
    while begin := opening.search(line, start):
        pattern, least = closing(begin)
        end = None if pattern in missing else pattern.search(line, begin.end() + least)
        if end is None:
            missing.add(pattern)
            start = begin.start() + 1
            continue
        pieces += line[done : begin.start()], kept(begin, line[begin.end() : end.start()])
        done = start = end.end()
    return "".join((*pieces, line[done:]))


def spans(
    text: str, opening: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Where each opening mark begins and the nearest close after it ends, one after another."""
    end = 0
    while (begin := opening.search(text, end)) and (close := closing.search(text, begin.end())):
        end = close.end()
        yield begin.start(), end
