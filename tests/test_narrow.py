"""Narrowing an answer: which rows are left, in which order, and what is said where none is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plantrack.answers import narrow
from plantrack.answers.diff import diff
from plantrack.answers.diff_table import diff_table
from plantrack.answers.status import status
from plantrack.answers.status_table import status_table
from plantrack.answers.table import Table
from plantrack.messages.errors import Refusal
from plantrack.messages.language import voice_in
from plantrack.plan.lookup import NotFound
from plantrack.plan.model import Plan
from plantrack.planfile.read import parse

PLAN = parse(
    b"""
format = 1
plan = { id = "x", language = "en", title = "X" }
[sections.one]
title = "One"
[sections.two]
title = "Two"
[indicators.first]
number = 1
name = "First of all"
section = "one"
kind = "binding"
[indicators.first.years]
2021 = { plan = 10, actual = 9 }
2022 = { plan = 20 }
[indicators.ninth]
number = 9
name = "Ninth"
section = "two"
kind = "anticipatory"
[indicators.ninth.years]
2021 = { plan = 9, actual = 10 }
2022 = { plan = 8 }
[indicators.tenth]
number = 10
name = "Tenth of all"
section = "two"
[indicators.tenth.years]
2021 = { plan = "many", actual = "many", outcome = "met" }
2022 = { plan = 1 }
[indicators.apart]
name = "Apart"
[indicators.apart.years]
2021 = { plan = 100, actual = 100 }
2022 = { plan = 100 }
""",
    "f",
)
VOICE = voice_in("en")


def narrowed(
    table: Table, plan: Plan, sort: str | None = None, limit: int | None = None, **asked: Any
) -> Table:
    """The table with the rows that are asked for, as the commands narrow it."""
    return narrow.narrowed(table, narrow.selected(table.rows, plan, **asked), sort, limit)


EMPTY: Plan = parse(b'format = 1\nplan = { id = "x", language = "en", title = "X" }\n', "f")


def whole() -> Table:
    return status_table(status(PLAN, 2021, VOICE), VOICE, None)


def ids(**asked: Any) -> list[str]:
    return [row.id for row in narrowed(whole(), PLAN, **asked).rows]


EVERY = ["first", "ninth", "tenth", "apart"]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, EVERY),
        ({"sections": ["one"]}, ["first"]),
        ({"sections": ["Tw"]}, ["ninth", "tenth"]),
        ({"sections": ["one", "two"]}, ["first", "ninth", "tenth"]),
        ({"sections": []}, EVERY),
        ({"kind": ["binding"]}, ["first"]),
        ({"kind": ["anticipatory", "binding"]}, ["first", "ninth"]),
        ({"kind": []}, EVERY),
        ({"kind": None}, EVERY),
        ({"status": ["met"]}, ["tenth", "apart"]),
        ({"status": ["met"], "kind": ["binding"]}, []),
        ({"status": ["missed"], "kind": ["binding"]}, ["first"]),
        ({"search": "of all"}, ["first", "tenth"]),
        ({"search": "of all", "sections": ["two"]}, ["tenth"]),
        ({"search": ""}, EVERY),
        ({"limit": 2}, ["first", "ninth"]),
        ({"limit": 0}, []),
        ({"limit": 9}, EVERY),
        ({"sort": "number"}, ["first", "ninth", "tenth", "apart"]),
        ({"sort": "-number"}, ["tenth", "ninth", "first", "apart"]),
        ({"sort": "name"}, ["apart", "first", "ninth", "tenth"]),
        ({"sort": "plan"}, ["ninth", "first", "apart", "tenth"]),
        ({"sort": "-plan"}, ["apart", "first", "ninth", "tenth"]),
        ({"sort": "-Plan", "limit": 1}, ["apart"]),
        ({"sort": "gap"}, ["first", "apart", "ninth", "tenth"]),
    ],
)
def test_what_is_left(asked: dict[str, Any], left: list[str]) -> None:
    assert ids(**asked) == left


def test_sorted_rows_stand_under_no_heading() -> None:
    table = whole()
    kept, sorted_ = narrowed(table, PLAN), narrowed(table, PLAN, sort="name")
    assert [kept.group(row) for row in kept.rows] == ["One", "Two", "Two", None]
    assert [sorted_.group(row) for row in sorted_.rows] == [None] * 4


def test_numbers_are_sorted_part_by_part() -> None:
    text = b'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
    text += b'[indicators.a]\nnumber = 2\nname = "A"\n[indicators.a.years]\n2021 = { plan = 1 }\n'
    for part in range(11):
        text += f'[indicators.b{part}]\nname = "B"\nparent = "a"\n'.encode()
        text += f"[indicators.b{part}.years]\n2021 = {{ plan = {part} }}\n".encode()
    plan = parse(text, "f")
    table = status_table(status(plan, 2021, VOICE), VOICE, None)
    found = [row.number for row in narrowed(table, plan, sort="number").rows]
    assert found == ["2", *(f"2.{part}" for part in range(1, 12))]


def test_what_is_said_where_rows_were() -> None:
    table = replace(whole(), empty="no figures", unmatched="nothing matches")
    assert narrowed(table, PLAN, search="xyzzy").empty == "nothing matches"


def test_why_there_is_nothing() -> None:
    none = narrowed(whole(), PLAN, search="xyzzy")
    assert (list(none.rows), none.empty) == ([], none.unmatched)
    table = Table({}, (), "", "", (), (), (), empty="no figures", unmatched="nothing matches")
    assert narrowed(table, EMPTY).empty == "no figures"
    assert narrowed(table, EMPTY, search="x").empty == "no figures"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": ["x"]}, "there is no kind “x”; known here: binding, anticipatory"),
        ({"status": ["met", "mised"]}, "there is no status “mised”; did you mean “missed”?"),
        ({"change": ["x"]}, "there is no change “x”; known here: raised, "),
        ({"ambition": ["hled"]}, "there is no ambition “hled”; did you mean “held”?"),
        ({"sort": "-pln"}, "there is no column “pln”; did you mean “plan”?"),
        ({"sort": "-"}, "there is no column “”; known here: id, "),
    ],
)
def test_what_there_is_not(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal) as caught:
        ids(**asked)
    assert str(caught.value.message).startswith(said)


def test_a_section_that_there_is_not() -> None:
    with pytest.raises(NotFound):
        ids(sections=["one", "three"])


def test_changes_and_ambitions() -> None:
    def found(**asked: Any) -> list[str]:
        table = diff_table(diff(PLAN, 2021, 2022, VOICE), VOICE, None)
        return [row.id for row in narrowed(table, PLAN, **asked).rows]

    assert found(change=["raised"]) == ["first"]
    assert found(change=["lowered"]) == ["ninth"]
    assert found(ambition=["eased"]) == ["ninth"]
    assert found(ambition=["tightened", "held"]) == ["first", "apart"]
    assert found(sort="-to_plan")[:2] == ["apart", "first"]
    assert found(sort="to_plan") == ["tenth", "ninth", "first", "apart"]
    assert found(change=["raised"], ambition=["eased"]) == []
