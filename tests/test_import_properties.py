"""Whatever a table holds, an import gives a plan that loads, or none; no digit is made up."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from reports import SPEAK

from plantrack.documents import separated
from plantrack.documents.document import Document, Paragraph
from plantrack.importing.run import NoIndicators, imported, wishes
from plantrack.planfile.read import parse

HEADINGS = st.sampled_from(
    [
        "序号",
        "指标",
        "单位",
        "属性",
        "2021年计划",
        "2021年实际",
        "2022年目标",
        "2020年",
        "2025年",
        "年均/累计",
        "完成情况",
        "备注",
        "原因",
        "类别",
        "增长%",
        "Indicator",
        "Target_2021",
        "Actual",
        "Status",
        "甲",
    ]
)
CELLS = st.one_of(
    st.sampled_from(
        [
            "1",
            "2",
            "3.",
            "(1)",
            "1.1",
            "一",
            "一、经济",
            "GDP",
            "其中：工业",
            "亿元",
            "%",
            "约束性",
            "预期性",
            "—",
            "100",
            "9.50",
            "≥90",
            "8左右",
            "6-6.5",
            "〔17〕",
            "10.5*",
            "5%",
            "-3",
            "完成市下达目标",
            "1,234",
            "8/9",
            "控制在3%以内",
            "注：第1项口径变化",
            "2021年计划",
            "指标",
            "0",
            "00",
            "95¹",
            "120亿元",
            "\x1b[31m",
        ]
    ),
    st.text(max_size=8),
)
ROWS = st.integers(2, 7).flatmap(
    lambda width: st.tuples(
        st.lists(HEADINGS, min_size=width, max_size=width),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8),
    )
)


def document(name: str, rows: list[list[str]]) -> Document:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return separated.read(text.getvalue().encode("utf-8", "replace"), name)


SENTENCES = (
    "有2项指标没有完成|39项指标中34项可以完成|一是GDP，|（1）|主要是|表1 指标|。|；"
    "|注：第1项、3-5项"
    "|one target was not met:|十五五|单位：亿元"
)
PIECES = st.one_of(st.sampled_from(SENTENCES.split("|")), st.text(max_size=6))
PROSE = st.lists(PIECES, max_size=8).map("".join)


def digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


@settings(deadline=None, max_examples=150)
@given(ROWS, ROWS, PROSE)
def test_any_tables_give_a_plan_that_loads_or_none(
    first: tuple[list[str], list[list[str]]], second: tuple[list[str], list[list[str]]], prose: str
) -> None:
    documents = [
        document(name, [head, *body])
        for name, (head, body) in zip(("a.csv", "b.csv"), (first, second), strict=True)
    ]
    around = (Paragraph(prose), *documents[0].blocks, Paragraph(prose))
    documents[0] = replace(documents[0], blocks=around)
    try:
        done = imported(documents, wishes((), (), None), SPEAK)
    except NoIndicators:
        return
    assert parse(done.text.encode(), "made").indicators
    given_cells = {cell for head, body in (first, second) for row in body for cell in row}
    known = digits(" ".join(given_cells))
    for table in tomllib.loads(done.text, parse_float=str)["indicators"].values():
        for year in table.get("years", {}).values():
            for key in ("plan", "actual"):
                figure = year.get(key, "")
                text = figure["text"] if isinstance(figure, dict) else str(figure)
                assert digits(text) <= known
