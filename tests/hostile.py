"""Documents made to take all the time or memory there is, each small and made when asked for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from itertools import islice

from made import as_xlsx, word, word_cell, word_row

HEAD = "指标,2021年计划,2021年实际\n税收,10,12\n"
TABLE = [["指标", "2021年计划", "2021年实际"], ["税收", "10", "12"]]
PAGE = "<table><tr><td>指标<td>2021年计划<td>2021年实际<tr><td>税收<td>10<td>12</table>"
SHEET = "xl/worksheets/sheet1.xml"

Make = Callable[[], bytes]


def marks(piece: str, count: int) -> bytes:
    """A table in Markdown, and below it one line of a mark that is not closed."""
    return f"|指标|2021年计划|2021年实际|\n|-|-|-|\n|税收|10|12|\n\n甲{piece * count}\n".encode()


def page(inside: str) -> bytes:
    return f'<meta charset="utf-8">{PAGE}{inside}'.encode()


def cell(text: str) -> bytes:
    """A table in CSV with a cell that holds the text."""
    quoted = text.replace('"', '""')
    return f'{HEAD}"{quoted}",10,12\n甲,"{quoted}",12\n'.encode()


def heading(text: str) -> bytes:
    quoted = text.replace('"', '""')
    return f'指标,"2021年{quoted}计划",2021年实际\n税收,10,12\n'.encode()


def workbook(
    changes: dict[str, Callable[[bytes], bytes]], more: dict[str, bytes] | None = None
) -> bytes:
    """A workbook with parts changed, and more parts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx([TABLE]))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changes[name](part) if name in changes else part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def with_sheet(*swaps: tuple[str, str]) -> bytes:
    """A workbook whose sheet has texts swapped."""

    def swapped(part: bytes) -> bytes:
        for old, new in swaps:
            assert old.encode() in part, old
            part = part.replace(old.encode(), new.encode())
        return part

    return workbook({SHEET: swapped})


def merged(written: str) -> bytes:
    end = "</worksheet>"
    return with_sheet((end, f"<mergeCells><mergeCell {written}/></mergeCells>{end}"))


def hidden_sheet(path: str, inside: str) -> bytes:
    """A workbook whose sheet stands elsewhere."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx([TABLE]))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == SHEET:
                new.writestr(path, inside)
                continue
            part = part.replace(b"/xl/worksheets/sheet1.xml", f"/{path}".encode())
            new.writestr(name, part)
    return stream.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def rows_of_cells(rows: int, columns: int) -> str:
    row = "<row>" + "<c><v>1</v></c>" * columns + "</row>"
    return f"<worksheet {MAIN}><sheetData>{row * rows}</sheetData></worksheet>"


def hidden_rows(count: int) -> bytes:
    rows = "".join(
        f'<row r="{n}" hidden="1"><c r="A{n}"><v>1</v></c></row>' for n in range(1, count + 1)
    )
    return hidden_sheet(SHEET, f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")


def hidden_columns(count: int) -> bytes:
    columns = "".join(f'<col min="{n}" max="16384" hidden="1"/>' for n in range(1, count + 1))
    cells = "".join("<c><v>1</v></c>" for _ in range(count))
    data = f"<sheetData><row>{cells}</row></sheetData>"
    return hidden_sheet(SHEET, f"<worksheet {MAIN}><cols>{columns}</cols>{data}</worksheet>")


def formats(count: int) -> bytes:
    return workbook(
        {
            "xl/styles.xml": lambda part: part.replace(
                b"<cellXfs", b"<cellXfs>" + b"<xf/>" * count, 1
            )
        }
    )


def members(count: int) -> bytes:
    """An archive that says it has so many parts, all of them the same one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("a", b"")
    whole = stream.getvalue()
    first, last = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    entries, end = whole[first:last] * count, bytearray(whole[last:])
    end[8:12] = (count & 0xFFFF).to_bytes(2, "little") * 2
    end[12:16] = len(entries).to_bytes(4, "little")
    return whole[:first] + entries + bytes(end)


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    made = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    made += b"trailer <</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, trailer.replace(b"@", b"%d" % start), start,
    )  # fmt: skip
    return bytes(made)


