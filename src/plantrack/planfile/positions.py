"""Where tables and values begin and end in a TOML text, so that it can be added to in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from plantrack.planfile.syntax import Path, key_parts, spelt


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes from `start` to `end` are replaced; with `start` equal to `end`, added."""

    start: int
    end: int
    text: str


@dataclass
class Extents:
    """Byte offsets by path of keys: `tables` of [headers], `values` of what stands behind a key.

    A table ends with the line of its last key; comments and blanks below it come after it.
    """

    content: bytes
    tables: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    inline: set[Path] = field(default_factory=set)

    def line_end(self, offset: int) -> int:
        """The offset behind the line break of the line that the offset is on."""
        found = self.content.find(b"\n", offset)
        return len(self.content) if found < 0 else found + 1

    def block_end(self, start: Path) -> int | None:
        """Behind the last table whose path begins so."""
        ends = [end for path, (_, end) in self.tables.items() if path[: len(start)] == start]
        return max(ends, default=None)

    def under(self, table: Path) -> list[Path]:
        """The paths right below a table, whether written as keys, inline or as headers."""
        found = {
            p[: len(table) + 1] for p in (*self.values, *self.tables) if p[: len(table)] == table
        }
        return sorted(path for path in found if len(path) > len(table))


def extents(content: bytes) -> Extents:
    """The extents of all tables and values of a valid TOML text."""
    root = Parser(Language(tree_sitter_toml.language())).parse(content).root_node
    found = Extents(content)
    for node in root.named_children:
        if node.type == "pair":
            _pair(node, (), found)
        elif node.type in {"table", "table_array_element"}:
            _table(node, found)
    return found


def _table(node: Node, found: Extents) -> None:
    header, *rest = node.named_children
    path = _path(header)
    end = header.end_byte
    for child in rest:
        if child.type == "pair":
            _pair(child, path, found)
            end = child.end_byte
    found.tables[path] = (node.start_byte, found.line_end(end))


def _pair(node: Node, above: Path, found: Extents) -> None:
    key, value = node.named_children[:2]
    path = (*above, *_path(key))
    found.values[path] = (value.start_byte, value.end_byte)
    if value.type == "inline_table":
        found.inline.add(path)
        for child in value.named_children:
            _pair(child, path, found)


def _path(key: Node) -> Path:
    return tuple(spelt(part) for part in key_parts(key))


def applied(content: bytes, edits: Sequence[Edit]) -> bytes:
    """The content with all edits made; those at one place in their order."""
    pieces, last = [], 0
    for edit in sorted(edits, key=lambda one: one.start):
        pieces += [content[last : edit.start], edit.text.encode()]
        last = edit.end
    return b"".join([*pieces, content[last:]])
