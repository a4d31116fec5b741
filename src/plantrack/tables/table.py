"""A table of typed columns, and how any answer becomes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from plantrack.language import Voice
from plantrack.queries.answer import Answer, Row, Value
from plantrack.wording import N_, WORDS, marked, signed, word


class Align(StrEnum):
    """How a column stands on the screen; figures align on the decimal point and never wrap."""

    TEXT = "text"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for scripts, its heading and its cell's text for people."""

    key: str
    heading: str
    text: Callable[[Row], str]
    align: Align = Align.TEXT

    def value(self, row: Row) -> Value:
        """The cell as scripts get it."""
        value: Value = getattr(row, self.key)
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """An answer, ready for any format.

    `envelope` is what JSON says beside the rows. `columns` are what scripts get, `shown` what
    people get; `group` is the heading a row stands under. With `cards`, each row is laid out as
    prose beside its figures instead of in columns.
    """

    envelope: Mapping[str, Any]
    headline: tuple[str, ...]
    caption: str
    columns: tuple[Column, ...]
    shown: tuple[Column, ...]
    rows: Sequence[Row]
    group: Callable[[Row], str | None] = lambda row: row.section_title
    cards: bool = False
    empty: str = ""


class UnknownColumn(LookupError):  # noqa: N818 - reads as what it says
    """The table has no such column; `known` are those it has."""

    def __init__(self, wanted: str, known: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.known = known


_HEADINGS = {
    "id": N_("ID"),
    "number": N_("No."),
    "name": N_("Indicator"),
    "unit": N_("Unit"),
    "kind": N_("Kind"),
    "plan": N_("Plan"),
    "actual": N_("Actual"),
    "gap": N_("Gap"),
    "status": N_("Status"),
    "reason": N_("Stated reason"),
    "contradicts": N_("Contradicts"),
    "ambition": N_("Target"),
    "from_plan": N_("Plan {from_year}"),
    "from_actual": N_("Actual {from_year}"),
    "to_plan": N_("Plan {to_year}"),
    "delta": N_("Change"),
    "versus_actual": N_("Against actual"),
    "notes": N_("Notes"),
    "year": N_("Year"),
    "years": N_("Years"),
    "basis": N_("Basis"),
    "series_break": N_("Series break"),
    "note": N_("Note"),
    "restated_plan": N_("Restated plan"),
    "restated_actual": N_("Restated actual"),
    "restated_basis": N_("Restated from"),
    "source": N_("Source"),
}


_FIGURES = {"plan", "actual", "gap", "from_plan", "to_plan", "from_actual", "delta", "attainment"}


_EXTRAS = {"contradicts", "delta_unit"}


def _columns(row_type: type[Row], voice: Voice, **blanks: object) -> dict[str, Column]:
    return {
        field.name: Column(
            field.name,
            voice.say(_HEADINGS.get(field.name, field.name), **blanks),
            _text_of(field.name, voice),
            Align.FIGURE if field.name in _FIGURES else Align.TEXT,
        )
        for field in fields(row_type)
    }


def _text_of(key: str, voice: Voice) -> Callable[[Row], str]:
    def text(row: Row) -> str:
        value: Value = getattr(row, key)
        if key in {"gap", "delta"} and isinstance(value, Decimal):
            unit = getattr(row, f"{key}_unit")
            return f"{signed(value)} pp" if unit == "pp" else signed(value)
        if key == "reason" and value is None and getattr(row, "status", None) == "missed":
            return voice.say("no reason stated")
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        if key in {"status", "ambition"} and isinstance(value, str):
            return marked(value, voice)
        if isinstance(value, Decimal):
            return format(value, "f")
        coded = isinstance(value, str) and key in _CODED and value in WORDS
        return word(str(value), voice) if coded else "" if value is None else str(value)

    return text


_CODED = {"kind", "direction", "change", "versus_actual", "contradicts", "outcome"}


def _pick(columns: Mapping[str, Column], keys: Sequence[str]) -> tuple[Column, ...]:
    for key in keys:
        if key not in columns:
            raise UnknownColumn(key, tuple(columns))
    return tuple(columns[key] for key in keys)


def _envelope(command: str, answer: Answer[Any], voice: Voice, **more: object) -> dict[str, Any]:
    plan = answer.plan
    title = plan.title.in_language(voice.language)
    return {
        "format_version": 1,
        "command": command,
        "plan": {"id": plan.id, "title": title, "file": plan.file},
        **more,
        "language": voice.language or plan.language,
        "summary": answer.summary,
    }


def table_of(
    command: str,
    answer: Answer[Any],
    row_type: type[Row],
    shown: Sequence[str],
    headline: Iterator[str],
    voice: Voice,
    chosen: Sequence[str] | None,
    years: Mapping[str, int],
    *,
    cards: bool = False,
    empty: str = "",
) -> Table:
    columns = _columns(row_type, voice, **years)
    machine = [key for key in columns if key not in _EXTRAS]
    plan = answer.plan
    return Table(
        envelope=_envelope(command, answer, voice, **years),
        headline=tuple(headline),
        caption=f"{plan.title.in_language(voice.language)} · {plan.file}",
        columns=_pick(columns, chosen or machine),
        shown=_pick(columns, chosen or shown),
        rows=answer.rows,
        cards=cards and not chosen,
        empty=empty or voice.say("nothing matches"),
    )
