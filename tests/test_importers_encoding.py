"""Texts in the encodings that documents of several countries and decades are in."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from made import as_xlsx

from plantrack.documents.encoding import decoded, is_encoding
from plantrack.documents.errors import DocumentError
from plantrack.documents.read import read

SIMPLIFIED = "一、2021年主要指标计划完成情况：城镇调查失业率≤5.5%，单位能耗降低·㎡"
TRADITIONAL = "一、2021年主要指標計劃完成情況：城鎮調查失業率≦5.5%，單位能耗降低"
JAPANESE = "令和5年度の主要な指標の達成状況、失業率2.6%以下、待機児童ゼロ"
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
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (WESTERN, "windows-1252"),
        ("Réalisé à 95 % – été", "windows-1252"),  # in no other encoding
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
    ],
)
def test_an_encoding_that_is_nowhere_said_is_a_doubt(text: str, encoding: str) -> None:
    found, doubts = decoded(text.encode(encoding), "a.txt")
    assert found == text
    assert [str(doubt) for doubt in doubts] == [f"the text is not UTF-8 and was read as {encoding}"]


@pytest.mark.parametrize("text", ["Cost (£m)", "Spend £m 4 on 5 m²m"])
def test_letters_alone_among_ascii_are_western_and_what_else_they_could_be_is_said(
    text: str,
) -> None:
    found, (doubt,) = decoded(text.encode("cp1252"), "a.csv")
    assert found == text
    assert "windows-1252 “" in str(doubt)
    assert " big5 “" in str(doubt)


def test_a_pound_could_be_a_sigma_and_both_are_shown() -> None:
    _, (doubt,) = decoded(b"Cost (\xa3m),40.27", "a.csv")
    assert "windows-1252 “Cost (£m),40.2”" in str(doubt)
    assert "big5 “Cost (σ),40.2”" in str(doubt)


@pytest.mark.parametrize(
    ("text", "encoding", "readings"),
    [
        ("中", "gb18030", "gb18030 “中”, windows-1252 “ÖÐ”"),
        ("指标,单位", "gb18030", "gb18030 “指标,单”, windows-1252 “Ö¸±ê,µ¥Î”, big5 “硌梓,等”"),
    ],
)
def test_a_few_letters_are_read_with_what_else_they_could_be(
    text: str, encoding: str, readings: str
) -> None:
    found, (doubt,) = decoded(text.encode(encoding), "a.csv")
    assert found == text
    assert str(doubt).endswith(readings)


@pytest.mark.parametrize(
    ("content", "readings"),
    [
        ("牧".encode("gb18030"), "gb18030 “牧”, big5 “鐘”"),
        (b"\xe1\xe2\xe3", "windows-1252 “áâã”"),
    ],
)
def test_letters_that_could_be_several_are_asked_about(content: bytes, readings: str) -> None:
    with pytest.raises(DocumentError, match="several encodings") as asked:
        decoded(content, "a.csv")
    assert str(asked.value.why).endswith(readings)
    assert "--encoding" in str(asked.value.help)


def test_a_broken_letter_in_a_long_text_is_marked() -> None:
    content = (SIMPLIFIED * 3).encode()
    found, (doubt,) = decoded(content[:30] + content[31:], "a.txt")
    assert found.count("\ufffd") == 1
    assert found.endswith(SIMPLIFIED)
    assert str(doubt) == "1 letters are broken and shown as \ufffd"


def test_radicals_are_the_characters_that_they_look_like() -> None:
    text = "⺠⽣⻝品⼈⼝⻓⻘年⽬标"
    assert decoded(text.encode(), "a.txt")[0] == "民生食品人口长青年目标"


@pytest.mark.parametrize(
    ("name", "known"), [("GBK", True), (" Windows-1252 ", True), ("rot13", False), ("x", False),
                        ("hex", False), ("a\0b", False)]
)  # fmt: skip
def test_names_of_encodings(name: str, known: bool) -> None:
    assert is_encoding(name) == known


def test_what_the_user_says_goes_before_what_the_document_says(tmp_path: Path) -> None:
    page = "<meta charset=utf-8><table><tr><td>成本<td>1</table>"
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("gb18030"))
    document = read(path, encoding="GBK")
    assert "成本" in str(document.blocks)
    assert document.doubts == ()
    with pytest.raises(DocumentError, match="not in ascii"):
        read(path, encoding="ascii")


def test_an_office_file_says_its_encoding_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_xlsx([[["指标", "1"]]]))
    assert "指标" in str(read(path, encoding="cp1252").blocks)


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
