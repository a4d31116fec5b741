"""Whom the rows of a batch mean."""

from __future__ import annotations

import pytest

from plantrack.plan.lookup import NotFound
from plantrack.plan.model import Indicator, Plan, Text
from plantrack.recording import naming
from plantrack.recording.naming import Naming, TooManyNames


def plan_of(*names: str) -> Plan:
    found = [Indicator(f"i-{n}", Text({"en": name}, "en")) for n, name in enumerate(names)]
    return Plan("x", Text({"en": "X"}, "en"), "en", tuple(found))


def test_an_indicator_is_found_by_id_and_by_name() -> None:
    known = Naming(plan_of("Income", "Output"))
    assert [known.find(name).id for name in ("i-1", "income", "Income")] == ["i-1", "i-0", "i-0"]


def test_what_is_not_there_is_refused_alike_each_time() -> None:
    known = Naming(plan_of("Income", "Output"))
    said = []
    for _ in range(2):
        with pytest.raises(NotFound) as caught:
            known.find("Jobs")
        said.append(caught.value)
    assert said[0] is said[1]


def test_names_without_end_are_not_looked_for_but_ids_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_COMPARISONS", 0)
    known = Naming(plan_of("Income"))
    for n in range(2):  # each that is not there is worth eleven of twenty
        with pytest.raises(NotFound):
            known.find(f"none {n}")
    with pytest.raises(TooManyNames):
        known.find("Income")
    assert known.find("i-0").id == "i-0"
