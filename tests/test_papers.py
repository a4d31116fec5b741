"""Tables of PDFs as offices print them: with rules or without, over pages, in two languages."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from papers import RENDERINGS, printed

from plantrack.documents.document import Cell, Document, Paragraph, Place, Table
from plantrack.documents.errors import DocumentError
from plantrack.documents.paged.breaks import joined
from plantrack.documents.paged.columns import Column, learn
from plantrack.documents.paged.lines import Line, Run
from plantrack.documents.paged.rows import rows_of
from plantrack.documents.pdf import read
from plantrack.documents.text import one_line

WIDTHS = (30, 150, 60, 70, 70, 70)
ENGLISH = (
    "Homes insulated with public money in the year",
    "Waiting time",
    "Share of residents within ten minutes of a park or a green, by foot and at all times",
    "Road deaths (rolling average)",
    "Complaints closed on time",
)
CHINESE = (
    "城镇居民人均可支配收入增长率",
    "地区生产总值",
    "每万人口高价值发明专利拥有量与上年相比增加的数量及其占全市的比重",
    "单位地区生产总值能源消耗降低",
    "优良天数比例",
)
SPACINGS: dict[str, dict[str, Any]] = {
    "apart": {"padding": 3, "align": "TOP"},
    "centred, split": {"padding": 3, "align": "MIDDLE", "split": True, "repeat": False},
    "tight": {"padding": 0, "align": "TOP", "split": True},
    "centred, tight": {"padding": 0, "align": "MIDDLE", "repeat": False},
}


def figures(names: Sequence[str], heads: Sequence[str], units: Sequence[str]) -> list[list[str]]:
    rows = [list(heads)]
    for n in range(1, 23):
        unit = units[n % len(units)]
        rows.append([str(n), names[n % 5], unit, f"{n}.5", f"{1000 + 7 * n:,}", f">={90 + n}"])
    return rows


PLANS = {
    "en": figures(
        ENGLISH, ["No.", "Indicator", "Unit", "2023 target", "2023 actual", "2024 target"],
        ["%", "days", "per 100,000"],
    ),
    "zh": figures(
        CHINESE, ["序号", "指标名称", "单位", "2021年计划", "2021年实际", "2022年计划"],
        ["%", "亿元", "张/千人"],
    ),
}  # fmt: skip
FONTS = {"en": "Helvetica", "zh": "STSong-Light"}
TEXTS = {
    "en": (["Riverton Plan 2023", "Table 1: Main indicators"], ["Note: preliminary figures."]),
    "zh": (["长河市2022年计划", "表1 主要指标"], ["注：均为初步统计数。"]),
}


def nothing(done: int, total: int) -> None:
    """No progress is shown."""


def rows(document: Document) -> list[list[list[str]]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[[one_line(cell.text) for cell in row] for row in table.rows] for table in tables]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("language", "spacing"),
    [("en", "apart"), ("zh", "centred, split"), ("zh", "tight"), ("en", "centred, tight")],
)
@pytest.mark.parametrize("rendering", RENDERINGS)
def test_every_cell_of_every_rendering(language: str, rendering: str, spacing: str) -> None:
    before, after = TEXTS[language]
    content = printed(
        PLANS[language], rendering, WIDTHS, before=before, after=after, head="1 Riverton",
        font=FONTS[language], bottom=440, **SPACINGS[spacing],
    )  # fmt: skip
    document = read(content, "a.pdf", nothing)
    assert rows(document) == [PLANS[language]]
    assert document.title == before[0]
    assert paragraphs(document)[:2] == before
    assert after[0] in paragraphs(document)
    assert all("splits" in str(doubt) for doubt in document.doubts)
    pages = {row[0].place.page for b in document.blocks if isinstance(b, Table) for row in b.rows}
    assert pages >= {1, 2}


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_a_page_across_with_a_row_split_by_its_end(rendering: str) -> None:
    long = ["9", ENGLISH[2] * 4, "%", "10", "11", "12"]
    plan = [*PLANS["en"][:9], long, ["10", "Last", "%", "1", "2", "3"]]
    content = printed(plan, rendering, (30, 150, 90, 90, 90, 90), wide=True, split=True,
                      font="Helvetica", bottom=210, repeat=False)  # fmt: skip
    document = read(content, "a.pdf", nothing)
    assert rows(document) == [plan]
    (doubt,) = map(str, document.doubts)
    assert doubt.startswith("a row that the page break before page 2 splits is joined: 9 | Share")


@pytest.mark.parametrize("rendering", ["grid", "bare", "three lines"])
def test_group_titles_stay_rows_of_their_own(rendering: str) -> None:
    plan = [PLANS["en"][0]]
    for title in ("A. Safe streets", "B. Clean air", "C. Good schools"):
        plan += [["", title, "", "", "", ""]]
        for _ in range(4):
            plan += [[str(len(plan)), "Name", "%", "10", "11", "12"]]
    for bottom in range(440, 600, 36):
        content = printed(plan, rendering, WIDTHS, font="Helvetica", bottom=bottom, repeat=False)
        assert rows(read(content, "a.pdf", nothing)) == [plan], bottom


def drawn(draw: Any) -> bytes:
    """Pages drawn on by hand."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def test_a_row_without_its_lower_rule_is_the_tables_last() -> None:
    """A page break cuts the cells open; what is in them is part of the table."""

    def draw(canvas: Any) -> None:
        for top, rows in (
            (760, ["No.|Name|2021", "1|Roads|35", "2|Schools|4.5"]),
            (760, ["|and homes|", "3|Air|9"]),
        ):
            canvas.setFont("Helvetica", 10)
            for number, row in enumerate(rows):
                y = top - 20 * number
                if number or rows[0][0] == "N":
                    canvas.line(60, y, 360, y)
                for column, text in enumerate(row.split("|")):
                    canvas.drawString(65 + 100 * column, y - 14, text)
            bottom = top - 20 * len(rows)
            if rows[0][0] != "N":
                canvas.line(60, bottom, 360, bottom)
            for x in (60, 160, 260, 360):
                canvas.line(x, bottom, x, top)
            canvas.showPage()

    document = read(drawn(draw), "a.pdf", nothing)
    assert rows(document) == [
        [
            ["No.", "Name", "2021"],
            ["1", "Roads", "35"],
            ["2", "Schools and homes", "4.5"],
            ["3", "Air", "9"],
        ]
    ]


