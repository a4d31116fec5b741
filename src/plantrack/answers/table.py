"""A table of typed columns, and how any answer becomes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from plantrack.answers.answer import Answer, Row, Value, keys_of
from plantrack.messages.errors import unknown
from plantrack.messages.message import N_, Message, Voice
from plantrack.plan.wording import WORDS, difference, joined, marked, plain, word


class Align(StrEnum):
    """How a column stands on the screen; figures align on the decimal point and never wrap."""

    TEXT = "text"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for scripts, its heading and its cell's text for people.

    `label` is the heading as it stands before a text in a line of prose.
    """

    key: str
    heading: str
    label: str
    text: Callable[[Row], str]
    align: Align = Align.TEXT

    def value(self, row: Row) -> Value:
        """The cell as scripts get it."""
        value: Value = getattr(row, self.key)
        return value


def no_remarks(row: Row) -> Sequence[str]:
    """Nothing to say of any row."""
    return ()


@dataclass(frozen=True, slots=True)
class Table:
    """An answer, ready for any format.

    `envelope` is what JSON says beside the rows. `columns` are what scripts get, `shown` what
    people get, `chosen` if someone asked for just these; `sortable` are the keys of all columns.
    `group` is the heading a row stands under, `remarks` what is said of it below the table. With
    `cards`, each row is laid out as prose beside its figures instead of in columns. `empty` is said
    where there are no rows, `unmatched` where none is left of them. `titles` are those of the plan
    in all its languages.
    """

    envelope: Mapping[str, Any]
    headline: tuple[str, ...]
    title: str
    file: str
    columns: tuple[Column, ...]
    shown: tuple[Column, ...]
    rows: Sequence[Row]
    chosen: bool = False
    sortable: tuple[str, ...] = ()
    group: Callable[[Row], str | None] = lambda row: row.section_title
    remarks: Callable[[Row], Sequence[str]] = no_remarks
    cards: bool = False
    empty: str = ""
    unmatched: str = ""
    titles: tuple[str, ...] = ()


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
    "reason": N_("Reason"),
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
    "parent": N_("Part of"),
    "section": N_("Section"),
    "section_title": N_("Section title"),
    "direction": N_("Direction"),
    "plan_value": N_("Plan, number"),
    "actual_value": N_("Actual, number"),
    "gap_unit": N_("Unit of gap"),
    "attainment": N_("Attainment %"),
    "change": N_("Figure"),
    "from_plan_value": N_("Plan {from_year}, number"),
    "from_actual_value": N_("Actual {from_year}, number"),
    "to_plan_value": N_("Plan {to_year}, number"),
    "delta_percent": N_("Change %"),
    "delta_unit": N_("Unit of change"),
    "measure": N_("Measure"),
    "rests_on": N_("Rests on"),
    "code": N_("Code"),
    "plan_read": N_("Read as"),
    "outcome": N_("Stated outcome"),
    "plan_source": N_("Source of plan"),
    "actual_source": N_("Source of actual"),
    "reason_source": N_("Source of reason"),
}


_FIGURES = {"plan", "actual", "gap", "from_plan", "to_plan", "from_actual", "delta", "attainment"}


def _columns(row_type: type[Row], voice: Voice, **blanks: object) -> dict[str, Column]:
    return {key: _column(key, voice, **blanks) for key in keys_of(row_type)}


def _column(key: str, voice: Voice, **blanks: object) -> Column:
    heading = voice.say(_HEADINGS[key], **blanks)
    align = Align.FIGURE if key in _FIGURES else Align.TEXT
    label = voice.say("{heading}: ", heading=heading)
    return Column(key, heading, label, _text_of(key, voice), align)


def _text_of(key: str, voice: Voice) -> Callable[[Row], str]:
    said = _TEXTS.get(key, _plainly)
    return lambda row: said(row, key, voice)


def _difference(row: Row, key: str, voice: Voice) -> str:
    value: Decimal | None = getattr(row, key)
    return "" if value is None else difference(value, getattr(row, f"{key}_unit"), voice)


