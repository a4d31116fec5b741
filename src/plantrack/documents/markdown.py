"""Markdown: pipe tables, headings and paragraphs; a table in HTML inside it is read as HTML."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from plantrack.documents import marks, plain
from plantrack.documents.document import Block, Cell, Document, Paragraph, Place, Table
from plantrack.documents.encoding import decoded
from plantrack.documents.grid import Budget
from plantrack.documents.titles import is_chapter, names_document

_TABLE, _TABLE_END = re.compile(r"<table\b", re.I), re.compile("</table>", re.I)
_STRUCK = re.compile(r"~~(?=\S)|<(?:del|s|strike)>", re.I)
_STRUCK_ENDS: dict[str, marks.Close] = {
    "~~": (re.compile(r"(?<=\S)~~"), 1),
    **{f"<{tag}>": (re.compile(f"</{tag}>", re.I), 0) for tag in ("del", "s", "strike")},
}
_SUPER, _SUPER_END = re.compile("<sup>", re.I), (re.compile("</sup>", re.I), 0)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sub|span|font|ins|mark|small)\b", re.I)
_TAG_END = re.compile(">"), 0
_MARKUP = re.compile(r"(?:\*\*|__|`)(?=\S)")
_MARK_ENDS: dict[str, marks.Close] = {
    mark: (re.compile(rf"(?<=\S){re.escape(mark)}"), 1) for mark in ("**", "__", "`")
}
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_COVER = 12  # lines that are not blank
_LONGEST_LINE = 80
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(content: bytes, name: str, progress: object = None) -> Document:
    """The text's blocks without emphasis, links and escapes; its first heading is the title.

    Raises:
        DocumentError: it is in no known encoding, or its tables are too large.
    """
    text, doubts = decoded(content, name)
    lines = plain.numbered(text)
    blocks = list(_blocks(lines, Budget(name)))
    return Document(name, tuple(blocks), _title(lines), doubts)


def _title(lines: plain.Lines) -> str:
    """The first heading; on a cover of several the one that says what the document is.

    A chapter's heading is no title.
    """
    heads = list(itertools.islice(filter(None, (_heading(line) for _, line in lines)), 1))
    if not heads:
        return plain.title(lines)
    cover = [head for head in _cover(lines) if not is_chapter(head)]
    return next(filter(names_document, cover), cover[0] if cover else "")


def _cover(lines: plain.Lines) -> Iterator[str]:
    """The headings before the first sentence or table."""
    seen = 0
    for _, line in lines:
        seen += bool(line.strip())
        head = _heading(line)
        if head:
            yield head
        elif len(line) > _LONGEST_LINE or line.lstrip().startswith("|") or seen > _COVER:
            return


def _heading(line: str) -> str:
    return _shown(line.lstrip("#").strip()) if line.startswith("#") else ""


def _blocks(lines: plain.Lines, budget: Budget) -> Iterator[Block]:
    """Blocks of Markdown, and between them tables in HTML, each from the line it begins on."""
    text = "\n".join(line for _, line in lines)
    done = 0
    first = counted = 0
    for start, end in marks.spans(text, _TABLE, _TABLE_END):
        first += text.count("\n", counted, start)
        last, counted = first + text.count("\n", start, end), start
        yield from map(_cleaned, plain.blocks(lines[done:first], budget))
        from plantrack.documents.html import tables

        place = Place(line=first + 1)
        yield from (replace(table, place=place) for table in tables(text[start:end], budget))
        done = last + 1
    yield from map(_cleaned, plain.blocks(lines[done:], budget))


def _cleaned(block: Paragraph | Table) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_shown(block.text.lstrip("# ")))
    rows = tuple(tuple(_cell(cell) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _cell(cell: Cell) -> Cell:
    text = re.sub(r"<br\s*/?>", "\n", cell.text.strip(" "), flags=re.I)
    return replace(cell, text=_shown(text))


def _shown(text: str) -> str:
    """The text as it shows: “**约束性**” is bold, “~~9~~” is struck, a backslash does not show."""
    text = "\n".join(map(_without_struck, text.split("\n")))
    text = marks.replaced(_without_links(text), _TAG, lambda _: _TAG_END, _nothing)
    text = "\n".join(map(_without_emphasis, text.split("\n")))
    return _ESCAPE.sub(r"\1", _unescaped(text)).replace("\u00a0", " ")


def _without_struck(line: str) -> str:
    """The line without what is struck, and with raised digits as such."""
    line = marks.replaced(line, _STRUCK, lambda mark: _STRUCK_ENDS[mark[0].lower()], _nothing)
    return marks.replaced(
        line, _SUPER, lambda _: _SUPER_END, lambda _, inner: inner.translate(_RAISED)
    )


def _nothing(mark: re.Match[str], inner: str) -> str:
    return ""


def _without_emphasis(line: str) -> str:
    for _ in range(2):
        line = marks.replaced(
            line, _MARKUP, lambda mark: _MARK_ENDS[mark[0]], lambda _, inner: inner
        )
    return line


def _without_links(text: str) -> str:
    """Links as what they say: “[a](b)” is “a”."""
    pieces: list[str] = []
    done = start = 0
    while (begin := text.find("[", start)) >= 0 and (end := text.find("]", begin)) >= 0:
        start = end + 1
        if not text.startswith("(", start):
            continue
        close = text.find(")", start)
        if close < 0:
            break
        picture = begin > done and text[begin - 1] == "!"
        pieces += text[done : begin - picture], text[begin + 1 : end]
        done = start = close + 1
    return "".join((*pieces, text[done:]))


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # the number of a character has thousands of digits
        return text
