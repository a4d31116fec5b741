"""Bytes to text, for kinds of document that may be in any encoding."""

from __future__ import annotations

import codecs
import re

from plantrack.importers.refusal import DocumentError
from plantrack.language import Message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ORDINARY = re.compile(
    r"[\x09\x0a\x0d\x20-\x7e\u2010-\u2642\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)


def decoded(
    content: bytes, name: str, declared: str | None = None
) -> tuple[str, tuple[Message, ...]]:
    """The text, and what is doubtful about how it was read.

    By its byte-order mark, else as declared, else as UTF-8, else as GB 18030, the encoding of older
    Chinese documents, or as Windows-1252, that of Western ones.

    Raises:
        DocumentError: in none of these does it make sense.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), ()
    for encoding in filter(None, (_known(declared), "utf-8")):
        try:
            return content.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _guessed(content, name)


def _known(declared: str | None) -> str | None:
    """The declared encoding; GBK and GB 2312 are read as GB 18030, which holds both."""
    if declared is None:
        return None
    try:
        found = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError):
        return None
    return "gb18030" if found in {"gb2312", "gbk", "gb18030"} else found


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise DocumentError(name, Message("its text is in no known encoding"), _TO_UTF8) from None


_TO_UTF8 = Message("save it as UTF-8")


def _guessed(content: bytes, name: str) -> tuple[str, tuple[Message, ...]]:
    for encoding in ("gb18030", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        ordinary = len(_ORDINARY.findall(text))
        if encoding == "cp1252" or ordinary >= 0.98 * len(text):
            said = Message("the text is not UTF-8 and was read as {encoding}", encoding=encoding)
            return text, (said,)
    raise DocumentError(name, Message("its text is in no known encoding"), _TO_UTF8)
