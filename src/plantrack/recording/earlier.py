"""What was published earlier, kept in the year's note when it is decided or published anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plantrack.messages.language import plain_language, voice_in
from plantrack.plan.model import Plan
from plantrack.plan.notes import EARLIER, parted
from plantrack.plan.wording import WORDS
from plantrack.recording import year as years
from plantrack.recording.entry import Tables
from plantrack.recording.figure import said

KEPT = frozenset(key for key, _ in EARLIER)
"""The keys whose earlier value is kept in the note."""


def keep_earlier(plan: Plan, figures: Tables, key: str) -> None:
    """Note what stands there, with its source and cell, in the languages of the note."""

    def say(language: str) -> str:
        where = _where(plan, figures, key, language)
        voice = voice_in(plain_language(language) or "en")
        figure = _in_language(figures[key], language) or ""
        if key == "outcome":
            figure = voice.say(WORDS[figure])
        return voice.say(EARLIER[key, bool(where)], figure=figure, where=where)

    years.note(figures, plan.language, say)


def set_note(figures: Tables, language: str, text: str, *, added: bool) -> None:
    """Put a person's note in the place of the one there, or behind it; what is kept there stays."""
    old = figures.get("note")
    if old is None or added:
        years.note(figures, language, lambda _: text)
        return
    before = old.get(language, "") if isinstance(old, Mapping) else old
    figures["note"] = {**old, language: text} if isinstance(old, Mapping) else text
    for sentence in parted(before)[1]:
        _append(figures, language, sentence.rstrip(";；"))


def _append(figures: Tables, language: str, sentence: str) -> None:
    held = figures["note"]
    if not isinstance(held, dict):
        years.note(figures, language, lambda _: sentence)
        return
    alone: Tables = {"note": held[language]}
    years.note(alone, language, lambda _: sentence)
    held[language] = alone["note"]


def _in_language(value: Any, language: str) -> str | None:
    return said(value[language] if isinstance(value, Mapping) and language in value else value)


def _where(plan: Plan, figures: Tables, key: str, language: str) -> str:
    source = years.source_of(figures, "actual" if key == "outcome" else key)
    titles = [one.title.in_language(language) for one in plan.sources if one.id == source]
    cell = figures.get("cell", {}).get(key)
    return ", ".join([*titles, *([cell] if cell else [])])
