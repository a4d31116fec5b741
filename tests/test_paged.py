"""Pages made up line by line: what belongs to a table, and what goes on overleaf."""

from __future__ import annotations

from typing import Any

import pytest

from plantrack.documents.document import Cell, Paragraph, Picture, Place, Row, Table
from plantrack.documents.grid import Budget
from plantrack.documents.paged.columns import Column
from plantrack.documents.paged.lines import Line, Run, lines_of
from plantrack.documents.paged.pages import assembled
from plantrack.documents.paged.rows import rows_of
from plantrack.documents.paged.sheet import Box, Grid, Sheet

LEFTS = (60, 100, 250, 320)
HEAD = "No.|Indicator|2021|2022"


def line(text: str, top: float, page: int = 1, lefts: tuple[int, ...] = LEFTS) -> Line:
    """Runs at the columns' left edges; ten points high, five points a letter."""
    runs = [
        Run(one, x, x + 5 * len(one), top, top + 10, 10)
        for one, x in zip(text.split("|"), lefts, strict=False)
        if one
    ]
    return Line(tuple(runs), page)


def sheet(number: int, *texts: str, start: float = 100, **more: Any) -> Sheet:
    lines = tuple(line(text, start + 20 * n, number) for n, text in enumerate(texts) if text)
    return Sheet(number, 600, 800, more.pop("grids", ()), lines, **more)


def shown(*sheets: Sheet) -> list[Any]:
    blocks, _ = assembled(sheets, Budget("a.pdf"))
    return [
        [[cell.text for cell in row] for row in block.rows] if isinstance(block, Table)
        else block.text if isinstance(block, Paragraph) else "picture"
        for block in blocks
    ]  # fmt: skip


def cells(*rows: str) -> list[list[str]]:
    return [row.split("|") for row in rows]


FIRST = (HEAD, "1|Roads|30|40", "2|Schools|31|41", "3|Homes|32|42")


def test_a_table_goes_on_under_a_caption_that_says_so() -> None:
    blocks = shown(sheet(1, *FIRST), sheet(2, "Table 1 (continued)", HEAD, "4|Air|33|43"))
    assert blocks == [cells(*FIRST, "4|Air|33|43"), "Table 1 (continued)"]


def test_a_caption_and_a_unit_that_are_printed_again_part_nothing() -> None:
    above = ("Main indicators", "in %")
    blocks = shown(sheet(1, *above, *FIRST), sheet(2, *above, HEAD, "4|Air|33|43"))
    assert blocks[:3] == [*above, cells(*FIRST, "4|Air|33|43")]


def test_one_row_overleaf_with_a_blank_figure_is_part_of_the_table() -> None:
    assert shown(sheet(1, *FIRST), sheet(2, "4|Air||")) == [cells(*FIRST, "4|Air||")]


def test_lines_of_one_text_overleaf_are_no_rows() -> None:
    assert shown(sheet(1, *FIRST), sheet(2, "|Thank you||")) == [cells(*FIRST), "Thank you"]


def test_rows_overleaf_before_another_table_and_text() -> None:
    two = sheet(2, "4|Air||", "The end of it.", "", "", "", HEAD, "1|Rates|1|2", "2|Taxes|2|3")
    blocks = shown(sheet(1, *FIRST), two)
    assert blocks == [
        cells(*FIRST, "4|Air||"), "The end of it.", cells(HEAD, "1|Rates|1|2", "2|Taxes|2|3")
    ]  # fmt: skip


def test_rows_far_below_are_another_table() -> None:
    far = sheet(1, *FIRST, "", "", "", "", "4|Air|1|2", "5|Water|1|2", "6|Soil|1|2")
    assert shown(far) == [cells(*FIRST), cells("4|Air|1|2", "5|Water|1|2", "6|Soil|1|2")]


def test_a_table_with_a_page_between_or_with_other_columns_is_another() -> None:
    rows = ("4|Air|33|43", "5|Water|34|44", "6|Soil|35|45")
    pages = (sheet(1, *FIRST), sheet(2, "A page of text."), sheet(3, *rows))
    assert shown(*pages) == [cells(*FIRST), "A page of text.", cells(*rows)]
    lefts = (60, 180, 300, 420)
    other = tuple(line(text, 100 + 20 * n, 2, lefts) for n, text in enumerate(rows))
    assert shown(pages[0], Sheet(2, 600, 800, (), other)) == [cells(*FIRST), cells(*rows)]


