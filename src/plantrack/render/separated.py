"""CSV (RFC 4180) and TSV."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from plantrack.answers.answer import Value
from plantrack.answers.table import Table
from plantrack.messages.harmless import visible
from plantrack.render import Style


def render_csv(table: Table, style: Style) -> Iterator[str]:
    """Comma-separated, a header line of the keys, then a line a row."""
    yield from _separated(table, style, ",")


def render_tsv(table: Table, style: Style) -> Iterator[str]:
    """Tab-separated, a header line of the keys, then a line a row."""
    yield from _separated(table, style, "\t")


def _separated(table: Table, style: Style, delimiter: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    if style.header:
        writer.writerow(column.key for column in table.columns)
    for row in table.rows:
        writer.writerow(_cell(column.value(row)) for column in table.columns)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        value = "; ".join(map(str, value))
    return no_formula(visible(str(value)))


_PIECE = re.compile(r"(?<=;)(?=[\s\"']*[^\s\"';])")
_BEFORE = re.compile("\\A[\\s\"'\u2400-\u2421\ufffd]*")  # blanks, quotes, controls as shown
_PLAIN = re.compile(r"[-+－＋]?[\d,.]+ ?[%％]?(?:左右|及?以[上下内])?")
_SENTENCE = re.compile(r"[-+－＋][\d,.]+ ?[%％]? [^\W\d_]")


def no_formula(text: str) -> str:
    """The text so that no spreadsheet takes it, or what follows a `;`, for a formula.

    Some take a semicolon for the end of a cell whatever stands around it, and a full-width sign
    for the plain one. Plain numbers stay as they are.
    """
    if not ("=" in text or "@" in text or "+" in text or "-" in text) and text.isascii():
        return text
    first, *more = _PIECE.split(text)
    return _guarded(first) + "".join(
        piece if _SENTENCE.match(piece.strip()) else _guarded(piece) for piece in more
    )


def _guarded(text: str) -> str:
    rest = _BEFORE.sub("", text, count=1)
    sign = unicodedata.normalize("NFKC", rest[:1])
    formula = sign in {"=", "+", "-", "@"} and not _PLAIN.fullmatch(rest.rstrip("; "))
    return f"'{text}" if formula else text
