"""Setting values in a TOML text so that every other byte of it stays as it is.

A concrete syntax tree says where each key and value stands, and only there the text is cut and
joined: comments, order, spacing, quoting, number spelling and line endings are never written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import tomli_w
from tree_sitter import Node

from plantrack.messages.harmless import in_toml
from plantrack.planfile.syntax import Path, key_parts, spelt, syntax_tree

Changes = Mapping[str, Any]
"""Keys and the values they get: whole numbers, `Decimal`, strings, and tables of more keys."""

Rank = Callable[[Path, str], int]
"""The place that a new key is due among the other keys of the table at the path."""


class CannotEdit(Exception):  # noqa: N818 - reads as what it says
    """The value at `path` is written in a form that cannot be changed in place."""

    def __init__(self, path: Path) -> None:
        super().__init__(".".join(path))
        self.path = path


def literal(value: object) -> str:
    """How a value is written: numbers with their own digits, strings quoted, tables inline."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {literal(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, Decimal):
        return format(value, "f")
    return in_toml(tomli_w.dumps({"_": value}).removeprefix("_ = ").rstrip("\n"))


def edited(text: str, changes: Changes, rank: Rank, headed: frozenset[str] = frozenset()) -> str:
    """The text with the values set, each replaced where it stands or put beside its neighbours.

    `text` must be valid TOML. `rank` says where among its neighbours a new key is due. A new table
    under one of the keys `headed` gets a header of its own where the table around it has one.

    Raises:
        CannotEdit: a value is spread over the file in a way that cannot be changed in place.
    """
    encoded = text.encode()
    editor = _Editor(encoded, _Layout(encoded, set(_leaves(changes))), rank, headed)
    editor.set_table((), changes)
    return editor.result().decode()


def _leaves(changes: Changes, above: Path = ()) -> Iterator[Path]:
    for key, value in changes.items():
        path = (*above, key)
        yield from _leaves(value, path) if isinstance(value, Mapping) else [path]


@dataclass(frozen=True, slots=True)
class _Pair:
    """`key = value`: the whole path it sets, and how much of that its own key spells."""

    path: Path
    parts: tuple[Node, ...]
    value: Node

    @property
    def above(self) -> int:
        """The number of keys that lead to the table it is written in."""
        return len(self.path) - len(self.parts)


@dataclass
class _Table:
    """A table with a header or in braces, and the pairs written in it."""

    path: Path
    node: Node
    parts: tuple[Node, ...] = ()
    pairs: list[_Pair] = field(default_factory=list)


class _Layout:
    """Where the tables and values stand that lie on the way to what is wanted."""

    def __init__(self, encoded: bytes, wanted: set[Path]) -> None:
        self.pairs: dict[Path, _Pair] = {}
        self.braces: dict[Path, _Table] = {}
        self.headers: dict[Path, _Table] = {}
        self._starts = {path[:2] for path in wanted}
        root = _Table((), syntax_tree(encoded).root_node)
        self.headers[()] = root
        for node in root.node.named_children:
            if node.type == "pair":
                self._pair(node, root)
            elif node.type == "table":
                self._header(node)

    def _concerns(self, path: Path) -> bool:
        return any(path[:2] == start[: len(path)] for start in self._starts)

    def _header(self, node: Node) -> None:
        parts = tuple(key_parts(node.named_children[0]))
        path = tuple(spelt(part) for part in parts)
        if not self._concerns(path):
            return
        table = self.headers[path] = _Table(path, node, parts)
        for child in node.named_children[1:]:
            if child.type == "pair":
                self._pair(child, table)

    def _pair(self, node: Node, table: _Table) -> None:
        key, value = node.named_children[:2]
        parts = tuple(key_parts(key))
        pair = _Pair((*table.path, *map(spelt, parts)), parts, value)
        table.pairs.append(pair)
        if not self._concerns(pair.path):
            return
        self.pairs[pair.path] = pair
        if value.type == "inline_table":
            braces = self.braces[pair.path] = _Table(pair.path, value)
            for child in value.named_children:
                self._pair(child, braces)

    def table(self, path: Path) -> _Table | None:
        """The table at the path, if it has braces or a header of its own."""
        return self.braces.get(path) or self.headers.get(path)

    def dotted(self, path: Path) -> tuple[_Table, list[_Pair]] | None:
        """The pairs with dotted keys that make up the table at the path, and where they stand."""
        for table in (*self.headers.values(), *self.braces.values()):
            below = [p for p in table.pairs if _is_below(p.path, path) and p.above < len(path)]
            if below:
                return table, below
        return None

    def sections(self, path: Path) -> list[_Table]:
        """The tables with headers that stand below the path, in file order."""
        return [table for table in self.headers.values() if _is_below(table.path, path)]


def _is_below(path: Path, above: Path) -> bool:
    return len(path) > len(above) and path[: len(above)] == above


