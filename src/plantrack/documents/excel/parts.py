"""What a workbook's parts hold, counted by a parser before a library builds anything of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from openpyxl.utils.cell import range_boundaries

from plantrack.documents.archive import MAX_TAGS, Archive
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import MAX_CELLS
from plantrack.messages.message import Message

MAX_FORMATS = 65_536
"""The most formats of cells, fonts, borders and the like each that a workbook may define."""

_SHOWN = 8  # cells that a doubt names
_FORMATS = {"xf", "font", "fill", "border", "numFmt", "dxf", "cellStyle"}
_RANGES = {"mergeCell", "hyperlink"}  # the library makes something of each cell in these
_STARTS = (
    b"<",
    b"\xef\xbb\xbf",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\0<\0",
    b"\0\0\0<",
    b"\x4c\x6f\xa7\x94",
)
"""What XML begins with: as it stands, with a mark, in wide letters, in those of old mainframes."""


def checked(archive: Archive) -> Iterator[Message]:
    """Refuse what would take too much; tell of formulas whose results are not stored.

    All parts that are XML count, whatever they are called and wherever they stand.

    Raises:
        DocumentError: a part is broken, or declares entities; or there are too many tags, cells or
            formats in all.
    """
    tally = _Tally(archive.name)
    for member in archive.zip.namelist():
        _read(archive.pieces(member), tally)
    if tally.blank:
        shown = ", ".join(tally.blank[:_SHOWN])
        yield Message("formulas without a stored result are blank: {cells}", cells=shown)


def _read(pieces: Iterable[bytes], tally: _Tally) -> None:
    """Take one part to pieces, if it is XML."""
    feed: Callable[[bytes, bool], object] | None = None
    try:
        for piece in pieces:
            if feed is None:
                if not piece.lstrip().startswith(_STARTS):
                    return
                feed = _parser(tally)
            if b"\0" in piece:
                raise tally.broken()
            feed(piece, False)
        if feed is not None:
            feed(b"", True)
    except (ExpatError, ValueError, LookupError):
        raise tally.broken() from None


def _parser(tally: _Tally) -> Callable[[bytes, bool], object]:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = tally.doctype
    parser.StartElementHandler = tally.start
    parser.EndElementHandler = tally.end
    parser.CharacterDataHandler = tally.text
    tally.path.clear()
    return parser.Parse


class _Tally:
    """Counts as the parser goes; `blank` are cells with a formula and nothing else."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.path: list[str] = []
        self.tags = self.cells = 0
        self.formats = dict.fromkeys(_FORMATS, 0)
        self.blank: list[str] = []
        self.cell = ""
        self.formula = self.result = False

    def broken(self) -> DocumentError:
        return DocumentError(self.name, Message("the file is broken"))

    def doctype(self, *said: object) -> None:
        raise DocumentError(self.name, Message("the file declares entities, which is refused"))

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.tags += 1
        if self.tags > MAX_TAGS:
            message = Message("a part of the file has more than {n} tags", n=MAX_TAGS)
            raise DocumentError(self.name, message)
        tag = tag.rpartition(":")[2]
        if self.path and self.path[-1] == "row":  # the library takes any for a cell
            self._count(1)
            self.cell, self.formula, self.result = given.get("r", ""), False, False
        elif tag == "f" and self.path and self.path[-1] == "c":
            self.formula = True
        elif tag in _RANGES and "ref" in given:
            self._count(_area(given["ref"]))
        elif tag in _FORMATS:
            self._format(tag)
        self.path.append(tag)

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MAX_CELLS:
            message = Message("its tables have more than {n} cells", n=MAX_CELLS)
            help_ = Message("give only the part with the indicators")
            raise DocumentError(self.name, message, help_)

    def _format(self, tag: str) -> None:
        self.formats[tag] += 1
        if self.formats[tag] > MAX_FORMATS:
            message = Message("it defines more than {n} formats of cells", n=MAX_FORMATS)
            help_ = Message("give only the part with the indicators")
            raise DocumentError(self.name, message, help_)

    def text(self, said: str) -> None:
        if self.formula and self.path[-1] != "f" and said.strip():
            self.result = True

    def end(self, tag: str) -> None:
        self.path.pop()
        if self.formula and tag.rpartition(":")[2] == "c":
            if not self.result and self.cell and len(self.blank) < _SHOWN:
                self.blank.append(self.cell)
            self.formula = False


def _area(ref: str) -> int:
    """How many cells a range has, read as the library reads it; a whole column is a million.

    Raises:
        ValueError: it is no range.
    """
    left, top, right, bottom = range_boundaries(ref.rpartition("!")[2])
    return (int(right or 16_384) - int(left or 1) + 1) * (
        int(bottom or 1_048_576) - int(top or 1) + 1
    )
