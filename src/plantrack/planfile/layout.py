"""A plan file's tables as TOML, laid out for people: a table an indicator, a line a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import tomli_w

from plantrack.messages.harmless import in_toml, visible

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ORDER = (
    *("plan", "actual", "outcome", "reason", "name", "unit", "series_break", "restated", "note"),
)
_PARTS = ("format", "plan", "sources", "sections", "indicators")


def due(path: Sequence[str], key: str) -> int:
    """The place that a key is due among its like: parts as they stand in a plan file, years
    ascending, and in a year the figures first and the source last."""
    if not path and key in _PARTS:
        return _PARTS.index(key)
    if path and path[-1] == "years" and key.isdecimal():
        return int(key)
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def to_toml(tables: Mapping[str, Any], remarks: tuple[str, ...] = ()) -> str:
    """The whole plan file as text; `remarks` become comments at its head."""
    return "\n".join(_pieces(tables, remarks))


def _pieces(tables: Mapping[str, Any], remarks: tuple[str, ...]) -> Iterator[str]:
    yield "".join(f"# {visible(' '.join(text.split()))}\n" for text in remarks) + "\nformat = 1\n"
    yield block(("plan",), tables["plan"])
    for kind in ("sources", "sections", "indicators"):
        for id_, body in tables.get(kind, {}).items():
            yield block((kind, id_), {key: item for key, item in body.items() if item != {}})


def block(path: Sequence[str], body: Mapping[str, Any]) -> str:
    """One table with its keys, one a line; an indicator's years under a header of their own."""
    name = ".".join(map(key_written, path))
    years = body.get("years") if path[0] == "indicators" else None
    own = {key: item for key, item in body.items() if key != "years" or not years}
    return _lines(name, own) + (_lines(f"{name}.years", years) if years else "")


def _lines(name: str, body: Mapping[str, Any]) -> str:
    lines = [f"{key_written(key)} = {value(item)}" for key, item in body.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def key_written(key: str) -> str:
    """A key as TOML asks for it: quoted if need be."""
    if _BARE.fullmatch(key):
        return key
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def value(item: object) -> str:
    """A value on one line: numbers with their own digits, strings quoted, tables in braces."""
    if isinstance(item, Mapping):
        inner = ", ".join(f"{key_written(key)} = {value(one)}" for key, one in item.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(item, list | tuple):
        return f"[{', '.join(map(value, item))}]"
    if isinstance(item, Decimal):
        return format(item, "f")
    return in_toml(tomli_w.dumps({"_": item}).removeprefix("_ = ").rstrip("\n"))
