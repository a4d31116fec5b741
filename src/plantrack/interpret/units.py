"""Which texts are units, and the unit that a name or a caption carries in brackets."""

from __future__ import annotations

import re

from plantrack.documents.text import half_width, one_line

_MONEY = "元|美元|欧元|日元|港元|人民币元|人民币"
_THINGS = (
    "吨|公斤|千克|克|斤|公里|千米|米|厘米|毫米|平方公里|平方千米|平方米|立方米|公顷|亩|升|千瓦时|千瓦|兆瓦|瓦|度"
    "|吨标准煤|标准煤|标煤|人次|人天|人|户|家|个|件|项|所|张|床|辆|台|套|次|例|起|名|位|岁|年|天|日|小时|分钟|分"
    "|标箱|TEU|条|座|处|只|头|株|艘|架|部|册|本|亿度|微克|毫克|摄氏度|℃|间|宗|笔|公里/小时|平方米/人"
)
_CHINESE = re.compile(
    rf"个?百分点|[%‰]|千分之一|万分之一|指数|比值|倍|[十百千万亿兆]*(?:{_MONEY}|{_THINGS})"
    rf"(?:[/／每·](?:[十百千万亿]*(?:{_MONEY}|{_THINGS}|GDP|地区生产总值)|.{{1,8}}))?"
    r"|[十百千万亿]+|[十百千万亿]*[a-zA-Z]{1,4}(?:/.{1,8})?|以?\d{4}年?=100|上年=100"
)
_ENGLISH = re.compile(
    r"%|‰|per ?cent(?:age points?)?|percent.*|pp|percentage points?|(?:us|a|c|nz|s|hk)?[$£€¥].*"
    r"|(?:thousand|million|billion|trillion)s?(?: .*)?"
    r"|(?:usd|eur|gbp|cny|rmb|yuan|rupees?|rs|inr)\b.*"
    r"|per .*|number|no\.|nos\.?|count|index.*|ratio"
    r"|score|points?|days?|weeks?|months?|years?|hours?"
    r"|minutes?|km2?|km²|m2?|m²|m3|m³|sq\.? ?km|ha|hectares?|acres?|miles?|kg|t|mt|kt|tonnes?|tons?"
    r"|[gmtk]?wh?|[µμ]g/m[3³]|mg/l|people|persons|households|students|cases|visits|beds|units?|litres?"
    r"|mtco2e?|ktco2e?|tco2e?|rate|'?000s?|\d{4} ?= ?100",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"^(.*\S)\s*[(（〔\[]\s*([^()（）〔〕\[\]]+?)\s*[)）〕\]]([*＊★†‡¹²³]*)$", re.S
)
_IN_BRACKETS = re.compile(r"[(〔\[]\s*([^()〔〕\[\]]+?)\s*[)〕\]]")
_OF_TABLE = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s)）]+)|\bunits?\s*:\s*([^)]+)", re.I)


def is_unit(text: str) -> bool:
    """Whether the text is a unit of figures, in Chinese or English."""
    plain = half_width(text).strip()
    tight = "".join(plain.split())
    return bool(_CHINESE.fullmatch(tight) or _ENGLISH.fullmatch(plain))


def unit_behind(name: str) -> tuple[str, str | None]:
    """A name and the unit in brackets behind it; brackets that hold no unit stay in the name."""
    match = _BRACKETED.match(name)
    if match is None or not is_unit(match[2]):
        return name, None
    return match[1].strip() + match[3], one_line(match[2])


def unit_in_heading(text: str) -> str | None:
    """The unit that a column's heading or a caption carries in brackets, or as a sign at its end.

    Letters in brackets are a unit only if they are known to be one: most are abbreviations.
    """
    plain = half_width(text)
    for inside in reversed(_IN_BRACKETS.findall(plain)):
        unit = re.sub(r"^(?:计量)?单位:", "", one_line(inside))
        if is_unit(unit) and (not unit.isascii() or _ENGLISH.fullmatch(unit)):
            return unit
    sign = re.search(r"[%‰]\s*$", plain)
    return sign[0].strip() if sign else None


def ends_in_brackets(name: str) -> bool:
    """Whether the name ends in brackets, whatever they hold."""
    return _BRACKETED.match(name) is not None


def unit_of_table(text: str) -> str | None:
    """The unit that a line such as “单位：亿元” gives a table; ``None`` if it gives several."""
    match = _OF_TABLE.search(text)
    if match is None:
        return None
    unit = one_line(match[1] or match[2])
    return unit if is_unit(unit) else None
