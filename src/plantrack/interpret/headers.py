"""What a heading says of its column: number, name, unit, target or actual, and of which year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from plantrack.documents.text import (
    FISCAL,
    fiscal_year,
    half_width,
    one_line,
    period_in,
    spaced,
    squeezed,
    years_in,
)


class Role(StrEnum):
    """What the cells under a heading are."""

    NUMBER = "number"
    NAME = "name"
    SECTION = "section"
    UNIT = "unit"
    KIND = "kind"
    PLAN = "plan"
    ACTUAL = "actual"
    BASELINE = "baseline"
    OUTCOME = "outcome"
    REASON = "reason"
    NOTE = "note"
    PERIOD = "period"  # a target for all the years of a period, as a mean or a sum
    SKIP = "skip"
    YEAR = "year"  # a year and no word: a target or a baseline
    DERIVED = "derived"  # a difference, a growth or a share worked out from the others
    PARTIAL = "partial"  # a figure for a part of a year
    REGION = "region"
    UNKNOWN = "unknown"

    @property
    def holds_figures(self) -> bool:
        """Whether the column's cells are targets or actuals."""
        return self in FIGURES


LONGEST_HEADING = 300
"""Characters from which a text is no heading."""

FIGURES = {Role.PLAN, Role.ACTUAL, Role.BASELINE, Role.PERIOD, Role.YEAR}
DATED_TEXTS = {Role.OUTCOME, Role.REASON, Role.NOTE}
"""Roles of words on a year, which their heading may name."""

ASSIGNABLE = tuple(Role)[: list(Role).index(Role.SKIP) + 1]
"""The roles that a user may give a column."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading read: `year` is named in it, `relative` is in years from the report's own.

    `estimate` says that an actual is only expected; `weak` that a name heading may as well stand
    over a list of projects; `fiscal` that the year is the one in which a fiscal year ends;
    `spread` that a heading to its left was taken to stand over it too.
    """

    role: Role
    text: str = ""
    year: int | None = None
    relative: int | None = None
    estimate: bool = False
    weak: bool = False
    fiscal: bool = False
    spread: bool = False


