"""The JSON Schema of the plan file: its shape from what Pydantic checks, its words from here.

Editors show titles and descriptions while one writes, and complete keys and words. The schema keeps
to draft 7, which they all know, and says what may stand in TOML: there is no null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from plantrack.planfile import schema

Schema = dict[str, Any]

_TEXT = 'A string in the language of the plan, or a table of languages: { zh = "…", en = "…" }.'
_FIGURE = (
    'A number, or in quotes as published: "≥90", "<35", "8左右", "about 8", "6-6.5", '
    '"at most 3"; any other text is a target in words. Words with digits: { text = "…" }.'
)

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "PlanFile": {
        "": ("plantrack plan file", "One place's plan: its indicators, year by year."),
        "format": ("Format", "The version of this format: 1."),
        "plan": ("Plan", "Which plan the file holds."),
        "sources": ("Sources", "The documents that figures are taken from, by ID."),
        "sections": ("Sections", "How the plan groups its indicators, by ID, in order."),
        "indicators": ("Indicators", "What is measured, by ID, in the order of the screen."),
    },
    "PlanTable": {
        "": ("Plan", "Which plan the file holds."),
        "id": ("ID", "A short name for scripts: lower-case letters, digits and hyphens."),
        "language": ("Language", "The language of plain strings in this file, such as zh or en."),
        "title": ("Title", f"The title of the plan. {_TEXT}"),
    },
    "SourceTable": {
        "": ("Source", "A document, or a part of one, that figures are taken from."),
        "title": ("Title", f"The title of the document or part. {_TEXT}"),
        "publisher": ("Publisher", f"Who published it. {_TEXT}"),
        "url": ("Address", "Where it can be read."),
        "published": ("Published", 'When it was published, as a string: "2022-01-20".'),
        "part_of": ("Part of", "The ID of the source that this is a part of."),
    },
    "SectionTable": {
        "": ("Section", "A group of indicators."),
        "title": ("Title", f"The title of the section. {_TEXT}"),
    },
    "IndicatorTable": {
        "": ("Indicator", "A thing measured."),
        "name": ("Name", f"What it is called, without 其中. {_TEXT}"),
        "number": (
            "Number",
            "Its number in the plan. Numbered indicators count in the headline; one with a parent "
            "has none.",
        ),
        "code": ("Code", 'The label that the source itself gives it, as printed: "2.3.1", "CS01".'),
        "parent": (
            "Parent",
            "The ID of the indicator that this is a part of (其中): shown below it, not counted.",
        ),
        "section": ("Section", "The ID of the section it stands in."),
        "kind": ("Kind", "binding: must be met (约束性). anticipatory: expected to be (预期性)."),
        "direction": (
            "Direction",
            "up: more is better, the default. down: less is better. within: inside the range.",
        ),
        "unit": ("Unit", f"The unit of its figures. {_TEXT}"),
        "measure": (
            "Measure",
            "What sort of number it is, where unit and name do not tell: level, share (a part of a "
            "whole), growth, count, index, rank, date or words. It holds for the unit given here.",
        ),
        "limits": (
            "Limits",
            "The natural ends of its figures, as [0, 100]; a share in % has these anyway. They "
            "hold for the unit given here.",
        ),
        "note": ("Note", f"A remark, shown by plantrack show. {_TEXT}"),
        "years": ("Years", "Its figures by year: 2021 = { plan = 37, actual = 33 }."),
    },
    "YearTable": {
        "": ("Year", "One indicator in one year."),
        "plan": ("Target", f"What the plan asks for. {_FIGURE}"),
        "actual": ("Actual", f"What was achieved. {_FIGURE}"),
        "outcome": (
            "Outcome",
            "What the source says became of the target; it decides only where the target is in "
            "words.",
        ),
        "reason": ("Reason", f"Why the target was missed, as the source says. {_TEXT}"),
        "source": (
            "Source",
            'The ID of the source, or one each: { plan = "…", actual = "…", reason = "…" }.',
        ),
        "cell": (
            "Cell",
            'The cell of each figure in its source: { plan = "r4c5", actual = "r4c6" }.',
        ),
        "name": ("Name", f"The name from this year on. {_TEXT}"),
        "unit": ("Unit", f"The unit from this year on. {_TEXT}"),
        "series_break": (
            "Series break",
            f"What is counted differently from this year on; it parts the years before. {_TEXT}",
        ),
        "restated": ("Restated", "This year's figures on the definition before its series break."),
        "note": ("Note", f"A remark; it also answers warnings that ask why. {_TEXT}"),
    },
    "RestatedTable": {
        "": ("Restated", "A year's figures on the definition before its series break."),
        "plan": ("Target", f"The target on the earlier definition. {_FIGURE}"),
        "actual": ("Actual", f"The actual on the earlier definition. {_FIGURE}"),
        "basis": ("Basis", f"How it was worked out. {_TEXT}"),
    },
    "CellsTable": {
        "": ("Cells", "Which cell of its source each figure stands in."),
        "plan": ("Target", "The cell of the target: r4c5 is row 4, column 5."),
        "actual": ("Actual", "The cell of the actual: r4c5 is row 4, column 5."),
    },
    "CitationsTable": {
        "": ("Sources", "Where plan, actual and reason are taken from, where they differ."),
        "plan": ("Target", "The ID of the source of the target."),
        "actual": ("Actual", "The ID of the source of the actual."),
        "reason": ("Reason", "The ID of the source of the reason."),
    },
}
"""Title and description of each table, under the empty key, and of each of its keys."""


def plan_file_schema() -> Schema:
    """The JSON Schema of a plan file."""
    maker = GenerateJsonSchema(ref_template="#/definitions/{model}")
    whole = maker.generate(schema.PLAN_FILE)
    tables = whole.pop("$defs")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_table("PlanFile", whole),
        "definitions": {name: _table(name, table) for name, table in sorted(tables.items())},
    }


def written() -> str:
    """The schema as a text to keep in a file."""
    return json.dumps(plan_file_schema(), ensure_ascii=False, indent=2) + "\n"


def _table(name: str, table: Schema) -> Schema:
    title, description = WORDS[name][""]
    properties = {
        key: _described(WORDS[name][key], _closed(value))
        for key, value in table["properties"].items()
    }
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": table.get("required", []),
        "additionalProperties": False,
    }


def _described(words: tuple[str, str], value: Schema) -> Schema:
    """With title and description; a reference takes none beside it in draft 7, so it is wrapped."""
    inner = {"allOf": [value]} if "$ref" in value else value
    return {"title": words[0], "description": words[1], **inner}


def _closed(value: Any) -> Any:
    """The same without Pydantic's own words, and with no name that matches no pattern."""
    if isinstance(value, list):
        return [_closed(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _closed(one) for key, one in value.items() if key not in _PYDANTICS_WORDS}
    return {**kept, "additionalProperties": False} if "patternProperties" in kept else kept


_PYDANTICS_WORDS = {"title", "description"}
