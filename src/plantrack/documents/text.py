"""How texts are written: widths, blanks, scripts, and the years and periods that they name."""

from __future__ import annotations

import re

from plantrack.messages.letters import half_width as half_width

_CJK = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPEN = re.compile(rf"[{_CJK}(\[{{<>≥≤≈~$£€±=“‘]$")
_BOUND = re.compile(r"[\w.%][-‐‑–—~/]$")  # a hyphen that ends a line
_CLOSED = re.compile(rf"[{_CJK})\]}},.;:!?%‰”]")
_SHORTENED = re.compile(r"(?:and|or|to)\b")  # “short- and long-term”
_FIVE_YEARS = re.compile(r"十([一二三四五六七八九])五|([1-2]\d)(?:th|st|nd|rd) five[- ]year", re.I)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
FISCAL = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*+[-–—/~至]\s*+((?:19|20|21)?\d\d)(?!\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"(?:19|20|21)\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
    r"|(?:19|20|21)\d\d\s*([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}(?!\d)"
    rf"|\b{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:19|20|21)\d\d(?!\d)",
    re.I,
)


def squeezed(text: str) -> str:
    """Half-width, lower case and without any blank: what two writings of a heading share."""
    return "".join(half_width(text).lower().split())


def spaced(text: str) -> str:
    """Half-width and lower case, with single blanks."""
    return " ".join(half_width(text).lower().split())


def joined(text: str) -> str:
    """A text's lines on one line, with a blank where letters would meet letters.

    None between lines of Chinese, behind a hyphen that ends a line, before a sign that closes.
    """
    pieces: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if pieces and not _meet(pieces[-1], line):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces).replace("\u00ad", "")


def _meet(before: str, after: str) -> bool:
    """Whether two lines join without a blank."""
    if before.endswith("\u00ad") or _OPEN.search(before[-1:]) or _CLOSED.match(after):
        return True
    return bool(_BOUND.match(before[-2:])) and (
        after[0].isalnum() and (before[-1] == "/" or not _SHORTENED.match(after))
    )


def one_line(text: str) -> str:
    """A text on one line with single blanks: lines of Chinese join without any."""
    return " ".join(joined(text).replace("\u3000", " ").replace("\u00a0", " ").split())


def is_chinese(text: str) -> bool:
    """Whether the text has a Chinese character."""
    return re.search("[\u3400-\u9fff]", text) is not None


def years_in(text: str) -> tuple[int, ...]:
    """The years the text names, each once, in order."""
    return tuple(dict.fromkeys(int(year) for year in YEAR.findall(half_width(text))))


def without_dates(text: str) -> str:
    """The text without its days and months: when it was read out is not what it is about."""
    return _DATE.sub(" ", half_width(text))


def fiscal_year(text: str) -> int | None:
    """The year in which a fiscal year such as 2021/22 ends."""
    match = FISCAL.search(half_width(text))
    if match is None:
        return None
    start = int(match[1])
    end = int(match[2]) if len(match[2]) == 4 else start // 100 * 100 + int(match[2])
    return end if end == start + 1 else None


def period_in(text: str) -> tuple[int, int] | None:
    """First and last year of the period that the text names: 十四五 is 2021 to 2025."""
    match = _FIVE_YEARS.search(half_width(text))
    if match:
        count = 10 + _DIGITS[match[1]] if match[1] else int(match[2])
        return 1951 + 5 * count, 1955 + 5 * count
    spans = FISCAL.findall(half_width(text))
    long = [(int(a), int(b)) for a, b in spans if len(b) == 4 and int(b) - int(a) >= 2]
    return long[0] if len(long) == 1 else None


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below one hundred."""
    if not text or re.fullmatch("[一二三四五六七八九]?十?[一二三四五六七八九]?", text) is None:
        return None
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text) if len(text) == 1 else None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
