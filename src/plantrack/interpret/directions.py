"""Which way an indicator is meant to go, as far as its targets or its name tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum

from plantrack.documents.text import squeezed
from plantrack.interpret.figure_words import names_growth
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.plan.assess import judge
from plantrack.plan.interval import Interval
from plantrack.plan.model import Direction

_LESS = re.compile(
    r"死亡率|死亡人?数|死亡概率|早死|失业率|浓度|发生率|事故|能耗|水耗|电耗|物价|消费价格|通胀|涨幅"
    r"|赤字率?|负债率?|债务率|债务余额|杠杆率|贫困|辍学率|犯罪|案件|发案|发病率|感染率|近视率"
    r"|吸烟率"
    r"|漏损率|排放(?:总量|量|强度|水平)?$|需氧量|氮氧化物|二氧化硫|氨氮|总磷"
    r"|消耗量?$|耗水量|用水量|施用量|农药使用量|空置率|能源消费总量|煤炭消费|水土流失|劣[ⅤV5五]?类"
    r"|空心率|住院费用|挥发性有机物|单位.{0,6}(?:用地|用水|排放)|黑臭|颗粒物|恩格尔|收入(?:比"
    r"|差距|倍差)$|城乡居民收入比|个人卫生支出|投诉|污染天数|火灾|传染病"
    r"|不良贷款率|基尼|等候时间|办理时[限间]|开办时间|通关时间|拥堵"
    r"|等待时间|平均用时|延误|差错率|事故率|发生数|违法|违规"
    r"|\bcpi\b|mortality|death|unemploy|inflation|consumer price|poverty|crime|emissions?$|pm ?2\.5"
    r"|pm ?10|deficit|debt|drop-?out|infant|accident|fatalit"
    r"|vacanc(?:y|ies) rate|complaint|infection|obesity|stunting|smok|tobacco use"
    r"|pregnanc|recidivism|homeless|non-revenue water|losses|energy intensity|\bdelay|\berrors?\b"
    r"|injur|absen(?:ce|tee)|turnover rate|downtime|outage|violation|breach|overdos|evict|truan"
    r"|\barrears\b|re-?offend|re-?admission|defects?\b|incidents?\b|spills?\b|homicide|burglar"
    r"|assault",
    re.I,
)
_TIME_OR_COST = re.compile(
    r"\bwait(?:ing|s)?\b|turn-?around|\b(?:response|processing|handling|cycle|travel|lead) times?\b"
    r"|\bcosts? per\b|\b(?:days|hours|minutes|weeks|months|time|time taken) (?:to|for|between"
    r"|from)\b"
    r"|等待时间|等候时间|平均用时|办理时[限间]|办结时[限间]",
    re.I,
)
_LATE = re.compile(r"backlog|overdue|past due|逾期|积压|超期", re.I)
_CLEARED = re.compile(r"\bwithin\b|cleared|closed|resolved|eliminated|清零|化解|处置|消化", re.I)
_IS_SHARE = re.compile(r"%|percent|\bshare\b|\bproportion\b|\brate\b|率|比重|占比|比例", re.I)
_AVERAGE = re.compile(r"(?:average|median|mean|avg\.?)\b|平均", re.I)
_CUT = re.compile(
    r"降低|下降|减少|降幅|削减|减排|reduction|reduced|decrease|decline|cut in|fall in", re.I
)

_GOOD = re.compile(
    r"(?:达标|处理|治理|处置|办结|完成|覆盖|控制|合格|满意|化解|破案|侦破|回收|利用|优良|清零"
    r"|整改|救助|参保"
    r"|修复|防治)率?(?:面积|数量?)?$|直报率|脱贫|帮扶|查处|应诉|演练|再生水|监测|监控|网络|预警"
    r"|防控|整治"
    r"|及时率|知晓率|查明率|调处|执结"
    r"|rate of (?:treatment|detection|recovery|coverage)$"
    r"|installed|vaccinat|immuni[sz]|placed|collect|resol[uv]|registration|registered|prevent"
    r"|\bclos(?:ed|ure)|clear(?:ed|ance)|solved|answered|responded|completed|processed"
    r"|\bon[- ]time\b|\bin time\b|\bwithin\b|\bmeeting\b|\bmet\b|complian|satisf|treated|detected"
    r"|investigated|screened|inspected|trained|served|avoided|addressed|abated|removed|repaired"
    r"|recovered|enrol|housed|sheltered|reviewed|settled|acknowledged|\bpaid\b|reached|monitor"
    r"|\bunder \d",
    re.I,
)
"""Names with these words are of what is done about something bad."""

_MORE = re.compile(
    r"增加值|生产总值|产值|总额|收入|投资|利润|税收|存款|贷款|储备|产量|能力|覆盖|普及率|入学"
    r"|入园|城镇化|达标"
    r"|合格|优良|满意|面积|里程|床位|寿命|年限|研发|效率|生产率|规模"
    r"|医师|护士|教师|人才|专利|游客|接待|就业|参保|货运量|客运量|吞吐量|周转量|外资|引进|销售"
    r"|绿地|森林|蓄积|保有量|装机|用户|养老"
    r"|增速|增长|增幅|进出口|消费率|零售|建成|新增|天数|供给|签约|巩固率|利用率|合格率"
    r"|income|revenue|\bgdp\b|growth|coverage|enrol|literacy|life expectancy|satisf|complian"
    r"|attendance|graduat|participa|visit|customers|jobs?\b|employment|employed|investment|exports"
    r"|trained|productiv|renewable|recycl|forest|timel|on[- ]time|\bwithin\b|success|achiev"
    r"|constructed|renovated|schools?\b|roads?\b|pupils|students|teachers|doctors|nurses"
    r"|clinics|beds\b|\bcured\b|trees|\bbuilt\b|installed|provided|delivered|conducted"
    r"|completed|served|passed",
    re.I,
)
"""Names with these words are of what there should be more of, unless something says otherwise."""


class Lean(Enum):
    """Which way an indicator is meant to go, and how that is known."""

    UP = "up"
    UP_AS_SAID = "up, as the user said"
    DOWN_AS_SAID = "down, as the user said"
    DOWN_BY_BOUND = "down, as a target is an upper bound"
    DOWN_BY_NAME = "down, as the name suggests"
    DOWN_BY_FIGURES = "down, as a target is 0 or below its baseline"
    UNCERTAIN = "a reduction with figures below zero"
    OPPOSED = "up by its name, but a target is 0 or below its baseline"
    UNKNOWN = "nothing tells, and the answer hangs on it"


DOWNWARD = frozenset(
    {Lean.DOWN_AS_SAID, Lean.DOWN_BY_BOUND, Lean.DOWN_BY_NAME, Lean.DOWN_BY_FIGURES}
)
"""Less is better, for one cause or another."""


def lean(line: ReportIndicator) -> Lean:
    """Which way the indicator is meant to go."""
    if line.way is not None:
        return Lean.DOWN_AS_SAID if line.way is Direction.DOWN else Lean.UP_AS_SAID
    plans = list(_intervals(line, "plan"))
    if names_reduction(line.named):
        return Lean.UNCERTAIN if any(_below_zero(i) for i in plans) else Lean.UP
    if any(i.low is None for i in plans):
        return Lean.DOWN_BY_BOUND
    if any(i.high is None for i in plans):
        return Lean.UP
    return _by_name_and_figures(line, plans)


def _by_name_and_figures(line: ReportIndicator, plans: list[Interval]) -> Lean:
    """Both must be heard: what the name is of, and where the targets lie."""
    if names_growth(line.named):
        return Lean.UP
    if _names_something_bad(line.named):
        return Lean.DOWN_BY_NAME
    good = bool(_GOOD.search(line.named) or _MORE.search(line.named))
    if not good and line.parent is not None:  # “工业” under “固定资产投资”
        if _names_something_bad(line.parent.named):
            return Lean.DOWN_BY_NAME
        good = bool(_GOOD.search(line.parent.named) or _MORE.search(line.parent.named))
    if _asks_for_less(line, plans):
        return Lean.OPPOSED if good else Lean.DOWN_BY_FIGURES
    return Lean.UP if good or not _hangs_on_it(line) else Lean.UNKNOWN


def names_reduction(name: str) -> bool:
    """Whether the name is of a reduction, of which more is better unless it is written below 0."""
    return _CUT.search(name) is not None


def _intervals(line: ReportIndicator, part: str) -> Iterator[Interval]:
    for year in line.years.values():
        given = year.figures.get(part)
        if given and given.figure.quantity and given.figure.quantity.interval:
            yield given.figure.quantity.interval


def _asks_for_less(line: ReportIndicator, plans: list[Interval]) -> bool:
    """Whether every target is 0, or every one lies below the baseline."""
    if not plans:
        return False
    if all(i.low == i.high == Decimal(0) for i in plans):
        return True
    bases = [
        given.figure.quantity.interval
        for year in line.years.values()
        if (given := year.figures.get("actual")) and given.is_baseline
        and given.figure.quantity and given.figure.quantity.interval
    ]  # fmt: skip
    return bool(bases) and all(base.above(plan) for base in bases for plan in plans)


def _hangs_on_it(line: ReportIndicator) -> bool:
    """Whether a target counts as met one way and as missed the other."""
    for year in line.years.values():
        plan, actual = year.figures.get("plan"), year.figures.get("actual")
        if plan is None or actual is None or actual.is_baseline:
            continue
        if plan.figure.quantity and actual.figure.quantity:
            both = [judge(plan.figure.quantity, actual.figure.quantity, way)
                    for way in (Direction.UP, Direction.DOWN)]  # fmt: skip
            if both[0].is_achieved != both[1].is_achieved:
                return True
    return False


def told(lines: list[ReportIndicator], said: Mapping[str, Direction]) -> list[str]:
    """Put what the user said to the indicators of that number or name; the names that none has."""
    unknown: list[str] = []
    for name, way in said.items():
        meant = [
            line for line in lines
            if squeezed(name) in line.names or name.strip() == str(line.number)
        ]  # fmt: skip
        for line in meant:
            line.way = way
        if not meant:
            unknown.append(name)
    return unknown


def _names_something_bad(name: str) -> bool:
    """Of “A占B比重” only A is measured; a rate of what is done about it is good.

    A time or a cost is bad whatever is done in it: “days to close complaints”.
    """
    measured = re.split(r"占|相当于|\bshare of\b|\bas a (?:share|percentage) of\b", name)[0]
    share = _IS_SHARE.search(name) is not None
    if _LATE.search(name) or (_TIME_OR_COST.search(name) and not share):
        return _CLEARED.search(name) is None or (not share and bool(_AVERAGE.match(name)))
    return bool(_LESS.search(measured)) and not _GOOD.search(name)


def _below_zero(interval: Interval) -> bool:
    return interval.high is not None and interval.high < 0
