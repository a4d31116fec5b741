"""Word documents: what a reader sees on the page, and nothing that was deleted or hidden."""

from __future__ import annotations

import io
import zipfile

import pytest
from made import as_xlsx, word, word_cell, word_row

from plantrack.documents.document import Document, Paragraph, Picture, Table
from plantrack.documents.errors import DocumentError
from plantrack.documents.word.docx import read


def document(body: str, **parts: str) -> Document:
    return read(word(body, **parts), "a.docx")


def tables(read_: Document) -> list[list[list[str]]]:
    return [[[c.text for c in r] for r in t.rows] for t in read_.blocks if isinstance(t, Table)]


def paragraphs(read_: Document) -> list[str]:
    return [block.text for block in read_.blocks if isinstance(block, Paragraph)]


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def lone(inside: str, **parts: str) -> str:
    """The text of a cell with such paragraphs."""
    row = word_row(word_cell("甲"), inside)
    (((_, text),),) = tables(document(f"<w:tbl>{row}</w:tbl>", **parts))
    return text


MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
SUP = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("95") + run("2", SUP), "95²"),
        (run("PM") + run("2.5", '<w:vertAlign w:val="subscript"/>'), "PM2.5"),
        (run("10", "<w:strike/>") + run("12"), "12"),
        (run("10", '<w:dstrike w:val="true"/>') + run("12", '<w:strike w:val="0"/>'), "12"),
        (run("1", "<w:vanish/>") + run("12"), "12"),
        (f"<w:del>{run('10')}</w:del><w:ins>{run('12')}</w:ins>", "12"),
        (f"<w:moveFrom>{run('10')}</w:moveFrom><w:moveTo>{run('12')}</w:moveTo>", "12"),
        (run("95") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "95"),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t><w:br/><w:t>7</w:t></w:r>", "5-6\n7"),
        ("<w:r><w:t>失</w:t><w:softHyphen/><w:t>业</w:t></w:r>", "失业"),
        ('<w:r><w:sym w:font="Symbol" w:char="f0b3"/><w:t>5</w:t></w:r>', "≥5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "\ufffd"),
        ("<w:r><w:t/></w:r>" + run("5"), "5"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>=3+2</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("5")}',
            "5",
        ),
        (
            f"<w:r><w:ruby><w:rt>{run('jia')}</w:rt>"
            f"<w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>",
            "甲",
        ),
        (f"<w:bdo>{run('12')}</w:bdo><!-- x -->", "12"),
        (
            f"<w:r><mc:AlternateContent><mc:Choice>{run('12')}</mc:Choice>"
            f"<mc:Fallback>{run('12')}</mc:Fallback></mc:AlternateContent></w:r>",
            "12",
        ),
        (
            f"<m:oMath {MATHS}><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "m²",
        ),
        (
            "<w:r><w:t>328</w:t></w:r>"
            '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>2</w:t></w:r>',
            "328²",
        ),
        (
            f"<m:oMath {MATHS}><m:sSub><m:e><m:r><m:t>CO</m:t></m:r></m:e>"
            "<m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub></m:oMath>",
            "CO2",
        ),
        (
            f"<m:oMath {MATHS}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
            "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "\ufffd",  # never 12
        ),
    ],
)  # fmt: skip
def test_a_cell_reads_as_it_shows(inside: str, text: str) -> None:
    assert lone(paragraph(inside)) == text


STYLES = (
    f'<w:style w:styleId="Mark"><w:rPr>{SUP}</w:rPr></w:style>'
    '<w:style w:styleId="Red"><w:basedOn w:val="Mark"/><w:rPr><w:color/></w:rPr></w:style>'
    '<w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style><w:latentStyles/>'
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("95") + run("2", '<w:rStyle w:val="Mark"/>'), "95²"),
        (run("95") + run("2", '<w:rStyle w:val="Red"/>'), "95²"),
        (run("95") + run("2", '<w:rStyle w:val="Mark"/><w:vertAlign w:val="baseline"/>'), "952"),
        (run("95") + run("2", '<w:rStyle w:val="Gone"/>'), "95"),
        (run("95") + run("2", '<w:rStyle w:val="A"/>'), "952"),
        (run("95") + run("2", '<w:rStyle w:val="Unknown"/>'), "952"),
    ],
)
def test_what_a_style_gives(inside: str, text: str) -> None:
    assert lone(paragraph(inside), styles=STYLES) == text


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert lone(paragraph(mark + run("1")) + paragraph(run("0"))) == "10"
    assert lone(paragraph(run("1")) + paragraph(run("0"))) == "1\n0"


