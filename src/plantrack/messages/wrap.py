"""Lines that fit a width in which a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata

_PIECE = re.compile(
    r"\s*(?:[\d.]+\s)?[（《“]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。、；：）》”]*"
)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines that fit, broken at blanks and between Chinese characters.

    No word is broken, be it wider than the line; a number stays with the word behind it, and no
    line begins with a closing sign.
    """
    lines = [""]
    for piece in _PIECE.findall(text.rstrip()):
        if lines[-1] and columns(lines[-1] + piece) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return lines
