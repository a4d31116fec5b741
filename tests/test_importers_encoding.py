"""Texts in the encodings that documents of several countries and decades are in."""

from __future__ import annotations

import codecs

import pytest

from plantrack.documents.encoding import decoded
from plantrack.documents.errors import DocumentError

SIMPLIFIED = "一、2021年主要指标计划完成情况：城镇调查失业率≤5.5%，单位能耗降低·㎡"
TRADITIONAL = "一、2021年主要指標計劃完成情況：城鎮調查失業率≦5.5%，單位能耗降低"
WESTERN = "Économie développée: taux de chômage 5–6 %, 95 m², 20 °C, £100"


@pytest.mark.parametrize(
    "mark",
    ["utf-8-sig", "utf-16", "utf-32"],
)
def test_a_mark_says_the_encoding(mark: str) -> None:
    assert decoded(SIMPLIFIED.encode(mark), "a.txt", "big5") == (SIMPLIFIED, ())


def test_big_endian_marks() -> None:
    assert decoded(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "a") == (SIMPLIFIED, ())
    assert decoded(codecs.BOM_UTF32_BE + SIMPLIFIED.encode("utf-32-be"), "a") == (SIMPLIFIED, ())


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (SIMPLIFIED, "utf-8", None),
        (SIMPLIFIED, "gb18030", "GB2312"),
        (SIMPLIFIED, "gb18030", "gbk"),
        (TRADITIONAL, "cp950", "big5"),
        ("失業率の目標", "shift_jis", "Shift_JIS"),
        (WESTERN, "cp1252", "iso-8859-1"),
        (WESTERN, "cp1252", "windows-1252"),
        ("Цель", "cp1251", "windows-1251"),
        (SIMPLIFIED, "utf-8", "iso-8859-1"),  # any bytes would make sense in it
        (SIMPLIFIED, "utf-8", "gb2312"),
        ("plain", "ascii", "utf-16"),  # so it cannot be
        ("plain", "ascii", "rot13"),
        ("plain", "ascii", "undefined"),
        ("plain", "ascii", "no such thing"),
        ("a\\u4e00", "ascii", "unicode_escape"),
    ],
)
def test_declared_encodings(text: str, encoding: str, declared: str | None) -> None:
    assert decoded(text.encode(encoding), "a.html", declared) == (text, ())


def test_zeros_in_a_text_do_not_make_it_two_bytes_a_letter() -> None:
    for text in ("a\0\0\0b\0\0\0", "a\0b", "a\0" + "b" * 40):
        assert decoded(text.encode(), "a.csv") == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "cp950"),
        (WESTERN, "cp1252"),
        ("Développement", "cp1252"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
    ],
)
def test_an_encoding_that_is_nowhere_said_is_a_doubt(text: str, encoding: str) -> None:
    found, doubts = decoded(text.encode(encoding), "a.txt")
    assert found == text
    assert [str(doubt) for doubt in doubts] == [f"the text is not UTF-8 and was read as {encoding}"]


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + b"\xff",
        b"\x81 \xff",  # 81 is no letter of Windows-1252
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match="no known encoding"):
        decoded(content, "a.txt")