def test_deleted_and_hidden_rows_and_wrapped_ones() -> None:
    rows = [word_row(word_cell(name), word_cell("1")) for name in "甲乙丙丁"]
    rows[1] = rows[1].replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    rows[2] = rows[2].replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")
    rows[3] = f"<w:sdt><w:sdtContent>{rows[3]}</w:sdtContent></w:sdt><w:bookmarkStart/>".replace(
        "<w:tc>", "<w:sdt><w:sdtContent><w:tc><w:sdt><w:sdtContent>", 1
    ).replace("</w:tc>", "</w:sdtContent></w:sdt></w:tc></w:sdtContent></w:sdt>", 1)
    assert tables(document(f"<w:tbl>{''.join(rows)}</w:tbl>")) == [[["甲", "1"], ["丁", "1"]]]


def test_merged_cells_of_both_kinds() -> None:
    first, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    down = '<w:vMerge w:val="continue"/>'
    indented = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>"
    body = (
        word_row(word_cell("指标", down), word_cell("2021年", first), word_cell("", on))
        + word_row(word_cell("", down), word_cell("计划"), word_cell("实际"))
        + word_row(word_cell("甲")).replace("<w:tr><w:tc>", indented)
        + word_row(word_cell("乙", "<w:gridSpan w:val='x'/>"))
        + word_row(word_cell(""))
    )
    (table,) = document(f"<w:tbl>{body}</w:tbl>").blocks
    assert isinstance(table, Table)
    assert [[(c.text, c.across, c.down) for c in row] for row in table.rows] == [
        [("指标", False, True), ("2021年", False, False), ("2021年", True, False)],
        [("指标", False, True), ("计划", False, False), ("实际", False, False)],
        [("", False, False), ("甲", False, False), ("", False, False)],
        [("乙", False, False), ("", False, False), ("", False, False)],
    ]


def test_a_table_in_a_cell_comes_after() -> None:
    inner = f"<w:tbl>{word_row(word_cell('内'), word_cell('2'))}</w:tbl>"
    body = f"<w:tbl>{word_row(word_cell('外') + inner, word_cell('1'))}</w:tbl>"
    blank = f"<w:tbl>{word_row(word_cell(''))}</w:tbl>"
    assert tables(document(body + blank)) == [[["外", "1"]], [["内", "2"]]]


def test_text_boxes_and_pictures() -> None:
    box = f"<w:txbxContent>{paragraph(run('框'))}</w:txbxContent>"
    body = (
        paragraph(
            f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
        + f"<w:sdt><w:sdtContent>{paragraph('<w:r><w:pict><w:imagedata/></w:pict></w:r>')}"
        + "</w:sdtContent></w:sdt><w:sectPr/>"
    )
    read_ = document(body)
    assert [text for text in paragraphs(read_) if text] == ["框"]
    assert sum(isinstance(block, Picture) for block in read_.blocks) == 1


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["", "关于2021年计划执行情况", "的报告", "", "各位代表："],
            "关于2021年计划执行情况的报告",
        ),
        (["报告", "各位代表："], "报告"),
        (["甲" * 121], ""),
        (["甲" * 100, "乙" * 100], "甲" * 100),
        (["a", "b", "c", "d", "e"], "a"),
        ([], ""),
    ],
)
def test_the_title_is_what_stands_first_and_short(lines: list[str], title: str) -> None:
    table = f"<w:tbl>{word_row(word_cell('甲'))}</w:tbl>"
    body = "".join(paragraph(run(line)) for line in lines) + table
    assert document(body + paragraph(run("后"))).title == title


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(number: int, depth: int = 0) -> str:
    return paragraph(
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    )


