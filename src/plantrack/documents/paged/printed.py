"""What the library reads off a PDF's pages, as plain data: the only place where it is called.

The library comes to all kinds of errors over a file that is not as it should be; here, and only
here, any of them says that the file is broken. No error of what is made of a page can hide there.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from plantrack.documents.errors import DocumentError
from plantrack.documents.paged.lines import Letter
from plantrack.documents.paged.once import once
from plantrack.documents.paged.sheet import Box, boxes, is_shade, open_ends
from plantrack.messages.message import Message

MAX_PAGES = 600
"""The most pages that are read."""

MAX_CHARACTERS = 40_000
"""The most characters on one page; a page with more is no page of a report."""

MAX_LINES = 20_000
"""The most ruled lines on one page."""

MAX_FORMS = 5_000
"""The most drawings within drawings that one page shows."""

MAX_SAVED = 1_000
"""The most states of the pen that may be put by at once; the standard allows 28."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's upper edge and height in points."""

    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on a page; `tables` are the cells that rules close, one list a table."""

    number: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Box, ...]
    uprights: tuple[Box, ...]
    shades: tuple[Box, ...]
    tables: tuple[tuple[Box, ...], ...]
    pictures: tuple[Picture, ...]


class _TooMuch(Exception):
    """A page shows more than is read."""


def pages(content: bytes, name: str) -> tuple[int, Iterator[Printed]]:
    """How many pages there are, and each of them, read when it is asked for.

    Raises:
        DocumentError: the file is broken, encrypted, or has too many pages or too much on one.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks on fonts help nobody
    with _refusing(name):
        pdf = PDF(io.BytesIO(content), stream_is_external=True)
        found = list(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1))
    if len(found) > MAX_PAGES:
        help_ = Message("give only the pages with the tables")
        raise DocumentError(name, Message("it has more than {n} pages", n=MAX_PAGES), help_)
    return len(found), _each(pdf, found, name)


def _each(pdf: PDF, found: list[PDFPage], name: str) -> Iterator[Printed]:
    for number, one in enumerate(found, 1):
        try:
            with _refusing(name):
                printed = _printed(_Page(pdf, one, number))
        except _TooMuch:
            said = Message("page {n} has too much on it to be read", n=number)
            raise DocumentError(name, said) from None
        yield printed


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    try:
        yield
    except (_TooMuch, MemoryError):
        raise
    except Exception as error:  # whatever a library comes to that is told what cannot be
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            help_ = Message("open it, take the password off, and save it anew")
            raise DocumentError(name, Message("the file is encrypted"), help_) from None
        raise DocumentError(name, Message("the file is broken")) from None


def _printed(page: _Page) -> Printed:
    if len(page.edges) > MAX_LINES:
        raise _TooMuch
    drawn = page.filter(lambda thing: not is_shade(thing))
    rules, uprights = list(boxes(drawn.edges, "h")), list(boxes(drawn.edges, "v"))
    settings = {"explicit_horizontal_lines": open_ends(uprights, rules)}
    tables = drawn.find_tables(settings) if uprights else []
    return Printed(
        page.page_number, page.width, page.height,
        tuple(once(page.chars)),
        tuple(rules), tuple(uprights),
        tuple(boxes([one for one in page.rects if is_shade(one)])),
        tuple(tuple(Box(*cell) for cell in table.cells) for table in tables),
        tuple(Picture(one["top"], one["height"]) for one in page.images),
    )  # fmt: skip


class _Page(Page):
    """A page whose letters have what is asked of them and no more, drawn within bounds."""

    @property
    def layout(self) -> Any:
        """What the page draws.

        Raises:
            _TooMuch: it draws more than is read.
        """
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number)
            _Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, obj: Any) -> dict[str, Any]:
        """A drawn thing as a table of what is known of it."""
        return self._letter(obj) if isinstance(obj, LTChar) else super().process_object(obj)

    def _letter(self, char: LTChar) -> Letter:
        left, above = self.mediabox[:2]
        return {
            "object_type": "char",
            "text": char.get_text(),
            "x0": char.x0 + left,
            "x1": char.x1 + left,
            "top": (self.height - char.y1) + above,
            "bottom": (self.height - char.y0) + above,
            "size": char.size,
            "font": char.fontname,
            "upright": char.upright,
        }


class _Device(PDFPageAggregator):
    """Collects what is drawn, and stops where that is more than is read."""

    letters = 0
    forms = 0

    def render_char(self, *args: Any, **named: Any) -> float:
        """Draw a letter."""
        self.letters += 1
        if self.letters > MAX_CHARACTERS:
            raise _TooMuch
        return super().render_char(*args, **named)

    def begin_figure(self, *args: Any) -> None:
        """Begin a drawing within the drawing."""
        self.forms += 1
        if self.forms > MAX_FORMS:
            raise _TooMuch
        super().begin_figure(*args)


class _Interpreter(PDFPageInterpreter):
    """Does what a page's program says, within bounds."""

    def do_q(self) -> None:
        """Put the state of the pen by."""
        if len(self.gstack) >= MAX_SAVED:
            raise _TooMuch
        super().do_q()
