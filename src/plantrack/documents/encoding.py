"""Bytes to text, for kinds of document that may be in any encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

from plantrack.documents.errors import DocumentError
from plantrack.documents.radicals import without_radicals
from plantrack.messages.message import N_, Message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "shift_jis": "cp932"}
_CANDIDATES = {"cp1252": "windows-1252", "gb18030": "gb18030", "cp950": "big5",
               "cp932": "shift_jis"}  # fmt: skip
"""Encodings of older documents, and what people call them."""

_NULS = 20  # one zero byte in so many is more than any text of one byte a letter has
_USUAL = 0.9  # share of a text's letters beyond ASCII that are the usual ones of its encoding
_ENOUGH = 12  # different letters beyond ASCII that tell an encoding by themselves
_BROKEN = 20  # one broken letter in so many is a fault of the file, not another encoding
_NEAR = 8  # bytes around a letter that show what it is


def decoded(
    content: bytes, name: str, declared: str | None = None
) -> tuple[str, tuple[Message, ...]]:
    """The text, and what is doubtful about how it was read.

    By its byte-order mark, else as declared, else as UTF-8, else as one of the encodings of older
    documents, if its letters tell which; else that is asked.

    Raises:
        DocumentError: in none of these does it make sense, or in several.
    """
    text, doubts = _read(content, name, declared)
    return without_radicals(text), doubts


_SAMPLE = 'No. 1;\t"A-b", 2.5\r\n'
_NONE = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "utf-7",
         "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}  # fmt: skip
"""Codecs of texts that no document is written in."""


def is_encoding(name: str) -> bool:
    """Whether documents can be in an encoding of that name: it writes digits, signs and letters."""
    try:
        codec = codecs.lookup(name.strip().lower())
        sample = _SAMPLE.encode(codec.name) if codec._is_text_encoding else b""
        return bool(sample) and sample.decode(codec.name) == _SAMPLE and codec.name not in _NONE
    except (LookupError, ValueError):
        return False


def as_utf8(content: bytes, encoding: str, name: str) -> bytes:
    """The bytes of a text that is in this encoding, in UTF-8 with its mark.

    Raises:
        DocumentError: they are no text in it.
    """
    try:
        text = content.decode(encoding.strip())
    except UnicodeError:
        message = Message("its text is not in {encoding}", encoding=encoding)
        raise DocumentError(name, message, Message("say another with --encoding")) from None
    return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode("utf-8", "replace")


def _read(content: bytes, name: str, declared: str | None) -> tuple[str, tuple[Message, ...]]:
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
    return _broken(content) or _guessed(content, name)


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


def _broken(content: bytes) -> tuple[str, tuple[Message, ...]] | None:
    """UTF-8 with a broken letter here and there, which is marked; ``None`` if it is not that."""
    text = content.decode("utf-8", "replace")
    letters = sum(not char.isascii() for char in text)
    broken = text.count("\ufffd")
    if letters < _BROKEN * broken:
        return None
    return text, (Message("{n} letters are broken and shown as {sign}", n=broken, sign="\ufffd"),)


def _guessed(content: bytes, name: str) -> tuple[str, tuple[Message, ...]]:
    """In the encoding whose usual letters it is made of, if enough of them tell.

    Letters that stand alone among ASCII are Western ones, and are read so; what else they could be
    is said. Few letters that could be several encodings' are never guessed: £m would be a σ.
    """
    shares = {one: share for one in _CANDIDATES if (share := _share(content, one)) is not None}
    if not shares:
        raise DocumentError(name, Message("its text is in no known encoding"), _TO_UTF8)
    likely = [one for one in shares if shares[one] >= _USUAL]
    if "cp1252" not in likely and len(likely) != 1:
        message = Message(
            "its text can be in several encodings: {readings}",
            readings=_readings(content, likely or list(shares)),
        )
        raise DocumentError(name, message, Message("say which with --encoding NAME"))
    best = likely[0]
    others = [one for one in shares if one != best and (shares[one] or one == "cp1252")]
    if not others or (len(likely) == 1 and _letters(content, best) >= _ENOUGH):
        return content.decode(best), (_doubt(best),)
    readings = _readings(content, [best, *others])
    return content.decode(best), (Message(_ONE_OF, readings=readings),)


def _readings(content: bytes, encodings: Sequence[str]) -> str:
    """What stands around the first letter beyond ASCII, in each of the encodings."""
    return ", ".join(f"{_CANDIDATES[one]} “{_sample(content, one)}”" for one in encodings)


def _doubt(encoding: str) -> Message:
    called = _CANDIDATES.get(encoding, encoding)
    return Message("the text is not UTF-8 and was read as {encoding}", encoding=called)


_ONE_OF = N_(
    "the text is not UTF-8 and was read as the first of these; if that is wrong, say another with "
    "--encoding: {readings}"
)


def _sample(content: bytes, encoding: str) -> str:
    """What stands around the first letter beyond ASCII, read in an encoding."""
    at = re.search(rb"[\x80-\xff]", content)
    start = at.start() if at else 0
    line = content.rfind(b"\n", 0, start) + 1
    near = content[max(line, start - _NEAR) : start + _NEAR].partition(b"\n")[0]
    return near.decode(encoding, "ignore").strip()


def _letters(content: bytes, encoding: str) -> int:
    """How many different letters beyond ASCII there are."""
    return len({char for char in content.decode(encoding) if not char.isascii()})


def _share(content: bytes, encoding: str) -> float | None:
    """How many of the letters beyond ASCII are usual ones; ``None`` if it is no text in it."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    if encoding == "cp1252":
        high = len(re.findall(rb"[\x80-\xff]", content))
        return len(_ALONE.findall(content)) / high
    pairs = [char.encode(encoding) for char in text if not char.isascii()]
    return sum(_is_usual(pair, encoding) for pair in pairs) / len(pairs)


# Letters of Western texts stand alone among ASCII; dashes, quotes and blanks may stand together.
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])|[\x85\x91-\x97\xa0]|[\xb0-\xb3]")


def _is_usual(pair: bytes, encoding: str) -> bool:
    """Whether a letter is a sign or among the first, most common thousands of its encoding."""
    lead, trail = pair[0], pair[-1]
    if encoding == "gb18030":
        return len(pair) == 2 and 0xA1 <= lead <= 0xD7 and trail >= 0xA1
    if encoding == "cp932":
        return len(pair) == 2 and 0x81 <= lead <= 0x97
    return 0xA1 <= lead <= 0xC6
