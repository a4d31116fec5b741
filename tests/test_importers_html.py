"""Web pages: the rows and cells that a browser shows, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.documents import read as importers
from plantrack.documents.document import Document, Paragraph, Picture, Table
from plantrack.documents.errors import DocumentError
from plantrack.documents.html import read


def page(text: str) -> Document:
    return read(f'<meta charset="utf-8"><body>{text}'.encode(), "a.html")


def rows(text: str) -> list[list[str]]:
    """The rows of the page's only table."""
    (table,) = (block for block in page(text).blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("95<sup>2</sup>", "95²"),
        ("95<span style='vertical-align : super'>2</span>", "95²"),
        ("95<span style='position:relative;top:-5pt;mso-text-raise:5.0pt'>2</span>", "95²"),
        ("km<sup><a href='#n1'>2</a></sup>", "km²"),
        ("PM<sub>2.5</sub>", "PM2.5"),
        ("<del>10</del>12", "12"),
        ("<s>10</s>12", "12"),
        ("<strike>10</strike>12", "12"),
        ("<span style='text-decoration: line-through'>10</span>12", "12"),
        ("<span style='text-decoration-line:line-through'>10</span>12", "12"),
        ("<u style='text-decoration:underline'>10</u>", "10"),
        ("<span style='visibility:hidden'>1</span>12", "12"),
        ("<span hidden>1</span>12", "12"),
        ("5<span style='font-size:8px;position:relative;top:-5px'>2</span>", "5²"),
        ("<!-- 1 -->12<script>3</script>", "12"),
        ("1<br>2<p>3</p>", "1\n2\n3"),
        ("Unem&shy;ployment", "Unemployment"),
        ("Un\u200bemployed", "Unemployed"),
        ("5<wbr>00", "500"),
        ("\n      其中：工业\n   ", "其中：工业"),
        ("&nbsp;&nbsp;工业&nbsp;", "\u00a0\u00a0工业"),
    ],
)
def test_a_cell_reads_as_it_shows(cell: str, text: str) -> None:
    assert rows(f"<table><tr><td>甲<td>{cell}</table>") == [["甲", text]]


@pytest.mark.parametrize(
    "hidden", ["hidden", 'style="display:none"', 'style="visibility:collapse"']
)
def test_hidden_rows_groups_and_cells_take_no_place(hidden: str) -> None:
    text = (
        f"<table><tr><td>a<td>b<tr {hidden}><td>1<td>2<tr><td>3<td {hidden}>9<td>4"
        f"<tbody {hidden}><tr><td>5<td>6</tbody></table>"
    )
    assert rows(text) == [["a", "b"], ["3", "4"]]


def test_an_invisible_cell_keeps_its_place() -> None:
    text = "<table><tr><td>a<td>b<td>c<tr><td>1<td style='visibility:hidden'>9<td>3</table>"
    assert rows(text) == [["a", "b", "c"], ["1", "", "3"]]


def test_spans_end_with_their_group_of_rows() -> None:
    text = (
        "<table><thead><tr><th rowspan=3>指标<th colspan=2px>2021<tr><th>计划<th>实际</thead>"
        "<tbody><tr><td>甲<td>1<td>2<tr><td rowspan=0>乙<td>3<td>4<tr><td>5<td>6</tbody>"
        "<tr><td colspan=x>丙<td>7<td>8</table>"
    )
    assert rows(text) == [
        ["指标", "2021", "2021"],
        ["指标", "计划", "实际"],
        ["甲", "1", "2"],
        ["乙", "3", "4"],
        ["乙", "5", "6"],
        ["丙", "7", "8"],
    ]


def test_rows_in_a_form_and_comments_between() -> None:
    assert rows(
        "<table><!-- x --><form><tr><td>a<td>b</tr><!-- y --><tr><td>1<td>2</form></table>"
    ) == [["a", "b"], ["1", "2"]]


