"""How letters are written: the one table of full-width signs and odd blanks."""

from __future__ import annotations

# Unicode's compatibility forms (NFKC) would also turn a footnote mark into a digit ("95²" into
# "952"), so they are not used.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(odd): " " for odd in "\u3000\u00a0\u2002\u2003\u2007\u2009\u202f\ufeff\u200b"
}
"""Full-width letters, digits and signs with their ASCII forms, and odd blanks with a blank."""


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs as ASCII, and odd blanks as blanks."""
    return text.translate(HALF_WIDTH)


def typed(text: str) -> str:
    """What a person typed, without the accidents: width, case, and blanks around and in rows."""
    return " ".join(half_width(text).casefold().split())
