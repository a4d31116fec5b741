"""The code word that a person means: the code itself, or its word in any catalogue language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plantrack.messages.errors import Refusal, unknown
from plantrack.messages.language import LANGUAGES, voice_in
from plantrack.messages.letters import typed
from plantrack.messages.message import Message


def meant(given: str, words: Mapping[str, str]) -> str | None:
    """The code that is meant; ``None`` if none is, or if the word stands for several.

    `words` has each code with its word in English. Neither width nor case matters, and in a code
    neither whether its parts are joined by a blank, a hyphen or a line.
    """
    sought = typed(given)
    for code in words:
        if _parted(code) == _parted(sought):
            return code
    found = {code for code, said in _spoken(words) if typed(said) == sought}
    return found.pop() if len(found) == 1 else None


def the_word(what: Message, given: str, words: Mapping[str, str]) -> str:
    """The code that is meant, of `words` as in `meant`; `what` is said of what there is not.

    Raises:
        Refusal: none is meant; the nearest is named, else all codes.
    """
    found = meant(given, words)
    if found is None:
        raise no_such_word(what, given, words)
    return found


def no_such_word(what: Message, given: str, words: Mapping[str, str]) -> Refusal:
    """None of the codes is meant: the nearest in any language is named, else all of them."""
    menu = Message("known here: {names}", names=", ".join(words))
    return unknown(what, given, [*words, *(said for _, said in _spoken(words))], menu)


def _parted(code: str) -> str:
    return typed(re.sub("[-_.]", " ", code))


def _spoken(words: Mapping[str, str]) -> list[tuple[str, str]]:
    voices = [voice_in(language) for language in LANGUAGES]
    return [(code, voice.translate(word)) for voice in voices for code, word in words.items()]
