"""Plan files in every spelling: what is set, added and removed, and nothing else."""

from __future__ import annotations

import pytest
import spellings
from spellings import wrong

from plantrack.planfile.edit import REMOVED, applied, difference


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_no_spelling_is_refused_and_nothing_else_changes(first: int) -> None:
    assert {seed: found for seed in range(first, first + 25) if (found := wrong(seed))} == {}


def test_a_wrong_edit_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spellings, "changed", lambda content, changes: content)
    assert any("holds something else" in one for seed in range(5) for one in wrong(seed))


def test_the_difference_makes_the_one_of_the_other() -> None:
    old = {"a": 1, "b": {"c": 2, "d": 3}, "e": {"f": 4}, "g": 5}
    new = {"a": 1, "b": {"c": 7}, "e": 8, "h": {"i": 9}}
    changes = difference(old, new)
    assert changes == {"b": {"c": 7, "d": REMOVED}, "e": 8, "g": REMOVED, "h": {"i": 9}}
    assert applied(old, changes) == new
    assert repr(REMOVED) == "REMOVED"
