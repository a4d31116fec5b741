"""Markdown: pipe tables, headings and paragraphs; a table in HTML inside it is read as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

from plantrack.document import Block, Cell, Document, Paragraph, Table
from plantrack.importers import plain

_HTML_TABLE = re.compile(r"<table\b.*?</table>", re.I | re.S)
_MARKUP = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_ENTITY = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&"}


def read(content: bytes, name: str, progress: object = None) -> Document:
    """The text's blocks without emphasis, links and escapes; its first heading is the title."""
    document = plain.read(content, name)
    blocks = tuple(_cleaned(block) for block in document.blocks)
    headings = [
        b.text for b in document.blocks if isinstance(b, Paragraph) and b.text.startswith("#")
    ]
    title = _shown(headings[0].lstrip("# ")) if headings else document.title
    return replace(document, blocks=blocks, title=title)


def _cleaned(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_shown(block.text.lstrip("# ")))
    if isinstance(block, Table):
        rows = tuple(tuple(_cell(cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _cell(cell: Cell) -> Cell:
    text = re.sub(r"<br\s*/?>", "\n", cell.text.strip(" "), flags=re.I)
    return replace(cell, text=_shown(text))


def _shown(text: str) -> str:
    """The text as it shows: “10.5\\*” is 10.5 with a mark, “**约束性**” is bold."""
    text = _LINK.sub(r"\1", text)
    for _ in range(2):
        text = _MARKUP.sub(r"\2", text)
    for entity, sign in _ENTITY.items():
        text = text.replace(entity, sign)
    return _ESCAPE.sub(r"\1", text)
