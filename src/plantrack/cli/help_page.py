"""How help is set: no line breaks inside a word, and Chinese stands in line.

Typer's own formatter counts a Chinese character as one column and breaks a text without blanks
anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plantrack.messages.message import Voice
from plantrack.messages.wrap import columns, wrapped

_WIDEST_TERM = 30
_BETWEEN = 2
_INDENT = "  "
_NARROWEST = 10


def with_colon(title: str) -> str:
    """The title with the colon of its language behind it."""
    return f"{title}:" if title.isascii() else f"{title}："


def write_text(formatter: Any, text: str) -> None:
    """Write what a command does, below its usage; paragraphs stay apart."""
    paragraphs = [
        wrapped(" ".join(paragraph.split()), formatter.width - len(_INDENT))
        for paragraph in text.split("\n\n")
    ]
    for lines in paragraphs:
        formatter.write("\n" + "".join(f"{_INDENT}{line}\n" for line in lines))


def write_list(
    formatter: Any, title: str, records: Sequence[tuple[str, str]], voice: Voice
) -> None:
    """Write a title, and under it terms with what they mean beside them."""
    if not records:
        return
    formatter.write(f"\n{with_colon(voice.say(title))}\n")
    beside = min(max(columns(term) for term, _ in records), _WIDEST_TERM) + _BETWEEN
    left = len(_INDENT) + beside
    for term, meaning in records:
        first, *more = wrapped(meaning, max(formatter.width - left, _NARROWEST))
        gap = beside - columns(term)
        start = " " * gap if gap >= _BETWEEN else "\n" + " " * left
        formatter.write(f"{_INDENT}{term}{start if first else ''}{first}\n")
        formatter.write("".join(f"{' ' * left}{line}\n" for line in more))
