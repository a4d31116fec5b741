"""HTML pages, saved web pages and HTML that a word processor wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree, html

from plantrack.documents.document import Block, Document, Paragraph, Picture, Place, Row, Table
from plantrack.documents.encoding import decoded
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import Budget, Span, laid_out
from plantrack.documents.titles import of_page
from plantrack.messages.message import Message

MAX_SPAN = 1000
"""The widest or highest that one cell may say it is."""

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_HIDDEN = {"display": "none", "visibility": "collapse", "mso-hide": "all"}
_SKIPPED = {"script", "style", "noscript", "template", "head", "select", "button", "nav", "del",
            "s", "strike"}  # fmt: skip
_WHOLE = {"html", "body"}
_IN_TABLES = {"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "col", "colgroup"}
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
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError(name, Message("its parts are nested too deeply, or too large"))
    hidden = list(_hidden_parts(root))
    whole = len(_squeezed(root))
    revealed = [part for part in hidden if 2 * len(_squeezed(part)) > whole]
    walk = _Walk(Budget(name), frozenset(revealed))
    walk.into(root)
    walk.flush()
    doubts += tuple(_about_hidden(hidden, revealed))
    return Document(name, tuple(walk.blocks), _title(root), doubts)


def _hidden_parts(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The outermost elements that do not show until a script shows them, if one does."""
    found: set[html.HtmlElement] = set()
    for node in root.iter():
        if not isinstance(node.tag, str) or node.tag in _SKIPPED | _IN_TABLES | _WHOLE:
            continue
        if _is_unseen(node) and found.isdisjoint(node.iterancestors()):
            found.add(node)
            yield node


def _about_hidden(
    hidden: Sequence[html.HtmlElement], revealed: Sequence[html.HtmlElement]
) -> Iterator[Message]:
    if revealed:
        yield Message("most of the page is hidden until a script shows it, and is read")
    tables = sum(
        next(part.iter("table"), None) is not None for part in hidden if part not in revealed
    )
    if tables:
        yield Message("{n} hidden parts of the page that hold tables are left out", n=tables)


def tables(text: str, budget: Budget) -> Iterator[Table]:
    """The tables of a piece of HTML."""
    walk = _Walk(budget)
    walk.into(html.fragment_fromstring(text, create_parent="div"))
    return (block for block in walk.blocks if isinstance(block, Table))


def _title(root: html.HtmlElement) -> str:
    headings = [_squeezed(one) for one in root.iterfind(".//h1") if not _is_hidden(one)]
    declared = next((_squeezed(one) for one in root.iterfind(".//title")), "")
    article = next(
        (one.get("content") or "" for one in root.iterfind(".//meta[@name]")
         if one.get("name", "").lower() == "articletitle"), "",
    )  # fmt: skip
    return of_page(headings, declared, article.strip())[:200]


def _squeezed(node: html.HtmlElement) -> str:
    """The text of an element without that of scripts and styles."""
    pieces: list[str] = []
    _collect(node, pieces, raised=False, hidden=True)
    return " ".join("".join(pieces).split())


class _Walk:
    """Goes through the page and collects blocks; `words` is the paragraph begun."""

    def __init__(self, budget: Budget, revealed: frozenset[html.HtmlElement] = frozenset()) -> None:
        self.budget = budget
        self.revealed = revealed
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
            if isinstance(child.tag, str) and (child in self.revealed or not _is_unseen(child)):
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
    """Whether it is left out and takes no place; nobody hides a whole page for good."""
    if node.tag in _WHOLE:
        return False
    return node.get("hidden") is not None or any(
        (name in _HIDDEN and value.startswith(_HIDDEN[name]))
        or (name.startswith("text-decoration") and "line-through" in value)
        for name, value in _styled(node)
    )


def _is_unseen(node: html.HtmlElement) -> bool:
    """Whether what is inside does not show, whether or not its place does."""
    unseen = node.tag not in _WHOLE and any(
        name == "visibility" and value.startswith("hidden") for name, value in _styled(node)
    )
    return unseen or _is_hidden(node)


def _text(cell: html.HtmlElement) -> str:
    """A cell's text, its paragraphs and breaks on lines of their own, raised digits as such."""
    pieces: list[str] = []
    if not _is_unseen(cell):
        _collect(cell, pieces, raised=False)
    lines = "".join(pieces).split("\n")
    return "\n".join(line.strip(" ").rstrip() for line in lines if line.strip())


def _collect(
    node: html.HtmlElement, pieces: list[str], *, raised: bool, hidden: bool = False
) -> None:
    """The text of an element, with what does not show or without."""
    _add(node.text, pieces, raised=raised)
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS or tag == "br":
            pieces.append("\n")
        if tag and tag not in _SKIPPED and (hidden or not _is_unseen(child)):
            _collect(child, pieces, raised=raised or _is_raised(child), hidden=hidden)
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
