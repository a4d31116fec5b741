"""HTML pages, saved web pages and HTML that a word processor wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from plantrack.document import Block, Document, Paragraph, Picture, Place, Row, Table
from plantrack.importers.encoding import decoded
from plantrack.importers.grid import Budget, Span, laid_out
from plantrack.importers.refusal import DocumentError
from plantrack.language import Message

MAX_SPAN = 1000
"""The widest or highest that one cell may say it is."""

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_SKIPPED = {"script", "style", "noscript", "template", "head", "select", "button", "nav", "del"}
_BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "section",
    "article",
    "center",
    "dd",
    "dt",
    "blockquote",
    "pre",
    "figcaption",
    "header",
    "footer",
    "main",
    "ul",
    "ol",
    "body",
    "html",
    "form",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(content: bytes, name: str, progress: object = None) -> Document:
    """Headings, paragraphs and tables in order; hidden text, scripts and struck text left out.

    Raises:
        DocumentError: it cannot be parsed.
    """
    declared = _CHARSET.search(content[:4096])
    text, doubts = decoded(content, name, declared[1].decode() if declared else None)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, ValueError):
        raise DocumentError(
            name, Message("the file is no {suffix}, or is broken", suffix=".html")
        ) from None
    walk = _Walk(Budget(name))
    walk.into(root)
    walk.flush()
    return Document(name, tuple(walk.blocks), _title(root), doubts)


def _title(root: html.HtmlElement) -> str:
    for path in (".//h1", ".//title"):
        texts = [" ".join(one.text_content().split()) for one in root.iterfind(path)]
        found = [text for text in texts if text]
        if found:
            return found[0][:200]
    return ""


class _Walk:
    """Goes through the page and collects blocks; `words` is the paragraph begun."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.blocks: list[Block] = []
        self.words: list[str] = []

    def flush(self) -> None:
        """End the paragraph begun."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text:
            self.blocks.append(Paragraph(text, Place()))

    def into(self, node: html.HtmlElement) -> None:
        """Collect what is inside an element."""
        self.words.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str) and not _is_hidden(child):
                self._child(child, child.tag.lower())
            self.words.append(child.tail or "")

    def _child(self, child: html.HtmlElement, tag: str) -> None:
        if tag == "table":
            self.flush()
            self._table(child)
        elif tag == "img":
            self.flush()
            self.blocks.append(Picture())
        elif tag in _BLOCKS or tag == "br":
            self.flush()
            self.into(child)
            self.flush()
        elif tag not in _SKIPPED:
            self.into(child)

    def _table(self, node: html.HtmlElement) -> None:
        """A table of data; one that only lays the page out is gone into instead."""
        inner = any(isinstance(one, etree._Element) for one in node.iterdescendants("table"))
        if inner:
            for cell in _own(node, {"td", "th"}):
                self.into(cell)
                self.flush()
            return
        caption = node.find("caption")
        rows = laid_out(_spans(node), self.budget, Place())
        if rows:
            said = " ".join(caption.text_content().split()) if caption is not None else ""
            self.blocks.append(Table(_trimmed(rows), Place(), said))


def _own(table: html.HtmlElement, tags: set[str]) -> Iterator[html.HtmlElement]:
    """The table's own rows or cells, not those of tables inside it."""
    for child in table:
        if not isinstance(child.tag, str):
            continue
        if child.tag in tags:
            yield child
        elif child.tag in {"thead", "tbody", "tfoot", "tr"}:
            yield from _own(child, tags)


def _spans(table: html.HtmlElement) -> Iterator[list[Span]]:
    for row in _own(table, {"tr"}):
        if not _is_hidden(row):
            yield [
                (_text(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
                for cell in row
                if cell.tag in {"td", "th"} and not _is_hidden(cell)
            ]


def _span(cell: html.HtmlElement, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return min(max(int(said), 1), MAX_SPAN) if said.isascii() and said.isdigit() else 1


def _is_hidden(node: html.HtmlElement) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or (style is not None and bool(_HIDDEN.search(style)))


def _text(cell: html.HtmlElement) -> str:
    """A cell's text, its paragraphs and breaks on lines of their own, raised digits as such."""
    pieces: list[str] = []
    _collect(cell, pieces, raised=False)
    lines = [
        " ".join(line.replace("\u200b", "").split(" ")) for line in "".join(pieces).split("\n")
    ]
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _collect(node: html.HtmlElement, pieces: list[str], *, raised: bool) -> None:
    _add(node.text, pieces, raised=raised)
    for child in node:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        if tag in _BLOCKS or tag == "br":
            pieces.append("\n")
        if tag and tag not in _SKIPPED and not _is_hidden(child):
            _collect(child, pieces, raised=raised or _is_raised(child, tag))
        if tag in _BLOCKS:
            pieces.append("\n")
        _add(child.tail, pieces, raised=raised)


def _is_raised(node: html.HtmlElement, tag: str) -> bool:
    return tag == "sup" or "vertical-align:super" in (node.get("style") or "").replace(" ", "")


def _add(text: str | None, pieces: list[str], *, raised: bool) -> None:
    """Text with the source's own line breaks and tabs as blanks: HTML does not show them."""
    if text:
        shown = re.sub(r"[\t\r\n ]+", " ", text)
        pieces.append(shown.translate(_RAISED) if raised else shown)


def _trimmed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Without rows that are blank all through."""
    return tuple(row for row in rows if any(cell.text.strip() for cell in row))
