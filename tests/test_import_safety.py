"""Documents from strangers: refused with a clear message, within bounded memory."""

from __future__ import annotations

import io
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run
from made import KINDS, as_xlsx, word

from plantrack.documents import archive
from plantrack.documents import read as importers
from plantrack.documents.errors import DocumentError

TABLE = [["指标", "2021年计划"], ["GDP", "100"]]
MEGABYTE = 1024 * 1024


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str, bytes], str]:
    """What is said of a document that must not be read."""

    def read(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(DocumentError) as caught:
            importers.read(path)
        return str(caught.value.message)

    return read


Refused = Callable[[str, bytes], str]


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".pdf"])
def test_a_broken_file(kind: str, refused: Refused) -> None:
    whole = KINDS[kind]([TABLE])
    assert "broken" in refused(f"cut{kind}", whole[: len(whole) // 2])
    assert "broken" in refused(f"text{kind}", b"no document at all")
    assert "empty" in refused(f"empty{kind}", b" ")


def test_an_encrypted_office_file(refused: Refused) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "encrypted" in refused("locked.docx", ole)
    assert "encrypted" in refused("locked.xlsx", ole)


def test_an_encrypted_zip(refused: Refused) -> None:
    content = bytearray(word(""))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    assert "encrypted" in refused("zip.docx", bytes(content))


@pytest.mark.parametrize("kind", [".docx", ".xlsx"])
def test_a_part_that_is_said_to_begin_before_the_file(kind: str, refused: Refused) -> None:
    content = bytearray(KINDS[kind]([TABLE]))
    end = content.rindex(b"PK\5\6")  # where the list of the parts is said to begin
    start = int.from_bytes(content[end + 16 : end + 20], "little") + 1000
    content[end + 16 : end + 20] = start.to_bytes(4, "little")
    assert "broken" in refused(f"before{kind}", bytes(content))


def test_a_pdf_that_is_damaged_says_nothing_of_its_fonts(tmp_path: Path, process: Run) -> None:
    content = KINDS[".pdf"]([TABLE]).replace(b"/FontBBox", b"/FontXXXX")
    (tmp_path / "font.pdf").write_bytes(content)
    assert "FontBBox" not in process("import", "font.pdf").stderr


def test_an_encrypted_pdf(refused: Refused) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 100, "Target 2021")
    canvas.save()
    assert "encrypted" in refused("locked.pdf", stream.getvalue())


def test_a_scanned_pdf(refused: Refused) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawImage(ImageReader(Image.new("1", (200, 200))), 0, 0, 500, 700)
    canvas.save()
    assert "text recognition" in refused("scan.pdf", stream.getvalue())


@pytest.mark.parametrize(
    ("name", "what"),
    [("a.doc", ".docx"), ("a.wps", ".docx"), ("a.xls", ".xlsx"), ("a.jpg", "text")],
)
def test_kinds_that_are_not_read_say_how_to_convert(name: str, what: str, refused: Refused) -> None:
    said = refused(name, b"x")
    assert name.partition(".")[2] in said
    assert what in said


def test_a_file_that_is_not_what_its_name_says(refused: Refused) -> None:
    assert "holds .pdf" in refused("report.html", KINDS[".pdf"]([TABLE]))
    assert "known are" in refused("report.xyz", b"text")


ENTITY = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY b "&x;&x;">]>'


def test_entities_are_refused(refused: Refused) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", f"{ENTITY}<w:document>&x;</w:document>")
    assert "entities" in refused("entity.docx", stream.getvalue())
    stream = io.BytesIO(KINDS[".xlsx"]([TABLE]))
    with zipfile.ZipFile(stream, "a") as made:
        made.writestr("xl/worksheets/sheet2.xml", f"{ENTITY}<worksheet>&x;</worksheet>")
    assert "entities" in refused("entity.xlsx", stream.getvalue())


def test_html_reaches_nothing_outside(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f'{ENTITY}<p>&x;</p><script>document.write("<table>")</script>'
        "<table><tr><td>指标<td>2021年计划</tr>"
        '<tr><td>GDP<td style="display:none">9<td>100</tr></table>'
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><img src="http://127.0.0.1:9/x.png">',
        encoding="utf-8",
    )
    document = importers.read(path)
    said = str(document.blocks)
    assert "root:" not in said
    assert "text='9'" not in said


