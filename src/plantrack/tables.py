"""Answers as tables: typed columns over rows. Cells keep their figures; only people get text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from plantrack.language import Voice
from plantrack.queries import (
    Answer,
    Counts,
    DiffAnswer,
    DiffRow,
    ListRow,
    Row,
    StatusAnswer,
    StatusRow,
    Value,
    YearRow,
)
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


def _table(
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


def status_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """Plan against actual, one line an indicator."""
    shown = ("number", "name", "unit", "plan", "actual", "gap", "status")
    lines = status_headline(answer, voice)
    years = {"year": answer.year}
    table = _table("status", answer, StatusRow, shown, lines, voice, chosen, years)
    return replace(table, envelope=dict(table.envelope) | {"summary": _whole_summary(answer)})


def _whole_summary(answer: StatusAnswer) -> dict[str, Any]:
    """The counts of the year, and of the indicators in each section and of each kind."""
    return {
        **answer.summary,
        "by_section": [{"section": name, **counts} for name, counts in answer.by_section.items()],
        "by_kind": [{"kind": name, **counts} for name, counts in answer.by_kind.items()],
    }


def missed_table(answer: StatusAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The misses, each with its figures and the stated reason."""
    shown = ("number", "name", "unit", "plan", "actual", "gap", "reason")
    return _table(
        "missed",
        answer,
        StatusRow,
        shown,
        iter(tuple(status_headline(answer, voice))[:1]),
        voice,
        chosen,
        {"year": answer.year},
        cards=True,
        empty=voice.say("nothing was missed"),
    )


def diff_table(answer: DiffAnswer, voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The targets of two years side by side."""
    shown = ("number", "name", "unit", "from_plan", "from_actual", "to_plan", "delta", "ambition")
    years = {"from_year": answer.from_year, "to_year": answer.to_year}
    lines = diff_headline(answer, voice)
    return _table("diff", answer, DiffRow, (*shown, "versus_actual"), lines, voice, chosen, years)


def list_table(answer: Answer[ListRow], voice: Voice, chosen: Sequence[str] | None) -> Table:
    """The menu of indicators."""
    shown = ("number", "id", "name", "unit")
    return _table("list", answer, ListRow, shown, iter(()), voice, chosen, {})


def show_table(answer: Answer[YearRow], voice: Voice, chosen: Sequence[str] | None) -> Table:
    """Everything known of a few indicators."""
    shown = (
        *("number", "name", "year", "id", "kind", "unit", "plan", "actual", "status", "basis"),
        *("gap", "reason", "series_break", "restated_plan", "restated_actual", "restated_basis"),
        *("note", "source"),
    )
    return _table("show", answer, YearRow, shown, iter(()), voice, chosen, {}, cards=True)


def status_headline(answer: StatusAnswer, voice: Voice) -> Iterator[str]:
    """How many were met, and of which section and kind."""
    counts = answer.summary["indicators"]
    parts = [
        voice.say(
            "{year}: {achieved} of {total} met, {exceeded} of them exceeded",
            year=answer.year,
            **{key: counts[key] for key in ("achieved", "total", "exceeded")},
        )
    ]
    parts += [
        voice.say("{n} {what}", n=counts[key], what=word(key, voice))
        for key in ("missed", "undetermined", "pending", "unplanned")
        if counts[key] or key == "missed"
    ]
    yield "; ".join(parts)
    titles = {s.id: s.title.in_language(voice.language) for s in answer.plan.sections}
    yield _shares(((titles.get(s or "", "—"), c) for s, c in answer.by_section.items()), voice)
    yield _shares(((word(k, voice) if k else "—", c) for k, c in answer.by_kind.items()), voice)


def _shares(groups: Iterator[tuple[str, Counts]], voice: Voice) -> str:
    said = (
        voice.say("{name} {achieved}/{total}", name=n, achieved=c["achieved"], total=c["total"])
        for n, c in groups
    )
    return " · ".join(said)


def diff_headline(answer: DiffAnswer, voice: Voice) -> Iterator[str]:
    """How many targets were tightened, eased and held, and which ask for less than was achieved."""
    yield voice.say(
        "{from_year} → {to_year}: of the {total} indicators, {counts}",
        from_year=answer.from_year,
        to_year=answer.to_year,
        total=answer.summary["indicators"]["total"],
        counts=_changes(answer.summary["indicators"], voice),
    )
    subs = answer.summary["sub_indicators"]
    if subs["total"]:
        yield voice.say(
            "of the {total} sub-indicators, {counts}",
            total=subs["total"],
            counts=_changes(subs, voice),
        )
    below = [row.number or row.id for row in answer.rows if row.versus_actual == "below"]
    if below:
        numbers = ", ".join(below)
        yield voice.say("ask for less than was already achieved: {numbers}", numbers=numbers)


def _changes(counts: Counts, voice: Voice) -> str:
    keys = ("tightened", "eased", "held", "not_comparable", "added", "dropped")
    return ", ".join(
        voice.say("{n} {what}", n=counts[key], what=word(key, voice)) for key in keys if counts[key]
    )
