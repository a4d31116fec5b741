"""What a workbook's parts hold, counted before anything is built of them."""

from __future__ import annotations

import io
import zipfile

import pytest

from plantrack.documents.archive import Archive
from plantrack.documents.errors import DocumentError
from plantrack.documents.excel import parts


def told(*contents: str | bytes) -> list[str]:
    """What is said of an archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for n, content in enumerate(contents):
            archive.writestr(f"xl/{n}.bin", content)
    return [str(one) for one in parts.checked(Archive(stream.getvalue(), "a.xlsx"))]


def refused(*contents: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        told(*contents)
    return str(caught.value)


def sheet(cells: str) -> str:
    return f"<x:sheet xmlns:x='x'><x:row>{cells}</x:row></x:sheet>"


def test_parts_that_are_no_xml_are_passed_over() -> None:
    assert told("plain & <b", b"\x89PNG\0", "") == []


def test_a_formula_without_its_result_is_told_of() -> None:
    blank = '<x:c r="A1"><x:f>1+1</x:f></x:c>'
    stored = '<x:c r="B1"><x:f>1+1</x:f><x:v>2</x:v></x:c>'
    plain = '<x:c r="C1"><x:v>2</x:v></x:c>'
    nowhere = "<x:c><x:f>1+1</x:f></x:c>"
    assert told(sheet(stored + plain + nowhere)) == []
    assert told(sheet(plain + blank + stored)) == ["formulas without a stored result are blank: A1"]
    assert told(sheet('<x:c r="A1"><x:f>1+1</x:f><x:v> </x:v></x:c>')) == [
        "formulas without a stored result are blank: A1"
    ]


def test_a_dozen_blank_formulas_are_named_in_part() -> None:
    cells = "".join(f'<x:c r="A{n}"><x:f>1</x:f></x:c>' for n in range(1, 13))
    (said,) = told(sheet(cells))
    assert said.endswith("blank: A1, A2, A3, A4, A5, A6, A7, A8")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("<a>", "the file is broken"),
        ("<a>\0</a>", "the file is broken"),
        ('<a><mergeCell ref="none"/></a>', "the file is broken"),
        ("<!DOCTYPE a []><a/>", "entities"),
    ],
)
def test_what_is_broken_or_declares_entities_is_refused(part: str, said: str) -> None:
    assert said in refused(part)


def test_tags_cells_and_formats_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAX_TAGS", "MAX_CELLS", "MAX_FORMATS"):
        monkeypatch.setattr(parts, name, 12)
    assert told("<a>" + "<b/>" * 11 + "</a>") == []
    assert "more than 12 tags" in refused("<a>" + "<b/>" * 12 + "</a>")
    assert "more than 12 tags" in refused(
        "<a><b/><b/><b/><b/><b/></a>", "<a><b/><b/><b/><b/><b/><b/></a>"
    )
    monkeypatch.setattr(parts, "MAX_TAGS", 100)
    assert told(sheet("<x:c/>" * 12)) == []
    assert "more than 12 cells" in refused(sheet("<x:c/>" * 13))
    assert told("<a>" + "<font/>" * 12 + "<xf/>" * 12 + "</a>") == []
    assert "more than 12 formats" in refused("<a>" + "<font/>" * 13 + "</a>")


@pytest.mark.parametrize(
    ("ref", "cells"),
    [
        ("B2", 1),
        ("A1:C2", 6),
        ("$A$1:$C$2", 6),
        ("Sheet1!A1:C2", 6),
        ("B:B", 1_048_576),
        ("2:2", 16_384),
    ],
)
def test_a_range_counts_as_the_cells_in_it(
    ref: str, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = f'<a><mergeCell ref="{ref}"/></a>'
    monkeypatch.setattr(parts, "MAX_CELLS", cells)
    assert told(part) == []
    monkeypatch.setattr(parts, "MAX_CELLS", cells - 1)
    assert f"more than {cells - 1} cells" in refused(part)
