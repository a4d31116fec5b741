"""Word's styles: what a paragraph or a run is given by name instead of by itself."""

from __future__ import annotations

from lxml import etree

from plantrack.documents.archive import Archive
from plantrack.documents.word.elements import child_of, tag_of, value_of

_PART = "word/styles.xml"
_SIZE = 10.5  # points, where nothing says another
_DEEPEST = 32  # styles based on each other; a document can make them a circle


class Styles:
    """The document's styles by their ids."""

    def __init__(self, archive: Archive) -> None:
        self.styles: dict[str, etree._Element] = {}
        self.found: dict[tuple[str, ...], etree._Element | None] = {}
        if _PART in archive:
            for node in archive.xml(_PART):
                if tag_of(node) == "style":
                    self.styles[value_of(node, "styleId") or ""] = node

    def property(self, node: etree._Element, kind: str, name: str) -> etree._Element | None:
        """A property of a paragraph (`kind` pPr) or run (rPr): its own, or else its style's."""
        style_name = {"pPr": "pStyle", "rPr": "rStyle"}[kind]
        found = child_of(node, kind, name)
        style = value_of(child_of(node, kind, style_name))
        for _ in range(_DEEPEST):
            if found is not None or style is None or style not in self.styles:
                break
            found = self._of(style, kind, name)
            style = value_of(self._of(style, "basedOn"))
        return found

    def size(self, paragraph: etree._Element) -> float:
        """The size of the paragraph's first letters in points."""
        run = next((node for node in paragraph.iter() if tag_of(node) == "r"), None)
        given = None if run is None else self.property(run, "rPr", "sz")
        style = value_of(child_of(paragraph, "pPr", "pStyle"))
        for _ in range(_DEEPEST):
            if given is not None or style is None or style not in self.styles:
                break
            given = self._of(style, "rPr", "sz")
            style = value_of(self._of(style, "basedOn"))
        said = value_of(given) or ""
        return int(said[:4]) / 2 if said.isascii() and said.isdigit() else _SIZE

    def _of(self, style: str, *path: str) -> etree._Element | None:
        """What a style says there, looked for once: every run asks, and a style may be long."""
        key = style, *path
        if key not in self.found:
            self.found[key] = child_of(self.styles[style], *path)
        return self.found[key]
