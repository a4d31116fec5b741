"""What sort of number an indicator is, told by its unit and its name, and where its figures end.

The words stand here once, for everything that asks: growth or share, average, count, index. In a
Chinese name the last of them decides (增加值占比 is a share, 占比提高 a growth), in an English one
the first, unless a word for growth ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from plantrack.plan.interval import Interval
from plantrack.plan.model import Measure, Text, YearFigures


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split("|"))


_REDUCTION = _words("降低|下降|减少|压减|削减|降幅|回落")
_GROWTH = _words("增速|增长|增幅|涨幅|增加|提高|提升|上升|变化|变动|同比|环比") + _REDUCTION
_AFTER_GROWTH = _words("幅度|速度|比例|目标|率|幅|")
_NOT_GROWTH = _words("增加值|增长极|增长点|提升工程|提升行动|提升改造|提升计划|气候变化")
_SHARE = _words(
    "比重|占比|比例|份额|占|覆盖率|覆盖面|普及率|化率|运营率|合格率|达标率|优良率|就业率|失业率|参保率",
    "巩固率|满意度|满意率|处理率|办结率|入住率|空置率|识字率|及格率|优秀率|贫困率|回收率",
)
_NOT_SHARE = _words("占地|占用|比例尺")
_RATE = _words("率|强度|程度|系数|水平|浓度|密度|成本|之比|比值")
"""A percentage of such a thing is no growth, nor surely a part of a whole."""

_AMOUNT = _words(
    "总值|产值|增加值|总额|收入|支出|投资|消费|零售|销售额|利润|税收|余额|进出口|出口|进口|外资|用电量",
    "货运量|客运量|产量|价格|价格指数|物价|gdp|grp|cpi|ppi",
)
"""A percentage of such a thing is its growth: 固定资产投资, in %."""

_REDUCTION_EN = _words("reduction|decrease|decline|fall")
_GROWTH_EN = _words("growth|change|increase|rise|year on year|yoy") + _REDUCTION_EN
_NOT_GROWTH_EN = _words("climate change")
_SHARE_EN = _words(
    "share|proportion|% of|percentage of|percent of|per cent of|coverage|cover rate",
    "urbanization rate|urbanisation rate|unemployment rate|employment rate|literacy rate|pass rate",
    "compliance rate|occupancy rate|vacancy rate|attendance rate|participation rate|recycling rate",
    "poverty rate",
)
_RATE_EN = _words("rate|ratio|intensity|level|margin|as %")
_AMOUNT_EN = _words(
    "gdp|grp|gross domestic product|gross regional product|output|value added|sales|exports",
    "imports|consumption|profits|expenditure|income|investment|deposits|loans|prices|inflation|cpi|ppi",
)

_AVERAGE = _words("均|每|单位|价格|指数|率")
_AVERAGE_EN = _words("per|average|mean|price|prices|index|median|rate")
_INDEX, _INDEX_EN = _words("指数"), _words("index")
_RANK, _RANK_EN = _words("排名|位次|名次"), _words("rank|ranking")
_THINGS = frozenset(
    _words(
        "个|人|名|户|家|件|次|人次|台|套|张|所|处|座|条|项|辆|艘|架|头|只|株|棵|场|期|本|册|篇|天|日|床|床位",
        "宗|起|例|people|persons|days|beds|cases|visits|households|jobs|units|items|projects|number",
        "count|pieces|places|vehicles|homes|dwellings|schools|visitors",
    )
)

_PERCENT = re.compile(
    r"%|％|个?百分[点比]|pp\b|per ?cent(?:age)?(?: points?)?(?!\w)|pct\b", re.IGNORECASE
)
_POINTS = frozenset({"百分点", "个百分点", "pp", "percentage point", "percentage points"})
_PERMILLE = frozenset({"‰", "permille", "per mille"})
_DATES = frozenset({"日期", "date"})
_SCALE = re.compile(r"(?:[\d,.\s]|[十百千万亿]|thousand|million|billion)*")
_NOT_LETTERS = re.compile(r"[^a-z%]+")


def measure_of(figures: YearFigures) -> Measure:
    """What sort of number the indicator is that year: as the plan file says, else as told."""
    if figures.measure is not None:
        return figures.measure
    if figures.unit is None and _is_in_words(figures):
        return Measure.WORDS
    return _told(_texts(figures.name), _texts(figures.unit))


def limits_of(figures: YearFigures) -> Interval | None:
    """The natural ends of the figures: those of the plan file, else 0 and 100 % of a share."""
    if figures.limits is not None or not is_share(figures):
        return figures.limits
    whole = Decimal(1000 if _is_permille(figures) else 100)
    return Interval(Decimal(0), whole, low_closed=True, high_closed=True)


def is_share(figures: YearFigures) -> bool:
    """Whether it is a part of a whole, in percent or permille."""
    return is_ratio(figures) and measure_of(figures) is Measure.SHARE


def is_percentage(figures: YearFigures) -> bool:
    """Whether the indicator's unit that year is a percentage or percentage points."""
    return any(map(_PERCENT.match, _texts(figures.unit)))


def is_ratio(figures: YearFigures) -> bool:
    """Whether the indicator that year is a share, a rate or a growth rate, by its unit."""
    return is_percentage(figures) or _is_permille(figures)


def is_amount(figures: YearFigures) -> bool:
    """Whether one figure can be said in percent of another: levels and counts, not rates."""
    others = {Measure.SHARE, Measure.GROWTH, Measure.RANK, Measure.DATE}
    return not is_ratio(figures) and measure_of(figures) not in others