@pytest.mark.parametrize("rendering", ["grid", "bare"])
def test_numbers_that_begin_again_overleaf_are_another_table(rendering: str) -> None:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    one = printed(PLANS["en"][:6], rendering, WIDTHS, font="Helvetica", page_numbers=False)
    both = PdfDocument(one)
    both.import_pages(PdfDocument(one))
    stream = io.BytesIO()
    both.save(stream)
    assert rows(read(stream.getvalue(), "a.pdf", nothing)) == [PLANS["en"][:6]] * 2


@pytest.mark.parametrize(
    "between", ["Table 2: Other indicators", "These are the results of the first part."]
)
@pytest.mark.parametrize("rendering", ["grid", "bare"])
def test_what_stands_between_two_tables_keeps_them_apart(rendering: str, between: str) -> None:
    from pypdfium2 import PdfDocument

    first = printed(PLANS["en"][:6], rendering, WIDTHS, font="Helvetica")
    later = [PLANS["en"][0], *PLANS["en"][6:11]]
    second = printed(later, rendering, WIDTHS, font="Helvetica", before=["", between])
    both = PdfDocument(first)
    both.import_pages(PdfDocument(second))
    stream = io.BytesIO()
    both.save(stream)
    assert rows(read(stream.getvalue(), "a.pdf", nothing)) == [PLANS["en"][:6], later]


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_no_digit_of_a_page_is_lost(rendering: str) -> None:
    content = printed(PLANS["zh"], rendering, WIDTHS, before=["2021年报告", "表1 12月"], bottom=440,
                      after=["注：3个。"], head="2022 年", split=True)  # fmt: skip
    document = read(content, "a.pdf", nothing)
    found = Counter(
        "".join(paragraphs(document)) + "".join("".join(r) for t in rows(document) for r in t)
    )
    from pypdfium2 import PdfDocument

    shown = Counter("".join(page.get_textpage().get_text_range() for page in PdfDocument(content)))
    heads = Counter("".join(PLANS["zh"][0]) * (len(PdfDocument(content)) - 1))
    assert {d: found[d] + heads[d] for d in "0123456789"} == {d: shown[d] for d in "0123456789"}


def test_a_figure_that_another_reader_sees_differently_is_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from plantrack.documents.paged import second

    content = printed(PLANS["en"][:6], "grid", WIDTHS, font="Helvetica")
    assert read(content, "a.pdf", nothing).doubts == ()
    honest = second._texts(content, [1])
    told = [(page, text.replace("3.5", "8.5")) for page, text in honest]
    monkeypatch.setattr(second, "_texts", lambda *_: iter(told))
    (doubt,) = map(str, read(content, "a.pdf", nothing).doubts)
    assert doubt == "page 1: two readers of the file see figures differently: 3.5; the other: 8.5"


def test_what_the_second_reader_cannot_open_is_no_doubt() -> None:
    from plantrack.documents.paged import second

    document = read(printed(PLANS["en"][:6], "grid", WIDTHS, font="Helvetica"), "a", nothing)
    assert list(second.differences(b"%PDF-", document.blocks)) == []


def test_a_page_of_shapes_says_why_it_cannot_be_read() -> None:
    with pytest.raises(DocumentError, match="no text and no pictures"):
        read(drawn(lambda canvas: canvas.rect(50, 50, 90, 90)), "a.pdf", nothing)