class _Editor:
    def __init__(self, encoded: bytes, layout: _Layout, rank: Rank, headed: frozenset[str]) -> None:
        self.encoded = encoded
        self.layout = layout
        self.rank = rank
        self.headed = headed
        self.newline = "\r\n" if b"\r\n" in encoded else "\n"
        self.cuts: list[tuple[int, int, str]] = []

    def result(self) -> bytes:
        """The text with all cuts made; those at one place stay in the order they were noted."""
        pieces, end = [], 0
        for start, stop, new in sorted(self.cuts, key=lambda cut: cut[0]):
            pieces += [self.encoded[end:start], new.encode()]
            end = stop
        return b"".join([*pieces, self.encoded[end:]])

    def set_table(self, path: Path, changes: Changes) -> None:
        missing = {}
        for key, value in changes.items():
            inner = (*path, key)
            pair = self.layout.pairs.get(inner)
            is_table = isinstance(value, Mapping)
            if pair is not None and not (is_table and pair.value.type == "inline_table"):
                self.cuts.append((pair.value.start_byte, pair.value.end_byte, literal(value)))
            elif not self._exists(inner):
                missing[key] = value
            elif is_table:
                self.set_table(inner, value)
            else:
                raise CannotEdit(inner)
        ranked = {key: missing[key] for key in sorted(missing, key=lambda k: self.rank(path, k))}
        braces = self.layout.braces.get(path)
        if ranked and braces is not None and not braces.pairs:
            self.cuts.append((braces.node.start_byte, braces.node.end_byte, literal(ranked)))
            return
        for key, value in ranked.items():
            self._add(path, key, value)

    def _exists(self, path: Path) -> bool:
        layout = self.layout
        return bool(layout.table(path) or layout.dotted(path) or layout.sections(path))

    def _add(self, path: Path, key: str, value: object) -> None:
        table = self.layout.table(path)
        if table is not None and path not in self.layout.headers:
            self._add_in_braces(table, key, value)
        elif table is not None and key in self.headed:
            self._add_section(table, key, value)
        elif table is not None:
            self._add_line(table, key, value)
        elif dotted := self.layout.dotted(path):
            self._add_dotted(path, *dotted, key, value)
        else:
            self._add_section_beside(path, key, value)

    def _before(self, path: Path, pairs: list[_Pair], key: str) -> _Pair | None:
        """The last of the pairs that the new key is due behind."""
        rank, depth = self.rank(path, key), len(path)
        return next(
            (p for p in reversed(pairs) if self.rank(path, p.path[depth]) <= rank),
            None,
        )

    def _add_in_braces(self, table: _Table, key: str, value: object) -> None:
        before = self._before(table.path, table.pairs, key)
        written = f"{key}{self._equals(table.pairs[0])}{literal(value)}"
        if before:
            self._insert(before.value.end_byte, f", {written}")
        else:
            self._insert(table.pairs[0].parts[0].start_byte, f"{written}, ")

    def _add_line(self, table: _Table, key: str, value: object) -> None:
        before = self._before(table.path, table.pairs, key)
        equals = self._equals(table.pairs[0]) if table.pairs else " = "
        indent = self._indent(table.pairs[0].parts[0]) if table.pairs else ""
        end = before.value.end_byte if before else table.parts[-1].end_byte
        self._insert_line(end, f"{indent}{key}{equals}{literal(value)}")

    def _add_dotted(
        self, path: Path, table: _Table, pairs: list[_Pair], key: str, value: object
    ) -> None:
        before = self._before(path, pairs, key) or pairs[-1]
        last = before.parts[len(path) - before.above - 1]
        prefix = self.encoded[before.parts[0].start_byte : last.end_byte].decode()
        written = f"{prefix}.{key}{self._equals(before)}{literal(value)}"
        if table.path in self.layout.braces:
            self._insert(before.value.end_byte, f", {written}")
        else:
            self._insert_line(before.value.end_byte, self._indent(before.parts[0]) + written)

    def _add_section(self, table: _Table, key: str, value: object) -> None:
        """A section of its own right after the table it belongs to."""
        end = table.pairs[-1].value.end_byte if table.pairs else table.parts[-1].end_byte
        self._insert_section(end, table, len(table.path), key, value)

    def _add_section_beside(self, path: Path, key: str, value: object) -> None:
        """A section for a table that has only sections below it, after one of those."""
        sections, depth, rank = self.layout.sections(path), len(path), self.rank(path, key)
        earlier = [s for s in sections if self.rank(path, s.path[depth]) <= rank]
        beside = (earlier or sections)[-1]
        end = beside.pairs[-1].value.end_byte if beside.pairs else beside.parts[-1].end_byte
        if isinstance(value, Mapping):
            self._insert_section(end, beside, depth, key, value, blank=True)
        else:
            raise CannotEdit((*path, key))

    def _insert_section(
        self, end: int, like: _Table, depth: int, key: str, value: object, *, blank: bool = False
    ) -> None:
        assert isinstance(value, Mapping)
        first, last = like.parts[0], like.parts[depth - 1]
        indent = self._indent(like.node)
        prefix = self.encoded[first.start_byte : last.end_byte].decode()
        lines = [f"[{prefix}.{key}]", *(f"{k} = {literal(v)}" for k, v in value.items())]
        body = self.newline.join(f"{indent}{line}" for line in lines)
        self._insert_line(end, f"{self.newline if blank else ''}{body}")

    def _equals(self, pair: _Pair) -> str:
        """How a neighbour spaces its equals sign."""
        return self.encoded[pair.parts[-1].end_byte : pair.value.start_byte].decode()

    def _indent(self, node: Node) -> str:
        line = self.encoded.rfind(b"\n", 0, node.start_byte) + 1
        before = self.encoded[line : node.start_byte]
        return before.decode() if not before.strip() else ""

    def _insert(self, at: int, new: str) -> None:
        self.cuts.append((at, at, new))

    def _insert_line(self, after: int, line: str) -> None:
        """A new line after the one on which the byte stands, behind any comment there."""
        end = self.encoded.find(b"\n", after)
        end = len(self.encoded) if end < 0 else end
        if self.encoded[end - 1 : end] == b"\r":
            end -= 1
        self._insert(end, f"{self.newline}{line}")
