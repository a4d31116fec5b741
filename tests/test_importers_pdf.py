"""PDFs: letters as they show, tables as they are ruled."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from made import as_pdf

from plantrack.documents import pdf
from plantrack.documents import read as importers
from plantrack.documents.document import Document, Paragraph, Picture, Table
from plantrack.documents.errors import DocumentError
from plantrack.documents.paged import printed
from plantrack.documents.paged.once import _typed
from plantrack.documents.pdf import read


def nothing(done: int, total: int) -> None:
    """No progress is shown."""


def drawn(draw: Callable[[Any], object]) -> bytes:
    """A page drawn on by hand."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def ruled(canvas: Any, *texts: tuple[float, float, str]) -> None:
    """Two rows of two cells, 100 points wide and 30 high, from (100, 700) down."""
    canvas.grid([100, 200, 300], [640, 670, 700])
    for x, y, text in texts:
        canvas.drawString(x, y, text)


def tables(document: Document) -> list[list[list[str]]]:
    return [[[c.text for c in r] for r in t.rows] for t in document.blocks if isinstance(t, Table)]


def test_letters_printed_twice_are_read_once() -> None:
    def draw(canvas: Any) -> None:
        ruled(canvas, (105, 680, "Name"), (205, 680, "2021 target"))
        ruled(canvas, (105, 650, "Exports"), (205, 650, "1100"))
        for shift in (0.2, 0.4):
            canvas.drawString(205 + shift, 650, "1100")

    document = read(drawn(draw), "a.pdf", nothing)
    assert tables(document) == [[["Name", "2021 target"], ["Exports", "1100"]]]


def test_raised_and_lowered_digits() -> None:
    def draw(canvas: Any) -> None:
        ruled(canvas, (105, 680, "95"), (205, 680, "CO"), (205, 650, "1 00"))
        canvas.setFont("Helvetica", 6)
        canvas.drawString(117, 684, "2")
        canvas.drawString(219.5, 679, "2")

    document = read(drawn(draw), "a.pdf", nothing)
    assert tables(document) == [[["95²", "CO2"], ["", "1 00"]]]


def test_radicals_and_soft_hyphens_are_what_they_look_like() -> None:
    def draw(canvas: Any) -> None:
        ruled(canvas, (105, 650, "5"), (205, 680, "x"))
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(105, 680, "⽬标⼈")  # radicals, as some programs write them

    assert _typed("⽬标⼈⺟⻳") == "目标人母龟"
    assert _typed("5\u00ad5.5") == "5-5.5"  # a hyphen that shows is no place to break a word
    document = read(drawn(draw), "a.pdf", nothing)
    assert tables(document) == [[[_typed("⽬标⼈"), "x"], ["5", ""]]]


def test_a_box_around_text_is_no_table_and_a_page_may_have_no_rules() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(90, 700, 300, 40)
        canvas.rect(91, 701, 298, 38)
        canvas.drawString(100, 715, "Notice")
        canvas.showPage()
        canvas.showPage()  # a page with nothing on it
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, 715, "Only text.")

    document = read(drawn(draw), "a.pdf", nothing)
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["Notice", "Only text."]
    assert tables(document) == []


def test_the_title_is_what_stands_first() -> None:
    assert read(
        drawn(lambda canvas: canvas.drawString(100, 700, "Report")), "a", nothing
    ).title == ("Report")
    assert (
        read(drawn(lambda canvas: canvas.drawString(100, 700, "It ends.")), "a", nothing).title
        == ""
    )


def test_a_scanned_page_among_others_is_a_doubt() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Any) -> None:
        canvas.drawString(100, 715, "Report")
        canvas.showPage()
        canvas.drawImage(ImageReader(Image.new("1", (20, 20))), 0, 0, 500, 700)

    document = read(drawn(draw), "a.pdf", nothing)
    assert [str(doubt) for doubt in document.doubts] == ["pages without text are not read: 2"]
    assert any(isinstance(b, Picture) and b.place.page == 2 for b in document.blocks)


@pytest.mark.parametrize("bound", ["MAX_CHARACTERS", "MAX_LINES"])
def test_a_page_with_too_much_on_it(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, bound, 3)
    with pytest.raises(DocumentError, match="page 1 has too much"):
        read(as_pdf([[["a", "b"], ["1", "2"]]]), "a.pdf", nothing)


@pytest.mark.parametrize("error", [ValueError(), RecursionError(), KeyError("Root")])
def test_what_a_library_stumbles_over_is_broken(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise error

    monkeypatch.setattr(printed._Interpreter, "process_page", stumble)
    with pytest.raises(DocumentError, match="broken"):
        read(as_pdf(["a"]), "a.pdf", nothing)


@pytest.mark.parametrize("step", ["_sheet", "assembled", "_title"])
def test_an_error_of_our_own_is_not_said_to_be_the_file_s(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("Root")

    monkeypatch.setattr(pdf, step, stumble)
    with pytest.raises(KeyError):
        read(as_pdf(["a"]), "a.pdf", nothing)


PROGRAMS = {
    "states put by": b"q " * 2_000,
    "letters": b"BT /F1 1 Tf " + b"(%s) Tj " % (b"a" * 50) * 1_000 + b"ET",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_page_that_draws_too_much_is_left_at_the_bound(program: bytes) -> None:
    with pytest.raises(DocumentError, match="page 1 has too much"):
        read(page_of(program), "a.pdf", nothing)


def test_drawings_within_drawings_are_counted() -> None:
    """Each of twelve forms shows the next one three times: 3¹² of them."""
    with pytest.raises(DocumentError, match="page 1 has too much"):
        read(page_of(b"/X0 Do", forms=12), "a.pdf", nothing)


def page_of(program: bytes, forms: int = 0) -> bytes:
    """A PDF of one page with this program, and forms that show the next one three times."""
    first = 5
    names = b"".join(b"/X%d %d 0 R " % (n, first + n) for n in range(forms))
    own = b"/Resources << /Font << /F1 4 0 R >> /XObject << %s >> >> " % names
    box = b"/MediaBox [0 0 600 800] "
    shown = [b"/X%d Do " % (n + 1) * 3 if n + 1 < forms else b"q Q" for n in range(forms)]
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R %s%s>>" % (first + forms, box, own),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + own, one) for one in shown),
        stream(b"", program),
    ]
    objects = (b"%d 0 obj\n%s\nendobj\n" % (n, body) for n, body in enumerate(bodies, 1))
    return b"%PDF-1.4\n" + b"".join(objects) + b"trailer << /Root 1 0 R >>\n%%EOF"


def stream(keys: bytes, content: bytes) -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (keys, len(content), content)


def test_every_page_is_told(tmp_path: Any) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(lambda canvas: (canvas.drawString(1, 1, "a"), canvas.showPage(),
                                           canvas.drawString(1, 1, "b"))))  # fmt: skip
    told: list[tuple[int, int]] = []
    importers.read(path, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
