"""Archives of office documents: nothing in them is unpacked beyond the limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from plantrack.documents import archive
from plantrack.documents.archive import Archive
from plantrack.documents.errors import DocumentError


def packed(*parts: str | bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for n, part in enumerate(parts):
            made.writestr(f"{n}.xml", part)
    return stream.getvalue()


def opened(content: bytes) -> Archive:
    return Archive(content, "a.docx")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DocumentError) as caught:
        act()
    return str(caught.value)


def test_a_part_is_read_whole() -> None:
    made = opened(packed("<a>x</a>", b"\0"))
    assert "0.xml" in made and "9.xml" not in made
    assert made.xml("0.xml").text == "x"
    assert b"".join(made.pieces("1.xml")) == b"\0"


def with_flag(content: bytes, entry: bytes, at: int, bits: int) -> bytes:
    """The archive with bits set in what is said of its first part."""
    place = content.index(entry) + at
    return content[:place] + bytes([content[place] | bits]) + content[place + 1 :]


def test_what_cannot_be_unpacked_is_refused() -> None:
    assert "broken" in refused(lambda: opened(b"PK"))
    assert "broken" in refused(lambda: opened(packed("<a/>", method=zipfile.ZIP_LZMA)))
    locked = with_flag(packed("<a/>"), b"PK\1\2", 8, 1)
    assert "encrypted" in refused(lambda: opened(locked))
    content = packed("<a>" + "b" * 100 + "</a>")
    damaged = opened(content.replace(b"PK\3\4", b"PK\3\5", 1))
    assert "broken" in refused(lambda: damaged.xml("0.xml"))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("<a>", "broken"),
        ("<a/>".encode("utf-16"), "broken"),
        ("<!DOCTYPE a><a/>", "entities"),
        (" " * 5000 + "<a/>", ""),
        ("<a>" + " " * 5000 + "<!ENTITY</a>", "entities"),
        ("<?xml version='1.0'?>" + " " * 5000 + "<!DOCTYPE a []><a/>", "entities"),
    ],
)
def test_what_is_no_plain_xml_is_refused(part: str | bytes, said: str) -> None:
    made = opened(packed(part))
    if said:
        assert said in refused(lambda: made.xml("0.xml"))
    else:
        assert made.xml("0.xml").tag == "a"


def test_parts_tags_and_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed("<a><b/></a>", "<a/>")
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    monkeypatch.setattr(archive, "MAX_TAGS", 3)
    monkeypatch.setattr(archive, "MAX_TOTAL", 15)
    assert opened(content).xml("0.xml").tag == "a"
    monkeypatch.setattr(archive, "MAX_TAGS", 2)
    assert "more than 2 tags" in refused(lambda: opened(content).xml("0.xml"))
    monkeypatch.setattr(archive, "MAX_MEMBER", 10)
    assert "larger than" in refused(lambda: opened(content).xml("0.xml"))
    monkeypatch.setattr(archive, "MAX_TOTAL", 14)
    assert "larger than" in refused(lambda: opened(content))
    monkeypatch.setattr(archive, "MAX_TOTAL", 15)
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    assert "larger than" in refused(lambda: opened(content))
