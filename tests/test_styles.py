"""What Word's styles give a paragraph: its own properties first, then those of its style."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from plantrack.documents.archive import Archive
from plantrack.documents.word.styles import Styles

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    '<w:style w:styleId="Title"><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:styleId="Sub"><w:basedOn w:val="Title"/></w:style>'
    '<w:style w:styleId="SubSub"><w:basedOn w:val="Sub"/></w:style>'
    '<w:style w:styleId="Big"><w:rPr><w:sz w:val="33"/></w:rPr></w:style>'
    '<w:style w:styleId="Odd"><w:rPr><w:sz w:val="large"/></w:rPr></w:style>'
    '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)


def size(paragraph: str) -> float:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/styles.xml", f"<w:styles {W}>{STYLES}</w:styles>")
    styles = Styles(Archive(stream.getvalue(), "a.docx"))
    return styles.size(etree.fromstring(f"<w:p {W}>{paragraph}</w:p>"))


def styled(name: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'


def run(inside: str = "") -> str:
    return f"<w:r><w:rPr>{inside}</w:rPr><w:t>x</w:t></w:r>"


@pytest.mark.parametrize(
    ("paragraph", "points"),
    [
        ("", 10.5),
        (run(), 10.5),
        (run('<w:sz w:val="24"/>'), 12),
        (run('<w:sz w:val="25"/>') + run('<w:sz w:val="90"/>'), 12.5),
        (run('<w:rStyle w:val="Big"/>'), 16.5),
        (styled("Title"), 22),
        (styled("Title") + run(), 22),
        (styled("SubSub") + run(), 22),
        (styled("Title") + run('<w:sz w:val="24"/>'), 12),
        (styled("Odd") + run(), 10.5),
        (styled("A") + run(), 10.5),
        (styled("Nowhere") + run(), 10.5),
    ],
)
def test_the_size_of_a_paragraph(paragraph: str, points: float) -> None:
    assert size(paragraph) == points
