"""Word documents: paragraphs and tables as they show, deleted and hidden text left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from plantrack.documents.archive import Archive
from plantrack.documents.document import (
    NOWHERE,
    Block,
    Cell,
    Document,
    Paragraph,
    Picture,
    Row,
    Table,
)
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import Budget
from plantrack.documents.radicals import without_radicals
from plantrack.documents.text import one_line
from plantrack.documents.titles import titled
from plantrack.documents.word.elements import child_of, number, tag_of, value_of
from plantrack.documents.word.numbering import Numbering
from plantrack.documents.word.styles import Styles
from plantrack.messages.message import Message

_PART = re.compile(r"word/document\d*\.xml")  # some programs write a number
_THROUGH = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple",
            "oMath", "oMathPara", "AlternateContent", "Choice", "ruby", "rubyBase", "dir",
            "bdo"}  # fmt: skip
_SCRIPTED = {"sSup", "sSub", "e", "sub"}
_FORMULAS = {"f", "rad", "nary", "d", "m", "eqArr", "func", "sSubSup", "sPre", "acc", "bar",
             "groupChr", "limLow", "limUpp"}  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOLS = {
    "F0A3": "≤",
    "F0B3": "≥",
    "F0B1": "±",
    "F0B4": "×",
    "F0BB": "≈",
    "F025": "%",
    "F0B0": "°",
    "F02D": "-",
    "F0A5": "∞",
    "F06D": "µ",
    "F03C": "<",
    "F03E": ">",
    "F07E": "~",
}
_UNREAD_SIGN = "\ufffd"
_WIDEST = 1000  # columns that one cell may say it reaches over


def read(content: bytes, name: str, progress: object = None) -> Document:
    """The document's blocks in order.

    Raises:
        DocumentError: it is broken, encrypted, too large, or no Word document.
    """
    archive = Archive(content, name)
    part = next(filter(_PART.fullmatch, archive.zip.namelist()), None)
    body = child_of(archive.xml(part), "body") if part else None
    if body is None:
        raise DocumentError(name, Message("the file is no {suffix}, or is broken", suffix=".docx"))
    walk = _Walk(Budget(name), archive)
    walk.blocks_of(body)
    return Document(name, tuple(walk.blocks), _title(walk))


def _title(walk: _Walk) -> str:
    """The title among the lines before the first blank one."""
    lines: list[tuple[str, float]] = []
    for index, block in enumerate(walk.blocks):
        if not isinstance(block, Paragraph) or (lines and not block.text.strip()):
            break
        if block.text.strip():
            lines.append((one_line(block.text), walk.sizes[index]))
    return titled(lines)


class _Walk:
    """Goes through the body and collects blocks; tables inside cells come after their table."""

    def __init__(self, budget: Budget, archive: Archive) -> None:
        self.budget = budget
        self.styles = Styles(archive)
        self.numbering = Numbering(archive, self.styles)
        self.blocks: list[Block] = []
        self.sizes: dict[int, float] = {}
        self.inner: list[etree._Element] = []

    def blocks_of(self, parent: etree._Element) -> None:
        """Collect the blocks among the children of an element."""
        for node in parent:
            tag = tag_of(node)
            if tag == "p":
                self._paragraph(node)
            elif tag == "tbl":
                self._table(node)
            elif tag in _THROUGH:
                self.blocks_of(node)

    def _paragraph(self, node: etree._Element) -> None:
        self.numbering.label(node)
        self.sizes[len(self.blocks)] = self.styles.size(node)
        self.blocks.append(Paragraph(_text(node, self.styles).strip()))
        inside = list(_within(node))
        if any(tag_of(one) in {"pic", "imagedata", "OLEObject"} for one in inside):
            self.blocks.append(Picture())
        for box in inside:
            if tag_of(box) == "txbxContent" and not _is_fallback(box):
                self.blocks_of(box)

    def _table(self, node: etree._Element) -> None:
        rows: list[Row] = []
        for line in _rows(node):
            rows.append(tuple(self._row(line, rows[-1] if rows else ())))
        width = max((len(row) for row in rows), default=0)
        self.budget.spend(sum(width - len(row) for row in rows))
        even = tuple((*row, *(Cell() for _ in range(width - len(row)))) for row in rows)
        filled = tuple(row for row in even if any(cell.text.strip() for cell in row))
        if filled:
            self.blocks.append(Table(filled))
        inner, self.inner = self.inner, []
        for table in inner:
            self._table(table)

    def _row(self, line: etree._Element, above: Row) -> Iterator[Cell]:
        before = value_of(child_of(line, "trPr", "gridBefore"))
        column, text = 0, ""
        for _ in range(number(before, 0, _WIDEST)):
            self.budget.spend(1)
            yield Cell()
            column += 1
        for node in _cells(line):
            wide = number(value_of(child_of(node, "tcPr", "gridSpan")), 1, _WIDEST)
            self.budget.spend(wide)
            merge = child_of(node, "tcPr", "vMerge")
            goes_on = merge is not None and value_of(merge) != "restart"
            beside = child_of(node, "tcPr", "hMerge")
            if beside is None or value_of(beside) == "restart":
                own = goes_on and column < len(above)
                text = above[column].text if own else self._cell_text(node)
                beside = None
            for index in range(wide):
                across = beside is not None or index > 0
                yield Cell(text, across=across, down=goes_on, place=NOWHERE)
            column += wide

    def _cell_text(self, node: etree._Element) -> str:
        lines = [""]
        for child in _inside(node):
            if tag_of(child) == "tbl":
                self.inner.append(child)
            elif tag_of(child) == "p":
                label, text = self.numbering.label(child), _text(child, self.styles)
                shows = label and (not text.strip() or not label[-1].isalnum())
                lines[-1] += f"{label}{text}" if shows else text
                if child_of(child, "pPr", "rPr", "del") is None:  # the mark that ends it is there
                    lines.append("")
        return "\n".join(line for line in lines if line.strip())


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in table:
        if tag_of(node) == "tr":
            if child_of(node, "trPr", "del") is None and not _is_on(
                child_of(node, "trPr", "hidden")
            ):
                yield node
        elif tag_of(node) in _THROUGH:
            yield from _rows(node)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for node in row:
        if tag_of(node) == "tc":
            yield node
        elif tag_of(node) in _THROUGH:
            yield from _cells(node)


def _inside(cell: etree._Element) -> Iterator[etree._Element]:
    for node in cell:
        if tag_of(node) in _THROUGH:
            yield from _inside(node)
        else:
            yield node


def _within(paragraph: etree._Element) -> Iterator[etree._Element]:
    """All that is in a paragraph, its text boxes but not what is in them: they see to that."""
    left = [iter(paragraph)]
    while left:
        node = next(left[-1], None)
        if node is None:
            left.pop()
            continue
        yield node
        if tag_of(node) != "txbxContent":
            left.append(iter(node))


def _is_fallback(node: etree._Element) -> bool:
    return any(tag_of(one) == "Fallback" for one in node.iterancestors())


def _text(node: etree._Element, styles: Styles) -> str:
    """A paragraph's text with deleted, hidden and struck runs left out."""
    return without_radicals("".join(_pieces(node, styles)))


