"""HTML pages, saved web pages and HTML that a word processor wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree, html

from plantrack.documents.document import Block, Document, Paragraph, Picture, Place, Row, Table
from plantrack.documents.encoding import decoded
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import Budget, Span, laid_out
from plantrack.messages.message import Message

MAX_SPAN = 1000
"""The widest or highest that one cell may say it is."""

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_HIDDEN = {"display": "none", "visibility": "collapse", "mso-hide": "all"}
_SKIPPED = {"script", "style", "noscript", "template", "head", "select", "button", "nav", "del",
            "s", "strike"}  # fmt: skip
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
_UNSEEN = re.compile("[\u200b\u00ad]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(content: bytes, name: str, progress: object = None) -> Document:
    """Headings, paragraphs and tables in order; hidden text, scripts and struck text left out.

    Raises:
        DocumentError: it cannot be parsed.
    """
    declared = _CHARSET.search(content[:4096])
    text, doubts = decoded(content, name, declared[1].decode() if declared else None)
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:  # in bytes: of a text the library asks first, slowly, whether it declares an encoding
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        raise DocumentError(
            name, Message("the file is no {suffix}, or is broken", suffix=".html")
        ) from None
    walk = _Walk(Budget(name))
    walk.into(root)
    walk.flush()
    return Document(name, tuple(walk.blocks), _title(root), doubts)


def tables(text: str, budget: Budget) -> Iterator[Table]:
    """The tables of a piece of HTML."""
    walk = _Walk(budget)
    walk.into(html.fragment_fromstring(text, create_parent="div"))
    return (block for block in walk.blocks if isinstance(block, Table))


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

    def into(self, node: html.HtmlElement, *, raised: bool = False) -> None:
        """Collect what is inside an element."""
        _add(node.text, self.words, raised=raised)
        for child in node:
            if isinstance(child.tag, str) and not _is_unseen(child):
                self._child(child, raised=raised)
            _add(child.tail, self.words, raised=raised)

    def _child(self, child: html.HtmlElement, *, raised: bool) -> None:
        tag = child.tag
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
            self.into(child, raised=raised or _is_raised(child))

    def _table(self, node: html.HtmlElement) -> None:
        """A table of data; one that only lays the page out is gone into instead."""
        if next(node.iterdescendants("table"), None) is not None:
            for cell in _own(node, {"td", "th"}):
                self.into(cell)
                self.flush()
            return
        caption = node.find("caption")
        rows = _trimmed(laid_out(_spans(node), self.budget, Place()))
        if rows:
            said = " ".join(_text(caption).split()) if caption is not None else ""
            self.blocks.append(Table(rows, Place(), said))


def _own(table: html.HtmlElement, tags: set[str]) -> Iterator[html.HtmlElement]:
    """The table's own rows or cells that are not hidden, not those of tables inside it.

    What else stands between, as a form, does not show there, but what is inside it does.
    """
    for child in table:
        if not isinstance(child.tag, str) or _is_hidden(child):
            continue
        if child.tag in tags:
            yield child
        elif child.tag not in {"table", "caption", "td", "th"}:
            yield from _own(child, tags)


def _spans(table: html.HtmlElement) -> Iterator[list[Span]]:
    """Rows of cells; one that says it reaches below its group of rows ends with the group."""
    rows = list(_own(table, {"tr"}))
    for _, group in groupby(rows, key=_group):
        members = list(group)
        for index, row in enumerate(members):
            left = len(members) - index
            yield [
                (
                    _text(cell),
                    _span(cell, "colspan") or 1,
                    min(_span(cell, "rowspan") or left, left),
                )
                for cell in _own(row, {"td", "th"})
            ]


def _group(row: html.HtmlElement) -> html.HtmlElement:
    """The part of the table that a row is in."""
    groups = (one for one in row.iterancestors() if one.tag in {"thead", "tbody", "tfoot", "table"})
    return next(groups)


def _span(cell: html.HtmlElement, name: str) -> int:
    """As many as it begins by saying; 1 where that is no number."""
    said = re.match(r"\s*\+?([0-9]{1,6})", cell.get(name) or "")
    return min(int(said[1]), MAX_SPAN) if said else 1


def _styled(node: html.HtmlElement) -> list[tuple[str, str]]:
    """What its style declares, name and value, in order."""
    parts = (part.partition(":") for part in (node.get("style") or "").lower().split(";"))
    return [(name.strip(), value.strip()) for name, _, value in parts]


def _is_hidden(node: html.HtmlElement) -> bool:
    """Whether it is left out and takes no place."""
    return node.get("hidden") is not None or any(
        (name in _HIDDEN and value.startswith(_HIDDEN[name]))
        or (name.startswith("text-decoration") and "line-through" in value)
        for name, value in _styled(node)
    )


def _is_unseen(node: html.HtmlElement) -> bool:
    """Whether what is inside does not show, whether or not its place does."""
    return _is_hidden(node) or any(
        name == "visibility" and value.startswith("hidden") for name, value in _styled(node)
    )


def _text(cell: html.HtmlElement) -> str:
    """A cell's text, its paragraphs and breaks on lines of their own, raised digits as such."""
    pieces: list[str] = []
    if not _is_unseen(cell):
        _collect(cell, pieces, raised=False)
    lines = "".join(pieces).split("\n")
    return "\n".join(line.strip(" ").rstrip() for line in lines if line.strip())


def _collect(node: html.HtmlElement, pieces: list[str], *, raised: bool) -> None:
    _add(node.text, pieces, raised=raised)
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS or tag == "br":
            pieces.append("\n")
        if tag and tag not in _SKIPPED and not _is_unseen(child):
            _collect(child, pieces, raised=raised or _is_raised(child))
        if tag in _BLOCKS:
            pieces.append("\n")
        _add(child.tail, pieces, raised=raised)


def _is_raised(node: html.HtmlElement) -> bool:
    if node.tag == "sup":
        return True
    style = dict(_styled(node))
    lifted = style.get("position") == "relative" and style.get("top", "").startswith("-")
    raised = style.get("mso-text-raise", "")[:1] in set("123456789")
    return lifted or raised or style.get("vertical-align", "").startswith("super")


def _add(text: str | None, pieces: list[str], *, raised: bool) -> None:
    """Text with the source's own line breaks and tabs as blanks: HTML does not show them.

    Nor does it show places where a word may be broken.
    """
    if text:
        shown = _UNSEEN.sub("", re.sub(r"[\t\r\n ]+", " ", text))
        pieces.append(shown.translate(_RAISED) if raised else shown)


def _trimmed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Without rows that are blank all through."""
    return tuple(row for row in rows if any(cell.text.strip() for cell in row))