def test_a_title_is_not_three_lines_of_a_cover() -> None:
    def draw(canvas: Any) -> None:
        for size, y, text in (
            (12, 760, "Infrastructure Holdings Limited"),
            (24, 700, "Statement of Intent"),
            (12, 640, "1 July 2023 to 30 June 2026"),
        ):
            canvas.setFont("Helvetica", size)
            canvas.drawString(60, y, text)

    assert read(drawn(draw), "a.pdf", nothing).title == "Statement of Intent"


def test_letters_that_a_font_does_not_name_are_shown_as_unknown() -> None:
    from plantrack.documents.paged.once import _typed
    from plantrack.documents.paged.sheet import Sheet
    from plantrack.documents.pdf import _unknown

    assert _typed("(cid:17)") == "\ufffd"
    sheets = [Sheet(n, 1, 1, (), (), unknown=n == 2) for n in (1, 2)]
    assert list(map(str, _unknown(sheets))) == [
        "letters that the file does not name are shown as \ufffd: page 2"
    ]


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, place=Place(page=2)) for text in texts)


HEAD = row("No.", "Indicator", "2021")
ABOVE = [HEAD, row("1", "Roads", "3"), row("2", "Schools", "4"), row("3", "Homes", "5")]


@pytest.mark.parametrize(
    ("below", "rows", "says"),
    [
        ([row("4", "Air", "6")], 5, ""),
        ([HEAD, row("4", "Air", "6")], 5, ""),  # the heading is printed again
        ([HEAD], 4, ""),
        ([row("", "and flats", ""), row("4", "Air", "6")], 5, "splits"),
        ([row("", "II. Clean air", ""), row("4", "Air", "6")], 6, ""),  # a group's title
        ([row("", "of these: flats", "2"), row("4", "Air", "6")], 6, ""),  # has a figure itself
        ([row("", "Clean air", ""), row("4", "Air", "6"), row("", "Noise", "")], 7, "may end"),
        ([row("", "(and flats)", ""), row("4", "Air", "6"), row("", "Noise", "")], 7, "may end"),
        ([row("", "and flats", ""), row("4", "Air", "6"), row("", "Noise", "")], 6, "splits"),
        ([row("4", "Air")], 5, ""),  # of another width: left as it is
    ],
)
def test_what_stands_first_overleaf(below: list[Any], rows: int, says: str) -> None:
    found, doubts = joined(ABOVE, below)
    assert len(found) == rows
    assert [says in str(doubt) for doubt in doubts] == [True] * bool(says)


def test_halves_of_a_row_that_each_have_what_the_other_lacks() -> None:
    above = [*ABOVE[:-1], row("3", "", "")]
    found, _ = joined(above, [row("", "Homes", "5"), row("4", "Air", "6")])
    assert [[cell.text for cell in one] for one in found][-2:] == [
        ["3", "Homes", "5"],
        ["4", "Air", "6"],
    ]


def test_rows_of_words_alone_are_left_as_they_are() -> None:
    words = [row("a", "b"), row("c", "d")]
    assert joined(words, [row("", "e")]) == ([*words, row("", "e")], [])


def line(*runs: tuple[str, float, float], top: float = 100) -> Line:
    return Line(tuple(Run(text, x0, x1, top, top + 10, 10) for text, x0, x1 in runs), 1)


def test_a_column_that_few_lines_fill_and_one_that_a_rule_parts() -> None:
    lines = [line(("a", 10, 40), ("b", 100, 130), top=100 + 20 * n) for n in range(60)]
    rare = [line(("x", 60, 70)), line(("y", 65, 80))]
    assert learn([*lines, *rare]) == [(10, 41), (60, 80), (100, 131)]
    assert learn(lines, [115]) == [(10, 41), (100, 115), (115, 131)]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        (("2021", 25, 85), [0, 1]),  # over the gap between the first two
        (("2021", 15, 45), [0]),
        (("2022", 75, 135), [1, 2]),
        (("2022", 30, 50), [0]),  # half of it stands over its own
    ],
)
def test_a_heading_over_two_columns(heading: tuple[str, float, float], columns: list[int]) -> None:
    widths = [Column(10, 40), Column(70, 100), Column(120, 150)]
    body = [line((str(n), 12, 20), (str(n), 72, 90), (str(n), 122, 140), top=120 + 20 * n)
            for n in range(3)]  # fmt: skip
    (first, *_) = rows_of([line(heading), *body], widths, [], Place(page=1))
    assert [index for index, cell in enumerate(first) if cell.text] == columns


def test_letters_that_are_spread_out_are_one_word_in_chinese() -> None:
    widths = [Column(10, 60), Column(70, 100)]
    lines = [line(("合", 10, 20), ("计", 50, 60)), line(("all", 10, 30), ("in", 40, 55), top=120)]
    first, second = rows_of(lines, widths, [], Place(page=1))
    assert (first[0].text, second[0].text) == ("合计", "all in")
