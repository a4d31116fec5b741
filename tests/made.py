"""Documents of every kind, made for the tests out of the same paragraphs and tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

Table = Sequence[Sequence[str]]
Piece = str | Table
Content = Sequence[Piece]


def as_txt(content: Content) -> bytes:
    """Tables with tabs between columns."""
    pieces = [p if isinstance(p, str) else "\n".join("\t".join(row) for row in p) for p in content]
    return "\n\n".join(pieces).encode()


def as_markdown(content: Content) -> bytes:
    pieces = []
    for piece in content:
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        lines = [
            "| " + " | ".join(cell.replace("*", "\\*") for cell in row) + " |" for row in piece
        ]
        lines.insert(1, "|" + "---|" * len(piece[0]))
        pieces.append("\n".join(lines))
    return "\n\n".join(pieces).encode()


def as_html(content: Content) -> bytes:
    """Headings in td, a row with one text across the whole table."""
    pieces = []
    for piece in content:
        if isinstance(piece, str):
            pieces.append(f"<p>{escape(piece)}</p>")
            continue
        rows = []
        for row in piece:
            if _is_title(row):
                cells = f'<td colspan="{len(row)}">{escape(row[0])}</td>'
            else:
                cells = "".join(f"<td>{escape(cell)}</td>" for cell in row)
            rows.append(f"<tr>{cells}</tr>")
        pieces.append(f"<table border=1>{''.join(rows)}</table>")
    return f'<html><meta charset="utf-8"><body>{"".join(pieces)}</body></html>'.encode()


def _is_title(row: Sequence[str]) -> bool:
    return bool(row[0]) and not any(row[1:])


def as_csv(content: Content) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    for piece in content:
        writer.writerows([[piece]] if isinstance(piece, str) else piece)
        writer.writerow([])
    return text.getvalue().encode("utf-8-sig")


def as_docx(content: Content) -> bytes:
    import docx

    document = docx.Document()
    for piece in content:
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        table = document.add_table(len(piece), len(piece[0]))
        for line, row in zip(table.rows, piece, strict=True):
            cells = line.cells
            if _is_title(row):
                cells[0].merge(cells[-1]).text = row[0]
                continue
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(content: Content) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    number = 1
    for piece in content:
        if isinstance(piece, str):
            sheet.cell(number, 1, piece)
            number += 2
            continue
        for row in piece:
            for column, text in enumerate(row, 1):
                if text:
                    _fill(sheet.cell(number, column), text)
            if _is_title(row):
                sheet.merge_cells(
                    start_row=number, end_row=number, start_column=1, end_column=len(row)
                )
            number += 1
        number += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(cell: Any, text: str) -> None:
    """Numbers as numbers, shown with the digits of the text."""
    try:
        cell.value = float(text)
    except ValueError:
        cell.value = text
        return
    places = len(text.partition(".")[2])
    cell.number_format = f"0.{'0' * places}" if places else "0"


def as_pdf(content: Content) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
    from reportlab.platypus import Table as Grid

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("s", fontName="STSong-Light", fontSize=10, leading=14, wordWrap="CJK")
    flow: list[Any] = []
    for piece in content:
        if isinstance(piece, str):
            flow += [Paragraph(escape(piece), style), Spacer(1, 8)]
            continue
        spans = [("SPAN", (0, i), (-1, i)) for i, row in enumerate(piece) if _is_title(row)]
        cells = [[Paragraph(escape(cell), style) for cell in row] for row in piece]
        grid = Grid(cells, repeatRows=1)
        grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans])
        flow += [grid, Spacer(1, 8)]
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(flow)
    return stream.getvalue()


KINDS: dict[str, Callable[[Content], bytes]] = {
    ".txt": as_txt,
    ".md": as_markdown,
    ".html": as_html,
    ".csv": as_csv,
    ".docx": as_docx,
    ".xlsx": as_xlsx,
    ".pdf": as_pdf,
}


def word(body: str, **parts: str) -> bytes:
    """A Word document with this XML as its body, for what python-docx does not write."""
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>"
        )
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {names}>{inner}</w:{name}>")
    return stream.getvalue()


def word_row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def word_cell(text: str, properties: str = "") -> str:
    """What stands in a cell: properties, and a paragraph with one run."""
    inside = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"{inside}<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
