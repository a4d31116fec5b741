"""Cells that reach over columns and rows, laid out as a grid."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plantrack.documents.document import Place
from plantrack.documents.errors import DocumentError
from plantrack.documents.grid import Budget, Span, laid_out


def grid(*rows: Sequence[Span], cells: int = 100) -> list[list[str]]:
    """Each cell's text, with > where it comes from the left and v where it comes from above."""
    budget = Budget("a.html", cells) if cells != 100 else Budget("a.html")
    return [
        [f"{'>' * cell.across}{'v' * cell.down}{cell.text}" for cell in row]
        for row in laid_out(rows, budget, Place())
    ]


def test_every_span_is_repeated_wherever_it_reaches() -> None:
    assert grid([("a", 2, 1), ("b", 1, 1)], [("c", 1, 1)]) == [["a", ">a", "b"], ["c", "", ""]]
    assert grid([("a", 1, 3), ("b", 1, 1)], [("c", 1, 1)], []) == [
        ["a", "b"],
        ["va", "c"],
        ["va", ""],
    ]
    assert grid([("a", 2, 2)], [("c", 1, 1)]) == [["a", ">a", ""], ["va", ">va", "c"]]


def test_a_row_that_ends_early_still_has_what_reaches_down_into_it() -> None:
    assert grid([("a", 1, 1), ("b", 1, 2)], []) == [["a", "b"], ["", "vb"]]


def test_more_cells_than_the_limit_are_refused() -> None:
    assert grid([("a", 2, 2)], cells=4) == [["a", ">a"]]
    with pytest.raises(DocumentError, match="more than 3 cells"):
        grid([("a", 2, 1)], [("b", 1, 1), ("c", 1, 1)], cells=3)
    with pytest.raises(DocumentError, match="more than 3 cells"):
        grid([("a", 2, 1)], [("b", 1, 1)], cells=3)
