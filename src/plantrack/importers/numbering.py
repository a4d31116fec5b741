"""Numbers that Word works out itself: a column of them has no text of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from plantrack.importers.archive import Archive
from plantrack.importers.elements import child_of, tag_of, value_of

_PART = "word/numbering.xml"
_CHINESE = "零一二三四五六七八九"
_DECIMAL = {"decimal", "decimalFullWidth", "decimalHalfWidth"}
_COUNTING = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """The document's lists; each paragraph asked for counts one on."""

    def __init__(self, archive: Archive) -> None:
        self.levels: dict[tuple[str, int], _Level] = {}
        self.lists: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if _PART in archive:
            for node in archive.xml(_PART):
                self._learn(node)

    def _learn(self, node: etree._Element) -> None:
        if tag_of(node) == "num":
            number, of = value_of(node, "numId"), value_of(child_of(node, "abstractNumId"))
            if number and of:
                self.lists[number] = of
        elif tag_of(node) == "abstractNum":
            of = value_of(node, "abstractNumId") or ""
            for level in node:
                if tag_of(level) == "lvl":
                    self.levels[of, _int(value_of(level, "ilvl"), 0)] = _Level(
                        _int(value_of(child_of(level, "start")), 1),
                        value_of(child_of(level, "numFmt")) or "",
                        value_of(child_of(level, "lvlText")) or "",
                    )

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word shows before the paragraph; "" if none, or none that is known."""
        number = value_of(child_of(paragraph, "pPr", "numPr", "numId"))
        of = self.lists.get(number or "")
        if of is None:
            return ""
        depth = _int(value_of(child_of(paragraph, "pPr", "numPr", "ilvl")), 0)
        level = self.levels.get((of, depth))
        if level is None:
            return ""
        self.counts[of, depth] = self.counts.get((of, depth), level.start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == of and key[1] > depth]:
            del self.counts[deeper]
        return (
            re.sub(r"%(\d)", lambda match: self._shown(of, int(match[1]) - 1), level.text)
            if (level.form in _DECIMAL | _COUNTING)
            else ""
        )

    def _shown(self, of: str, depth: int) -> str:
        level = self.levels.get((of, depth))
        if level is None:
            return ""
        count = self.counts.get((of, depth), level.start)
        return _chinese(count) if level.form in _COUNTING else str(count)


def _int(said: str | None, default: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() else default


def _chinese(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens < 2 else _CHINESE[tens]
    return (head + "十" if tens else "") + (_CHINESE[ones] if ones or not tens else "")
