"""Markdown: pipe tables, headings and paragraphs; a table in HTML inside it is read as HTML."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from plantrack.documents import plain
from plantrack.documents.document import Block, Cell, Document, Paragraph, Place, Table
from plantrack.documents.encoding import decoded
from plantrack.documents.grid import Budget
from plantrack.documents.titles import is_chapter, names_document

_HTML_TABLE = re.compile(r"<table\b.*?</table>", re.I | re.S)
_STRUCK = re.compile(r"~~(?=\S).+?(?<=\S)~~|<(del|s|strike)>.*?</\1>", re.I)
_SUPER = re.compile(r"<sup>(.*?)</sup>", re.I)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sub|span|font|ins|mark|small)\b[^>]*>", re.I)
_MARKUP = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
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
    for match in _HTML_TABLE.finditer(text):
        first, last = (text.count("\n", 0, offset) for offset in match.span())
        yield from map(_cleaned, plain.within(plain.blocks(lines[done:first]), budget))
        from plantrack.documents.html import tables

        place = Place(line=first + 1)
        yield from (replace(table, place=place) for table in tables(match[0], budget))
        done = last + 1
    yield from map(_cleaned, plain.within(plain.blocks(lines[done:]), budget))


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
    text = _STRUCK.sub("", text)
    text = _SUPER.sub(lambda match: match[1].translate(_RAISED), text)
    text = _TAG.sub("", _LINK.sub(r"\1", text))
    for _ in range(2):
        text = _MARKUP.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", unescape(text)).replace("\u00a0", " ")