def stream(content: bytes, more: bytes = b"", packed: int = 1) -> bytes:
    """A stream, packed so many times."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"[" + b"/FlateDecode " * packed + b"]"
    return b"<</Length %d /Filter %s %s>>\nstream\n%s\nendstream" % (
        len(content), filters, more, content,
    )  # fmt: skip


CATALOG = b"<</Type/Catalog /Pages 2 0 R>>"
PAGES = b"<</Type/Pages /Kids [3 0 R] /Count 1>>"
FONT = b"<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>"
SHOWN = b"BT /F1 12 Tf 50 700 Td <0041> Tj ET"


def one_page(content: bytes, resources: bytes, *more: bytes) -> bytes:
    """A PDF of one page; its content is object 4, `more` are 5 and on."""
    said = b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <<%s>>>>"
    return pdf(CATALOG, PAGES, said % resources, content, *more)


def wide_font(widths: bytes) -> bytes:
    return one_page(
        stream(SHOWN), b"/Font <</F1 5 0 R>>",
        b"<</Type/Font /Subtype/Type0 /BaseFont/A /Encoding/Identity-H /DescendantFonts [6 0 R]>>",
        b"<</Type/Font /Subtype/CIDFontType2 /BaseFont/A /CIDSystemInfo <</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>> /FontDescriptor 7 0 R /W [%s]>>" % widths,
        b"<</Type/FontDescriptor /FontName/A /Flags 4 /FontBBox [0 0 1 1] /Ascent 1 /Descent 0>>",
    )  # fmt: skip


def character_map(ranges: bytes) -> bytes:
    cmap = b"/CIDInit /ProcSet findresource begin begincmap\n1 beginbfrange\n%s\nendbfrange endcmap"
    return one_page(
        stream(SHOWN), b"/Font <</F1 5 0 R>>",
        b"<</Type/Font /Subtype/Type0 /BaseFont/A /Encoding/Identity-H /DescendantFonts [6 0 R]"
        b" /ToUnicode 8 0 R>>",
        b"<</Type/Font /Subtype/CIDFontType2 /BaseFont/A /CIDSystemInfo <</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>> /FontDescriptor 7 0 R>>",
        b"<</Type/FontDescriptor /FontName/A /Flags 4 /FontBBox [0 0 1 1] /Ascent 1 /Descent 0>>",
        stream(cmap % ranges),
    )  # fmt: skip


def doubled_forms(depth: int) -> bytes:
    """Forms that each show the next one twice."""
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</X %d 0 R>>>>"
            % (number + 1),
        )
        for number in range(5, 5 + depth)
    ]
    return one_page(stream(b"/X Do"), b"/XObject <</X 5 0 R>>", *forms, stream(SHOWN))


def nested_forms(depth: int) -> bytes:
    """Forms that each show the next one."""
    forms = [
        b"<</Type/XObject /Subtype/Form /BBox [0 0 9 9] /Length 5 "
        b"/Resources <</XObject <</X %d 0 R>>>>>>\nstream\n/X Do\nendstream" % (number + 1)
        for number in range(5, 5 + depth)
    ]
    return one_page(stream(b"/X Do"), b"/XObject <</X 5 0 R>>", *forms, stream(SHOWN))


def zipped(name: str, part: str) -> bytes:
    """An archive of one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, part)
    return made.getvalue()


def nested_boxes(depth: int) -> bytes:
    inside = word_cell("x")
    for _ in range(depth):
        inside = f"<w:p><w:txbxContent>{inside}</w:txbxContent></w:p>"
    return word(inside)


def word_table(properties: str, rows: int, cell_properties: str = "") -> bytes:
    row = (
        f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{word_cell('1', cell_properties)}</w:tc></w:tr>"
    )
    head = word_row(*map(word_cell, ("指标", "2021年计划")))
    return word(f"<w:tbl>{head}{row * rows}</w:tbl>")


