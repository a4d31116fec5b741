"""A year's note: what a person says in it, and the earlier figures that are kept there.

An earlier figure is a sentence of plantrack's own. It answers no question, so that only what a
person says in a note does.
"""

from __future__ import annotations

import re
from functools import cache

from plantrack.messages.language import LANGUAGES, voice_in
from plantrack.messages.message import N_
from plantrack.plan.model import Text

EARLIER = {
    ("plan", False): N_("Earlier target: {figure}"),
    ("plan", True): N_("Earlier target: {figure} ({where})"),
    ("actual", False): N_("Earlier actual: {figure}"),
    ("actual", True): N_("Earlier actual: {figure} ({where})"),
    ("outcome", False): N_("Earlier stated outcome: {figure}"),
    ("outcome", True): N_("Earlier stated outcome: {figure} ({where})"),
    ("reason", False): N_("Earlier reason: “{figure}”"),
    ("reason", True): N_("Earlier reason: “{figure}” ({where})"),
}
"""What keeps an earlier figure, outcome or reason: by its key, and whether its source is known."""

_GROUP = r"“[^”]{0,2000}”|\((?:[^()]|\([^()]{0,200}+\)){0,500}+\)|（[^（）]{0,500}）"
_BETWEEN = " ;；"


def says_something(note: Text | None) -> bool:
    """Whether a person says anything in the note, in any of its languages."""
    return note is not None and any(parted(one)[0] for one in note.translations.values())


def parted(note: str) -> tuple[str, tuple[str, ...]]:
    """What a person says in the note, and the sentences in it that keep something earlier."""
    kept = tuple(match[0].strip() for match in _sentence().finditer(note))
    return _sentence().sub("", note).strip(_BETWEEN), kept


@cache
def _sentence() -> re.Pattern[str]:
    """A sentence that keeps something earlier, in any language, from where another ended."""
    voices = [voice_in(language) for language in LANGUAGES]
    said = {
        voice.translate(one).partition("{")[0].strip("“ ")
        for one in EARLIER.values()
        for voice in voices
    }
    begun = "|".join(map(re.escape, sorted(said)))
    return re.compile(rf"(?:^|(?<=[;；.。!！?？])) *(?:{begun})(?:{_GROUP}|[^;；])*[;；]?")