def bomb(size: int, declared: int | None = None) -> bytes:
    """A Word document that unpacks to so many bytes, and may say that it is smaller."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open("word/document.xml", "w") as part,
    ):
        for _ in range(size // MEGABYTE):
            part.write(b" " * MEGABYTE)
    content = bytearray(stream.getvalue())
    if declared is not None:
        at = content.index(b"PK\x01\x02") + 24
        content[at : at + 4] = declared.to_bytes(4, "little")
    return bytes(content)


def peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return used


def test_a_zip_bomb_is_not_unpacked(refused: Refused) -> None:
    content = bomb(300 * MEGABYTE)
    assert len(content) < 2 * MEGABYTE
    assert peak(lambda: refused("bomb.docx", content)) < 32 * MEGABYTE


def test_a_zip_bomb_that_lies_about_its_size(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "broken" in refused("liar.docx", bomb(8 * MEGABYTE, declared=1000))
    monkeypatch.setattr(archive, "MAX_MEMBER", 4 * MEGABYTE)
    assert "larger than" in refused("part.docx", bomb(8 * MEGABYTE))


def test_a_table_of_a_million_cells(refused: Refused) -> None:
    rows = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    stream = io.BytesIO(KINDS[".xlsx"]([TABLE]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet9.xml", f"<worksheet>{rows * 10_000}</worksheet>")
    assert peak(lambda: refused("million.xlsx", stream.getvalue())) < 64 * MEGABYTE
    cells = ("," * 99 + "\n") * 10_000
    assert "more than 200000 cells" in refused("million.csv", f"指标{cells}".encode())
    assert "more than 200000 cells" in refused("million.txt", (b"1\t2\t3\n" * 100_000))
    spans = '<table><tr><td colspan="1000" rowspan="1000">x' + "<tr><td>y" * 999 + "</table>"
    assert "more than 200000 cells" in refused("span.html", spans.encode())
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='1000'/></w:tcPr><w:p/></w:tc>"
    body = f"<w:tbl>{f'<w:tr>{wide}</w:tr>' * 300}</w:tbl>"
    assert "more than 200000 cells" in refused("span.docx", word(body))


def test_long_tables_and_long_names_take_no_long_time(tmp_path: Path, plantrack: Run) -> None:
    rows = "".join(f"甲{n}乙,{n},{n}\n" for n in range(1_900))
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"指标,2021年计划,2021年实际\n{rows}", encoding="utf-8")
    done = plantrack("import", "a.csv", "b.csv", "-o", "plan.toml", "--timeout", "600")
    assert done.returncode == 0
    (tmp_path / "long.csv").write_text(f"指标,2021年计划\n{rows * 2}", encoding="utf-8")
    assert "more than 2000 rows" in plantrack("import", "long.csv").stderr
    (tmp_path / "name.csv").write_text(
        f"序号,指标,2021年计划\n1,{'甲' * 60_000},1\n序号,指标,2022年计划\n1,{'乙' * 60_000},1\n",
        encoding="utf-8",
    )
    assert plantrack("import", "name.csv").returncode == 0


def test_deep_nesting_ends_in_a_message(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<p>1</p>" + "<div>" * 20_000 + "x", encoding="utf-8")
    with pytest.raises(DocumentError, match="nested"):  # what is deeper would be lost
        importers.read(path)


def test_a_pdf_with_too_many_pages(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen.canvas import Canvas

    from plantrack.documents import pdf

    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(4):
        canvas.drawString(100, 100, "x")
        canvas.showPage()
    canvas.save()
    assert "more than 3 pages" in refused("long.pdf", stream.getvalue())


def test_text_of_a_document_has_no_effect(tmp_path: Path, plantrack: Run) -> None:
    path = tmp_path / "evil.csv"
    path.write_text(
        '指标,单位,2021年计划,2021年实际,甲\n"[red]=cmd()\x1b[31m""\'\\",亿元,1,2,x\n',
        encoding="utf-8",
    )
    done = plantrack("import", str(path), "-o", "plan.toml")
    assert done.returncode == 0
    assert "\x1b" not in done.stderr
    shown = plantrack("-f", "plan.toml", "list").stdout
    assert "[red]=cmd()␛[31m\"'\\" in shown


def test_a_missing_library_says_which_extra(tmp_path: Path, process: Run) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(""))
    (tmp_path / "lxml.py").write_text("raise ModuleNotFoundError(name='lxml')", encoding="utf-8")
    done = process("import", str(path), PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert "install it with: pip install " in done.stderr
    assert f"{ROOT}[import]" in done.stderr
    assert "plantrack[import]" not in done.stderr.replace(str(ROOT), "")
    assert "Traceback" not in done.stderr


def test_text_and_csv_need_no_library() -> None:
    for name in ("plain", "separated", "markdown"):
        source = (Path(importers.__file__).parent / f"{name}.py").read_text(encoding="utf-8")
        modules = [
            line.split()[1] for line in source.split("\n") if line.startswith(("import ", "from "))
        ]
        assert all(m.split(".")[0] in {*sys.stdlib_module_names, "plantrack"} for m in modules)


def test_a_part_of_too_many_tags_is_refused(
    tmp_path: Path, plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TAGS", 1000)
    (tmp_path / "a.docx").write_bytes(word("<w:p/>" * 2000))
    done = plantrack("import", "a.docx")
    assert (done.returncode, "more than 1000 tags" in done.stderr) == (3, True)


def test_two_bytes_a_character_hide_nothing(tmp_path: Path, plantrack: Run) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(io.BytesIO(word("<w:p/>"))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = b"\xff\xfe" + part.decode().encode("utf-16-le")
            new.writestr(name, part)
    done = plantrack("import", "a.docx")
    assert (done.returncode, "the file is broken" in done.stderr) == (3, True)


def test_merged_cells_count_as_cells(tmp_path: Path, plantrack: Run) -> None:
    path = tmp_path / "a.xlsx"
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    old_bytes = as_xlsx([[["指标", "2023年计划"], ["税收", "1"]]])
    with zipfile.ZipFile(io.BytesIO(old_bytes)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = part.replace(b"</worksheet>", merged)
            new.writestr(name, part)
    done = plantrack("import", "a.xlsx")
    assert (done.returncode, "cells" in done.stderr) == (3, True)
