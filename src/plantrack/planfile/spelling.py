"""How a TOML text spells its tables: under headers, in braces, or with dotted keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tree_sitter import Node

from plantrack.planfile.syntax import Path, key_parts, spelt, syntax_tree

_DEPTH = 8  # no key of a plan file that can be set has more parts


@dataclass(frozen=True, slots=True)
class Pair:
    """`key = value`: the whole path it sets, and how much of that its own key spells."""

    path: Path
    parts: tuple[Node, ...]
    value: Node

    @property
    def above(self) -> int:
        """The number of keys that lead to the table it is written in."""
        return len(self.path) - len(self.parts)


@dataclass(eq=False)
class Table:
    """A table with a header or in braces, and the pairs written in it; the root has no `parts`."""

    path: Path
    node: Node
    parts: tuple[Node, ...] = ()
    pairs: list[Pair] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Behind the last value in it, or behind its header."""
        last = self.pairs[-1].value if self.pairs else self.parts[-1] if self.parts else self.node
        return last.end_byte


def near(paths: Iterable[Path], tables: Mapping[str, Any]) -> set[Path]:
    """How far one has to look around paths: in one table if it is there, else at all its like."""
    return {_known(path[:2], tables) for path in paths}


def _known(path: Path, tables: Mapping[str, Any]) -> Path:
    found: Any = tables
    for depth, key in enumerate(path):
        if not isinstance(found, Mapping) or key not in found:
            return path[:depth]
        found = found[key]
    return path


class Spelling:
    """Where the tables and values stand that lie under the paths `around`, or on the way there.

    These have at most two keys. `headers` has the root of the file too.
    """

    def __init__(self, encoded: bytes, around: set[Path]) -> None:
        self.pairs: dict[Path, Pair] = {}
        self.braces: dict[Path, Table] = {}
        self.headers: dict[Path, Table] = {}
        self._around = around
        self._above = {path[:1] for path in around}
        self._dotted: defaultdict[Path, list[Pair]] = defaultdict(list)
        self._below: defaultdict[Path, list[Table]] = defaultdict(list)
        self._of: dict[Path, Table] = {}
        root = Table((), syntax_tree(encoded).root_node)
        self.headers[()] = root
        for node in root.node.named_children:
            if node.type == "pair":
                self._pair(node, root)
            elif node.type == "table":
                self._header(node)

    def _concerns(self, path: Path) -> bool:
        around = self._around
        return (
            () in around
            or path[:1] in around
            or path[:2] in around
            or (len(path) == 1 and path in self._above)
        )

    def _header(self, node: Node) -> None:
        parts = tuple(key_parts(node.named_children[0]))
        path = tuple(spelt(part) for part in parts)
        if not self._concerns(path):
            return
        table = self.headers[path] = Table(path, node, parts)
        for depth in range(1, min(len(path), _DEPTH)):
            self._below[path[:depth]].append(table)
        self._below[()].append(table)
        for child in node.named_children[1:]:
            if child.type == "pair":
                self._pair(child, table)

    def _pair(self, node: Node, table: Table) -> None:
        key, value = node.named_children[:2]
        parts = tuple(key_parts(key))
        pair = Pair((*table.path, *map(spelt, parts)), parts, value)
        table.pairs.append(pair)
        if not self._concerns(pair.path):
            return
        self.pairs[pair.path] = pair
        for depth in range(pair.above + 1, min(len(pair.path), _DEPTH)):
            self._dotted[pair.path[:depth]].append(pair)
            self._of[pair.path[:depth]] = table
        if value.type == "inline_table":
            braces = self.braces[pair.path] = Table(pair.path, value)
            for child in value.named_children:
                if child.type == "pair":  # pragma: no branch - TOML 1.1 has comments here
                    self._pair(child, braces)

    def table(self, path: Path) -> Table | None:
        """The table at the path, if it has braces or a header of its own."""
        return self.braces.get(path) or self.headers.get(path)

    def dotted(self, path: Path) -> tuple[Table, list[Pair]] | None:
        """The pairs with dotted keys that make up the table at the path, and where they stand."""
        found = self._dotted.get(path)
        return (self._of[path], found) if found else None

    def sections(self, path: Path) -> list[Table]:
        """The tables with headers that stand below the path, in file order."""
        return self._below.get(path, [])

    def exists(self, path: Path) -> bool:
        """Whether there is a table at the path, however it is spelt."""
        return bool(self.table(path) or self.dotted(path) or self.sections(path))

    def tables(self) -> Iterator[Table]:
        """All tables that have braces or headers."""
        yield from self.headers.values()
        yield from self.braces.values()


def is_at(path: Path, above: Path) -> bool:
    """Whether a path is the other one, or leads on from it."""
    return path[: len(above)] == above
