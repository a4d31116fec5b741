"""Inputs made worse at random: texts, bytes, archives, and TOML in any spelling.

Everything comes out of the `Random` that is passed in, so that a seed makes the same input again.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from random import Random

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
NUMBERS = (
    *("0", "-0", "1", "-1", "00", "1.5", "9" * 19, "9" * 400, "1e999", "-1e-999", "inf", "nan"),
    *("0x" + "f" * 40, "2147483648", "4294967295", "65536", "1048577", "1_000", "+5", "１２", "½"),
)
ODD = (
    *("", "\0", "\x1b[31m", "\u202e", "\u2028", "\x85", "\ufeff", "\u3000", "\u0301", "\ue000"),
    *("\r", "\r\n", "\n", "\t", "\\", '"', "'", "`", "$()", "%", "|", "<", ">", "&#0;", "{", "}"),
    *("=", "[", "]", "名", "达标率", "≥", "～", "左右", "😀", "\U0010ffff", "\\ud800", "\\u0000"),
)


def mutated(random: Random, text: str, words: Sequence[str] = (), longest: int = 200_000) -> str:
    """The text with a few of its tokens taken out, doubled, moved, repeated or put in.

    It does not grow beyond `longest` characters, unless it was longer.
    """
    tokens = _TOKEN.findall(text) or [""]
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        _change(random, tokens, (*ODD, *NUMBERS, *words))
    return "".join(tokens)[: max(longest, len(text))]


def _change(random: Random, tokens: list[str], words: Sequence[str]) -> None:
    start = random.randrange(len(tokens))
    end = min(len(tokens), start + random.choice((1, 1, 1, 2, 5, 30)))
    piece = tokens[start:end]
    match random.randrange(7):
        case 0:
            tokens[start:end] = [""]
        case 1:
            tokens[start:end] = piece * _times(random, "".join(piece))
        case 2:
            tokens[start:end] = [random.choice(words)]
        case 3:
            tokens[start:start] = [random.choice(words)]
        case 4:
            word = random.choice(words)
            tokens[start:start] = [word * _times(random, word)]
        case 5:
            other = random.randrange(len(tokens))
            tokens[other:other] = piece
        case _:
            numbers = [at for at, token in enumerate(tokens) if token.isdigit()] or [start]
            tokens[random.choice(numbers)] = random.choice(NUMBERS)


def _times(random: Random, piece: str) -> int:
    """So often something is repeated: not beyond a few thousand characters."""
    return min(random.choice((2, 3, 50, 3000)), max(1, 3000 // max(1, len(piece))))


def damaged(random: Random, content: bytes) -> bytes:
    """The bytes with some of them changed, cut out, repeated, or cut off."""
    changed = bytearray(content or b"\0")
    for _ in range(random.choice((1, 1, 2, 5, 30))):
        at = random.randrange(len(changed))
        match random.randrange(5):
            case 0:
                changed[at] ^= 1 << random.randrange(8)
            case 1:
                changed[at] = random.choice(
                    (0, 0xFF, 0xFE, 0x80, 0xC0, 10, 13, random.randrange(256))
                )
            case 2:
                del changed[at : at + random.randrange(1, 200)]
            case 3:
                changed[at:at] = changed[at : at + random.randrange(1, 200)] * random.choice((1, 9))
            case _:
                del changed[at + 1 + random.randrange(len(changed)) :]
        changed = changed or bytearray(b"\0")
    return bytes(changed)


def repacked(random: Random, content: bytes) -> bytes:
    """An archive in which the text of one member is changed, or a member is gone or renamed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(members))
    match random.randrange(10):
        case 0:
            del members[name]
        case 1:
            members[random.choice((name.upper(), f"x/{name}", f"../{name}"))] = members.pop(name)
        case 2:
            members[name] = damaged(random, members[name])
        case _:
            text = members[name].decode("utf-8", "replace")
            members[name] = _xml(random, text).encode("utf-8", "replace")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inner in members.items():
            archive.writestr(member, inner)
    return stream.getvalue()


_ELEMENT = re.compile(r"<(/?)([\w:]+)([^<>]*)>")
_VALUE = re.compile(r'(?<==")[^"]*(?=")')