_WHOLE: Mapping[Role, str] = {
    Role.NUMBER: r"序号?|编号|项次|指标(?:序|编)号|no\.?|number|#|nr\.?|s/?n|ref\.?|id|item no\.?"
    r"|(?:s|sl|sr)\.? ?no\.?"
    r"|serial(?: no\.?| number)?|kpi no\.?|(?:指标)?(?:编码|代码)|code|pmid"
    r"|(?:indicator|measure|kpi|metric|target|item|objective|pm)s?[ _-]?"
    r"(?:id|code|ref(?:erence)?(?: no\.?| number)?|no\.?|number|#)",
    Role.UNIT: r"(?:计量|计算|度量)?单位|units?(?: of measure(?:ment)?)?|measurement unit|uom",
    Role.KIND: r"(?:指标)?(?:属性|性质)|指标类型|kind|nature|type(?: of (?:indicator|target))?"
    r"|indicator type",
    Role.SECTION: r"(?:指标)?(?:类别|分类|领域|板块|维度|方面)|类型"
    r"|一级指标|category|theme|pillar|area"
    r"|domain|sector|section|group|policy area|strategic (?:goal|objective|area)|goal|objective",
    Role.OUTCOME: r"(?:是否|有否)(?:完成|达标|达到)(?:目标"
    r"|计划)?|完成与否|(?:完成|达标|目标)状态|达标情况"
    r"|完成评价|status|(?:target )?(?:met|achieved)\??|rag(?: status)?|rating|result status"
    r"|(?:on track|met)/.*"
    r"|(?:targets? )?(?:met|achieved|completed) ?(?:/|or) ?(?:not|un|partial).*"
    r"|(?:yes|y) ?(?:/|or) ?(?:no|n)",
    Role.REASON: r".*原因.*|reasons?(?: for .*)?|explanation(?: of .*)?|why.*|cause.*",
    Role.NOTE: r"备注|说明|注|注释|(?:情况|指标|口径)说明|remarks?|notes?|comments?|commentary",
    Role.REGION: r"地区|区域|区县|市县|县区|县市区|省份|省市|城市"
    r"|街镇|镇街|乡镇|单位名称|region|province"
    r"|county|counties|district|state|municipality|city|country|territory",
    Role.NAME: r"(?:(?:主要|核心|考核|具体|监测|规划|发展|预期|经济|社会|和|二级|三级|年度|重点)*)"
    r"(?:指标|目标名称)(?:名称|内容|体系)?|(?:主要|发展|预期)目标|指标名称.*|指标项目"
    r"|(?:key |performance |outcome |output |main |headline |strategic )*"
    r"(?:indicators?|kpis?|measures?|metrics?)(?: name| title| description)?|performance targets?",
}
_WEAK_NAME = r"项目|名称|内容|项目名称|目标任务|任务|事项|items?|name|description|what|title"
_IGNORED = (
    r"(?:责任|牵头|实施|配合|主管|承办|负责|完成|监测|统计|填报).*(?:单位|部门|领导|人)|.*部门|责任|分管.*"
    r"|responsible.*|owner|lead.*|department|agency|ministry|(?:data )?sources?|数据来源|资料来源"
    r"|建设(?:内容|地点|性质|规模|单位|年限|工期)|frequency|definition|methodology|page"
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_PARTIAL = (
    r"上半年|下半年|季度|半年|(?!1\s*[-—–~至]\s*12月)(?<!\d)\d+\s*[-—–~至]\s*\d+月"
    r"|(?<!\d)(?:[1-9]|1[01])月|一季|前三季|\bq[1-4]\b|\bh[12]\b|half[- ]year|quarter|to date"
    rf"|\bytd\b|month|\b(?:{_MONTH})\b"
)
_PERIOD = r"年均|累计|五年|规划期|期间|annual average|average annual|cumulative|over the period"
_WORKED_OUT = (
    r"增速|增幅|增长|增减|同比|环比|[比较](?:上|去|前)年|±|差距|差额|差值|缺口"
    r"|占.*(?:比|%)|为.*%|排名|位次|权重|分值|得分|growth|change|variance|% of|percent of"
    r"|difference|deviation|gap|rank|weight|score|trend"
)
_DERIVED = rf"{_WORKED_OUT}|完成率|完成比例|完成程度|完成百分比|进度|attainment|progress"
_DONE = r"完成|实现|达成|执行|达到|达标|achiev|complet|perform|reali[sz]|fulfil"
_MEASURE_OF_DONE = (
    r"率|程度|进度|比例|百分比|比重|%|差|[超欠]"
    r"|\brate\b|percent|per cent|\bpct\b|\bratio\b|\blevel of\b"
)
_AGAINST = r"\bvs\b|\bversus\b|\bagainst\b|\bcompared\b|\brelative to\b|[超欠](?:额|目标|计划)"
_WIDER = r"全国|全省|全球|平均|\bnational\b|\bnationwide\b|\baverage\b|\bbenchmark"
_OF_PLAN = r"(?:计划|目标|任务|预期).{0,4}(?:完成|执行|实现|达成)(?:情况|结果)"
_TO_BE_DONE = r"(?:拟|要|须|需|应|将)(?:完成|实现|达成|达到)"
_TARGET_ACHIEVED = r"targets? (?:met|achieved)\??|achieved target"
_PLAN = (
    r"计划|目标|预期|任务|安排|建议|规划|下达|年度指标值|target|\bplan(?:ned)?\b"
    r"|\bgoal\b|\bprojected\b|\bexpected\b"
)
_PLAN_DESPITE = (
    r"(?:performance|outcome|results?|achievement|output) target"
    r"|\bplanned (?:performance|outcomes?|results?|achievements?|outputs?)"
)
_ACTUAL = (
    r"实际|完成|执行|实绩|实现|达到|预计|初步|快报|决算|统计数|\bactuals?\b|outcome|\bresults?\b|achiev"
    r"|performance|reali[sz]ed|outturn|estimate|预估"
)
_ESTIMATE = r"预计|预估|初步|快报|estimate|preliminary|provisional|forecast"
_BASELINE = r"基期|基数|基准|基础值|现状|baseline|base year|base value"
_PLANNED_FROM = r"(?:规划|计划)?(?:基期|基数|基准|基础)(?:值|年|数)?"
_UNDECIDED = (
    r"力争|确保|调整|修订|挑战|底线|上级|市下达|省下达|revised|adjusted|stretch|minimum|maximum"
    r"|争取|forecast|\bsought\b|\bdesired\b|\bintended\b|\brequired\b|\bto be\b|\bto achieve\b"
)
_RELATIVE = ((r"上一?年|去年|前一年|previous year|last year|prior year", -1),
             (r"本年|今年|当年|this year|current year", 0),
             (r"明年|下一?年|次年|next year", 1))  # fmt: skip
_SIMPLIFIED = str.maketrans(
    "標單計劃實際號屬類別預數項領稱達編備註說報評況進狀態責門業務據區縣鄉鎮",
    "标单计划实际号属类别预数项领称达编备注说报评况进状态责门业务据区县乡镇",
)
_TOLD_BELOW = {Role.PLAN, Role.ACTUAL, Role.BASELINE, Role.OUTCOME, Role.REASON, Role.NOTE,
               Role.DERIVED}  # fmt: skip
_BARE = re.compile(r"(?:19|20|21)\d\d(?:年度?)?(?:末|底)?|(?:fy|year)?\s*(?:19|20|21)\d\d")


@lru_cache(maxsize=1024)
def classify(text: str) -> Heading:
    """What one heading says; of several rows of headings, their texts joined by blanks."""
    if len(text) > LONGEST_HEADING and len(one_line(text)) > LONGEST_HEADING:
        return Heading(Role.UNKNOWN, text)
    text = one_line(text) if len(text) > LONGEST_HEADING else text
    tight, loose = squeezed(text).translate(_SIMPLIFIED), spaced(text)
    role = _whole(tight, loose)
    if role is not None:
        year = _year(text)[0] if role in DATED_TEXTS else None
        return Heading(role, text, year, weak=_matches(_WEAK_NAME, tight, loose))
    if not tight:
        return Heading(Role.UNKNOWN, text)
    return _figures(text, tight, loose)


def classify_stack(texts: Sequence[str]) -> Heading:
    """What the headings above one column say, from the top down: the lowest tells the role.

    “计划” under “2023年计划执行情况” is a target. A heading further up that makes all below it
    figures of another kind, such as “增速”, still does.
    """
    whole = classify(" ".join(texts))
    if len(texts) < 2:
        return whole
    above, leaf = classify(" ".join(texts[:-1])), classify(texts[-1])
    if leaf.role not in _TOLD_BELOW or _binds(above) or (leaf.estimate and above.role is Role.PLAN):
        return whole
    return replace(
        leaf,
        text=whole.text,
        year=leaf.year or whole.year,
        relative=whole.relative if leaf.relative is None else leaf.relative,
        fiscal=leaf.fiscal or (whole.fiscal and leaf.year is None),
    )


def _binds(above: Heading) -> bool:
    """Whether a heading holds for all columns below it, whatever they say."""
    words = "|".join((_WORKED_OUT, _UNDECIDED, _WIDER))
    kinds = {Role.PARTIAL, Role.PERIOD, Role.REGION}
    return above.role in kinds or _has(words, squeezed(above.text), spaced(above.text))


def _matches(pattern: str, tight: str, loose: str) -> bool:
    return any(re.fullmatch(pattern, one) for one in (tight, loose))


def _has(pattern: str, tight: str, loose: str) -> bool:
    return any(re.search(pattern, one) for one in (tight, loose))


def _whole(tight: str, loose: str) -> Role | None:
    """The role of a heading whose every word is known; a unit behind it in brackets is dropped."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", tight) or tight
    for role, pattern in _WHOLE.items():
        if _matches(pattern, bare, loose) and not (role is Role.OUTCOME and "%" in tight):
            return role
    if _matches(_WEAK_NAME, bare, loose):
        return Role.NAME
    return Role.SKIP if _matches(_IGNORED, bare, loose) else None


def _figures(text: str, tight: str, loose: str) -> Heading:
    """A heading over figures: which role its words give, and which year."""
    year, fiscal = _year(text)
    relative = next((n for words, n in _RELATIVE if _has(words, tight, loose)), None)
    role = _figure_role(text, tight, loose)
    if role is Role.UNKNOWN and (year or relative is not None) and _is_bare(tight, loose):
        role = Role.YEAR
    return Heading(
        role,
        text,
        year,
        relative,
        estimate=role is Role.ACTUAL and _has(_ESTIMATE, tight, loose),
        fiscal=fiscal,
    )


def _is_bare(tight: str, loose: str) -> bool:
    words = "|".join(pattern for pattern, _ in _RELATIVE)
    return bool(_BARE.fullmatch(tight) or _matches(words, tight, loose) or FISCAL.fullmatch(tight))


def _figure_role(text: str, tight: str, loose: str) -> Role:
    if _has(_PARTIAL, tight, loose):
        return Role.PARTIAL
    if _has(_PERIOD, tight, loose) or _names_a_span(text):
        return Role.PERIOD
    if _is_derived(tight, loose):
        return Role.DERIVED
    if _has(_UNDECIDED, tight, loose) or _has(_WIDER, tight, loose):
        return Role.UNKNOWN
    if _matches(_TARGET_ACHIEVED, tight, loose):
        return Role.OUTCOME
    if re.search(_OF_PLAN, tight):
        return Role.ACTUAL
    return _by_words(text, tight, loose)


def _is_derived(tight: str, loose: str) -> bool:
    """Whether the figures are worked out of others, such as the share of a target reached."""
    measured = _has(_DONE, tight, loose) and _has(_MEASURE_OF_DONE, tight, loose)
    return measured or _has(_DERIVED, tight, loose) or _has(_AGAINST, tight, loose)


def _names_a_span(text: str) -> bool:
    """Whether the heading names the years of a span, such as 2021—2025年."""
    return len(years_in(text)) == 2 and period_in(text) is not None


def _by_words(text: str, tight: str, loose: str) -> Role:
    """Target, actual or baseline, if the words say one of them and no other."""
    if _has(_BASELINE, tight, loose):
        targeted = _has(_PLAN, *(re.sub(_PLANNED_FROM, "", one) for one in (tight, loose)))
        return Role.UNKNOWN if targeted else Role.BASELINE
    plan, actual = _has(_PLAN, tight, loose), _has(_ACTUAL, tight, loose)
    if re.search(_TO_BE_DONE, tight):
        return Role.UNKNOWN if plan else Role.PLAN
    if plan and actual and _has(_PLAN_DESPITE, tight, loose):
        return Role.PLAN
    if plan != actual:
        return Role.PLAN if plan else Role.ACTUAL
    if not plan and period_in(text) and not years_in(text):
        return Role.PLAN if not re.search(r"末|end", tight) else Role.YEAR
    return Role.UNKNOWN


def _year(text: str) -> tuple[int | None, bool]:
    """The one year a heading names, and whether that is the end of a fiscal year."""
    ended = fiscal_year(text)
    if ended is not None:
        return ended, True
    period = period_in(text)
    if period:
        return period[1], False
    years = years_in(half_width(text)) or years_in(squeezed(text))  # a year may be broken in two
    return (years[0] if len(years) == 1 else None), False
