"""The JSON Schema, by an independent validator: what loads is valid, what does not is not."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, is_typeddict

import jsonschema
import pytest
from conftest import ROOT, Run

from plantrack.planfile import schema
from plantrack.planfile.json_schema import WORDS, plan_file_schema, written
from plantrack.planfile.read import embedded
from plantrack.planfile.starter import starter

PLANS = ROOT / "tests" / "plans"
SCHEMA = plan_file_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def problems(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(tomllib.loads(text))]


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert json.loads(written()) == SCHEMA


@pytest.mark.parametrize("path", [embedded(), *sorted(PLANS.glob("valid/*.toml"))], ids=str)
def test_plans_are_valid(path: Path) -> None:
    assert problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_new_plans_are_valid(language: str) -> None:
    assert problems(starter(language, None, 2026)) == []


SHAPES = [path for path in sorted(PLANS.glob("invalid/E2*.toml")) if "E205" not in path.name]


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_errors_of_shape_are_invalid(path: Path) -> None:
    assert len(problems(path.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize(
    "year",
    [
        "{ plan = true }",
        "{ plan = [1] }",
        "{ plan = { text = 1 } }",
        "{ plan = { words = 'x' } }",
        "{ reason = 1 }",
        "{ reason = {} }",
        "{ reason = { English = 'x' } }",
        "{ source = { other = 'x' } }",
        "{ restated = { outcome = 'met' } }",
        "{ outcome = 'good' }",
    ],
)
def test_wrong_values_are_invalid(year: str) -> None:
    head = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
    assert problems(f"{head}indicators.a = {{ name = 'A', years = {{ 2021 = {year} }} }}\n")


@pytest.mark.parametrize("key", ['measure = "grwth"', "measure = 1", "limits = [0]", "limits = 5"])
def test_wrong_measures_are_invalid(key: str) -> None:
    head = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
    assert problems(f"{head}[indicators.a]\nname = 'A'\n{key}\n")


def test_every_key_has_its_words() -> None:
    tables = {name: table for name, table in vars(schema).items() if is_typeddict(table)}
    assert {name: {"", *table.__annotations__} for name, table in tables.items()} == {
        name: set(words) for name, words in WORDS.items()
    }


def test_every_key_in_the_schema_has_title_and_description() -> None:
    for table in (SCHEMA, *SCHEMA["definitions"].values()):
        assert table["title"]
        assert table["additionalProperties"] is False
        for key in table["properties"].values():
            assert key["title"]
            assert key["description"].endswith((".", "."))


def test_there_is_no_null() -> None:
    def kinds(value: Any) -> list[Any]:
        inner = value.values() if isinstance(value, dict) else value
        if not isinstance(value, dict | list):
            return []
        found = [value.get("type")] if isinstance(value, dict) else []
        return found + [kind for one in inner for kind in kinds(one)]

    assert "null" not in kinds(SCHEMA)


def test_the_command(plantrack: Run, tmp_path: Path) -> None:
    assert plantrack("schema").stdout == written()
    assert plantrack("schema", "--output", "s.json").stdout == ""
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == written()