def _xml(random: Random, text: str) -> str:
    """XML with an element or an attribute changed so that it mostly stays well-formed."""
    elements = [*_ELEMENT.finditer(text)]
    if not elements or not random.randrange(5):
        return mutated(random, text)
    one = random.choice(elements)
    match random.randrange(5):
        case 0:
            return text[: one.start()] + text[one.end() :]
        case 1:
            return text[: one.end()] + one[0] * random.choice((1, 3, 2000)) + text[one.end() :]
        case 2:
            nested = f"<{one[2]}>" * 300 + f"</{one[2]}>" * 300
            return text[: one.end()] + nested + text[one.end() :]
        case 3:
            return text.replace(one[2], random.choice(elements)[2])
        case _:
            values = [*_VALUE.finditer(text)]
            if not values:
                return mutated(random, text)
            value = random.choice(values)
            new = random.choice((*NUMBERS, "", "A1:XFD1048576", "$A$1", "rId1", "true", "名"))
            return text[: value.start()] + new + text[value.end() :]


_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def page_changed(random: Random, content: bytes) -> bytes:
    """A PDF with a number or a name of its objects changed, or one of its streams."""
    if not random.randrange(3):
        return damaged(random, content)
    streams = [*_STREAM.finditer(content)]
    if streams and random.randrange(2):
        one = random.choice(streams)
        return content[: one.start(1)] + _stream(random, one[1]) + content[one.end(1) :]
    return mutated(random, content.decode("latin-1")).encode("latin-1", "replace")


def _stream(random: Random, packed: bytes) -> bytes:
    try:
        plain = zlib.decompress(packed)
    except zlib.error:
        return damaged(random, packed)
    return zlib.compress(mutated(random, plain.decode("latin-1")).encode("latin-1", "replace"))


Tables = Mapping[str, object]


def spelt(random: Random, tables: Tables) -> str:
    """The tables as TOML, each in braces, under a header or with dotted keys, as it falls."""
    newline = random.choice(("\n", "\n", "\r\n"))
    lines = _lines(random, (), tables)
    return random.choice(("", "\ufeff")) + newline.join(lines) + random.choice(("", newline))


def _lines(random: Random, above: tuple[str, ...], tables: Tables) -> list[str]:
    """What stands at the top or under one header, with the headers that follow it."""
    here: list[str] = []
    below: list[str] = []
    for key, value in tables.items():
        if isinstance(value, Mapping) and random.random() < 0.5:
            header = _dotted(random, (*above, key))
            below += [*_blank(random), f"[{_space(random)}{header}{_space(random)}]{_note(random)}"]
            below += _lines(random, (*above, key), value)
        else:
            here += [*_blank(random), *_pairs(random, (key,), value)]
    return here + below


def _pairs(random: Random, path: tuple[str, ...], value: object) -> list[str]:
    if isinstance(value, Mapping) and value and random.random() < 0.5:
        return [
            line for key, inner in value.items() for line in _pairs(random, (*path, key), inner)
        ]
    indent = random.choice(("", "", "  ", "\t"))
    equals = random.choice((" = ", "=", "  =\t"))
    return [f"{indent}{_dotted(random, path)}{equals}{_value(random, value)}{_note(random)}"]


def _value(random: Random, value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_key(random, key)}{_space(random)}={_space(random)}{_value(random, inner)}"
                 for key, inner in value.items())  # fmt: skip
        return f"{{{_space(random)}{', '.join(pairs)}{_space(random)}}}"
    if isinstance(value, str):
        return _string(random, value)
    return random.choice((str(value), f"+{value}")) if isinstance(value, int) else str(value)


def _string(random: Random, text: str) -> str:
    escaped = "".join(f"\\u{ord(c):04x}" if c in '"\\' or c < " " else c for c in text)
    forms: list[Callable[[], str]] = [
        lambda: f'"{escaped}"',
        lambda: f'"""{escaped}"""',
        lambda: f'"""\n{escaped}"""',
        lambda: f'"""\\\n   {escaped}"""' if escaped[:1].strip() else f'"{escaped}"',
    ]
    if "'" not in text and text.isprintable():
        forms += [lambda: f"'{text}'", lambda: f"'''{text}'''"]
    return random.choice(forms)()


def _key(random: Random, key: str) -> str:
    plain = re.fullmatch(r"[A-Za-z0-9_-]+", key) is not None
    return key if plain and random.random() < 0.7 else f'"{key}"'


def _dotted(random: Random, path: tuple[str, ...]) -> str:
    return f"{_space(random)}.{_space(random)}".join(_key(random, key) for key in path)


def _space(random: Random) -> str:
    return random.choice(("", "", " ", "\t "))


def _note(random: Random) -> str:
    return random.choice(("", "", "", " # a note", "# [x] = { 名 }"))


def _blank(random: Random) -> list[str]:
    return random.choice(([], [], [""], ["# on its own", ""], ["   "]))
