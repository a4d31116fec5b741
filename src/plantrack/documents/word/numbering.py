"""Numbers that Word works out itself: a column of them has no text of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from plantrack.documents.archive import Archive
from plantrack.documents.word.elements import child_of, tag_of, value_of
from plantrack.documents.word.styles import Styles

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
    """The document's lists; each paragraph asked for counts one on.

    Lists that share a definition count on together, unless one says that it starts anew.
    """

    def __init__(self, archive: Archive, styles: Styles) -> None:
        self.styles = styles
        self.levels: dict[tuple[str, int], _Level] = {}
        self.lists: dict[str, str] = {}
        self.own_levels: dict[tuple[str, int], _Level] = {}
        self.restarts: dict[tuple[str, int], int] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if _PART in archive:
            for node in archive.xml(_PART):
                self._learn(node)

    def _learn(self, node: etree._Element) -> None:
        if tag_of(node) == "num":
            number = value_of(node, "numId") or ""
            self.lists[number] = value_of(child_of(node, "abstractNumId")) or ""
            for one in node.iterchildren("{*}lvlOverride"):
                self._learn_override(number, one)
        elif tag_of(node) == "abstractNum":
            of = value_of(node, "abstractNumId") or ""
            for level in node.iterchildren("{*}lvl"):
                self.levels[of, _int(value_of(level, "ilvl"), 0)] = _level(level)

    def _learn_override(self, number: str, node: etree._Element) -> None:
        at = number, _int(value_of(node, "ilvl"), 0)
        start, level = child_of(node, "startOverride"), child_of(node, "lvl")
        if level is not None:
            self.own_levels[at] = _level(level)
        if start is not None:
            self.restarts[at] = _int(value_of(start), 1)

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word shows before the paragraph; "" if none, or none that is known."""
        given = self.styles.property(paragraph, "pPr", "numPr")
        number = value_of(child_of(given, "numId")) if given is not None else None
        depth = _int(value_of(child_of(given, "ilvl")), 0) if given is not None else 0
        of = self.lists.get(number or "")
        if number is None or of is None:
            return ""
        level = self._level_of(number, depth)
        if level is None:
            return ""
        self._count(number, of, depth, level)
        names = [int(one) - 1 for one in re.findall(r"%([1-9])", level.text)]
        forms = [(self._level_of(number, one) or level).form for one in (depth, *names)]
        if any(form not in _DECIMAL | _COUNTING for form in forms):
            return ""
        return re.sub(
            r"%([1-9])", lambda match: self._shown(number, of, int(match[1]) - 1), level.text
        )

    def _count(self, number: str, of: str, depth: int, level: _Level) -> None:
        start = self.restarts.pop((number, depth), None)
        before = self.counts.get((of, depth), level.start - 1) if start is None else start - 1
        self.counts[of, depth] = before + 1
        for deeper in [key for key in self.counts if key[0] == of and key[1] > depth]:
            del self.counts[deeper]

    def _level_of(self, number: str, depth: int) -> _Level | None:
        return self.own_levels.get((number, depth), self.levels.get((self.lists[number], depth)))

    def _shown(self, number: str, of: str, depth: int) -> str:
        level = self._level_of(number, depth)
        if level is None:
            return ""
        count = self.counts.get((of, depth), level.start)
        return _chinese(count) if level.form in _COUNTING else str(count)


def _level(node: etree._Element) -> _Level:
    return _Level(
        _int(value_of(child_of(node, "start")), 1),
        value_of(child_of(node, "numFmt")) or "decimal",
        value_of(child_of(node, "lvlText")) or "",
    )


def _int(said: str | None, default: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() else default


def _chinese(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens < 2 else _CHINESE[tens]
    return (head + "十" if tens else "") + (_CHINESE[ones] if ones or not tens else "")