def test_a_table_that_lays_the_page_out_is_gone_into() -> None:
    text = (
        "<table><tr><td>表1<td style='display:none'>x<tr><td>"
        "<table><caption>指标 2021<sup>1</sup></caption><tr><td>甲<td>1</table>"
        "<td>注</table><table><tr><td> </table>"
    )
    document = page(text)
    assert rows(text) == [["甲", "1"]]
    assert paragraphs(document) == ["表1", "注"]
    assert [b.caption for b in document.blocks if isinstance(b, Table)] == ["指标 2021¹"]


def test_paragraphs_pictures_and_titles() -> None:
    document = page(
        "<h1> </h1><p>39项<sup>1</sup>指标<span><b>完成</b></span><!-- x --></p><nav>菜单</nav>"
        "<img src=x.png>一<br>二<div style='display:none'>三</div>"
    )
    assert paragraphs(document) == ["39项¹指标完成", "一", "二"]
    assert sum(isinstance(block, Picture) for block in document.blocks) == 1
    assert document.title == ""
    titled = read("<title>甲</title><h1>乙 丙</h1>".encode(), "a.html")
    assert titled.title == "乙 丙"


def test_a_page_without_anything_is_refused() -> None:
    with pytest.raises(DocumentError, match="no .html"):
        read(b"<!-- nothing -->", "a.html")


def tables(document: Document) -> list[list[list[str]]]:
    return [[[c.text for c in r] for r in t.rows] for t in document.blocks if isinstance(t, Table)]


TABLE = "<table><tr><td>Wait (days)<td>21</table>"
PAGE = f"<html><title>Plan - City</title>{{}}<h1>Plan</h1><p>Targets of the year</p>{TABLE}</html>"


@pytest.mark.parametrize(
    "body",
    [
        "<body style='visibility: hidden'>",
        "<body hidden>",
        "<body style='display:none'>",
        "<body><div id=app style='display: none'>",
        "<body><p>Please wait</p><main style='visibility:hidden'>",
    ],
)
def test_a_page_that_a_script_reveals_is_read(body: str) -> None:
    document = read(PAGE.format(body).encode(), "a.html")
    assert tables(document) == [[["Wait (days)", "21"]]]
    told = ["most of the page is hidden until a script shows it, and is read"]
    assert [str(doubt) for doubt in document.doubts] == (
        [] if "<p>" not in body and "div" not in body else told
    )


def test_a_hidden_part_with_a_table_is_left_out_and_told() -> None:
    tabs = (
        f"<p>{'All that shows. ' * 9}</p><div hidden><div style='display:none'>{TABLE}</div></div>"
    )
    document = read(f"<body>{tabs}<p hidden>x</p></body>".encode(), "a.html")
    assert tables(document) == []
    assert [str(doubt) for doubt in document.doubts] == [
        "1 hidden parts of the page that hold tables are left out"
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>计划 - 某市政府网站</title><h1>某市政府网站</h1><h1>计划</h1>", "计划"),
        ("<title>2023年计划</title><h1>某市信息公开</h1><h1>2023年计划</h1>", "2023年计划"),
        ("<title>某市2023年计划-某市人民政府网</title>", "某市2023年计划"),
        ("<title>Annual plan | City</title><h1>City</h1>", "Annual plan"),
        ("<title>x</title><h1>City of Dale</h1><h1>Results 2023</h1>", "Results 2023"),
        ("<title>Plan 2023</title><h1>Chapter 1: Roads</h1><h1>2. Schools</h1>", "Plan 2023"),
        ("<h1>一、总体要求</h1><h1>二、主要目标</h1>", ""),
        ("<meta name=ArticleTitle content='通知'><title>某网</title><h1>某市</h1>", "通知"),
        ("<h1 style='display:none'>Menu</h1><h1>Plan</h1>", "Plan"),
    ],
)  # fmt: skip
def test_a_page_is_titled_by_its_article_not_by_its_site_or_chapter(head: str, title: str) -> None:
    assert read(f"<meta charset=utf-8>{head}".encode(), "a.html").title == title


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<p><img src=table.png></p>", "holds only pictures; pictures are not read"),
        ("<script>load()</script>", "the file has no text"),
    ],
)
def test_a_page_without_text_says_why_it_is_refused(tmp_path: Path, page: str, says: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        importers.read(path)
    assert says in str(refused.value.message)