def styled(runs: int, properties: int) -> bytes:
    """Runs of a style that sets more than there is to set."""
    run = '<w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>x</w:t></w:r>'
    style = f'<w:style w:styleId="S"><w:rPr>{"<w:b/>" * properties}</w:rPr></w:style>'
    return word(f"<w:p>{run * runs}</w:p>", styles=style)


def listed(paragraphs: int, length: int, ilvl: str = "0", start: str = "1") -> bytes:
    """Paragraphs of a list whose numbers are long."""
    given = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="1"/></w:numPr>'
    paragraph = f"<w:p><w:pPr>{given}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    level = (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * length}"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    row = f"<w:tr><w:tc>{paragraph}</w:tc><w:tc>{word_cell('1')}</w:tc></w:tr>"
    return word(f"<w:tbl>{row * paragraphs}</w:tbl>", numbering=numbering)


def many_columns(rows: int) -> bytes:
    """Rows of as many cells as there are rows yet, so that no two are alike."""
    return "".join("1," * n + "\n" for n in islice(range(1, rows), None)).encode()


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
NUMBER = "9" * 5000

BOMBS: dict[str, tuple[str, Make]] = {
    "stars in a cell": (".csv", lambda: cell("9" + "*" * 2000 + "x")),
    "stars in a heading": (".csv", lambda: heading("9" + "*" * 2000 + "x")),
    "a bracket and blanks": (".csv", lambda: cell("[" + " " * 2000 + "x")),
    "brackets and blanks": (".csv", lambda: cell("[ " * 20_000)),
    "newlines in a heading": (".csv", lambda: heading("\n" * 30_000)),
    "newlines in a cell": (".csv", lambda: cell("甲" + "\n" * 30_000 + "x")),
    "a row of commas": (".csv", lambda: HEAD.encode() + b"1" + b"," * 190_000),
    "commas beyond the cells": (".csv", lambda: HEAD.encode() + b"," * 1_000_000),
    "rows of every width": (".csv", lambda: HEAD.encode() + many_columns(600)),
    "a million blank lines": (".csv", lambda: HEAD.encode() + b"\n" * 1_000_000),
    "a text of 200,000 lines": (".txt", lambda: "甲乙\n".encode() * 200_000),
    "200,000 figures in prose": (".txt", lambda: "完成税收10亿元，增长5%。\n".encode() * 200_000),
    "carriage returns": (".txt", lambda: b"\r" * 400_000),
    "blanks": (".txt", lambda: b"x" + b" " * 2_000_000 + b"x"),
    "tabs": (".txt", lambda: b"a\tb\n" + b"\t" * 1_000_000),
    "bars": (".txt", lambda: b"a|b|c\n" + b"|" * 1_000_000),
    "box lines of every width": (
        ".txt", lambda: ("┌─\n" + "│甲" * 1000 + "\n" + "│甲\n" * 100_000 + "└─\n").encode(),
    ),
    "<table>s": (".md", lambda: marks("<table ", 80_000)),
    "closed <table>s": (".md", lambda: marks("<table><tr><td>x</table>", 20_000)),
    "<del>s": (".md", lambda: marks("<del>", 80_000)),
    "<del s": (".md", lambda: marks("<del ", 80_000)),
    "tildes": (".md", lambda: marks("~~x ", 80_000)),
    "stars": (".md", lambda: marks("**x ", 80_000)),
    "more stars": (".md", lambda: marks("*", 160_000)),
    "backticks": (".md", lambda: marks("`x ", 80_000)),
    "links": (".md", lambda: marks("[](", 80_000)),
    "brackets": (".md", lambda: marks("[", 160_000)),
    "tags": (".md", lambda: marks("<b ", 80_000)),
    "raised": (".md", lambda: marks("<sup>", 80_000)),
    "a reference of 5,000 digits": (".md", lambda: marks(f"&#{NUMBER};", 1)),
    "declarations": (
        ".html", lambda: page(f'<p style="{"text-decoration: " * 40_000}">x</p>'),
    ),
    "positions": (".html", lambda: page(f'<p style="{"position:relative " * 40_000}">x</p>')),
    "<?xml and blanks": (".html", lambda: b"<?xml" + b" " * 200_000 + page("")),
    "blanks and no <?xml": (".html", lambda: b" " * 200_000 + page("")),
    "nested elements": (".html", lambda: page("<div>" * 200_000)),
    "nested tables": (".html", lambda: page("<table><tr><td>x" * 20_000)),
    "nested headings": (".html", lambda: page("<h1>" * 200 + "x " * 200_000)),
    "wide cells": (".html", lambda: page("<table>" + "<tr><td colspan=9999>x" * 5000 + "</table>")),
    "high cells": (
        ".html",
        lambda: page("<table><tr>" + "<td rowspan=1000>x" * 1000 + "<tr>" * 999 + "</table>"),
    ),
    "cells that reach down": (
        ".html", lambda: page("<table><tr>" + "<td rowspan=2>x" * 60_000 + "<tr><td></table>"),
    ),
    "entities in HTML": (".html", lambda: ENTITY.encode() + page("&b;" * 100_000)),
    "attributes": (".html", lambda: page(f"<p {' '.join(f'a{n}' for n in range(20_000))}>")),
    "a mark and no UTF-8": (".csv", lambda: b"\xef\xbb\xbff\xff"),
    "wide letters cut short": (".csv", lambda: b"\xff\xfe" + b"\xd8\x00" * 99 + b"x"),
    "wider letters": (".csv", lambda: b"\xff\xfe\0\0" + b"\xff" * 400),
    "every byte": (".csv", lambda: bytes(range(256)) * 50),
    "UTF-7": (".html", lambda: b'<meta charset="utf-7">+ADw-p+AD4-' * 1000),
    "EBCDIC": (".html", lambda: b'<meta charset="cp037">' + "税收".encode("gbk") * 999),
    "punycode": (".html", lambda: b'<meta charset="punycode">' + b"\xff" * 100_000),
    "nested text boxes": (".docx", lambda: nested_boxes(30)),
    "more nested text boxes": (".docx", lambda: nested_boxes(120)),
    "columns before": (".docx", lambda: word_table('<w:gridBefore w:val="1000"/>', 40_000)),
    "a span of 5,000 digits": (
        ".docx", lambda: word_table("", 1, f'<w:gridSpan w:val="{NUMBER}"/>'),
    ),
    "columns before of 5,000 digits": (
        ".docx", lambda: word_table(f'<w:gridBefore w:val="{NUMBER}"/>', 2),
    ),
    "a list from 5,000 digits": (".docx", lambda: listed(3, 1, start=NUMBER)),
    "a level of 5,000 digits": (".docx", lambda: listed(3, 1, ilvl=NUMBER)),
    "long numbers": (".docx", lambda: listed(20_000, 100_000)),
    "a style of everything": (".docx", lambda: styled(100_000, 100_000)),
    "entities in Word": (
        ".docx",
        lambda: zipped("word/document.xml", f"{ENTITY}<document><body>&b;</body></document>"),
    ),
    "entities far into a part": (
        ".docx",
        lambda: zipped("word/document.xml", f"<!--{' ' * 9000}--><!DOCTYPE x><document/>"),
    ),
    "two million tags": (".docx", lambda: word("<w:p/>" * 2_000_000)),
    "a part of attributes": (
        ".docx", lambda: word("".join(f'<w:p a{n}=""/>' for n in range(900_000))),
    ),
    "merged to the last cell": (".xlsx", lambda: merged('ref="$A$1:$XFD$1048576"')),
    "merged with blanks": (".xlsx", lambda: merged('ref = "A1:XFD1048576"')),
    "merged in references": (".xlsx", lambda: merged('ref="&#65;1:XFD&#49;048576"')),
    "merged columns": (".xlsx", lambda: merged('ref="A:XFD"')),
    "merged backwards": (".xlsx", lambda: merged('ref="XFD1048576:A1"')),
    "merged digits": (".xlsx", lambda: merged(f'ref="A1:B{NUMBER}"')),
    "a link over all": (
        ".xlsx",
        lambda: with_sheet((
            "</worksheet>",
            '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks></worksheet>',
        )),
    ),
    "a sheet called .bin": (
        ".xlsx", lambda: hidden_sheet("xl/worksheets/sheet1.bin", rows_of_cells(10_000, 100)),
    ),
    "a sheet elsewhere": (".xlsx", lambda: hidden_sheet("a/b", rows_of_cells(10_000, 100))),
    "entities in a sheet elsewhere": (
        ".xlsx", lambda: hidden_sheet("a/b.bin", f"{ENTITY}<worksheet>&b;</worksheet>"),
    ),
    "entities far into a sheet": (
        ".xlsx",
        lambda: hidden_sheet("a/b.bin", f"<!--{' ' * 9000}-->{ENTITY}<worksheet>&b;</worksheet>"),
    ),
    "hidden rows": (".xlsx", lambda: hidden_rows(60_000)),
    "hidden columns": (".xlsx", lambda: hidden_columns(16_000)),
    "formats": (".xlsx", lambda: formats(5_000_000)),
    "parts": (".xlsx", lambda: members(900_000)),
    "1e999": (".xlsx", lambda: with_sheet(("<v>10</v>", "<v>1e999</v>"))),
    "4,000 digits": (".xlsx", lambda: with_sheet(("<v>10</v>", f"<v>{'9' * 4000}</v>"))),
    "5,000 digits": (".xlsx", lambda: with_sheet(("<v>10</v>", f"<v>{NUMBER}</v>"))),
    "a style out of range": (".xlsx", lambda: with_sheet((' s="1"', ' s="99"'))),
    "a font out of range": (
        ".xlsx",
        lambda: workbook(
            {"xl/styles.xml": lambda part: part.replace(b'fontId="0"', b'fontId="99"')}
        ),
    ),
    "a format out of range": (
        ".xlsx",
        lambda: workbook(
            {"xl/styles.xml": lambda part: part.replace(b'numFmtId="1"', b'numFmtId="9999"')}
        ),
    ),
    "widths of a font": (".pdf", lambda: wide_font(b"0 4000000000 500")),
    "a map to the last character": (
        ".pdf", lambda: character_map(b"<00000000> <FFFFFFFF> <0041>"),
    ),
    "an object that is itself": (
        ".pdf", lambda: one_page(stream(SHOWN), b"/Font 5 0 R", b"5 0 R"),
    ),
    "objects in a circle": (
        ".pdf", lambda: one_page(stream(SHOWN), b"/Font 5 0 R", b"6 0 R", b"5 0 R"),
    ),
    "pages in a circle": (
        ".pdf", lambda: pdf(CATALOG, b"<</Type/Pages /Kids [2 0 R 2 0 R] /Count 9>>"),
    ),
    "states kept": (".pdf", lambda: one_page(stream(b"q " * 3_000_000), b"")),
    "packed twice": (
        ".pdf", lambda: one_page(stream(b"q " * 200_000_000, packed=2), b""),
    ),
    "forms that double": (".pdf", lambda: doubled_forms(40)),
    "nested forms": (".pdf", lambda: nested_forms(100_000)),
    "a chain of tables": (
        ".pdf", lambda: pdf(CATALOG, PAGES, FONT, trailer=b"/Root 1 0 R /Prev @"),
    ),
    "a million pages": (
        ".pdf", lambda: pdf(CATALOG, b"<</Type/Pages /Kids [%s] /Count 9>>" % (b"3 0 R " * 999_999),
                            b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"),
    ),
    "ruled lines": (
        ".pdf",
        lambda: one_page(
            stream(SHOWN + b"".join(b" %d 0 1 800 re f 0 %d 600 1 re f" % (n % 600, n % 800)
                                    for n in range(2000))),
            b"/Font <</F1 5 0 R>>", FONT,
        ),
    ),
}  # fmt: skip
"""Each with the suffix of its kind, and how it is made."""
