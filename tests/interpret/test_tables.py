"""The passes over a document's tables: tables in, tables out."""

from __future__ import annotations

from collections.abc import Sequence

from sheets import HEAD, cells

from plantrack.documents.document import Block, Document, Paragraph, Picture, Table
from plantrack.interpret.doubt import DoubtCode
from plantrack.interpret.options import ImportOptions
from plantrack.interpret.passes import interpret
from plantrack.interpret.tables.captions import caption_above, doubt_captions, is_caption
from plantrack.interpret.tables.choose import (
    area_of,
    pass_over_other_areas,
    pass_over_without_figures,
)
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.interpret.tables.survey import survey


def table(*rows: Sequence[str], head: Sequence[str] | None = HEAD) -> Table:
    return Table(tuple(cells(*row) for row in ([head] if head else []) + list(rows)))


def surveyed(*blocks: Block, options: ImportOptions | None = None) -> list[SourceTable]:
    return survey(Document("a.md", blocks), 1, options or ImportOptions())


FIRST = table(["1", "收入", "亿元", "5", "6"])
SECOND = table(["2", "税收", "亿元", "7", "8"])


def test_a_table_on_the_next_page_is_joined() -> None:
    whole, part = surveyed(FIRST, Paragraph("续表"), SECOND)
    assert (whole.taken, part.taken, part.part_of) == (True, False, 1)
    assert [entry.name for entry in whole.reading.entries] == ["收入", "税收"]
    assert str(part.why) == "it carries on table 1"


def test_a_table_whose_numbers_begin_again_is_another() -> None:
    first, second = surveyed(SECOND, FIRST)
    assert first.taken and second.taken and not second.part_of


def test_a_table_without_headings_goes_on_or_is_asked_about() -> None:
    whole, _ = surveyed(FIRST, table(["2", "税收", "亿元", "7", "8"], head=None))
    assert [doubt.code for doubt in whole.doubts] == [DoubtCode.CARRIED_ON]
    first, other = surveyed(FIRST, table(["税收", "亿元", "7", "8"], head=None))
    assert [doubt.code for doubt in first.doubts] == [DoubtCode.HEADLESS] and not other.taken


def test_only_the_tables_asked_for_are_taken() -> None:
    first, second = surveyed(FIRST, SECOND, options=ImportOptions(tables=(2,)))
    assert (first.taken, second.taken) == (False, True)
    assert str(first.why) == "not among the tables asked for"


def test_tables_of_another_area_are_passed_over() -> None:
    tables = surveyed(Paragraph("表1 主要指标"), FIRST, Paragraph("表2 高新区主要指标"), SECOND)
    kept = pass_over_other_areas(tables)
    assert [one.taken for one in tables] == [True, True]  # what is given in stays as it is
    assert [one.taken for one in kept] == [True, False]
    assert [doubt.code for doubt in kept[1].doubts] == [DoubtCode.AREA]
    assert area_of("高新区和全省") == "全省·高新区" and area_of("主要指标") == ""


def test_tables_without_a_year_are_passed_over() -> None:
    tables = surveyed(table(["1", "收入", "亿元", "5"], head=("序号", "指标", "单位", "计划")))
    assert tables[0].taken and not pass_over_without_figures(tables)[0].taken


def test_captions_without_a_table() -> None:
    blocks = (Paragraph("表1 主要指标"), Picture(), Paragraph("表2 其他指标"), Paragraph("x" * 30))
    found = list(doubt_captions(Document("a.md", blocks)))
    assert [doubt.code for doubt in found] == [DoubtCode.PICTURE, DoubtCode.NO_TABLE]
    assert not list(doubt_captions(Document("a.md", (Paragraph("表1 主要指标"), FIRST))))
    assert caption_above([Paragraph("表1 指标"), Paragraph("单位：元")]) == "表1 指标"
    assert is_caption("Table 2 Targets") and not is_caption("表1 所示，全年完成。")


def test_a_pass_gives_labels_for_every_row_of_a_table() -> None:
    read = interpret([Document("a.md", (FIRST, Paragraph("续表"), SECOND))], ImportOptions())
    whole = read.taken[0]
    assert [label.kind.value for _, label in whole.reading.labels] == ["indicator", "indicator"]
