"""What a document to import holds, whatever kind of file it was: paragraphs, tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from plantrack.messages.message import Message


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, counted from 1; 0 or "" where the kind of document has no such thing.

    `address` is a cell's own name in a worksheet, such as C5.
    """

    page: int = 0
    line: int = 0
    sheet: str = ""
    address: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's text, lines kept apart by newlines, with its leading blanks.

    A merged cell is repeated wherever it reaches: `across` says that it is the same cell as the one
    to its left, `down` that it is the same as the one above. Raised digits are written ¹²³.
    """

    text: str = ""
    across: bool = False
    down: bool = False
    place: Place = NOWHERE


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or line of text."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; what it shows is not read."""

    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. `doubt` says why the cells may not be what the document shows."""

    rows: tuple[Row, ...]
    place: Place = NOWHERE
    caption: str = ""
    doubt: Message | None = None


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A document's blocks in reading order; `doubts` are what its reader was not sure of."""

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    doubts: tuple[Message, ...] = field(default=())
