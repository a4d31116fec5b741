"""Setting and removing values in a TOML text so that every other byte of it stays as it is.

A concrete syntax tree says where each key and value stands, and only there the text is cut and
joined: comments, order, spacing, quoting, number spelling and line endings are never written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

import tomli_w
from tree_sitter import Node

from plantrack.planfile.syntax import Path, key_parts, spelt, syntax_tree

Changes = Mapping[str, Any]
"""Keys and the values they get: whole numbers, `Decimal`, strings, and tables of more keys.

A key whose value is `REMOVED` is taken out, with all that stands below it.
"""


class _Removed:
    def __repr__(self) -> str:
        return "REMOVED"


REMOVED: Final = _Removed()
"""In place of a value: the key is to go."""

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
    return tomli_w.dumps({"_": value}).removeprefix("_ = ").rstrip("\n")


def edited(text: str, changes: Changes, rank: Rank, headed: frozenset[str] = frozenset()) -> str:
    """The text with the values set, each replaced where it stands or put beside its neighbours.

    What is removed takes its line with it, but a comment on that line stays.

    `text` must be valid TOML. `rank` says where among its neighbours a new key is due. A new table
    under one of the keys `headed` gets a header of its own where the table around it has one.

    Raises:
        CannotEdit: a value is spread over the file in a way that cannot be changed in place.
    """
    encoded = text.encode()
    leaves = dict(_leaves(changes))
    gone = {path for path, value in leaves.items() if value is REMOVED}
    editor = _Editor(encoded, _Layout(encoded, set(leaves), gone), rank, headed)
    editor.set_table((), _set(changes))
    editor.remove()
    return editor.result().decode()


def _leaves(changes: Changes, above: Path = ()) -> Iterator[tuple[Path, Any]]:
    for key, value in changes.items():
        path = (*above, key)
        yield from _leaves(value, path) if isinstance(value, Mapping) else [(path, value)]


def _set(changes: Changes) -> Changes:
    """The changes without the keys that go."""
    kept = {
        key: _set(value) if isinstance(value, Mapping) else value
        for key, value in changes.items()
        if value is not REMOVED
    }
    return {key: value for key, value in kept.items() if value != {} or changes[key] == {}}


@dataclass(frozen=True, slots=True)
class _Pair:
    """`key = value`: the whole path it sets, and how much of that its own key spells."""

    path: Path
    parts: tuple[Node, ...]
    value: Node
    goes: bool = False

    @property
    def above(self) -> int:
        """The number of keys that lead to the table it is written in."""
        return len(self.path) - len(self.parts)


@dataclass
class _Table:
    """A table with a header or in braces, and the pairs written in it.

    `pairs` are those that stay, `every` has those that are to go as well.
    """

    path: Path
    node: Node
    parts: tuple[Node, ...] = ()
    pairs: list[_Pair] = field(default_factory=list)
    every: list[_Pair] = field(default_factory=list)

    def gone(self) -> list[_Pair]:
        """The pairs that are to go."""
        return [pair for pair in self.every if pair.goes]


class _Layout:
    """Where the tables and values stand that lie on the way to what is wanted."""

    def __init__(self, encoded: bytes, wanted: set[Path], gone: set[Path]) -> None:
        self.pairs: dict[Path, _Pair] = {}
        self.braces: dict[Path, _Table] = {}
        self.headers: dict[Path, _Table] = {}
        self.gone_headers: list[_Table] = []
        self._gone = gone
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

    def _goes(self, path: Path) -> bool:
        return any(path[:length] in self._gone for length in range(1, len(path) + 1))

    def _header(self, node: Node) -> None:
        parts = tuple(key_parts(node.named_children[0]))
        path = tuple(spelt(part) for part in parts)
        if not self._concerns(path):
            return
        table = _Table(path, node, parts)
        if self._goes(path):
            self.gone_headers.append(table)
        else:
            self.headers[path] = table
        for child in node.named_children[1:]:
            if child.type == "pair":
                self._pair(child, table)

    def _pair(self, node: Node, table: _Table) -> None:
        key, value = node.named_children[:2]
        parts = tuple(key_parts(key))
        path = (*table.path, *map(spelt, parts))
        pair = _Pair(path, parts, value, self._goes(path))
        table.every.append(pair)
        if pair.goes:
            return
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
            end = max(end, stop)
        whole = b"".join([*pieces, self.encoded[end:]])
        if self.encoded.endswith(b"\n"):
            return whole
        return whole.removesuffix(self.newline.encode())  # the last line was taken out

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

    def remove(self) -> None:
        """Cut out what is to go."""
        for table in (*self.layout.headers.values(), *self.layout.gone_headers):
            for pair in table.gone():
                self._cut_line(pair.parts[0].start_byte, pair.value.end_byte)
        for table in self.layout.gone_headers:
            self._cut_header(table)
        for table in self.layout.braces.values():
            self._cut_in_braces(table)

    def _cut_line(self, start: int, end: int, above: int = 0) -> None:
        """A line, with so many bytes above it; only its beginning if a comment stands behind."""
        rest = self.encoded[end : self._line_end(end)]
        if rest.strip():
            self.cuts.append((start, end + len(rest) - len(rest.lstrip()), ""))
        else:
            self.cuts.append((self._line_start(start) - above, self._line_end(end), ""))

    def _cut_header(self, table: _Table) -> None:
        """A header, and the blank line that sets it off."""
        line = self._line_start(table.node.start_byte)
        before = self.encoded[self._line_start(line - 1) : line] if line else b""
        above = 0 if before.strip() else len(before)
        end = self.encoded.index(b"]", table.parts[-1].end_byte) + 1
        self._cut_line(table.node.start_byte, end, above)

    def _cut_in_braces(self, table: _Table) -> None:
        """Pairs with the commas that then part nothing; runs of them in one cut."""
        if table.gone() and not table.pairs:
            if not any(start == table.node.start_byte for start, _, _ in self.cuts):
                self.cuts.append((table.node.start_byte, table.node.end_byte, "{}"))
            return
        runs = [list(run) for _, run in groupby(table.every, key=lambda pair: pair.goes)]
        for index, run in enumerate(runs):
            if run[0].goes and run is not runs[-1]:
                after = runs[index + 1][0]
                self.cuts.append((run[0].parts[0].start_byte, after.parts[0].start_byte, ""))
            elif run[0].goes:
                before = runs[index - 1][-1]
                self.cuts.append((before.value.end_byte, run[-1].value.end_byte, ""))

    def _line_start(self, at: int) -> int:
        return self.encoded.rfind(b"\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """Behind the line break of the line that the byte is on."""
        found = self.encoded.find(b"\n", at)
        return len(self.encoded) if found < 0 else found + 1

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
        before = self.encoded[self._line_start(node.start_byte) : node.start_byte]
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
