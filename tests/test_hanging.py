"""Long lines of an import's report on a terminal."""

from __future__ import annotations

import pytest

from plantrack.cli.hanging import columns, hung

ENGLISH = "  1. report.md, table 1, row 3: the row numbers lack 3: rows may be lost"
CHINESE = "  1. 报告，表1，第3行：序号缺3，可能有行丢失，请对照原报告逐行核对（共12项）。"


@pytest.mark.parametrize("line", [ENGLISH, CHINESE, "    " + "word " * 30, "x" * 90])
@pytest.mark.parametrize("width", [28, 40, 79])
def test_what_follows_stands_under_where_the_line_begins(line: str, width: int) -> None:
    first, *rest = hung(line, width).split("\n")
    assert first.startswith(line[:5])
    assert all(one.startswith("     ") or line[0] == "x" for one in rest)
    assert "".join(hung(line, width).split()) == "".join(line.split())


@pytest.mark.parametrize("line", [ENGLISH, CHINESE])
def test_lines_keep_within_the_width(line: str) -> None:
    found = hung(line, 40).split("\n")
    assert len(found) > 1
    assert all(columns(one) <= 40 for one in found)


def test_a_line_that_fits_or_a_terminal_without_room_changes_nothing() -> None:
    assert hung(ENGLISH, 200) == ENGLISH
    assert hung(ENGLISH, 20) == ENGLISH