def _ambition(row: Row, key: str, voice: Voice) -> str:
    """What the change means; where that is not known, that the target came, went or cannot be
    compared."""
    ambition: str | None = getattr(row, key)
    change: str = row.change  # type: ignore[attr-defined]
    if ambition is None:
        return marked(change if change in {"added", "dropped"} else "not_comparable", voice)
    return marked(ambition, voice)


def _status(row: Row, key: str, voice: Voice) -> str:
    """The status, with a mark on one that rests on the source's word alone."""
    said = marked(getattr(row, key), voice)
    rests_on = getattr(row, "rests_on", None) or getattr(row, "basis", None)
    return voice.say("{status} (stated)", status=said) if rests_on == "stated" else said


def _versus(row: Row, key: str, voice: Voice) -> str:
    """What the new target asks for beside the actual; growth rates have words of their own."""
    value: str | None = getattr(row, "growth", None) or getattr(row, key)
    return "" if value is None else word(value, voice)


def _reason(row: Row, key: str, voice: Voice) -> str:
    reason: str | None = getattr(row, key)
    missed = getattr(row, "status", None) == "missed"
    return voice.say("no reason stated") if reason is None and missed else reason or ""


def _code_word(row: Row, key: str, voice: Voice) -> str:
    value: str | None = getattr(row, key)
    return word(value, voice) if value in WORDS else value or ""


def _plainly(row: Row, key: str, voice: Voice) -> str:
    value: Value = getattr(row, key)
    if isinstance(value, tuple):
        return joined(map(str, value), voice)
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


_TEXTS: Mapping[str, Callable[[Row, str, Voice], str]] = {
    "gap": _difference,
    "delta": _difference,
    "ambition": _ambition,
    "status": _status,
    "reason": _reason,
    "versus_actual": _versus,
    **dict.fromkeys(
        ("kind", "direction", "change", "contradicts", "outcome", "measure", "basis", "rests_on"),
        _code_word,
    ),
}


def column_called(wanted: str, known: Sequence[str]) -> str | None:
    """The key of the column that is meant: by its key, or by its heading in any language."""
    if wanted in known:
        return wanted
    from plantrack.messages.words import meant  # only what a person typed needs it

    return meant(wanted, {key: _HEADINGS[key] for key in known})


def _called(wanted: str, known: Sequence[str]) -> str:
    found = column_called(wanted, known)
    if found is None:
        raise unknown(Message("column"), wanted, tuple(known))
    return found


def _envelope(command: str, answer: Answer[Any], voice: Voice, **more: object) -> dict[str, Any]:
    plan = answer.plan
    title = plan.title.in_language(voice.language)
    return {
        "format_version": 2,
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
    voice: Voice,
    chosen: Sequence[str] | None,
    *,
    shown: Sequence[str],
    years: Mapping[str, int] = MappingProxyType({}),
    against: str | None = None,
    headline: Iterable[str] = (),
    remarks: Callable[[Row], Sequence[str]] = no_remarks,
    cards: bool = False,
    empty: str | None = None,
) -> Table:
    """The table of an answer: all its columns for scripts, those `shown` for people, or `chosen`.

    Raises:
        Refusal: a chosen column does not exist.
    """
    columns = _columns(row_type, voice, **years)
    wanted = (_called(one, tuple(columns)) for one in chosen or ())
    asked = tuple(dict.fromkeys(wanted))  # a column asked for twice is one column
    plan, told = answer.plan, {"against": against} if against else {}
    return Table(
        envelope=_envelope(command, answer, voice, **years, **told),
        headline=tuple(headline),
        title=plan.title.in_language(voice.language),
        file=plan.file,
        columns=tuple(columns[key] for key in asked or columns),
        shown=tuple(columns[key] for key in asked or shown),
        chosen=bool(asked),
        sortable=tuple(columns),
        rows=answer.rows,
        remarks=remarks,
        cards=cards and not asked,
        empty=empty or voice.say("nothing matches"),
        unmatched=voice.say("nothing matches"),
        titles=tuple(plan.title.translations.values()),
    )
