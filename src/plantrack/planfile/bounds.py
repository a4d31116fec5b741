"""How much a plan file may hold, so that no file keeps anybody waiting or fills the memory.

The bounds are far above any plan: 20,000 indicators with ten years each are within them.
"""

from __future__ import annotations

import re

MAX_LOAD = 5_500_000
"""The most that keys, values and lines may weigh together, by `_WEIGHTS`."""

MAX_PARTS = 64
"""The most parts of one key."""

MAX_PROBLEMS = 1_000
"""So many problems of one file are described; the others are counted."""

MAX_LANGUAGES = 100
"""The most languages of one text."""

MAX_LEVELS = 20
"""The most indicators that may be part of one another in a line."""

# What reading a sign costs in time and memory, the parser and the syntax tree together, measured in
# files that hold nothing else. A newline, a quotation mark and a backslash cost it in a text too.
_WEIGHTS = {"=": 4, "[": 4, ".": 4, ",": 3, "{": 2}
_WEIGHTS_IN_TEXTS = {'"': 3, "'": 3, "\n": 2, "\\": 2, "#": 1}

# Strings and comments; what is not closed goes on to the end. Nothing here is tried twice.
_WORDS = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
_DECIMAL = re.compile(r"([=,\[]\s*+[-+]?[0-9_]++)\.")
_STATEMENT_PART = re.compile(r"[^\n=\[\]{},]++")
_LONG_NUMBER = re.compile(r"(?<![0-9_])[0-9][0-9_]{99999}")


def is_too_much(text: str) -> bool:
    """Whether a TOML text holds more than is read, whatever its parser would say of it."""
    whole = _load(text, {**_WEIGHTS, **_WEIGHTS_IN_TEXTS})
    return whole > MAX_LOAD and _exact_load(text) > MAX_LOAD


def long_key(text: str) -> bool:
    """Whether some key of a TOML text has more than `MAX_PARTS` parts."""
    if all(line.count(".") < MAX_PARTS for line in text.split("\n")):
        return False
    parts = _STATEMENT_PART.finditer(_WORDS.sub("''", text))
    return any(part[0].count(".") >= MAX_PARTS for part in parts)


def long_number(text: str) -> bool:
    """Whether there is a run of digits that not even the parser should be shown."""
    return _LONG_NUMBER.search(text) is not None


def _load(text: str, weights: dict[str, int]) -> int:
    return sum(text.count(sign) * weight for sign, weight in weights.items())


def _exact_load(text: str) -> int:
    """The load without what stands in texts and comments, and without decimal points."""
    bare = _DECIMAL.sub(r"\1", _WORDS.sub("''", text))
    return _load(bare, _WEIGHTS) + _load(text, _WEIGHTS_IN_TEXTS)
