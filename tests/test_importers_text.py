"""Plain text, Markdown and separated values: lines, columns, and what marks them."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plantrack.documents import markdown, plain, separated
from plantrack.documents import read as importers
from plantrack.documents.document import Block, Document, Paragraph, Table
from plantrack.documents.errors import DocumentError
from plantrack.documents.text import one_line


def shown(document: Document) -> list[Any]:
    """Paragraphs as texts, tables as rows of texts."""

    def one(block: Block) -> Any:
        if isinstance(block, Table):
            return [[cell.text for cell in row] for row in block.rows]
        assert isinstance(block, Paragraph)
        return block.text

    return [one(block) for block in document.blocks]


def text(content: str) -> list[Any]:
    return shown(plain.read(content.encode(), "a.txt"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_line_ends_of_every_system(end: str) -> None:
    document = plain.read(end.join(("甲\t1", "乙\t2")).encode(), "a.txt")
    assert shown(document) == [[["甲", "1"], ["乙", "2"]]]
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [row[0].place.line for row in table.rows] == [1, 2]


def test_a_cell_a_line() -> None:
    assert text("\t甲\n\t1\n\n\t乙\n\t2") == [[["甲", "1"], ["乙", "2"]]]
    assert text("\t甲\n\t1\n\n\t乙\n\t2\n完") == [[["甲", "1"], ["乙", "2"]], "完"]
    assert text("\t甲\n\t1\n\n完") == [[["甲", "1"]], "完"]
    assert text("\t甲\t1\n\t乙\t2") == [[["", "甲", "1"], ["", "乙", "2"]]]


def test_rules_parts_and_blanks_between_rows() -> None:
    assert text("a\tb\n--\n1\t2\n\n一、经济\n3\t4\n\n注\n====") == [
        [["a", "b"], ["1", "2"]], "一、经济", "3\t4", "注"
    ]  # fmt: skip
    assert text("a\tb\n1\t2\n一、经济\n3\t4") == [
        [["a", "b"], ["1", "2"], ["一、经济"], ["3", "4"]]
    ]
    assert text("a\tb\n1\t2\n\n3\t4\n\n") == [[["a", "b"], ["1", "2"], ["3", "4"]]]


def test_wrapped_rows_between_rules_join() -> None:
    boxed = "┌──┬──┐\n│甲│1│\n│乙│ │\n├──┼──┤\n│丙│2│\n├──┼──┤\n│丁│3│\n└──┴──┘"
    assert text(boxed) == [[["甲\n乙", "1"], ["丙", "2"], ["丁", "3"]]]


def test_bars_and_columns_of_blanks() -> None:
    assert text("| a \\| b |\n| c |") == [[[" a | b"], [" c"]]]
    assert text("a | b\nc | d") == ["a | b", "c | d"]  # one bar alone is no table
    assert text("a  b  c\n1  2  3\n4  5  6\n7  8") == [
        [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]], "7  8"
    ]  # fmt: skip
    assert text("a  b  c\n1  2  3") == ["a  b  c", "1  2  3"]


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("\n\n关于2021年计划\n的报告\n\n各位代表", "关于2021年计划的报告"),
        ("a\nb\nc\nd", "a"),
        ("a\nb\nc\nd\ne", ""),
        ("甲" * 121, ""),
        (" \n", ""),
    ],
)
def test_the_title_stands_before_the_first_blank_line(content: str, title: str) -> None:
    assert plain.read(content.encode(), "a.txt").title == title


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("**约束性**", "约束性"),
        ("~~10~~12", "12"),
        ("<del>10</del>12", "12"),
        ("95<sup>2</sup>", "95²"),
        ("CO<sub>2</sub>", "CO2"),
        ("&ge;5.5", "≥5.5"),
        ("10.5\\*", "10.5*"),
        ("33*", "33*"),
        ("[5](http://a.example/7)", "5"),
        ("甲<br>乙", "甲\n乙"),
    ],
)
def test_a_cell_of_markdown_reads_as_it_shows(cell: str, says: str) -> None:
    content = f"# 标 **题**\n\n前\n\n|a|b|\n|---|---|\n|甲|{cell}|\n"
    document = markdown.read(content.encode(), "a.md")
    assert shown(document) == ["标 题", "前", [["a", "b"], ["甲", says]]]
    assert document.title == "标 题"


def test_markdown_with_tables_in_html() -> None:
    content = (
        "报告\n\n<table>\n<tr><td rowspan=2>甲</td><td>1*</td></tr>\n<tr><td>2\n</table>\n"
        "\n中\n\n<TABLE><tr><td>乙<td>3</TABLE>\n后\n"
    )
    document = markdown.read(content.encode(), "a.md")
    assert shown(document) == ["报告", [["甲", "1*"], ["甲", "2"]], "中", [["乙", "3"]], "后"]
    assert document.title == "报告"
    assert [b.place.line for b in document.blocks if not isinstance(b, str)] == [1, 3, 8, 10, 11]


def test_html_in_markdown_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("<table><tr><td>a</table>", encoding="utf-8")
    usual = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "plantrack.documents.html":
            raise ModuleNotFoundError(name="lxml")
        return usual(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DocumentError, match="needs lxml"):
        importers.read(path)


def table(content: str, name: str = "a.csv") -> list[Any]:
    return shown(separated.read(content.encode(), name))


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("名,数\n甲,1\n", [["名", "数"], ["甲", "1"]]),
        (
            "名;数;实\n甲;1,200;1,230\n乙;1,5;1,6\n",
            [["名", "数", "实"], ["甲", "1,200", "1,230"], ["乙", "1,5", "1,6"]],
        ),
        ("名\t数\n甲\t1,200,000\n", [["名", "数"], ["甲", "1,200,000"]]),
        ("名|数\n甲;乙;丙|1\n", [["名", "数"], ["甲;乙;丙", "1"]]),
        ("sep=;\n名;数\n甲,乙,丙;1\n", [["名", "数"], ["甲,乙,丙", "1"]]),
        ('名,数\n"甲\n乙","1,200"\n', [["名", "数"], ["甲\n乙", "1,200"]]),
        (
            "名,数,,\n甲,1,,\n乙,2\n丙,3,x,\n",
            [["名", "数", "", ""], ["甲", "1", "", ""], ["乙", "2"], ["丙", "3", "x", ""]],
        ),
        ("名,数\n甲,1,,\n乙,2\n经济\n", [["名", "数"], ["甲", "1"], ["乙", "2"], ["经济", ""]]),
    ],
)  # fmt: skip
def test_the_sign_that_parts_the_columns(content: str, rows: list[list[str]]) -> None:
    assert table(content) == [rows]


def test_texts_among_the_rows_are_paragraphs() -> None:
    assert table("报告\n\n名,数\n甲,1\n\n注,\n,\n") == ["报告", [["名", "数"], ["甲", "1"]], "注"]
    assert table("报告\n注\n") == ["报告", "注"]
    assert table("甲,乙\t1\n丙,丁\t2\n", "a.tsv") == [[["甲,乙", "1"], ["丙,丁", "2"]]]


@pytest.mark.parametrize(
    ("content", "line"),
    [('名,数\n甲,"1\n', 2), (f"名,数\n甲,1\n乙,{'1' * 100_001}\n", 3)],
)
def test_what_cannot_be_parted_is_refused_with_its_line(content: str, line: int) -> None:
    for name in ("a.csv", "a.tsv"):
        with pytest.raises(DocumentError, match="line"):
            separated.read(content.replace(",", "\t" if name == "a.tsv" else ",").encode(), name)
    with pytest.raises(DocumentError, match=f"line {line}: "):
        separated.read(content.replace(",", "\t").encode(), "a.tsv")


Write = Callable[[str, bytes], Path]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "a folder"),
        (lambda path: path.symlink_to(path), "round in a circle"),
    ],
)
def test_a_file_that_cannot_be_opened(
    make: Callable[[Path], None], why: str, tmp_path: Path
) -> None:
    make(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match=why):
        importers.read(tmp_path / "a.txt")


def test_a_file_larger_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers, "MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345678901")
    with pytest.raises(DocumentError, match="larger than"):
        importers.read(path)


def test_what_is_nested_too_deeply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object) -> Document:
        raise RecursionError

    monkeypatch.setattr(plain, "read", deep)
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    with pytest.raises(DocumentError, match="nested too deeply"):
        importers.read(path)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("audit\nopinion", "audit opinion"),
        ("at\nleast 90", "at least 90"),
        ("residents’\nsatisfaction", "residents’ satisfaction"),
        ("城镇\n化率", "城镇化率"),
        ("R&D\n经费", "R&D经费"),
        ("2021\n年", "2021年"),
        ("5.5\n%", "5.5%"),
        ("≥\n90", "≥90"),
        ("GDP (\nreal\n)", "GDP (real)"),
        ("2021-\n2025", "2021-2025"),
        ("decen-\ntralised", "decen-tralised"),
        ("decen\u00ad\ntralised", "decentralised"),
        ("decen\u00adtralised", "decentralised"),
        ("short-\nand long-term", "short- and long-term"),
        ("and/\nor", "and/or"),
        ("x –\ny", "x – y"),
        ("a \n\n\t b", "a b"),
    ],
)
def test_lines_are_joined_with_a_blank_where_letters_meet(lines: str, line: str) -> None:
    assert one_line(lines) == line


def test_a_line_below_an_aligned_table_that_may_be_a_row_is_told() -> None:
    rows = "No.  Name   2021 target\n1    Grain  100\n2    Coal   300\n"
    for after, told in (
        ("3    Steel made in the district 5\n", "line 4 below it"),
        ("\n3 more are to come\n", "told apart by blanks only"),
    ):
        table, *_ = plain.read(f"{rows}{after}".encode(), "a.txt").blocks
        assert isinstance(table, Table)
        assert told in str(table.doubt)
        assert ("below it" in told) == ("below it" in str(table.doubt))


@pytest.mark.parametrize("sign", ["|", "\t", "│"])
@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("3  Parks  no.  40  43", True),
        ("3 公园 个 40 43", True),
        ("3 Parks, no. 40 43", True),
        ("\n3  Parks  40  43", True),
        ("Note: figures of 2023 are provisional.", False),
        ("Figures of 2023 and 2024 are provisional", False),
        ("Source: annual report 2023", False),
        ("二、下一步安排", False),
    ],
)
def test_a_line_below_a_table_of_signs_that_may_be_a_row_is_told(
    sign: str, below: str, told: bool
) -> None:
    rows = [
        ["No", "Indicator", "Unit", "2023 target", "2023 actual"],
        ["1", "Schools", "no.", "4", "5"],
    ]
    text = "\n".join(sign.join(row) for row in rows) + "\n" + below + "\n"
    (table,) = [b for b in plain.read(text.encode(), "a.txt").blocks if isinstance(b, Table)]
    assert len(table.rows) == 2
    assert (table.doubt is not None) is told


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("[a](b)", "a"),
        ("x [a](b) y [c](d)", "x a y c"),
        ("![a](b) c", "a c"),
        ("[a] (b)", "[a] (b)"),
        ("[a](b", "[a](b"),
        ("[a](b) [c](d", "a [c](d"),
        ("&amp;", "&"),
        (f"&#{'9' * 5000};", f"&#{'9' * 5000};"),
    ],
)
def test_links_and_signs_of_markdown_at_their_edges(cell: str, says: str) -> None:
    content = f"| Name | Value |\n|---|---|\n| {cell} | 1 |\n"
    (table,) = [b for b in markdown.read(content.encode(), "a.md").blocks if isinstance(b, Table)]
    assert table.rows[1][0].text == says
