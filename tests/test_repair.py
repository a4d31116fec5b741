"""A plan file that is wrong in places: the rest of it, and the first of too many errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic_core import ValidationError

from plantrack.planfile import repair
from plantrack.planfile.problems import path_of
from plantrack.planfile.repair import repaired, some_errors
from plantrack.planfile.schema import checked

PLAN = {"id": "p", "language": "en", "title": "P"}


def tables(**more: Any) -> dict[str, Any]:
    return {"format": 1, "plan": dict(PLAN)} | more


def errors_of(given: dict[str, Any]) -> list[Mapping[str, Any]]:
    with pytest.raises(ValidationError) as caught:
        checked(given)
    return [*caught.value.errors(include_url=False)]


def rest_of(given: dict[str, Any]) -> dict[str, Any] | None:
    """What is left of the tables, as they are changed; ``None`` if nothing is."""
    return given if repaired(given, errors_of(given)) is not None else None


def paths(errors: list[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    return [tuple(path_of(error)) for error in errors]


def test_a_faulty_value_is_taken_out_and_its_neighbours_stay() -> None:
    wrong = tables(indicators={"a": {"name": "A", "number": 1, "direction": "sideways"}})
    assert rest_of(wrong) == tables(indicators={"a": {"name": "A", "number": 1}})


def test_a_key_that_must_be_there_has_a_stand_in() -> None:
    assert rest_of({}) == {"format": 1, "plan": {"id": "x", "language": "en", "title": "?"}}
    wrong = tables(indicators={"a": {"number": 1}})
    assert rest_of(wrong) == tables(indicators={"a": {"name": "?", "number": 1}})
    del (wrong := tables())["plan"]["id"]
    assert rest_of(wrong) == tables(plan={"id": "x", "language": "en", "title": "P"})


def test_a_value_that_was_taken_out_may_have_had_to_be_there() -> None:
    """The second round finds what the first one left without its name."""
    wrong = tables(indicators={"a": {"name": 3, "number": 1}})
    assert rest_of(wrong) == tables(indicators={"a": {"name": "?", "number": 1}})


def test_a_value_in_the_place_of_a_table_is_taken_out() -> None:
    assert rest_of(tables(indicators={"a": 5})) == tables(indicators={})
    assert rest_of(tables(indicators=5)) == tables()


def test_what_is_still_wrong_after_some_rounds_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(repair, "_ROUNDS", 1)
    assert rest_of(tables(indicators={"a": {"name": 3}})) is None


def test_an_error_inside_what_is_no_table_takes_that_out() -> None:
    given = tables(indicators={"a": 5})
    error = {"type": "string_type", "loc": ("indicators", "a", "name")}
    repaired(given, [error])
    assert given == tables(indicators={})


def wrong_in(count: int) -> dict[str, Any]:
    """So many indicators, each with one key that is none."""
    return {f"i{n}": {"name": "A", "colour": "red"} for n in range(count)}


def test_the_first_errors_of_many_are_those_of_the_whole_from_the_top_down() -> None:
    given = tables(colour="red", indicators=wrong_in(250))
    wanted = [("colour",), *(("indicators", f"i{n}", "colour") for n in range(119))]
    assert paths(some_errors(given, 120)) == wanted
    assert len(some_errors(given, 1000)) == 251


def test_a_part_is_not_blamed_for_what_only_the_whole_has() -> None:
    """Each part is looked at alone, where `format` and `plan` seem to be missing."""
    given = tables(indicators=wrong_in(1))
    assert paths(some_errors(given, 10)) == [("indicators", "i0", "colour")]
    del given["plan"]["title"]
    assert ("plan", "title") in paths(some_errors(given, 10))


def test_what_is_missing_everywhere_is_missing() -> None:
    given = {"format": 1, "indicators": {"a": {"number": 1}}}
    assert {("plan",), ("indicators", "a", "name")} <= {*paths(some_errors(given, 10))}


def test_one_thing_that_is_wrong_without_end_is_read_from_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(repair, "_KEYS", 5)
    given = tables(indicators={"a": {"name": "A"} | {f"k{n}": [n] for n in range(9)}})
    found = paths(some_errors(given, 100))
    assert found == [("indicators", "a", f"k{n}") for n in range(2)]


def test_what_is_there_is_found_only_in_tables() -> None:
    assert repair._has({"a": {"b": 1}}, ("a", "b"))
    assert not repair._has({"a": {"b": 1}}, ("a", "c"))
    assert not repair._has({"a": 1}, ("a", "b"))