def _pieces(node: etree._Element, styles: Styles) -> Iterator[str]:
    for child in node:
        tag = tag_of(child)
        if tag == "r":
            yield from _run(child, styles)
        elif tag in _THROUGH or tag in _SCRIPTED:
            yield from _pieces(child, styles)
        elif tag == "sup":
            yield "".join(_pieces(child, styles)).translate(_RAISED)
        elif tag in _FORMULAS:
            yield _UNREAD_SIGN


def _run(run: etree._Element, styles: Styles) -> Iterator[str]:
    if any(_is_on(styles.property(run, "rPr", name)) for name in ("vanish", "strike", "dstrike")):
        return
    lifted = value_of(styles.property(run, "rPr", "position")) or ""
    raised = value_of(styles.property(run, "rPr", "vertAlign")) == "superscript" or (
        number(lifted, 0, _WIDEST) > 0
    )
    for node in run:
        tag = tag_of(node)
        if tag == "t":
            text = node.text or ""
            yield text.translate(_RAISED) if raised else text
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == "sym":
            yield _SYMBOLS.get((value_of(node, "char") or "").upper(), _UNREAD_SIGN)
        elif tag in _THROUGH:
            yield from _pieces(node, styles)


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and value_of(node) not in {"0", "false", "off", "none"}
