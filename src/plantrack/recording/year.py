"""A year as a table of the file: what is set in it and taken out, and what goes with that.

A figure has companions: its source, its cell there, and what it is on the earlier definition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from plantrack.recording.entry import FIGURES, Tables

_CITED = (*FIGURES, "reason")


def flat(figures: Mapping[str, Any]) -> Tables:
    """The year with the restated figures and their basis beside the others."""
    rest = {key: value for key, value in figures.items() if key != "restated"}
    restated = figures.get("restated", {})
    return rest | {f"restated_{key}": value for key, value in restated.items()}


def put(figures: Tables, key: str, value: Any) -> None:
    """Set a key, which may be one of the restated ones."""
    table, inner = _place(figures, key)
    table[inner] = value


def _place(figures: Tables, key: str) -> tuple[Tables, str]:
    if key.startswith("restated_"):
        return figures.setdefault("restated", {}), key.removeprefix("restated_")
    return figures, key


def clear(figures: Tables, key: str) -> bool:
    """Take out a key with all that means nothing without it; whether it was there."""
    found = key in figures or key in flat(figures)
    if found:
        table, inner = _place(figures, key)
        table.pop(inner)
        _clear_companions(figures, key)
    return found


def _clear_companions(figures: Tables, key: str) -> None:
    if key in FIGURES:
        drop(figures, "restated", key)
        drop(figures, "cell", key)
    if not figures.keys() & _holders(key):
        drop(figures, "source", "actual" if key == "outcome" else key)
    if not figures.get("restated", {}).keys() & set(FIGURES):
        figures.pop("restated", None)
    if not figures.keys() & {*_CITED, "outcome"}:
        figures.pop("source", None)


def _holders(key: str) -> set[str]:
    """What a source can be cited for under the key: an outcome is cited as an actual."""
    return {"actual", "outcome"} if key in {"actual", "outcome"} else {key}


def drop(figures: Tables, table: str, key: str) -> None:
    """Take a key out of one of the year's tables, and the table if nothing is left of it."""
    inner = figures.get(table)
    if isinstance(inner, dict):
        inner.pop(key, None)
        if not inner:
            figures.pop(table)


def source_of(figures: Mapping[str, Any], key: str) -> str | None:
    """The ID of the source that the key's figure is from."""
    cited = figures.get("source")
    return cited.get(key) if isinstance(cited, Mapping) else cited


def cite(figures: Tables, source: str, given: Mapping[str, Any]) -> None:
    """Name the source of what is recorded now, beside the sources of what stands there already."""
    cited = figures.get("source")
    held = [key for key in _CITED if key in figures]
    before = dict(cited) if isinstance(cited, Mapping) else {key: cited for key in held if cited}
    after = before | dict.fromkeys(named(figures, given), source)
    if isinstance(cited, Mapping) or set(after) != set(held) or len(set(after.values())) > 1:
        figures["source"] = {key: after[key] for key in _CITED if key in after}
    else:
        figures["source"] = source


def named(figures: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """What a source that is given is named for: what is given with it, else all that is there."""
    held = [key for key in _CITED if key in figures]
    return [key for key in held if key in given] or held


def note(figures: Tables, language: str, say: Callable[[str], str]) -> None:
    """Add a sentence to the year's note, in each language that the note is in; nothing is lost."""
    old = figures.get("note")
    if isinstance(old, Mapping):
        figures["note"] = {one: _joined(text, say(one), one) for one, text in old.items()}
    else:
        figures["note"] = _joined(old, say(language), language)


def _joined(before: str | None, sentence: str, language: str) -> str:
    if before is None:
        return sentence
    chinese = language.startswith("zh")
    if before.rstrip()[-1:] in set(".。!！?？;；"):
        return f"{before}{'' if chinese else ' '}{sentence}"
    return f"{before}{'；' if chinese else '; '}{sentence}"