def labels(numbering: str, *cells: str, styles: str = "") -> list[str]:
    """What shows in a column of cells that Word numbers."""
    body = "".join(word_row(cell, word_cell("甲")) for cell in cells)
    (rows,) = tables(document(f"<w:tbl>{body}</w:tbl>", numbering=numbering, styles=styles))
    return [row[0] for row in rows]


def numbered(*levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="7"><w:nsid/>{"".join(levels)}</w:abstractNum><w:x/>'


def a_list(number: int, inside: str = "", of: int = 7) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'


def override(inside: str, depth: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{inside}</w:lvlOverride>'


def test_lists_in_chinese_and_their_levels() -> None:
    numbering = numbered(
        level(0, "chineseCounting", "%1、", 9), level(1, "decimal", "%1.%2", 1)
    ) + a_list(1)
    found = labels(
        numbering, listed(1, 1), listed(1), listed(1, 1), listed(1, 1), listed(1), listed(1, 1)
    )
    assert found == ["九.1", "九、", "九.1", "九.2", "十、", "十.1"]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        (0, "零"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (35, "三十五"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_chinese_numerals(start: int, shown: str) -> None:
    numbering = numbered(level(0, "chineseCountingThousand", "%1", start)) + a_list(1)
    assert labels(numbering, listed(1)) == [shown]


def test_lists_that_share_a_definition_count_on_or_start_anew() -> None:
    numbering = (
        numbered(level(0, "decimal", "%1"))
        + a_list(1)
        + a_list(2)
        + a_list(3, override('<w:startOverride w:val="1"/>'))
        + a_list(4, override(level(0, "decimal", "(%1)")))
    )
    assert labels(numbering, *map(listed, (1, 1, 2, 3, 3, 1, 4))) == [
        "1", "2", "3", "1", "2", "3", "(4)"
    ]  # fmt: skip


def test_numbers_that_are_not_known_are_left_out() -> None:
    numbering = (
        numbered(
            level(0, "upperRoman", "%1"),
            level(1, "decimal", "%1.%2"),
            level(2, "bullet", "●"),
            level(3, "decimal", "%3"),
            level(4, "decimal", "%5.%9"),
        )
        + a_list(1)
        + a_list(2, of=99)
    )
    cells = [listed(1, depth) for depth in (0, 1, 2, 3, 4, 5)]
    assert labels(numbering, *cells, listed(2), listed(3)) == ["", "", "", "", "1.", "", "", ""]


def test_numbers_given_by_a_style() -> None:
    styles = (
        '<w:style w:styleId="Nr"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styled = paragraph('<w:pPr><w:pStyle w:val="Nr"/></w:pPr>')
    none = paragraph('<w:pPr><w:pStyle w:val="Nr"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    numbering = numbered(level(0, "decimal", "%1")) + a_list(1)
    assert labels(numbering, styled, none, styled, styles=styles) == ["1", "", "2"]


def test_the_number_of_a_name_shows_where_a_sign_parts_them() -> None:
    item = listed(1).replace("</w:p>", run("工业") + "</w:p>")
    assert labels(numbered(level(0, "decimal", "%1.")) + a_list(1), item) == ["1.工业"]
    assert labels(numbered(level(0, "decimal", "%1")) + a_list(1), item) == ["工业"]


def renamed(content: bytes, name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        new.writestr(name, old.read("word/document.xml"))
    return stream.getvalue()


def test_the_main_part_may_have_a_number() -> None:
    content = word(paragraph(run("甲")))
    assert paragraphs(read(renamed(content, "word/document2.xml"), "a.docx")) == ["甲"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (as_xlsx([[["甲"]]]), "no .docx"),
        (renamed(word(""), "word/footnotes.xml"), "no .docx"),
        (word("<w:p>"), "broken"),
        (b"PK\3\4", "broken"),
    ],
)
def test_what_is_no_word_document_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        read(content, "a.docx")


def test_other_packings_than_those_of_office_documents_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<document><body/></document>")
    with pytest.raises(DocumentError, match="broken"):
        read(stream.getvalue(), "a.docx")
