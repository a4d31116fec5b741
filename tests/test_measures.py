"""What sort of number an indicator is, told by its unit and its name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack import load
from plantrack.plan.interval import Interval
from plantrack.plan.measures import (
    is_amount,
    is_average,
    is_percentage,
    is_ratio,
    is_reduction,
    is_share,
    limits_of,
    measure_of,
)
from plantrack.plan.model import Measure, Text, YearFigures
from plantrack.plan.quantity import parse


def figures(*names: str, unit: str | None = "%", plan: str | None = None) -> YearFigures:
    """A year of an indicator with a name in one language or two."""
    texts = dict(zip(("zh", "en"), names, strict=False))
    units = Text({"zh": unit}, "zh") if unit else None
    return YearFigures(2021, Text(texts, "zh"), units, parse(plan) if plan else None)


GROWTH = (
    *(
        "城镇化率提高",
        "地区生产总值增速（可比价）",
        "固定资产投资",
        "规模以上工业增加值",
        "失业率下降",
    ),
    *(
        "居民消费价格指数",
        "居民消费价格涨幅",
        "占比提高",
        "能耗降低率",
        "单位GDP能耗下降",
        "降低PM2.5浓度",
    ),
    *(
        "一般公共预算收入（可比口径）",
        "经济增速",
        "增长比例",
        "占地区生产总值比重变化",
        "GDP",
        "减少比重",
    ),
    *(
        "GRP growth (constant prices)",
        "Growth in the share of services",
        "Retail sales",
        "Inflation",
    ),
    *("Rise in consumer prices", "Unemployment rate change", "Gross domestic product (real)"),
    *("Reduction in energy use per unit of GRP", "Exports", "Year on year output", "Fall in crime"),
    *(
        "Growth of the share since the change of law",
        "Share of output, increase",
        "GDP (at constant prices)",
        "增加值增长",
        "进出口（人民币）",
    ),
)
SHARE = (
    *(
        "服务业增加值占地区生产总值比重",
        "城镇调查失业率",
        "研发经费支出占GDP",
        "增加值占比",
        "森林覆盖率",
    ),
    *(
        "水质优良比例",
        "养老机构社会化运营率",
        "增长型企业占比",
        "群众满意度",
        "降雨覆盖率",
        "气候变化占比",
    ),
    *("Share of high-growth firms", "Services' share of GRP", "Urbanization rate", "Pass rate"),
    *(
        "Youth share of growth firms online",
        "Percentage of bins collected",
        "R&D (% of GDP)",
        "Proportion of growth firms online",
    ),
)
LEVEL = (
    *(
        "产能利用率",
        "存款利率",
        "质量提升行动完成率",
        "占地率",
        "研发投入强度",
        "增长极贡献水平",
        "文盲",
    ),
    *("Unemployment", "Invoices paid on time", "Climate change awareness", "Lending rate"),
    *("Satisfaction", "Investment ratio", "Prices paid promptly", "Sharecroppers", "Growths"),
)


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        *((name, Measure.GROWTH) for name in GROWTH),
        *((name, Measure.SHARE) for name in SHARE),
        *((name, Measure.LEVEL) for name in LEVEL),
    ],
)
def test_a_percentage(name: str, measure: Measure) -> None:
    for unit in ("%", "％", "percent", "‰"):
        given_ = figures(name, unit=unit)
        assert measure_of(given_) is measure
        assert is_ratio(given_)
        assert not is_amount(given_)
        assert is_share(given_) == (measure is Measure.SHARE)


@pytest.mark.parametrize(
    ("name", "unit", "measure"),
    [
        ("城镇化率", "百分点", "growth"),
        ("Unemployment rate", "pp", "growth"),
        ("Unemployment rate", "percentage points", "growth"),
        ("Debt", "% of GDP", "share"),
        ("Exports", "% growth", "growth"),
        ("出口", "%（同比增长）", "growth"),
        ("消费价格指数", "上年=100", "index"),
        ("Consumer prices", "2015 = 100", "index"),
        ("平安指数", "分", "index"),
        ("Human development index", None, "index"),
        ("Indexed pensions", "units", "count"),
        ("综合排名", "位", "rank"),
        ("Rank in the province", None, "rank"),
        ("开工日期", "日期", "date"),
        ("Opening", "date", "date"),
        ("新增就业", "万人", "count"),
        ("New homes", "number", "count"),
        ("Visitors", "1,000 visits", "count"),
        ("Visitors", "2.5 million visits", "count"),
        ("每千人医师数", "人", "level"),
        ("Physicians per 1,000 people", "people", "level"),
        ("Average class", "people", "level"),
        ("固定资产投资", "亿元", "level"),
        ("地区生产总值增速", "亿元", "level"),
        ("人均收入", "元", "level"),
        ("Dust", "ppm", "level"),
        ("Percentile", "percentile", "level"),
        ("Dust", "µg/m³", "level"),
        ("Dust", None, "level"),
    ],
)
def test_other_units(name: str, unit: str | None, measure: str) -> None:
    assert measure_of(figures(name, unit=unit, plan="5")) == measure


def test_words_without_a_unit() -> None:
    in_words = figures("任务", unit=None, plan="完成")
    assert measure_of(in_words) is Measure.WORDS
    assert measure_of(replace(in_words, actual=parse("完成"))) is Measure.WORDS
    assert measure_of(replace(in_words, actual=parse("5"))) is Measure.LEVEL
    assert measure_of(replace(in_words, plan=None)) is Measure.LEVEL
    assert measure_of(figures("能耗降低", plan="完成")) is Measure.GROWTH
    assert is_amount(in_words)


def test_any_language_tells() -> None:
    assert measure_of(figures("甲", "Growth of A")) is Measure.GROWTH
    assert measure_of(figures("甲占比", "A")) is Measure.SHARE
    assert measure_of(figures("甲占比", "Growth of A")) is Measure.GROWTH
    assert measure_of(figures("甲", "A")) is Measure.LEVEL
    assert measure_of(figures("平安指数", "Safety", unit="points")) is Measure.INDEX
    assert measure_of(figures("甲", "Rank of A", unit="th")) is Measure.RANK


def test_what_the_file_says_counts() -> None:
    said = replace(figures("增速"), measure=Measure.SHARE)
    assert (measure_of(said), is_share(said)) == (Measure.SHARE, True)
    assert limits_of(said) == between(0, 100)
    other = replace(said, limits=between(0, 50))
    assert limits_of(other) == between(0, 50)
    assert limits_of(replace(figures("湿度", unit="g"), limits=between(-5, 5))) == between(-5, 5)
    assert limits_of(replace(figures("份额", unit="g"), measure=Measure.SHARE)) is None


def between(low: int, high: int) -> Interval:
    return Interval(D(low), D(high), low_closed=True, high_closed=True)


def test_words_in_percent_are_no_share() -> None:
    said = replace(figures("覆盖率"), measure=Measure.WORDS)
    assert (is_share(said), limits_of(said)) == (False, None)


def test_where_figures_end() -> None:
    assert limits_of(figures("覆盖率")) == between(0, 100)
    assert limits_of(figures("覆盖率", unit="‰")) == between(0, 1000)
    assert limits_of(figures("增速")) is None
    assert limits_of(figures("利率")) is None
    assert limits_of(figures("覆盖率", unit="亿元")) is None
    assert limits_of(figures("覆盖率", unit=None)) is None


@pytest.mark.parametrize(
    ("unit", "percentage"),
    [
        *((unit, True) for unit in ("%", "％", "百分点", "个百分点", "百分比", "pp", "PP", "pct")),
        *((unit, True) for unit in ("percent", "per cent", "percentage points", "% of GDP")),
        *((unit, False) for unit in ("‰", "ppm", "percentile", "个", "人", "of %", "")),
    ],
)
def test_percentages(unit: str, percentage: bool) -> None:
    assert is_percentage(figures("x", unit=unit)) == percentage
    assert is_ratio(figures("x", unit=unit)) == (percentage or unit == "‰")


@pytest.mark.parametrize(
    ("measure", "amount"),
    [
        *((m, True) for m in (Measure.LEVEL, Measure.COUNT, Measure.INDEX, Measure.WORDS)),
        *((m, False) for m in (Measure.SHARE, Measure.GROWTH, Measure.RANK, Measure.DATE)),
    ],
)
def test_amounts(measure: Measure, amount: bool) -> None:
    assert is_amount(replace(figures("x", unit="t"), measure=measure)) == amount
    assert not is_amount(replace(figures("x"), measure=measure))


def test_averages_and_reductions() -> None:
    for name in (
        "人均收入",
        "每千人",
        "单位能耗",
        "死亡率",
        "Income per head",
        "Average age",
        "Prices",
    ):
        assert is_average(figures(name)), name
    for name in ("收入", "Income", "Permits", "Meaningful"):
        assert not is_average(figures(name)), name
    for name in ("能耗降低", "压减产能", "Reduction in waste", "Waste: decline"):
        assert is_reduction(figures(name)), name
    for name in ("增速", "Growth", "Waterfall"):
        assert not is_reduction(figures(name)), name
    assert is_average(figures("甲", "Mean of A"))


def test_the_embedded_plan() -> None:
    told = {one.ordinal: measure_of(one.years[2021]).value for one in load().indicators}
    growth = [number for number, measure in told.items() if measure == "growth"]
    assert growth == ["1.1", "5", "7", "10", "16", "17", "19", "22", "23", "28", "29.1"]
    share = [number for number, measure in told.items() if measure == "share"]
    assert share == ["4", "9", "12", "14", "15", "24", "25", "26", "33", "34"]
    assert [number for number, measure in told.items() if measure == "count"] == ["8", "30"]


@given(st.text(), st.text() | st.sampled_from(["%", "百分点", "‰", "万人", "%("]))
def test_any_name_and_unit_are_told(name: str, unit: str) -> None:
    assert measure_of(figures(name, unit=unit)) in Measure
