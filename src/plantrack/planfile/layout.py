"""A plan file's tables as TOML, laid out for people: a table an indicator, a line a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from plantrack.messages.harmless import in_toml, visible


def to_toml(tables: Mapping[str, Any], remarks: tuple[str, ...] = ()) -> str:
    """The whole plan file as text; `remarks` become comments at its head."""
    return "\n".join(_pieces(tables, remarks))


def _pieces(tables: Mapping[str, Any], remarks: tuple[str, ...]) -> Iterator[str]:
    yield "".join(f"# {visible(' '.join(text.split()))}\n" for text in remarks) + "\nformat = 1\n"
    yield table("plan", tables["plan"])
    for kind in ("sources", "sections"):
        for id_, body in tables.get(kind, {}).items():
            yield table(f"{kind}.{id_}", body)
    for id_, body in tables["indicators"].items():
        yield indicator(id_, body)


def table(name: str, body: Mapping[str, Any]) -> str:
    """One table with its keys, one a line."""
    lines = [f"{key} = {value(item)}" for key, item in body.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def indicator(id_: str, body: Mapping[str, Any]) -> str:
    """One indicator's table, and under it one line a year."""
    own = {key: item for key, item in body.items() if key != "years"}
    years = [year(number, figures) for number, figures in body["years"].items()]
    text = table(f"indicators.{id_}", own)
    return text + "\n".join([f"[indicators.{id_}.years]", *years, ""]) if years else text


def year(number: str, figures: Mapping[str, Any]) -> str:
    """One year's figures on one line."""
    return f"{number} = {value(figures)}"


def value(item: Any) -> str:
    """A value on one line; what TOML asks for in quotes and digits is tomli-w's to know."""
    if isinstance(item, Mapping):
        inner = ", ".join(f"{key} = {value(one)}" for key, one in item.items())
        return f"{{ {inner} }}" if inner else "{}"
    return in_toml(tomli_w.dumps({"x": item}).removeprefix("x = ").rstrip("\n"))
