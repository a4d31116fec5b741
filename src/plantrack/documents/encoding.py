"""Bytes to text, for kinds of document that may be in any encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from plantrack.documents.errors import DocumentError
from plantrack.messages.message import Message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950"}
_NULS = 20  # one zero byte in so many is more than any text of one byte a letter has
_USUAL = 0.9  # share of a text's letters beyond ASCII that are the usual ones of its encoding


def decoded(
    content: bytes, name: str, declared: str | None = None
) -> tuple[str, tuple[Message, ...]]:
    """The text, and what is doubtful about how it was read.

    By its byte-order mark, else as declared, else as UTF-8, else as one of the encodings of older
    Chinese documents, GB 18030 and Big5, or as Windows-1252, that of Western ones.

    Raises:
        DocumentError: in none of these does it make sense.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), ()
    if _NULS * content.count(0) > len(content) and (found := _two_bytes(content)):
        return found
    for encoding in dict.fromkeys(_declared(declared)):
        try:
            return content.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _guessed(content, name)


def _declared(declared: str | None) -> Iterator[str]:
    """The encodings to try: the declared one and UTF-8, read as browsers do.

    A wider encoding holds all of an older one. What is declared in single bytes cannot be two bytes
    a letter. Any text makes sense in an encoding of one byte a letter, so UTF-8 goes before it.
    """
    try:
        found = codecs.lookup((declared or "").strip().lower()).name
    except (LookupError, ValueError):
        found = "utf-8"
    if found in _MULTIBYTE:
        yield _WIDER.get(found, found)
    yield "utf-8"
    if found in _SINGLE or re.fullmatch(r"cp125\d|iso8859-\d+|koi8-r", found):
        yield _SINGLE.get(found, found)


_MULTIBYTE = {"gb2312", "gbk", "gb18030", "big5", "big5hkscs", "cp950", "hz", "shift_jis", "cp932",
              "euc_jp", "euc_kr", "cp949"}  # fmt: skip


def _two_bytes(content: bytes) -> tuple[str, tuple[Message, ...]] | None:
    """UTF-16 without a mark: every second byte of its ASCII letters is zero, no letter is."""
    encoding = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else (text, (_doubt(encoding),))


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise DocumentError(name, Message("its text is in no known encoding"), _TO_UTF8) from None


_TO_UTF8 = Message("save it as UTF-8")


def _guessed(content: bytes, name: str) -> tuple[str, tuple[Message, ...]]:
    """In the Chinese encoding whose usual letters it is made of, or else in the Western one."""
    shares = {encoding: _share(content, encoding) for encoding in ("gb18030", "cp950")}
    likely = max(shares, key=lambda one: shares[one])
    encoding = likely if shares[likely] >= _USUAL else "cp1252"
    return _strictly(content, encoding, name), (_doubt(encoding),)


def _doubt(encoding: str) -> Message:
    return Message("the text is not UTF-8 and was read as {encoding}", encoding=encoding)


def _share(content: bytes, encoding: str) -> float:
    """How many of the letters beyond ASCII are signs and letters of the encoding's first level."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0
    pairs = [char.encode(encoding) for char in text if not char.isascii()]
    return sum(_is_usual(pair, encoding) for pair in pairs) / len(pairs)


def _is_usual(pair: bytes, encoding: str) -> bool:
    lead, trail = pair[0], pair[-1]
    if encoding == "gb18030":
        return len(pair) == 2 and 0xA1 <= lead <= 0xD7 and trail >= 0xA1
    return 0xA1 <= lead <= 0xC6
