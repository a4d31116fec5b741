"""Long lines of a report on a terminal, with what follows indented under where they begin."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

_LEAD = re.compile(r"\s*(?:\d+\. )?")
_PIECES = re.compile(
    r"\s*[（《“]*(?:[^\s\u2e80-\uffef“”]+|[^\s，。；：、！？）》“”])?[，。；：、！？）》”]*"
)  # words, or one Chinese character, with the signs that may not end or begin a line
_LEAST = 20
"""Columns that must be left beside the indent."""


def hung(line: str, width: int) -> str:
    """The line broken before `width` columns of a terminal, later lines under the first's text."""
    match = _LEAD.match(line)
    lead = match[0] if match else ""
    indent = len(lead) if match and lead.strip() else len(lead) + 4
    if columns(line) <= width or width - indent < _LEAST:
        return line
    lines, used = [lead], len(lead)
    for piece in _PIECES.findall(line[len(lead) :]):
        if used + columns(piece) > width and used > indent:
            lines[-1] = lines[-1].rstrip()
            lines.append(" " * indent)
            used = indent
            piece = piece.lstrip()
        lines[-1] += piece
        used += columns(piece)
    return "\n".join(lines)


def columns(text: str) -> int:
    """The columns of a terminal that a text takes: two for each wide letter."""
    return sum(
        0 if combining(one) else 2 if east_asian_width(one) in {"W", "F"} else 1 for one in text
    )
