"""Tables that go on overleaf: repeated headings taken out, rows that a page break split joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plantrack.documents.document import Cell, Row
from plantrack.documents.text import squeezed
from plantrack.messages.message import Message

_DIGIT = re.compile(r"\d")
_MOSTLY = 0.5  # share of the rows that have digits in a column of figures
_ALWAYS = 0.8  # share of the rows with figures that fill a column which no row leaves blank
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,4}[.、]\s"
    r"|(?:goal|objective|pillar|priority|theme|outcome|section|part)\b)",
    re.I,
)
_LONGEST_QUOTE = 60


def joined(above: Sequence[Row], below: Sequence[Row]) -> tuple[list[Row], list[Message]]:
    """The rows of a table with those that carry it on overleaf, and what is doubtful about it."""
    body = below[_repeated(above, below) :]
    if not above or not body or len(above[-1]) != len(body[0]):
        return [*above, *body], []
    how = _half(above, body)
    if how is None:
        return [*above, *body], []
    quote = _quoted(body[0])
    page = body[0][0].place.page
    if how == "asked":
        message = Message("page {page} begins with a row that may end the row before: {text}",
                       page=page, text=quote)  # fmt: skip
        return [*above, *body], [message]
    message = Message("a row that the page break before page {page} splits is joined: {text}",
                   page=page, text=_quoted(_merged(above[-1], body[0])))  # fmt: skip
    return [*above[:-1], _merged(above[-1], body[0]), *body[1:]], [message]


def is_new(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether numbers begin again overleaf: that is another table, with headings alike or not."""
    last = [n for row in above if (n := _number(row)) is not None]
    next_ = [n for row in below if (n := _number(row)) is not None]
    return bool(last and next_) and next_[0] == 1 and last[-1] >= 1


def _number(row: Row) -> int | None:
    for cell in row[:2]:
        text = cell.text.strip().rstrip(".、．")
        if text.isascii() and text.isdigit() and len(text) < 4:
            return int(text)
    return None


def _repeated(above: Sequence[Row], below: Sequence[Row]) -> int:
    """How many rows at the top of the page repeat the table's headings."""
    count = 0
    while count < min(len(above), len(below)) and _key(above[count]) == _key(below[count]):
        count += 1
    return count


def _key(row: Row) -> tuple[str, ...]:
    return tuple(squeezed(cell.text) for cell in row)


def _half(above: Sequence[Row], below: Sequence[Row]) -> str | None:
    """“joined” if the first row below is the rest of the last one above, “asked” if it may be."""
    rows = [row for row in (*above[1:-1], *below[1:]) if any(_DIGIT.search(c.text) for c in row)]
    if not rows:
        return None
    width = len(above[-1])
    figures = [i for i in range(width) if _share(rows, i, _DIGIT) >= _MOSTLY]
    always = [i for i in range(width) if _share(rows, i, re.compile(r"\S")) >= _ALWAYS]
    upper, lower = above[-1], below[0]
    if any(_filled(upper, i) and _filled(lower, i) for i in figures):
        return None
    if not any(cell.text.strip() for cell in lower) or _is_section(lower) or _is_section(upper):
        return None
    missing_above = [i for i in always if not _filled(upper, i)]
    missing_below = [i for i in always if not _filled(lower, i)]
    if not missing_below or not any(_filled(upper, i) for i in always):
        return None
    if missing_above and any(_filled(lower, i) for i in missing_above):
        return "joined"  # each half has what the other lacks
    words_only = not any(_filled(lower, i) for i in figures)
    alone = any(_lacks(row, figures) for row in (*above[1:-1], *below[1:]))
    if words_only and not missing_above:
        return "asked" if alone and not _goes_on(upper, lower) else "joined"
    return None


def _lacks(row: Row, figures: Sequence[int]) -> bool:
    return bool(figures) and not any(_filled(row, i) for i in figures if i < len(row))


def _goes_on(upper: Row, lower: Row) -> bool:
    """Whether a cell's text plainly goes on: in the middle of a word, a bracket or a sentence."""
    for one, other in zip(upper, lower, strict=False):
        before, after = one.text.strip(), other.text.strip()
        opened = sum(map(before.count, "(（")) > sum(map(before.count, ")）"))
        if before and after and (opened or after[0].islower() or after[0] in ")）,，、;；%"):
            return True
    return False


def _share(rows: Sequence[Row], column: int, pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.search(row[column].text)) for row in rows if column < len(row)) / len(
        rows
    )


def _filled(row: Row, column: int) -> bool:
    return column < len(row) and bool(row[column].text.strip()) and not row[column].down


def _is_section(row: Row) -> bool:
    """Whether a row is a group's title: it reaches across, or says so."""
    texts = [cell for cell in row if cell.text.strip()]
    across = len(texts) > 1 and len({cell.text for cell in texts}) == 1 and texts[-1].across
    return across or (len(texts) == 1 and _SECTION.match(texts[0].text) is not None)


def _merged(upper: Row, lower: Row) -> Row:
    return tuple(map(_both, upper, lower))


def _both(one: Cell, other: Cell) -> Cell:
    if one.text == other.text:
        return one
    return replace(one, text="\n".join(filter(None, (one.text, other.text))))


def _quoted(row: Row) -> str:
    texts: Iterator[str] = (
        " ".join(c.text.split()) for c in row if c.text.strip() and not c.across
    )
    return " | ".join(texts)[:_LONGEST_QUOTE]
