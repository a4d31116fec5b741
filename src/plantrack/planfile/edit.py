"""Changing a TOML text so that every other byte of it stays as it is.

A concrete syntax tree says where each key and value stands, and only there the text is cut and
joined: comments, order, spacing, quoting, number spelling and line endings are never written anew.
What comes out is read again and must hold the changes asked for, and nothing else that is new.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from plantrack.messages.errors import UNUSABLE, PlantrackError
from plantrack.messages.message import Message
from plantrack.planfile import layout
from plantrack.planfile.cuts import Cuts
from plantrack.planfile.layout import value as literal
from plantrack.planfile.spelling import Pair, Spelling, Table, is_at, near
from plantrack.planfile.syntax import Path

__all__ = ["REMOVED", "CannotEdit", "Changes", "Rank", "changed", "difference", "edited", "literal"]


class _Removed:
    def __repr__(self) -> str:
        return "REMOVED"


REMOVED: Final = _Removed()
"""The value of a key that is to go."""

Changes = Mapping[str, Any]
"""Keys and what they get: numbers, strings, lists, `REMOVED`, and tables of more such keys.

A table is laid over the one that is there; over anything else it takes its place.
"""

Rank = Callable[[Path, str], int]
"""The place that a new key is due among the other keys of the table at the path."""

_BOM = b"\xef\xbb\xbf"


class CannotEdit(PlantrackError):
    """The value at `path` is written in a form that cannot be changed in place."""

    def __init__(self, path: Path) -> None:
        message = Message(
            "“{key}” is written in a form that cannot be changed in place; nothing was written",
            key=".".join(path) or "?",
        )
        super().__init__(message, UNUSABLE)
        self.path = path


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that make the tables `new` of `old`; numbers differ where their digits do."""
    found: dict[str, Any] = {key: REMOVED for key in old if key not in new}
    for key, value in new.items():
        before = old.get(key)
        if key in old and value is before:
            continue
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            inner = difference(before, value)
            if inner:
                found[key] = inner
        elif key not in old or type(before) is not type(value) or str(before) != str(value):
            found[key] = value
    return found


