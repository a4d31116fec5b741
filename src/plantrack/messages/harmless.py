"""A stranger's text made harmless where it will be read."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text on one line, with control characters shown as pictures instead of obeyed."""
    return _CONTROLS.sub(_picture, text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def no_formula(text: str) -> str:
    """The text so that a spreadsheet does not take it for a formula; plain numbers stay."""
    if text[:1] in {"=", "+", "-", "@"} and not _PLAIN.fullmatch(text):
        return f"'{text}"
    return text


_PLAIN = re.compile(r"[-+]?[\d,.]+ ?[%％]?(?:左右|及?以[上下内])?")
