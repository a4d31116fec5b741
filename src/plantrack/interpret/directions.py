"""Which way an indicator is meant to go, as far as its targets or its name tell."""

from __future__ import annotations

import re
from enum import Enum

from plantrack.interpret.matching import Line
from plantrack.plan.interval import Interval

_LESS = re.compile(
    r"死亡率|死亡人?数|死亡概率|早死|失业率|浓度|发生率|事故|能耗|水耗|电耗|物价|消费价格|通胀|涨幅"
    r"|赤字率?|负债率?|债务率|债务余额|杠杆率|贫困|辍学率|犯罪|案件|发案|发病率|感染率|近视率|吸烟率"
    r"|漏损率|排放(?:总量|量|强度|水平)?$|需氧量|氮氧化物|二氧化硫|氨氮|总磷"
    r"|消耗量?$|耗水量|用水量|施用量|农药使用量|空置率|能源消费总量|煤炭消费|水土流失|劣[ⅤV5五]?类"
    r"|空心率|住院费用|挥发性有机物|单位.{0,6}(?:用地|用水|排放)|黑臭|颗粒物|恩格尔|收入(?:比|差距|倍差)$|城乡居民收入比|个人卫生支出|投诉|污染天数|火灾|传染病"
    r"|不良贷款率|基尼|等候时间|办理时[限间]|开办时间|通关时间|拥堵"
    r"|cpi|mortality|death|unemploy|inflation|consumer price|poverty|crime|emissions?$|pm ?2\.5"
    r"|pm ?10|deficit|debt|drop-?out|infant|accident|fatalit|(?:waiting|response|processing) time"
    r"|backlog|vacancy rate|complaints|infection|obesity|stunting|smok|tobacco use|pregnanc"
    r"|recidivism|homeless|non-revenue water|losses|energy intensity",
    re.I,
)
_CUT = re.compile(
    r"降低|下降|减少|降幅|削减|减排|reduction|reduced|decrease|decline|cut in|fall in", re.I
)

_GOOD = re.compile(
    r"(?:达标|处理|治理|处置|办结|完成|覆盖|控制|合格|满意|化解|破案|侦破|回收|利用|优良|清零|整改|救助|参保"
    r"|修复|防治)率?(?:面积)?$|直报率|脱贫|帮扶|查处|应诉|演练|再生水"
    r"|rate of (?:treatment|detection|recovery|coverage)$"
    r"|installed|vaccinat|immuni[sz]|placed|collect|resolved|registration|registered|prevent",
    re.I,
)
"""Names with these words are of what is done about something bad."""


class Lean(Enum):
    """How sure a direction is."""

    UP = "up"
    DOWN_BY_BOUND = "down, as a target is an upper bound"
    DOWN_BY_NAME = "down, as the name suggests"
    UNCERTAIN = "a reduction with figures below zero"


DOWNWARD = frozenset({Lean.DOWN_BY_BOUND, Lean.DOWN_BY_NAME})
"""Less is better, for one cause or another."""


def lean(line: Line) -> Lean:
    """Which way the indicator is meant to go."""
    plans = [i for year in line.years.values() if (g := year.givens.get("plan"))
             and g.figure.quantity and (i := g.figure.quantity.interval)]  # fmt: skip
    if _CUT.search(line.named):
        return Lean.UNCERTAIN if any(_below_zero(i) for i in plans) else Lean.UP
    if any(i.low is None for i in plans):
        return Lean.DOWN_BY_BOUND
    if any(i.high is None for i in plans):
        return Lean.UP
    return Lean.DOWN_BY_NAME if _names_something_bad(line.named) else Lean.UP


def _names_something_bad(name: str) -> bool:
    """Of “A占B比重” only A is measured; a rate of what is done about it is good."""
    measured = re.split(r"占|相当于|\bshare of\b|\bas a (?:share|percentage) of\b", name)[0]
    return bool(_LESS.search(measured)) and not _GOOD.search(name)


def _below_zero(interval: Interval) -> bool:
    return interval.high is not None and interval.high < 0
