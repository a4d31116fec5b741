"""What stands before an indicator's name: row numbers, codes, and the marks of a part."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plantrack.documents.text import chinese_number, spaced, squeezed

NUMBER = re.compile(r"[(（]?\s*+0{0,3}([1-9]\d{0,3})\s*+[)）.．、]?")
PART = re.compile(
    r"(\d{1,4})\s*+[.．\-－]\s*+(\d{1,2})|[(（]\s*+\d{1,2}\s*+[)）]|[①-⑳]|[a-z]\)?|[ivx]+\)?"
)
_NUMBERED_NAME = re.compile(r"[(（]?([1-9]\d{0,2})(?:[、)）]|[.．](?=\s|\D))\s*+(?=\S)", re.ASCII)
_CODE = re.compile(
    r"\d{5,12}|\d{1,4}(?:[.．\-]\d{1,4}){1,6}\.?"
    r"|[a-z]{1,6}[-_ .]?\d{1,8}(?:[-_.][a-z0-9]{1,4}){0,4}[a-z]?"
    r"|\d{1,4}[-_.]?[a-z]{1,3}|[a-z]{1,5}(?:[-_.][a-z0-9]{1,6}){1,5}",
    re.I | re.ASCII,
)
_NUMERIC = re.compile(r"[-+]?[\d.,]{1,24}%?", re.ASCII)
_CODE_BEFORE = re.compile(
    r"(\d{1,3}(?:\.\d{1,3}){1,4}|[A-Z]{1,5}[-.]?\d{1,5}(?:\.\d{1,3}){0,3}[a-z]?|\d{5,8})"
    r"[\s、:：.．\-–—]{1,3}(?=[^\s\d])",
    re.ASCII,
)
_OF_WHICH = re.compile(r"[\s—–\-#＃•·○●]*+(?:其中|of\s{1,3}which\b|including\b)\s*+[:：，,]?", re.I)
_BULLETS = "—–•·○●"
_PART_SIGN = re.compile(r"[#＃]\s*+(?=[\u3400-\u9fff])|-\s+|[—–•·○●]+\s*+")
_MOST_SIGNS = 4
_LEADING = " \t\u3000\u00a0"


def is_code(label: str) -> bool:
    """Whether a label is a code such as CS01, 1.1.1 or 92201, and no row number."""
    plain = spaced(label)
    return 0 < len(plain) <= 24 and _CODE.fullmatch(plain) is not None


def are_codes(labels: Iterable[str]) -> bool:
    """Whether a column's labels are codes, not the numbers of its rows."""
    plain = [squeezed(label) for label in labels if label.strip()]
    long = [label for label in plain if label.isascii() and label.isdigit() and len(label) > 3]
    coded = sum(is_code(label) and not PART.fullmatch(label) for label in plain) + sum(
        len(label) == 4 for label in long
    )
    return coded * 2 > len(plain)


def hold_no_names(texts: Iterable[str]) -> bool:
    """Whether the cells under a heading of names are numbers or codes, so that names are elsewhere.

    One word among them that is no code is enough to leave them names.
    """
    plain = [spaced(text) for text in texts if text.strip()]
    return len(plain) > 1 and all(_NUMERIC.fullmatch(one) or is_code(one) for one in plain)


def code_before(name: str) -> tuple[str, str]:
    """The code that a name begins with, "" if none, and the name without it."""
    match = _CODE_BEFORE.match(name.strip())
    return (match[1], name.strip()[match.end() :]) if match else ("", name)


def most_begin_with_codes(names: Iterable[str]) -> bool:
    """Whether names begin with codes throughout: a single “PM10 …” is the name of a thing."""
    all_ = [name for name in names if name.strip()]
    codes = [code for name in all_ if (code := code_before(name)[0])]
    return len(codes) > 2 and len(set(codes)) == len(codes) and len(codes) * 5 >= len(all_) * 4


def numbered_name(name: str) -> tuple[int | None, str]:
    """The number before a name, and the name without it."""
    match = _NUMBERED_NAME.match(name.strip())
    return (int(match[1]), name.strip()[match.end() :]) if match else (None, name)


def of_which(name: str, *, bulleted: bool = False) -> tuple[bool, str]:
    """Whether a name is marked as a part (“其中：…”, “— …”, “#工业”), and the name without it.

    “# of …” is “number of …”. Where every name has a bullet (`bulleted`), it marks no part.
    """
    rest, marked = name.lstrip(_LEADING), False
    for _ in range(_MOST_SIGNS):
        match = _OF_WHICH.match(rest) or _PART_SIGN.match(rest)
        if match is None:
            break
        marked = marked or not (bulleted and match[0][0] in _BULLETS + "-")
        rest = rest[match.end() :].lstrip(_LEADING)
    return marked, rest if rest != name.lstrip(_LEADING) else name


def all_bulleted(names: Iterable[str]) -> bool:
    """Whether every name begins with a bullet or dash."""
    bare = [name.lstrip(_LEADING) for name in names if name.strip()]
    return bool(bare) and all(one.startswith((*_BULLETS, "- ")) for one in bare)


def is_numeral(label: str) -> bool:
    """Whether a label is a Chinese numeral, which numbers a section or a top indicator."""
    return chinese_number(squeezed(label).strip("()、.")) is not None
