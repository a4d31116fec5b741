"""Tables printed to PDF in the ways that offices print them, over as many pages as they take."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

THIN, THICK, GREY = 0.5, 1.5, colors.Color(0.88, 0.92, 0.96)
Commands = list[tuple[Any, ...]]


def _grid(rows: int) -> Commands:
    return [("GRID", (0, 0), (-1, -1), THIN, colors.black)]


def _horizontal(rows: int) -> Commands:
    return [("LINEBELOW", (0, 0), (-1, -1), THIN, colors.black),
            ("LINEABOVE", (0, 0), (-1, 0), THIN, colors.black)]  # fmt: skip


def _three_lines(rows: int) -> Commands:
    return [("LINEABOVE", (0, 0), (-1, 0), THICK, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), THIN, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), THICK, colors.black)]  # fmt: skip


def _shaded(rows: int) -> Commands:
    return [("BACKGROUND", (0, row), (-1, row), GREY) for row in range(0, rows, 2)]


def _headed(rows: int) -> Commands:
    return [("BACKGROUND", (0, 0), (-1, 0), GREY)]


def _bare(rows: int) -> Commands:
    return []


def _framed(rows: int) -> Commands:
    return [("BOX", (0, 0), (-1, -1), THIN, colors.black), *_horizontal(rows)]


def _upright(rows: int) -> Commands:
    return [("BOX", (0, 0), (-1, -1), THIN, colors.black),
            ("INNERGRID", (0, 0), (-1, 0), THIN, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), THIN, colors.black),
            ("LINEAFTER", (0, 0), (-2, -1), THIN, colors.black)]  # fmt: skip


def _cells_shaded(rows: int) -> Commands:
    return [("BACKGROUND", (column, row), (column, row), GREY)
            for row in range(0, rows, 2) for column in range(9)]  # fmt: skip


RENDERINGS = {
    "grid": _grid,
    "horizontal": _horizontal,
    "three lines": _three_lines,
    "shaded": _shaded,
    "cells shaded": _cells_shaded,
    "heading shaded": _headed,
    "framed": _framed,
    "upright": _upright,
    "bare": _bare,
}


def printed(
    rows: Sequence[Sequence[str]],
    rendering: str,
    widths: Sequence[float],
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    head: str = "",
    repeat: bool = True,
    split: bool = False,
    wide: bool = False,
    align: str = "TOP",
    padding: float = 3,
    font: str = "STSong-Light",
    bottom: float = 72,
    page_numbers: bool = True,
) -> bytes:
    """The rows as one table; `split` lets a page break cut through a row's lines."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    cjk = "CJK" if font == "STSong-Light" else None
    style = ParagraphStyle("s", fontName=font, fontSize=10, leading=12, wordWrap=cjk)
    title = ParagraphStyle("t", fontName=font, fontSize=16, leading=22, wordWrap=cjk)
    cells = [[Paragraph(escape(t).replace("\n", "<br/>"), style) for t in row] for row in rows]
    table = Table(cells, colWidths=list(widths), repeatRows=int(repeat), splitInRow=int(split))
    columns = len(rows[0])
    commands = [c for c in RENDERINGS[rendering](len(rows)) if c[1][0] < columns]
    table.setStyle([("VALIGN", (0, 0), (-1, -1), align),
                    ("TOPPADDING", (0, 0), (-1, -1), padding),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), padding), *commands])  # fmt: skip
    flow = [Paragraph(escape(text), style if index else title) for index, text in enumerate(before)]
    end = [Paragraph(escape(text), style) for text in after]

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 9)
        if head:
            canvas.drawString(72, canvas._pagesize[1] - 40, head)
        if page_numbers:
            canvas.drawCentredString(canvas._pagesize[0] / 2, 30, f"— {document.page} —")

    stream = io.BytesIO()
    size = landscape(A4) if wide else A4
    SimpleDocTemplate(stream, pagesize=size, bottomMargin=bottom).build(
        [*flow, Spacer(1, 6), table, Spacer(1, 6), *end],
        onFirstPage=furniture,
        onLaterPages=furniture,
    )
    return stream.getvalue()
