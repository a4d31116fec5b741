"""Numbers that Word works out itself: a column of them has no text of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from plantrack.documents.archive import Archive
from plantrack.documents.word.elements import child_of, number, tag_of, value_of
from plantrack.documents.word.styles import Styles

_PART = "word/numbering.xml"
_MOST = 1_000_000_000  # that a list may begin with
_DEEPEST = 8  # levels of a list go from 0 to this
_LONGEST = 255  # characters of a level's text
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
        self.counts: dict[str, dict[int, int]] = {}
        if _PART in archive:
            for node in archive.xml(_PART):
                self._learn(node)

    def _learn(self, node: etree._Element) -> None:
        if tag_of(node) == "num":
            name = value_of(node, "numId") or ""
            self.lists[name] = value_of(child_of(node, "abstractNumId")) or ""
            for one in node.iterchildren("{*}lvlOverride"):
                self._learn_override(name, one)
        elif tag_of(node) == "abstractNum":
            of = value_of(node, "abstractNumId") or ""
            for level in node.iterchildren("{*}lvl"):
                self.levels[of, _depth(value_of(level, "ilvl"))] = _level(level)

    def _learn_override(self, name: str, node: etree._Element) -> None:
        at = name, _depth(value_of(node, "ilvl"))
        start, level = child_of(node, "startOverride"), child_of(node, "lvl")
        if level is not None:
            self.own_levels[at] = _level(level)
        if start is not None:
            self.restarts[at] = number(value_of(start), 1, _MOST)

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word shows before the paragraph; "" if none, or none that is known."""
        given = self.styles.property(paragraph, "pPr", "numPr")
        name = value_of(child_of(given, "numId")) if given is not None else None
        depth = _depth(value_of(child_of(given, "ilvl"))) if given is not None else 0
        of = self.lists.get(name or "")
        if name is None or of is None:
            return ""
        level = self._level_of(name, depth)
        if level is None:
            return ""
        self._count(name, of, depth, level)
        names = [int(one) - 1 for one in re.findall(r"%([1-9])", level.text)]
        forms = [(self._level_of(name, one) or level).form for one in (depth, *names)]
        if any(form not in _DECIMAL | _COUNTING for form in forms):
            return ""
        return re.sub(
            r"%([1-9])", lambda match: self._shown(name, of, int(match[1]) - 1), level.text
        )

    def _count(self, name: str, of: str, depth: int, level: _Level) -> None:
        start = self.restarts.pop((name, depth), None)
        counts = self.counts.setdefault(of, {})
        before = counts.get(depth, level.start - 1) if start is None else start - 1
        counts[depth] = before + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]

    def _level_of(self, name: str, depth: int) -> _Level | None:
        return self.own_levels.get((name, depth), self.levels.get((self.lists[name], depth)))

    def _shown(self, name: str, of: str, depth: int) -> str:
        level = self._level_of(name, depth)
        if level is None:
            return ""
        count = self.counts.get(of, {}).get(depth, level.start)
        return _chinese(count) if level.form in _COUNTING else str(count)


def _level(node: etree._Element) -> _Level:
    text = value_of(child_of(node, "lvlText")) or ""
    return _Level(
        number(value_of(child_of(node, "start")), 1, _MOST),
        value_of(child_of(node, "numFmt")) or "decimal",
        text if len(text) <= _LONGEST else "",
    )


def _depth(said: str | None) -> int:
    return number(said, 0, _DEEPEST)


def _chinese(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens < 2 else _CHINESE[tens]
    return (head + "十" if tens else "") + (_CHINESE[ones] if ones or not tens else "")
