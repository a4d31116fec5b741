"""A stranger's text made harmless where it will be read: by people, terminals, shells, programs.

Characters that are obeyed or that nobody sees (controls, directions, blanks of no width, tags) are
shown in a text for people, escaped in a data format, and left out of what a shell completes.
"""

from __future__ import annotations

import json
import re
from typing import Any

_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls: moved cursors, colours, titles, answers to questions
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions: text read backwards
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff"  # seen as nothing, or as a blank that is none
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags: whole sentences that nobody sees
)
_LINES = re.compile("\r\n|[\t\n\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""One of these chooses how a character looks; in a row they carry a message that nobody sees."""

_HIDDEN = re.compile(f"[{_UNSEEN}]|(?<=[{_SELECTORS}])[{_SELECTORS}]")
_JOINERS = re.compile("(?<![\u0590-\u1fff\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])[\u200c\u200d]")
"""Where joiners only hide: elsewhere than in scripts that join, and in emoji."""

_SUSPECT = re.compile(f"[\t\n{_UNSEEN}{_SELECTORS}\u2028\u2029\u200c\u200d\ud800-\udfff]")
_IN_DATA = re.compile(f"[{_UNSEEN}\u2028\u2029\u200c\u200d\ud800-\udfff]|(?<=#)#(?=[a-z]*\\[)")
_IN_TOML = re.compile(f"[{_UNSEEN}\u2028\u2029]|(?<=#)#(?=[a-z]*\\[)")
_ORDERS = re.compile(
    r"^( *:)(?=:)|(:)(?=:(?:error|warning|notice|debug|group|endgroup|echo|[a-z]+-[a-z-]+)\b)"
    r"|(#)(?=#[a-z]*\[)",
    re.IGNORECASE,
)
"""What a runner of workflows obeys in the output of any command: `::error`, `##[error]`."""

_NO_WORD = re.compile(rf"[^\w\-.,·%/]|[{_UNSEEN}]")


def visible(text: str) -> str:
    """The text on one line, with all that would be obeyed or go unseen shown instead.

    Controls are shown as pictures, bytes that are no UTF-8 as `\\xff`, and what a runner of
    workflows would take for an order gets a blank. Doing it twice changes nothing more.
    """
    if not (_SUSPECT.search(text) or "::" in text or "##" in text):
        return text
    shown = _JOINERS.sub(_picture, _HIDDEN.sub(_picture, _LINES.sub(" ", text)))
    return _ORDERS.sub(r"\g<0> ", _HALVES.sub(_half, shown))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _half(match: re.Match[str]) -> str:
    """The byte that half a character stands for in a name or an argument, else its code."""
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else _escape(match)


def in_json(value: Any, indent: int | None = None) -> str:
    """The value as JSON of which no character is obeyed by a terminal; nothing is lost."""
    return _IN_DATA.sub(_escape, json.dumps(value, ensure_ascii=False, indent=indent))


def in_toml(written: str) -> str:
    """TOML's basic strings with all that would be obeyed or unseen escaped; nothing is lost.

    Halves of characters, which no TOML can hold, are replaced.
    """
    return _IN_TOML.sub(lambda match: f"\\U{ord(match[0]):08x}", utf_8(written))


def _escape(match: re.Match[str]) -> str:
    """`\\uXXXX`, in two halves where one is not enough."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def words(text: str) -> str:
    """Letters, digits, blanks and `-_.,·%/` of a text: nothing that any shell would evaluate."""
    return " ".join(_NO_WORD.sub(" ", text).split())


def is_word(text: str) -> bool:
    """Whether a shell takes the text as one word that is no option, whatever it does with it."""
    return text != "" and text == words(text) and " " not in text and text[0] != "-"


def utf_8(text: str) -> str:
    """The text with bytes that are no UTF-8 replaced, so that it can be written anywhere."""
    return _HALVES.sub("\ufffd", text)