def test_two_lines_of_prose_end_a_table() -> None:
    prose = "x" * 60
    page = sheet(1, *FIRST, prose, prose, "4|Air|1|2", "5|Water|1|2", "6|Soil|1|2")
    assert shown(page) == [
        cells(*FIRST), f"{prose} {prose}", cells("4|Air|1|2", "5|Water|1|2", "6|Soil|1|2")
    ]  # fmt: skip


def test_two_lines_that_stand_apart_are_text() -> None:
    assert shown(sheet(1, "a|b|c|d", "e|f|g|h")) == ["a b c d e f g h"]


def test_a_row_of_cells_ends_a_table_whose_rows_no_rules_part() -> None:
    box = Box(60, 100, 360, 120)
    lines = (line("4|Air|33|43", 105, 2),)
    rows: tuple[Row, ...] = (tuple(map(Cell, ["4", "Air", "33", "43"])),)
    grid = Grid(box, rows, (60, 100, 250, 320, 360), lines)
    few = Grid(box, rows, (60, 360), lines)
    assert shown(sheet(1, *FIRST), sheet(2, grids=(grid,))) == [cells(*FIRST, "4|Air|33|43")]
    assert shown(sheet(1, *FIRST), sheet(2, grids=(few,)))[0] == cells(*FIRST)
    above = sheet(2, "Notes.", start=60, grids=(grid,))
    assert shown(sheet(1, *FIRST), above)[:2] == [cells(*FIRST), "Notes."]


def test_a_picture_stands_where_it_is_shown() -> None:
    page = sheet(1, "Above", "", "Below", pictures=(120,))
    assert shown(page) == ["Above", "picture", "Below"]
    assert isinstance(assembled([page], Budget("a"))[0][1], Picture)


def test_a_sentence_goes_on_in_the_next_line_and_ends() -> None:
    words = ["x" * 90, "and its end.", "Another"]
    lines = tuple(line(text, 100 + 12 * n) for n, text in enumerate(words))
    assert shown(Sheet(1, 600, 800, (), lines)) == ["x" * 90 + " and its end.", "Another"]


WIDE = [Column(60, 90), Column(100, 200), Column(250, 300)]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        ((100, 112, 124, 136), ["a b", "c d"]),  # figures at the first line
        ((88, 100, 112, 124), ["a b", "c d"]),  # figures at the last line
        ((94, 106, 118, 130), ["a b", "c d"]),  # in the middle
    ],
)
def test_lines_as_close_as_rows_go_by_their_figures(
    names: tuple[float, ...], rows: list[str]
) -> None:
    full = "x" * 19
    texts = [f"|{letter}{full}|" for letter in "abcd"]
    lines = [line(text, top) for text, top in zip(texts, names, strict=True)]
    lines += [line("1||10", 100), line("2||20", 124)]
    found = rows_of(sorted(lines, key=lambda one: one.top), WIDE, [], Place(page=1))
    assert [" ".join(cell[0] for cell in row[1].text.split("\n")) for row in found] == rows


def test_raised_and_lowered_letters_belong_to_their_line() -> None:
    def letter(text: str, x0: float, bottom: float, size: float) -> dict[str, Any]:
        return {"text": text, "x0": x0, "x1": x0 + size / 2, "top": bottom - size,
                "bottom": bottom, "size": size}  # fmt: skip

    raised = [letter("9", 10, 110, 10), letter("5", 15, 110, 10), letter("2", 20, 104, 6)]
    lowered = [letter("C", 10, 210, 10), letter("O", 15, 210, 10), letter("2", 20, 214.5, 6)]
    apart = [letter("7", 200, 104, 6), *raised[:2]]
    assert [one.text for one in lines_of(raised)] == ["95²"]
    assert [one.text for one in lines_of(lowered)] == ["CO2"]
    assert [one.text for one in lines_of(apart)] == ["7", "95"]
