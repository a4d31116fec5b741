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

    assert pdf._typed("⽬标⼈⺟⻳") == "目标人母龟"
    assert pdf._typed("5\u00ad5.5") == "5-5.5"  # a hyphen that shows is no place to break a word
    document = read(drawn(draw), "a.pdf", nothing)
    assert tables(document) == [[[pdf._typed("⽬标⼈"), "x"], ["5", ""]]]


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
    monkeypatch.setattr(pdf, bound, 3)
    with pytest.raises(DocumentError, match="page 1 has too much"):
        read(as_pdf([[["a", "b"], ["1", "2"]]]), "a.pdf", nothing)


@pytest.mark.parametrize("error", [ValueError(), RecursionError(), KeyError("Root")])
def test_what_a_library_stumbles_over_is_broken(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> Document:
        raise error

    monkeypatch.setattr(pdf, "_document", stumble)
    with pytest.raises(DocumentError, match="broken"):
        read(as_pdf(["a"]), "a.pdf", nothing)


def test_every_page_is_told(tmp_path: Any) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(lambda canvas: (canvas.drawString(1, 1, "a"), canvas.showPage(),
                                           canvas.drawString(1, 1, "b"))))  # fmt: skip
    told: list[tuple[int, int]] = []
    importers.read(path, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
