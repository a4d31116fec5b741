"""Which texts are units, and the unit that a name or a caption carries in brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

from plantrack.documents.text import half_width, one_line

LONGEST_UNIT = 40
"""Characters from which a text is no unit."""

_MONEY = "元|美元|欧元|日元|港元|人民币元|人民币|英镑"
_THINGS = (
    "吨|公斤|千克|克|斤|公里|千米|米|厘米|毫米|平方公里|平方千米|平方米|立方米|公顷|亩|升"
    "|千瓦时|千瓦|兆瓦|瓦|度"
    "|吨标准煤|标准煤|标煤|人次|人天|人|户|家|个|件|项|所|张|床|辆|台|套|次|例|起|名|位|岁|年"
    "|天|日|小时|分钟|分"
    "|标箱|TEU|条|座|处|只|头|株|艘|架|部|册|本|亿度|微克|毫克|摄氏度|℃|间|宗|笔|公里/小时"
    "|平方米/人"
    "|类|种|批|期|轮|户次|件次|篇|场|支|门|片|人年|标准箱|标准立方米|蒲式耳|公顷次|车次|架次"
    "|航班|美元/吨"
)
_COUNTED = f"[十百千万亿]*(?:{_MONEY}|{_THINGS})"
_SYMBOL = (
    r"[µμ]?g|[mk]g|[kM]?t|Mt|kt|[kcm]?m[23²³]?|ha|km[²2]|sq\.? ?km|[mM]?[lL]|[kMGT]?Wh?|[kmg]wh"
    r"|MWp|kWp|kJ|[MGTP]J|TEU|[KMGTP]B(?:ps)?|[KMG]bps|dB(?:\(A\))?|°C|kgce|tce|Mtce|ktoe|Mtoe"
    r"|(?:kg|t|Mt|kt|g)CO2(?:e|eq)?|pp|bp|ppm|pH|hrs?|Nm[3³]|cfu|FTEs?"
)
_CHINESE = re.compile(
    rf"个?百分点|[%‰]|千分之一|万分之一|指数|比值|倍"
    rf"|{_COUNTED}(?:[/／每·](?:{_COUNTED}|GDP|地区生产总值|(?:{_SYMBOL})|[^/]{{1,8}}))?"
    rf"|[十百千万亿]+|[十百千万亿]*(?:{_SYMBOL})(?:/[^/]{{1,8}})?|以?\d{{4}}年?=100|上年=100"
)
_WORDS = re.compile(
    r"per ?cent(?:age)?(?: points?)?|percent(?:age)? (?:of|change) .*|percentage points?"
    r"|(?:us|a|c|nz|s|hk)?[$£€¥](?:'?000s?|[kmb]n?|bn| ?(?:million|billion"
    r"|thousand)s?)?(?:/.{1,12}| per .*)?"
    r"|(?:thousand|million|billion|trillion)s?(?: .*)?"
    r"|(?:usd|eur|gbp|cny|rmb|yuan|rupees?|rs|inr|aud|cad|nzd|hkd|sgd|jpy)(?: ?(?:m|bn|million"
    r"|billion|thousand|'000))?"
    r"|per .*|number|numbers|#|no\.|nos\.?|count|index(?: .*)?|ratio|score|points?"
    r"|days?|weeks?|months?|years?|hours?|minutes?|seconds?|working days|business days"
    r"|calendar days"
    r"|hectares?|acres?|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|tonnes?|tons?|litres?|liters?"
    r"|people|persons|households|students|cases|visits|beds|units?|rate|'?000s?|\d{4} ?= ?100"
    r"|(?:people|persons|number|cases|deaths|births|years?|days|tonnes?|km|m3|kg) ?(?:/"
    r"|per) ?.{1,20}",
    re.IGNORECASE,
)
_SYMBOLS = re.compile(rf"[%‰]|(?:{_SYMBOL})(?:/.{{1,12}}| per .{{1,20}})?")
_OPENING, _CLOSING = "(（〔[【", ")）〕]】"
_FOOTNOTE = "*＊★†‡¹²³"
_IN_BRACKETS = re.compile(r"[(〔\[]([^()〔〕\[\]]*)[)〕\]]")
_OF_TABLE = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s)）]+)|\bunits?\s*:\s*([^)]+)", re.I)


class Bracketed(NamedTuple):
    """A text whose end is in brackets: what stands before, inside, and the marks behind."""

    before: str
    inside: str
    marks: str


def is_unit(text: str) -> bool:
    """Whether the text is a unit of figures, in Chinese or English.

    Letters are a unit only if they are known as one, written so: (km) is, (KM), (GDP), (City) not.
    """
    plain = half_width(text).strip()
    if not 0 < len(plain) <= LONGEST_UNIT:
        return False
    tight = "".join(plain.split())
    return any(
        pattern.fullmatch(one)
        for pattern, one in ((_CHINESE, tight), (_SYMBOLS, plain), (_WORDS, plain))
    )


def bracketed(text: str) -> Bracketed | None:
    """The brackets at the end of a text; ``None`` if it does not end in any, or is all brackets."""
    bare = text.rstrip(_FOOTNOTE)
    if not bare or bare[-1] not in _CLOSING:
        return None
    at = max(bare.rfind(sign) for sign in _OPENING)
    inside = bare[at + 1 : -1]
    before = bare[: max(at, 0)].rstrip()
    if at < 0 or not before or not inside.strip() or any(sign in inside for sign in _CLOSING):
        return None
    return Bracketed(before, inside.strip(), text[len(bare) :])


def unit_behind(name: str) -> tuple[str, str | None]:
    """A name and the unit in brackets behind it; brackets that hold no unit stay in the name."""
    found = bracketed(name)
    if found is None or not is_unit(found.inside):
        return name, None
    return found.before.lstrip() + found.marks, one_line(found.inside)


def unit_in_heading(text: str) -> str | None:
    """The unit that a column's heading or a caption carries in brackets, or as a % at its end."""
    plain = half_width(text)
    for inside in reversed(_IN_BRACKETS.findall(plain)):
        unit = re.sub(r"^(?:计量)?单位:", "", one_line(inside))
        if is_unit(unit):
            return unit
    sign = plain.rstrip()[-1:]
    return sign if sign in {"%", "‰"} else None


def ends_in_brackets(name: str) -> bool:
    """Whether the name ends in brackets, whatever they hold."""
    return bracketed(name) is not None


def unit_of_table(text: str) -> str | None:
    """The unit that a line such as “单位：亿元” gives a table; ``None`` if it gives several."""
    match = _OF_TABLE.search(text)
    if match is None:
        return None
    unit = one_line(match[1] or match[2])
    return unit if is_unit(unit) else None
