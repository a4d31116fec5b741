"""Every document in `tests/reports` comes to what stands beside it, to the last digit and doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import exact, expectation, misplaced, options_of, pairs

PAIRS = list(pairs())


@pytest.mark.parametrize(("document", "expected"), PAIRS, ids=[e.name for _, e in PAIRS])
def test_a_report_comes_to_what_stands_beside_it(document: Path, expected: Path) -> None:
    assert expected.exists(), f"{document.name} has no {expected.name}"
    found = expectation(document, options_of(expected))
    assert exact(found) == exact(expected.read_text(encoding="utf-8"))


def test_every_expectation_has_one_document() -> None:
    assert PAIRS
    assert misplaced() == []
