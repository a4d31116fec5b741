"""The shape of a plan file: its tables as types, checked by Pydantic's core.

Every table is declared once, as a `TypedDict`: the annotation of a key gives its static type and
the schema it is checked with. Only the shape is checked here; what figures mean and whether
references lead anywhere is found when the plan is built from it (`build.py`).

The schemas are put together with `pydantic_core` itself. Model classes would say the same, but
creating them at every start takes longer than everything else that a command does.
"""

# No `from __future__ import annotations`: the annotations are read here.
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, NotRequired, TypedDict, cast, get_args, get_origin

from pydantic_core import PydanticCustomError, PydanticKnownError, SchemaValidator
from pydantic_core import core_schema as core
from pydantic_core.core_schema import CoreSchema

from plantrack.plan.model import Measure
from plantrack.planfile.bounds import MAX_LANGUAGES

ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
"""A year has one spelling: TOML then sees to it that it stands once."""


def _refuse(kind: str, **context: Any) -> PydanticCustomError:
    """A problem of ours; `kind` picks its code and message in `problems.py`."""
    return PydanticCustomError(kind, kind, context)


def _text(value: Any) -> dict[str, str]:
    """A text as a table of languages; a plain string stands under the empty language."""
    texts = {"": value} if isinstance(value, str) else value
    if not isinstance(texts, dict):
        raise _refuse("text_type", found=value)
    if not texts:
        raise _refuse("text_empty")
    if len(texts) > MAX_LANGUAGES:
        raise _refuse("text_languages", found=MAX_LANGUAGES)
    for language, text in texts.items():
        if texts is value and not LANGUAGE.fullmatch(language):
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


def _matching(pattern: re.Pattern[str], kind: str) -> CoreSchema:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise PydanticKnownError("string_type")
        if not pattern.fullmatch(value):
            raise _refuse(kind, found=value)
        return value

    shown = core.str_schema(pattern=f"^(?:{pattern.pattern})$")
    return core.no_info_plain_validator_function(check, json_schema_input_schema=shown)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticKnownError("int_type")
    return value


def _number(value: Any) -> int:
    if not 1 <= _whole(value) <= 9999:
        raise _refuse("number_range")
    return _whole(value)


def _limits(value: Any) -> tuple[Decimal, Decimal]:
    """The natural ends of an indicator's figures: two numbers, the lower first."""
    ends = value if isinstance(value, list) else []
    if len(ends) != 2 or any(isinstance(end, bool) for end in ends):
        raise _refuse("limits_type", found=value)
    if not all(isinstance(end, int | Decimal) for end in ends):
        raise _refuse("limits_type", found=value)
    low, high = (Decimal(_figure(end)) for end in ends)  # type: ignore[arg-type]
    if low >= high:
        raise _refuse("limits_order", found=f"{low:f}, {high:f}")
    return low, high


def _format(value: Any) -> int:
    if _whole(value) != 1:
        raise _refuse("format_version")
    return _whole(value)


_STRING = core.str_schema(strict=True)
_NUMBER = core.no_info_plain_validator_function(
    _number, json_schema_input_schema=core.int_schema(ge=1, le=9999)
)
_FORMAT = core.no_info_plain_validator_function(
    _format, json_schema_input_schema=core.literal_schema([1])
)
_LIMITS = core.no_info_plain_validator_function(
    _limits,
    json_schema_input_schema=core.list_schema(core.float_schema(), min_length=2, max_length=2),
)
_WORDS = core.str_schema(min_length=1)
_TEXT = core.no_info_plain_validator_function(
    _text,
    json_schema_input_schema=core.union_schema(
        [_WORDS, core.dict_schema(_matching(LANGUAGE, "language_key"), _WORDS, min_length=1)]
    ),
)
_FIGURE = core.no_info_plain_validator_function(
    _figure,
    json_schema_input_schema=core.union_schema(
        [
            core.float_schema(),
            _WORDS,
            core.typed_dict_schema(
                {"text": core.typed_dict_field(_WORDS)}, extra_behavior="forbid"
            ),
        ]
    ),
)
_ID_KEY = _matching(ID, "id_form")

Text = Annotated[Mapping[str, str], _TEXT]
"""A text: a string, or a table of languages such as `{ zh = "…", en = "…" }`."""

Figure = Annotated[str | dict[str, str], _FIGURE]
"""A figure: a number, a notation such as `"≥90"`, or `{ text = "…" }` for words with digits."""

String = Annotated[str, _STRING]
Language = Annotated[str, _matching(LANGUAGE, "language_form")]


def _checked(table: Any) -> CoreSchema:
    """The schema of a table: unknown keys are errors, and no value is converted to another type."""
    keys = {key: _key(hint, key in table.__required_keys__) for key, hint in _hints(table)}
    return core.typed_dict_schema(
        keys,
        cls=table,
        cls_name=table.__name__,
        ref=table.__name__,
        extra_behavior="forbid",
        strict=True,
    )


