"""Lines that announce a table, or say what it is measured in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plantrack.documents.document import Block, Document, Paragraph, Picture, Table
from plantrack.documents.text import one_line
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.interpret.rows.label import is_note
from plantrack.interpret.units import unit_of_table
from plantrack.messages.message import Message

_CAPTION = re.compile(
    r"^\s*(?:[(（]?续\s*)?(?:附?表|专栏|图表|附件|table|annex|box|schedule|exhibit)"
    r"\s*[一二三四五六七八九十\dA-Z]",
    re.I,
)

_LONGEST_CAPTION = 80

FURNITURE = re.compile(r"[\s\d\-—–·|/]*|第?\s*\d+\s*页.*|page \d+.*", re.I)


def caption_above(before: Sequence[Paragraph]) -> str:
    """The line above that reads like a caption; else the one right above, if it is short."""
    near = [one_line(p.text) for p in before[-4:] if not FURNITURE.fullmatch(p.text)]
    for text in reversed(near):
        if is_caption(text):
            return text
    short = near and len(near[-1]) <= _LONGEST_CAPTION and near[-1][-1] not in "。；;."
    return near[-1] if short else ""


def is_caption(text: str) -> bool:
    """Whether a line announces a table: “表1：…”, “Table 2 …”."""
    return len(text) <= _LONGEST_CAPTION and bool(_CAPTION.match(text)) and text[-1] not in "。；;"


def units_line(before: Sequence[Paragraph]) -> Iterator[str]:
    """The lines right above a table that say what it is measured in."""
    yield from (p.text for p in before[-3:] if len(p.text) < 40 and unit_of_table(p.text))


def doubt_captions(document: Document) -> Iterator[Doubt]:
    """Captions that no table follows: it may be a picture, or its columns may be lost."""
    blocks = [b for b in document.blocks if not (isinstance(b, Paragraph) and not b.text.strip())]
    for index, block in enumerate(blocks):
        after = blocks[index + 1 : index + 4]
        if (
            isinstance(block, Paragraph)
            and is_caption(one_line(block.text))
            and not any(isinstance(b, Table) for b in after)
        ):
            yield _without_table(block, after, document)


def _without_table(caption: Paragraph, after: Sequence[Block], document: Document) -> Doubt:
    title, spot = one_line(caption.text), Spot(document.name, caption.place)
    first = next((b for b in after if not (isinstance(b, Paragraph) and _says_little(b))), None)
    if isinstance(first, Picture):
        said = Message("“{title}” is a picture, which is not read", title=title)
        return Doubt(DoubtCode.PICTURE, said, spot)
    said = Message(
        "no table is found under “{title}”; if its "
        "columns ran together, give another form of the document",
        title=title,
    )
    return Doubt(DoubtCode.NO_TABLE, said, spot)


def _says_little(paragraph: Paragraph) -> bool:
    return is_note(paragraph.text) or len(paragraph.text) < 24
