"""Where in a TOML text a key or a value stands. Loaded only when there is a problem to point at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import tomli
import tree_sitter_toml
from tree_sitter import Language, Node, Parser, Tree

Path = tuple[str, ...]

_DEPTH = 8  # no key of a plan file that anything is said of has more parts


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text; lines and columns count characters from 1."""

    line: int
    column: int


@dataclass
class Places:
    """The places of keys and of values, by the path of keys that leads there."""

    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)

    def of_key(self, path: Path) -> Place:
        """Where the last key of the path stands, else the nearest table around it."""
        return self._nearest(path, self.keys)

    def of_value(self, path: Path) -> Place:
        """Where the value at the path stands, else its key, else the nearest table around it."""
        return self.values.get(path) or self._nearest(path, self.keys)

    def _nearest(self, path: Path, places: dict[Path, Place]) -> Place:
        while path and path not in places:
            path = path[:-1]
        return places.get(path, Place(1, 1))


def syntax_tree(encoded: bytes) -> Tree:
    """What a TOML text consists of, each part with its place in the bytes."""
    return Parser(Language(tree_sitter_toml.language())).parse(encoded)


def locate(text: str, wanted: Iterable[Path]) -> Places:
    """The places of the keys and values at these paths of a valid TOML text, and on the way."""
    encoded = text.encode()
    tree = syntax_tree(encoded)
    places = Places()
    walk = _Walk(encoded.split(b"\n"), places, _ways(wanted))
    for child in tree.root_node.named_children:
        walk.top(child)
    return places


def _ways(wanted: Iterable[Path]) -> set[Path]:
    """Every path from the top of the file to what is wanted."""
    return {path[:length] for path in wanted for length in range(min(len(path), _DEPTH) + 1)}


class _Walk:
    def __init__(self, lines: list[bytes], places: Places, ways: set[Path]) -> None:
        self.lines = lines
        self.places = places
        self.ways = ways
        self.counts: Counter[Path] = Counter()
        self.last = (0, 0, 1)

    def top(self, node: Node) -> None:
        if node.type == "pair":
            self.pair(node, ())
        elif node.type in {"table", "table_array_element"}:
            self.table(node)

    def table(self, node: Node) -> None:
        header, *rest = node.named_children
        path = self.key(header, ())
        if node.type == "table_array_element":
            self.counts[path] += 1
            path = (*path, str(self.counts[path] - 1))
        if path not in self.ways:
            return
        for child in rest:
            if child.type == "pair":
                self.pair(child, path)

    def pair(self, node: Node, above: Path) -> None:
        key, value = node.named_children[:2]
        path = self.key(key, above)
        if path in self.ways:
            self.value(value, path)

    def value(self, node: Node, path: Path) -> None:
        self.places.values.setdefault(path, self.place(node))
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":  # pragma: no branch - TOML 1.1 has comments here
                    self.pair(child, path)

    def key(self, node: Node, above: Path) -> Path:
        """Note where each part of a key stands; the path that the whole key leads to."""
        for part in islice(key_parts(node), _DEPTH):
            above = (*above, spelt(part))
            if above in self.ways and above not in self.places.keys:
                self.places.keys[above] = self.place(part)
        return above

    def place(self, node: Node) -> Place:
        """Where the node begins; counted on from the last place, if that is on the same line."""
        row, column = node.start_point
        last_row, start, counted = self.last
        if row != last_row or column < start:
            start, counted = 0, 1
        counted += len(self.lines[row][start:column].decode(errors="replace"))
        self.last = (row, column, counted)
        return Place(row + 1, counted)


def key_parts(node: Node) -> Iterator[Node]:
    """The parts of a key in order; the first of a dotted key may be one itself, thousands deep."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.type == "dotted_key":
            waiting.extend(reversed(one.named_children))
        else:
            yield one


def spelt(node: Node) -> str:
    """A key without its quotes and escapes."""
    written = (node.text or b"").decode(errors="replace")
    if node.type != "quoted_key":
        return written
    (key,) = tomli.loads(f"{written} = 0")
    return key