def _hints(table: Any) -> list[tuple[str, Any]]:
    """The keys of a table, each with its annotation out of `NotRequired`."""
    return [
        (key, get_args(hint)[0] if get_origin(hint) is NotRequired else hint)
        for key, hint in table.__annotations__.items()
    ]


def _key(annotation: Any, required: bool) -> core.TypedDictField:
    """A key with the schema that stands in its annotation."""
    _, schema = get_args(annotation)
    return core.typed_dict_field(schema, required=required)


def _literal(*words: str) -> CoreSchema:
    return core.literal_schema(list(words))


def _tables(schema: CoreSchema, key: CoreSchema = _ID_KEY) -> CoreSchema:
    return core.dict_schema(key, schema, strict=True)


class PlanTable(TypedDict):
    """Which plan the file holds."""

    id: Annotated[str, _ID_KEY]
    language: Language
    title: Text


class SourceTable(TypedDict):
    """A document, or a part of one, that figures were taken from."""

    title: Text
    publisher: NotRequired[Text]
    url: NotRequired[String]
    published: NotRequired[String]
    part_of: NotRequired[String]


class SectionTable(TypedDict):
    """The report's grouping of indicators."""

    title: Text


class CitationsTable(TypedDict, total=False):
    """Where the plan, the actual and the reason come from, where they differ."""

    plan: String
    actual: String
    reason: String


class CellsTable(TypedDict, total=False):
    """Which cell of their source the plan and the actual stand in: "r4c5" is row 4, column 5."""

    plan: String
    actual: String


class RestatedTable(TypedDict, total=False):
    """A year's figures on the definition before its series break."""

    plan: Figure
    actual: Figure
    basis: Text


def _source(value: Any, as_table: core.ValidatorFunctionWrapHandler) -> Any:
    """A source by its ID, or a table of them; a union would put labels among the keys of a path."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        raise PydanticKnownError("string_type")
    return as_table(value)


_CITATIONS = _checked(CitationsTable)
_SOURCE = core.no_info_wrap_validator_function(
    _source, _CITATIONS, json_schema_input_schema=core.union_schema([_STRING, _CITATIONS])
)


class YearTable(TypedDict, total=False):
    """One indicator in one year; `name` and `unit` hold from this year on."""

    plan: Figure
    actual: Figure
    outcome: Annotated[Literal["exceeded", "met", "missed"], _literal("exceeded", "met", "missed")]
    reason: Text
    source: Annotated[str | CitationsTable, _SOURCE]
    cell: Annotated[CellsTable, _checked(CellsTable)]
    name: Text
    unit: Text
    series_break: Text
    restated: Annotated[RestatedTable, _checked(RestatedTable)]
    note: Text


_YEARS = _tables(_checked(YearTable), _matching(YEAR, "year_form"))


class IndicatorTable(TypedDict):
    """A thing measured."""

    name: Text
    number: NotRequired[Annotated[int, _NUMBER]]
    code: NotRequired[String]
    parent: NotRequired[String]
    section: NotRequired[String]
    kind: NotRequired[
        Annotated[Literal["binding", "anticipatory"], _literal("binding", "anticipatory")]
    ]
    direction: NotRequired[
        Annotated[Literal["up", "down", "within"], _literal("up", "down", "within")]
    ]
    unit: NotRequired[Text]
    measure: NotRequired[Annotated[str, _literal(*(one.value for one in Measure))]]
    limits: NotRequired[Annotated[tuple[Decimal, Decimal], _LIMITS]]
    note: NotRequired[Text]
    years: NotRequired[Annotated[dict[str, YearTable], _YEARS]]


class PlanFile(TypedDict):
    """A plan file of plantrack, format 1."""

    format: Annotated[Literal[1], _FORMAT]
    plan: Annotated[PlanTable, _checked(PlanTable)]
    sources: NotRequired[Annotated[dict[str, SourceTable], _tables(_checked(SourceTable))]]
    sections: NotRequired[Annotated[dict[str, SectionTable], _tables(_checked(SectionTable))]]
    indicators: NotRequired[Annotated[dict[str, IndicatorTable], _tables(_checked(IndicatorTable))]]


PLAN_FILE: CoreSchema = _checked(PlanFile)
"""The schema of a whole plan file."""

_VALIDATOR = SchemaValidator(PLAN_FILE)


def checked(tables: Mapping[str, Any]) -> PlanFile:
    """The tables of a plan file, known to have the right shape.

    Raises:
        pydantic_core.ValidationError: they have not; it holds all that is wrong.
    """
    return cast("PlanFile", _VALIDATOR.validate_python(tables))