def applied(tables: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """The tables with the changes made."""
    new = dict(tables)
    for key, value in changes.items():
        if value is REMOVED:
            new.pop(key, None)
        elif isinstance(value, Mapping):
            old = tables.get(key)
            new[key] = applied(old if isinstance(old, Mapping) else {}, value)
        else:
            new[key] = value
    return new


def changed(content: bytes, changes: Changes, rank: Rank = layout.due) -> bytes:
    """The content of a plan file with the changes made; a byte order mark stays.

    Raises:
        CannotEdit: a value is written in a form that cannot be changed in place.
    """
    mark = _BOM if content.startswith(_BOM) else b""
    text = content[len(mark) :].decode()
    return mark + edited(text, changes, rank, frozenset({"years"})).encode()


def edited(text: str, changes: Changes, rank: Rank, headed: frozenset[str] = frozenset()) -> str:
    """The text with the changes made, each where it stands or beside its neighbours.

    `text` must be valid TOML. `rank` says where among its neighbours a new key is due. A new table
    under one of the keys `headed` gets a header of its own where the table around it has one, and
    so does a new source, section or indicator.

    Raises:
        CannotEdit: a value is written in a form that cannot be changed in place.
    """
    before = _tables(text)
    wanted = applied(before, changes)
    gone = list(_gone(before, wanted))
    if gone:
        text = _without(text, gone, before)
        before, wanted = _tables(text), _without_empty(wanted, before, _tables(text))
    missing = difference(before, wanted)
    if missing:
        text = _with(text, missing, before, rank, headed)
    if difference(_tables(text), wanted):
        raise CannotEdit(())
    return text


def _tables(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except ValueError:
        raise CannotEdit(()) from None


def _gone(old: Mapping[str, Any], new: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    """The paths of what is to go, and of tables whose place something else is to take."""
    for key, value in old.items():
        path = (*above, key)
        if key not in new or (isinstance(value, Mapping) and not isinstance(new[key], Mapping)):
            yield path
        elif isinstance(value, Mapping) and value is not new[key]:
            yield from _gone(value, new[key], path)


def _without(text: str, gone: list[Path], tables: Mapping[str, Any]) -> str:
    """The text without what stands at the paths, however it is spelt."""
    encoded = text.encode()
    spelling = Spelling(encoded, near(gone, tables))
    cuts = Cuts(encoded)
    for table in spelling.tables():
        if table.path in spelling.braces:
            if not _is_gone(table.path, gone):
                _empty_braces(cuts, table, gone)
            continue
        if table.parts and _is_gone(table.path, gone):
            bracket = encoded.index(b"]", table.parts[-1].end_byte) + 1
            cuts.remove_lines(table.node.start_byte, bracket, set_off=True)
        for pair in table.pairs:
            if _is_gone(pair.path, gone):
                cuts.remove_lines(pair.parts[0].start_byte, pair.value.end_byte)
    left = cuts.made()
    if not encoded.endswith(b"\n"):  # its last line had no line break, nor has the new one
        left = left.removesuffix(b"\n").removesuffix(b"\r")
    return left.decode()


def _without_empty(
    wanted: Mapping[str, Any], old: Mapping[str, Any], left: Mapping[str, Any]
) -> dict[str, Any]:
    """The tables without those that nothing is left of: only what stood in them had named them."""
    kept: dict[str, Any] = {}
    for key, value in wanted.items():
        if isinstance(value, Mapping) and isinstance(old.get(key), Mapping):
            value = _without_empty(value, old[key], left.get(key, {}))
            if not value and key not in left:
                continue
        kept[key] = value
    return kept


def _is_gone(path: Path, gone: list[Path]) -> bool:
    return any(is_at(path, one) for one in gone)


def _empty_braces(cuts: Cuts, table: Table, gone: list[Path]) -> None:
    """Take pairs out of braces, each with the comma that set it apart."""
    kept = [pair for pair in table.pairs if not _is_gone(pair.path, gone)]
    if len(kept) == len(table.pairs):
        return
    if not kept:
        cuts.replace(table.node.start_byte, table.node.end_byte, "{}")
        return
    last = table.pairs.index(kept[-1])
    for pair, after in pairwise(table.pairs[: last + 1]):
        if pair not in kept:
            cuts.replace(pair.parts[0].start_byte, after.parts[0].start_byte, "")
    if table.pairs[last + 1 :]:
        cuts.replace(kept[-1].value.end_byte, table.pairs[-1].value.end_byte, "")


def _with(
    text: str, changes: Changes, tables: Mapping[str, Any], rank: Rank, headed: frozenset[str]
) -> str:
    encoded = text.encode()
    spelling = Spelling(encoded, near(_leaves(changes, tables), tables))
    setter = _Setter(Cuts(encoded), spelling, rank, headed)
    setter.set_table((), changes)
    return setter.cuts.made().decode()


def _leaves(changes: Changes, tables: Any, above: Path = ()) -> Iterator[Path]:
    """The paths down to where something is new."""
    for key, value in changes.items():
        path = (*above, key)
        inner = tables.get(key) if isinstance(tables, Mapping) else None
        if isinstance(value, Mapping) and isinstance(inner, Mapping):
            yield from _leaves(value, inner, path)
        else:
            yield path


class _Setter:
    """Sets values where they stand, and puts new ones beside their neighbours."""

    def __init__(self, cuts: Cuts, spelling: Spelling, rank: Rank, headed: frozenset[str]) -> None:
        self.cuts = cuts
        self.spelling = spelling
        self.rank = rank
        self.headed = headed

    def set_table(self, path: Path, changes: Changes) -> None:
        missing = {}
        for key, value in changes.items():
            inner = (*path, key)
            pair = self.spelling.pairs.get(inner)
            is_table = isinstance(value, Mapping)
            if pair is not None and not (is_table and pair.value.type == "inline_table"):
                self.cuts.replace(pair.value.start_byte, pair.value.end_byte, literal(value))
            elif is_table and self.spelling.exists(inner):
                self.set_table(inner, value)
            else:
                missing[key] = value
        self._add_all(path, {k: missing[k] for k in sorted(missing, key=self._rank_in(path))})

    def _rank_in(self, path: Path) -> Callable[[str], int]:
        return lambda key: self.rank(path, key)

    def _add_all(self, path: Path, items: Changes) -> None:
        """New keys of one table, in the order they are due."""
        braces = self.spelling.braces.get(path)
        if items and braces is not None and not braces.pairs:
            self.cuts.replace(braces.node.start_byte, braces.node.end_byte, literal(items))
        elif self._is_only_implied(path) and any(not _is_table(one) for one in items.values()):
            self._add_header(path, items)
        else:
            for key, value in items.items():
                self._add(path, key, value)

    def _is_only_implied(self, path: Path) -> bool:
        """Whether there is a table only because others with headers are under it."""
        return self.spelling.table(path) is None and self.spelling.dotted(path) is None

    def _add(self, path: Path, key: str, value: object) -> None:
        table, dotted = self.spelling.table(path), self.spelling.dotted(path)
        if table is not None and path in self.spelling.braces:
            self._add_in_braces(table, key, value)
        elif table is None and dotted is not None:
            self._add_dotted(path, *dotted, key, value)
        elif isinstance(value, Mapping) and len(path) < 2:
            self._add_blocks(path, key, value)
        elif table is not None and key in self.headed and isinstance(value, Mapping):
            self._add_section(table.end, table, len(path), key, value)
        elif table is not None:
            self._add_line(table, key, value)
        else:
            assert isinstance(value, Mapping)
            self._add_section_beside(path, key, value)

    def _before(self, path: Path, pairs: list[Pair], key: str) -> Pair | None:
        """The last of the pairs that the new key is due behind."""
        rank, depth = self.rank(path, key), len(path)
        due = (pair for pair in reversed(pairs) if self.rank(path, pair.path[depth]) <= rank)
        return next(due, None)

    def _written(self, key: str, like: Pair, value: object) -> str:
        """A key and its value, with the equals sign spaced as a neighbour's is."""
        equals = self.cuts.between(like.parts[-1].end_byte, like.value.start_byte)
        return f"{layout.key_written(key)}{equals}{literal(value)}"

    def _add_in_braces(self, table: Table, key: str, value: object) -> None:
        before = self._before(table.path, table.pairs, key)
        written = self._written(key, table.pairs[0], value)
        if before:
            self.cuts.insert(before.value.end_byte, f", {written}")
        else:
            self.cuts.insert(table.pairs[0].parts[0].start_byte, f"{written}, ")

    def _add_line(self, table: Table, key: str, value: object) -> None:
        before = self._before(table.path, table.pairs, key)
        if not table.pairs:
            line = f"{layout.key_written(key)} = {literal(value)}"
        else:
            indent = self.cuts.indent(table.pairs[0].parts[0].start_byte)
            line = indent + self._written(key, table.pairs[0], value)
        if before or table.parts:
            end = before.value.end_byte if before else table.parts[-1].end_byte
            self.cuts.insert_line(end, line)
        else:
            self.cuts.insert_first(line)

    def _add_dotted(
        self, path: Path, table: Table, pairs: list[Pair], key: str, value: object
    ) -> None:
        before = self._before(path, pairs, key) or pairs[-1]
        last = before.parts[len(path) - before.above - 1]
        prefix = self.cuts.between(before.parts[0].start_byte, last.end_byte)
        written = f"{prefix}.{self._written(key, before, value)}"
        if table.path in self.spelling.braces:
            self.cuts.insert(before.value.end_byte, f", {written}")
        else:
            indent = self.cuts.indent(before.parts[0].start_byte)
            self.cuts.insert_line(before.value.end_byte, indent + written)

    def _add_section(
        self, end: int, like: Table, depth: int, key: str, value: Changes, *, blank: bool = False
    ) -> None:
        """A table with a header of its own, which begins as that of another does."""
        name = f"{self._header(like, depth)}.{layout.key_written(key)}"
        self._insert_table(end, like, name, value, blank=blank)

    def _add_section_beside(self, path: Path, key: str, value: Changes) -> None:
        """A section for a table that has only sections below it, after one of those."""
        sections, depth, rank = self.spelling.sections(path), len(path), self.rank(path, key)
        earlier = [s for s in sections if self.rank(path, s.path[depth]) <= rank]
        beside = (earlier or sections)[-1]
        self._add_section(beside.end, beside, depth, key, value, blank=True)

    def _add_header(self, path: Path, items: Changes) -> None:
        """A header for a table that has only sections below it, before which it need not stand."""
        beside = self.spelling.sections(path)[-1]
        name = self._header(beside, len(path))
        self._insert_table(beside.end, beside, name, items, blank=True)

    def _header(self, like: Table, depth: int) -> str:
        return self.cuts.between(like.parts[0].start_byte, like.parts[depth - 1].end_byte)

    def _insert_table(
        self, end: int, like: Table, name: str, items: Changes, *, blank: bool
    ) -> None:
        indent = self.cuts.indent(like.node.start_byte)
        lines = [
            f"[{name}]",
            *(f"{layout.key_written(k)} = {literal(v)}" for k, v in items.items()),
        ]
        self.cuts.insert_table(end, [*([""] if blank else []), *(indent + line for line in lines)])

    def _add_blocks(self, path: Path, key: str, value: Changes) -> None:
        """A source, section or indicator, or the first of its kind, each as a table of its own."""
        end = self._block_end(path, key)
        bodies = value.items() if value and all(map(_is_table, value.values())) else None
        blocks = [(path, key, value)] if path or bodies is None else [((key,), *b) for b in bodies]
        for above, name, body in blocks:
            text = layout.block((*above, name), body)
            self.cuts.insert_block(end, ["", *text.removesuffix("\n").split("\n")])

    def _block_end(self, path: Path, key: str) -> int:
        """Behind the last table that the new one is due behind, at least the root's own keys."""
        rank, depth = self.rank(path, key), len(path)
        root, found = self.spelling.headers[()], None
        for table in (self.spelling.headers.get(path, root), *self.spelling.sections(path)):
            keys = [table.path[depth]] if len(table.path) > depth else _keys(table, depth)
            if any(self.rank(path, one) <= rank for one in keys):
                found = table
        return (found or root).end


def _keys(table: Table, depth: int) -> list[str]:
    return [pair.path[depth] for pair in table.pairs if len(pair.path) > depth]


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)
