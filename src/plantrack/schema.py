"""The shape of a plan file: what may stand in it, checked by Pydantic.

Only the shape is checked here. What figures mean and whether references lead anywhere is found when
the plan is built from it (`build.py`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


def _refuse(kind: str, **context: Any) -> PydanticCustomError:
    """A problem of ours; `kind` picks its code and message in `problems.py`."""
    return PydanticCustomError(kind, kind, context)


def _text(value: Any) -> dict[str, str]:
    """A text as a table of languages; a plain string stands under the empty language."""
    texts = {"": value} if isinstance(value, str) else value
    if not isinstance(texts, dict) or not texts:
        raise _refuse("text_type", found=value)
    for language, text in texts.items():
        if language and not _LANGUAGE.fullmatch(language):
            raise _refuse("language_key", found=language)
        if not isinstance(text, str):
            raise _refuse("text_type", found=text)
        if not text.strip():
            raise _refuse("text_empty")
    return texts


def _figure(value: Any) -> str | dict[str, str]:
    """A figure as the text that was published, or as a table for a text that is no figure."""
    if isinstance(value, dict) and set(value) == {"text"} and isinstance(value["text"], str):
        if not value["text"].strip():
            raise _refuse("figure_empty")
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise _refuse("figure_type", found=value)
    if isinstance(value, Decimal):
        return _number_text(value)
    if isinstance(value, int):
        if abs(value) >= 10**30:
            raise _refuse("figure_too_long")
        return str(value)
    if not value.strip():
        raise _refuse("figure_empty")
    return value


def _number_text(value: Decimal) -> str:
    """A TOML float with its own digits; an exponent is written out."""
    if not value.is_finite():
        raise _refuse("figure_not_finite", found=str(value))
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or not -30 < exponent < 30:
        raise _refuse("figure_too_long")
    return format(value, "f")


def _matching(pattern: re.Pattern[str], kind: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise _refuse(kind, found=value)
        return value

    return AfterValidator(check)


TextField = Annotated[
    dict[str, str],
    PlainValidator(_text),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
            ],
        }
    ),
]
"""A text: a string, or a table of languages such as `{ zh = "…", en = "…" }`."""

FigureField = Annotated[
    str | dict[str, str],
    PlainValidator(_figure),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "properties": {"text": {"type": "string", "minLength": 1}},
                    "required": ["text"],
                    "additionalProperties": False,
                },
            ],
        }
    ),
]
"""A figure: a number, a notation such as `"≥90"`, or `{ text = "…" }` for words with digits."""

IdKey = Annotated[str, _matching(_ID, "id_form")]
LanguageField = Annotated[str, _matching(_LANGUAGE, "language_form")]
YearKey = Annotated[str, _matching(_YEAR, "year_form")]


class _Table(BaseModel):
    """Unknown keys are errors, and nothing is converted from one type to another."""

    # Built once, as part of the whole file, instead of every table on its own as well.
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class PlanTable(_Table):
    """Which plan the file holds."""

    id: Annotated[str, _matching(_ID, "id_form"), Field(description="Short name for scripts.")]
    language: Annotated[LanguageField, Field(description="Language of plain strings, e.g. zh.")]
    title: Annotated[TextField, Field(description="Title of the plan.")]


class SourceTable(_Table):
    """A document, or a part of one, that figures were taken from."""

    title: Annotated[TextField, Field(description="Title of the document or part.")]
    publisher: Annotated[TextField | None, Field(description="Who published it.")] = None
    url: Annotated[str | None, Field(description="Where it can be read.")] = None
    published: Annotated[str | None, Field(description="When it was published.")] = None
    part_of: Annotated[str | None, Field(description="The source that this is a part of.")] = None


class SectionTable(_Table):
    """The report's grouping of indicators."""

    title: Annotated[TextField, Field(description="Title of the section.")]


class CitationsTable(_Table):
    """Where the plan, the actual and the reason come from, where they differ."""

    plan: str | None = None
    actual: str | None = None
    reason: str | None = None


class CellsTable(_Table):
    """Which cell of their source the plan and the actual stand in."""

    plan: str | None = None
    actual: str | None = None


class RestatedTable(_Table):
    """A year's figures on the definition before its series break."""

    plan: FigureField | None = None
    actual: FigureField | None = None
    basis: Annotated[TextField | None, Field(description="How it was worked out.")] = None


class YearTable(_Table):
    """One indicator in one year."""

    plan: Annotated[FigureField | None, Field(description="What the plan asks for.")] = None
    actual: Annotated[FigureField | None, Field(description="What was achieved.")] = None
    outcome: Annotated[
        Literal["exceeded", "met", "missed"] | None,
        Field(description="What the source says became of the target."),
    ] = None
    reason: Annotated[TextField | None, Field(description="The stated reason for a miss.")] = None
    source: Annotated[
        str | CitationsTable | None,
        Field(description="A source's ID, or a table of them for plan, actual and reason."),
    ] = None
    cell: Annotated[
        CellsTable | None,
        Field(description="The cell of each figure in its source: r4c5 is row 4, column 5."),
    ] = None
    name: Annotated[TextField | None, Field(description="The name from this year on.")] = None
    unit: Annotated[TextField | None, Field(description="The unit from this year on.")] = None
    series_break: Annotated[
        TextField | None, Field(description="What is counted differently from this year on.")
    ] = None
    restated: Annotated[
        RestatedTable | None, Field(description="The figures on the earlier definition.")
    ] = None
    note: Annotated[TextField | None, Field(description="A remark, shown by plantrack show.")] = (
        None
    )


class IndicatorTable(_Table):
    """A thing measured."""

    name: Annotated[TextField, Field(description="Name of the indicator.")]
    number: Annotated[
        int | None, Field(ge=1, le=9999, description="Its number; a sub-indicator has none.")
    ] = None
    parent: Annotated[str | None, Field(description="The indicator it is a part of.")] = None
    section: Annotated[str | None, Field(description="The section it stands in.")] = None
    kind: Annotated[
        Literal["binding", "anticipatory"] | None,
        Field(description="Must be met (约束性), or is expected to be (预期性)."),
    ] = None
    direction: Annotated[
        Literal["up", "down", "within"],
        Field(description="More is better, less is better, or inside the range."),
    ] = "up"
    unit: Annotated[TextField | None, Field(description="Unit of its figures.")] = None
    note: Annotated[TextField | None, Field(description="A remark, shown by plantrack show.")] = (
        None
    )
    years: Annotated[dict[YearKey, YearTable], Field(description="Its figures, by year.")] = {}


class PlanFile(_Table):
    """A plan file, format 1."""

    format: Annotated[Literal[1], Field(description="Version of this format.")]
    plan: PlanTable
    sources: dict[IdKey, SourceTable] = {}
    sections: dict[IdKey, SectionTable] = {}
    indicators: dict[IdKey, IndicatorTable] = {}


# Built here rather than on first use, which would keep the locals of whoever comes first alive.
PlanFile.model_rebuild()
