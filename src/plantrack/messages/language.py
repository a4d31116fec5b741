"""The reader's language: which one it is, and the voice that speaks it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from plantrack.messages.message import Translate, Voice, untranslated

LANGUAGES = ("zh", "en")
"""The languages that plantrack's own words are in."""

_CHINESE = 0x04
"""What Windows numbers every kind of Chinese with, in the lower ten bits."""

_VARIABLES = ("PLANTRACK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def voice_in(language: str | None = None) -> Voice:
    """The voice of that language, by default of the environment's."""
    chosen = language or environment_language()
    return Voice(chosen, _translator(chosen))


def environment_language(environment: Mapping[str, str] = os.environ) -> str:
    """Chinese under a Chinese locale, or where Windows speaks Chinese, else English."""
    tag = next(filter(None, map(environment.get, _VARIABLES)), "")
    if not tag and os.name == "nt":
        tag = _windows_language()
    return plain_language(tag) or "en"


def _windows_language() -> str:
    """The language that Windows shows itself in; "" if it does not tell."""
    import ctypes

    try:
        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined,unused-ignore]
    except (AttributeError, OSError):
        return ""
    return "zh" if number & 0x3FF == _CHINESE else ""


def plain_language(tag: str) -> str | None:
    """The language that a tag such as zh_CN.UTF-8 or zh-Hans names, if plantrack speaks it."""
    name = tag.strip().lower()
    for end in "-_.@":
        name = name.partition(end)[0]
    return name if name in LANGUAGES else None


def voice_for(arguments: Sequence[str]) -> Voice:
    """The voice for a command line that may not be understood yet: errors and help need one."""
    return voice_in(plain_language(_asked(arguments) or ""))


def _asked(arguments: Sequence[str]) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == "--lang":
            return next(iter(arguments[index + 1 : index + 2]), None)
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _translator(language: str) -> Translate:
    if language == "en":
        return untranslated
    import gettext

    folder = Path(__file__).parents[1] / "locale"
    found = gettext.translation("plantrack", str(folder), [language], fallback=True)

    def translate(message: str, plural: str | None = None, n: int = 1, /) -> str:
        return found.gettext(message) if plural is None else found.ngettext(message, plural, n)

    return translate
