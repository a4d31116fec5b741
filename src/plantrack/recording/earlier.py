"""An earlier figure kept in the year's note when a new one is decided or published."""

from __future__ import annotations

from plantrack.messages.language import plain_language, voice_in
from plantrack.messages.message import N_
from plantrack.plan.model import Plan
from plantrack.recording import year as years
from plantrack.recording.entry import Tables
from plantrack.recording.figure import said

_EARLIER = {
    ("plan", False): N_("Earlier target: {figure}"),
    ("plan", True): N_("Earlier target: {figure} ({where})"),
    ("actual", False): N_("Earlier actual: {figure}"),
    ("actual", True): N_("Earlier actual: {figure} ({where})"),
}


def keep_earlier(plan: Plan, figures: Tables, key: str) -> None:
    """Note the figure that stands there, with its source and cell, in the languages of the note."""

    def say(language: str) -> str:
        where = _where(plan, figures, key, language)
        template = _EARLIER[key, bool(where)]
        voice = voice_in(plain_language(language) or "en")
        return voice.say(template, figure=said(figures[key]), where=where)

    years.note(figures, plan.language, say)


def _where(plan: Plan, figures: Tables, key: str, language: str) -> str:
    source = years.source_of(figures, key)
    titles = [one.title.in_language(language) for one in plan.sources if one.id == source]
    cell = figures.get("cell", {}).get(key)
    return ", ".join([*titles, *([cell] if cell else [])])
