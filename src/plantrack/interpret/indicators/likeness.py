"""Whether two names, or two units, are of one thing."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from plantrack.documents.text import squeezed

LONGEST_NAME = 200
"""Characters from which a text is no name that could be likened to another."""

_OPPOSITES = (
    ("第一", "第二", "第三"),
    ("进口", "出口"),
    ("城镇", "农村", "城乡"),
    ("城市", "农村"),
    ("登记", "调查"),
    ("以上", "以下"),
    ("限上", "限下"),
    ("规上", "规下"),
    ("人均", "总"),
    ("男", "女"),
    ("公办", "民办"),
    ("国有", "民营", "外资"),
    ("import", "export"),
    ("urban", "rural"),
    ("male", "female"),
    ("primary", "secondary", "tertiary"),
    ("above", "below"),
)

_GROWTH = re.compile(r"(?:增速|增长率?|增幅)(?:[(（].*)?$|growth", re.I)


def likeness(first: str, second: str, least: float = 0.0) -> float:
    """How alike two names are, 0 to 1; 0 too where that is quickly seen to be below `least`."""
    if max(len(first), len(second)) > LONGEST_NAME:
        return float(first == second)
    matcher = SequenceMatcher(None, squeezed(first), squeezed(second), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def opposed(first: str, second: str) -> bool:
    """Whether two names, however alike, are of opposites, or of a thing and its growth."""
    one, two = squeezed(first).lower(), squeezed(second).lower()
    for words in _OPPOSITES:
        mine, theirs = ({w for w in words if w in name} for name in (one, two))
        if mine and theirs and mine != theirs:
            return True
    return bool(_GROWTH.search(first)) != bool(_GROWTH.search(second))


def same_unit(first: str | None, second: str | None) -> bool:
    """Whether two units are written alike but for blanks and widths."""
    return squeezed(first or "") == squeezed(second or "")