def is_average(figures: YearFigures) -> bool:
    """Whether it is an average, a rate or a price by its name, which parts do not sum up to."""
    return any(_has(name, _AVERAGE, _AVERAGE_EN) for name in _texts(figures.name))


def is_reduction(figures: YearFigures) -> bool:
    """Whether it says by how much something became less."""
    return any(_has(name, _REDUCTION, _REDUCTION_EN) for name in _texts(figures.name))


def _texts(text: Text | None) -> tuple[str, ...]:
    return tuple(text.translations.values()) if text else ()


def _is_permille(figures: YearFigures) -> bool:
    return not _PERMILLE.isdisjoint(_texts(figures.unit))


def _is_in_words(figures: YearFigures) -> bool:
    given = [quantity for quantity in (figures.plan, figures.actual) if quantity]
    return bool(given) and all(quantity.interval is None for quantity in given)


@lru_cache(maxsize=4096)
def _told(names: tuple[str, ...], units: tuple[str, ...]) -> Measure:
    if not _PERMILLE.isdisjoint(units) or any(map(_PERCENT.match, units)):
        return _told_of_ratio(names, units)
    if not _DATES.isdisjoint(units):
        return Measure.DATE
    if any(_has(name, _RANK, _RANK_EN) for name in names):
        return Measure.RANK
    if any("=100" in unit.replace(" ", "") for unit in units):
        return Measure.INDEX
    if any(_has(name, _INDEX, _INDEX_EN) for name in names):
        return Measure.INDEX
    averages = any(_has(name, _AVERAGE, _AVERAGE_EN) for name in names)
    return Measure.COUNT if not averages and any(map(_is_of_things, units)) else Measure.LEVEL


def _is_of_things(unit: str) -> bool:
    scale = _SCALE.match(unit)
    return (unit[scale.end() :] if scale else unit) in _THINGS


def _told_of_ratio(names: Iterable[str], units: Sequence[str]) -> Measure:
    """A change in points or percent, a part of a whole, or neither for certain: a level."""
    if not _POINTS.isdisjoint(units) or any(_says(unit) is Measure.GROWTH for unit in units):
        return Measure.GROWTH
    found = {_says(name) or _of_amount(name) for name in names}
    if Measure.GROWTH in found:
        return Measure.GROWTH
    whole = Measure.SHARE in {*found, *map(_says, units)}
    return Measure.SHARE if whole else Measure.LEVEL


def _says(text: str) -> Measure | None:
    """What its words say a percentage of it is; ``None`` if they say nothing."""
    return _says_in_chinese(text.casefold()) or _says_in_english(_spaced(text))


def _says_in_chinese(name: str) -> Measure | None:
    if name.startswith(_REDUCTION):
        return Measure.GROWTH
    ends = {
        Measure.GROWTH: _growth_ends(_without(name, _NOT_GROWTH)),
        Measure.SHARE: _last(_without(name, _NOT_SHARE), _SHARE),
        Measure.LEVEL: _last(_without_brackets(name), _RATE),
    }
    found = max(ends, key=lambda measure: ends[measure])  # of two that end alike, the first
    return found if ends[found] else None


def _growth_ends(name: str) -> int:
    """Where the last word for growth ends, with what belongs to it: 增长率."""
    end = _last(name, _GROWTH)
    more = next(more for more in _AFTER_GROWTH if name.startswith(more, end))
    return end + len(more) if end else 0


def _says_in_english(name: str) -> Measure | None:
    growth, share = _first(_without(name, _NOT_GROWTH_EN), _GROWTH_EN), _first(name, _SHARE_EN)
    ends_so = _first(name[name.rstrip().rfind(" ") :], _GROWTH_EN) >= 0
    if growth >= 0 and (ends_so or not 0 <= share < growth):
        return Measure.GROWTH
    if share >= 0:
        return Measure.SHARE
    return Measure.LEVEL if _first(name, _RATE_EN) >= 0 else None


def _of_amount(name: str) -> Measure | None:
    """A percentage of what is itself an amount can only be its growth."""
    bare = _without_brackets(name.casefold())
    tail = _spaced(bare).rstrip()
    english = any(tail.endswith(f" {word}") for word in _AMOUNT_EN)
    return Measure.GROWTH if english or bare.endswith(_AMOUNT) else None


def _without_brackets(name: str) -> str:
    """The name without a remark in brackets at its end."""
    bare = name.rstrip()
    opening = max(bare.rfind("("), bare.rfind("（"))
    return bare[:opening].rstrip() if bare.endswith((")", "）")) and opening > 0 else bare


def _without(text: str, words: Iterable[str]) -> str:
    """The text with other characters in the place of the words, so that no place moves."""
    for word in words:
        text = text.replace(word, "□" * len(word))
    return text


def _last(text: str, words: Iterable[str]) -> int:
    """Where the last of the words ends; 0 if none is there."""
    return max((at + len(word) for word in words if (at := text.rfind(word)) >= 0), default=0)


def _first(spaced: str, words: Iterable[str]) -> int:
    """Where the first of the words begins; -1 if none is there."""
    return min((at for word in words if (at := spaced.find(f" {word} ")) >= 0), default=-1)


def _spaced(text: str) -> str:
    """English words in lower case with one blank on each side, all else left out."""
    return f" {_NOT_LETTERS.sub(' ', text.casefold()).strip()} "


def _has(name: str, chinese: Iterable[str], english: Iterable[str]) -> bool:
    return any(word in name for word in chinese) or _first(_spaced(name), english) >= 0
