"""From documents to indicators: tables chosen, rows matched, reasons and notes attached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plantrack.documents.document import Document, Paragraph
from plantrack.documents.text import one_line, squeezed
from plantrack.interpret.code_words import outcome_of
from plantrack.interpret.columns import Context
from plantrack.interpret.counting import count_points, lines_below, number_points
from plantrack.interpret.directions import DOWNWARD, Lean, lean, told
from plantrack.interpret.headers import Role
from plantrack.interpret.matching import Line, Matcher
from plantrack.interpret.prose import Count, Noted, counts, note, notes_below, shortfalls, year_of
from plantrack.interpret.review import Point, Spot, listed, merged
from plantrack.interpret.rows import MARKS, Given, is_note
from plantrack.interpret.tables import Found, Wishes, announced, of_one_area, survey
from plantrack.messages.message import N_, Message
from plantrack.plan.assess import Status, judge
from plantrack.plan.model import Direction

__all__ = ["Context", "Interpretation", "interpret"]


@dataclass
class Interpretation:
    """All that was read of the documents: tables, indicators, the report's counts, open points."""

    documents: Sequence[Document]
    tables: list[Found] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    @property
    def taken(self) -> list[Found]:
        """The tables whose rows were read."""
        return [one for one in self.tables if one.taken]


def interpret(
    documents: Sequence[Document], wishes: Wishes, known: Sequence[Line] = ()
) -> Interpretation:
    """Read the documents together; `known` are indicators that a plan file already has."""
    result = Interpretation(documents)
    for document in documents:
        result.points += [Point("document", said, Spot(document.name)) for said in document.doubts]
        result.tables += survey(document, len(result.tables) + 1, wishes)
        result.points += announced(document, result.tables)
        result.counts += counts(document)
    read = sorted(result.taken, key=_time)
    of_one_area(result.tables)
    _with_figures(result.taken)
    matcher = Matcher(known)
    for table in read:
        result.points += table.points
        if table.taken:
            matcher.add(table)
    result.lines = matcher.lines
    result.points += matcher.points
    _settle(result, wishes)
    result.points += number_points(result.tables)
    result.points += lines_below(documents, result.tables)
    result.points += count_points(documents, result.tables, result.counts)
    result.points = merged(result.points)
    return result


def _with_figures(tables: Sequence[Found]) -> None:
    """Pass over tables none of whose figures has a year: they would only take up numbers."""
    for table in tables:
        if not any(entry.givens for entry in table.reading.entries):
            table.taken = False
            table.why = Message(
                "the year of its columns is not known; say --year YEAR or --column N=ROLE:YEAR"
            )


def _time(table: Found) -> tuple[int, bool]:
    """Earlier tables first; of one year, the one that plans it before the one that reports it."""
    last = max(table.years, default=0)
    columns = table.layout.figures() if table.layout else []
    return last, any(c.role is Role.ACTUAL and c.year == last for c in columns)


def _settle(result: Interpretation, wishes: Wishes) -> None:
    _told(result, wishes)
    numbered: dict[int, Line] = {}
    for line in result.lines:
        if line.number is not None:
            numbered.setdefault(line.number, line)
    tables = {table.number: table for table in result.tables}
    for noted in _notes(result):
        _attach(noted, tables[noted.table], numbered, result.points)
    for document in result.documents:
        for stated in shortfalls(document, result.lines, result.points):
            _put_reason(stated.line, stated.text, stated.is_reason, stated.spot, result)
    _marks(result)
    _outcomes(result)
    _check_outcomes(result)
    _directions(result)


def _told(result: Interpretation, wishes: Wishes) -> None:
    """Directions that the user gave: one for a name that no indicator has is asked about."""
    for name in told(result.lines, wishes.directions):
        said = Message("--direction {name}: no indicator has that name or number", name=name)
        result.points.append(Point("direction", said, Spot(result.documents[-1].name)))


def _notes(result: Interpretation) -> Iterator[Noted]:
    for table in result.taken:
        yield from (note(text, table.number, spot) for text, spot in table.reading.notes)
    of_document: dict[str, list[Found]] = {}
    for table in result.tables:
        of_document.setdefault(table.document, []).append(table)
    for document in result.documents:
        own = of_document.get(document.name, [])
        blocks = {id(block): index for index, block in enumerate(document.blocks)}
        taken = [(t.part_of or t.number, blocks[id(t.block)]) for t in own if t.taken or t.part_of]
        yield from notes_below(document, taken)


def _attach(noted: Noted, table: Found, numbered: Mapping[int, Line], points: list[Point]) -> None:
    """Put a note to the indicators whose numbers it names; one that names none is to be read."""
    year = year_of(noted.text, table.years)
    for number in noted.numbers:
        line = numbered.get(number)
        if line is None or year is None:
            said = Message(
                "the note names no. {n}, which is not there: {text}", n=number, text=noted.text
            )
            points.append(Point("note", said, noted.spot))
        elif noted.is_break and line.year(year).series_break is None:
            line.year(year).series_break = noted.text
            said = Message("{label}: recorded as a series break in {year}: {text}",
                           label=line.label, year=year, text=noted.text)  # fmt: skip
            points.append(Point("series-break", said, noted.spot))
        else:
            line.year(year).notes.append(noted.text)
    if not noted.numbers and len(noted.text) > 1 and not re.match(r"[*＊★†‡①-⑳¹²³]", noted.text):
        said = Message("a note on no one indicator: {text}", text=noted.text[:160])
        points.append(Point("note", said, noted.spot))


def _put_reason(line: Line, text: str, is_reason: bool, spot: Spot, result: Interpretation) -> None:
    """Put a stated reason to the last year that has an actual and a target."""
    years = [y for y, year in line.years.items() if {"plan", "actual"} <= set(year.givens)]
    if not years:
        said = Message(
            "{label} is called missed, but no year has both target and actual", label=line.label
        )
        result.points.append(Point("reason", said, spot))
        return
    year = line.years[max(years)]
    if is_reason:
        year.reason = year.reason or (text, spot)
    else:
        year.notes.append(text)
        year.said = spot
        said = Message(
            "{label} is called missed, and no reason is given: {text}",
            label=line.label,
            text=text[:80],
        )
        result.points.append(Point("no-reason", said, spot))


def _marks(result: Interpretation) -> None:
    """Footnote marks taken off figures and names: what explains them, and who carries them."""
    carried: dict[tuple[str, str], list[Message]] = {}
    explanations = {d.name: _explanations(d.name, result) for d in result.documents}
    for line in result.lines:
        for year in line.years.values():
            for given in year.givens.values():
                _note_marks(line, given, year.notes, carried)
        if line.entry.marks:
            carried.setdefault((line.entry.marks, line.entry.spot.document), []).append(line.label)
    for (marks, document), labels in carried.items():
        explained = _explained(marks, explanations.get(document, {}))
        said = Message(
            "mark “{marks}” on {labels}: {meaning}", marks=marks, labels=listed(labels),
                       meaning=explained or Message("nothing says what it means"))  # fmt: skip
        result.points.append(Point("mark", said, Spot(document)))


def _note_marks(
    line: Line,
    given: Given,
    notes: list[str | Message],
    carried: dict[tuple[str, str], list[Message]],
) -> None:
    figure = given.figure
    if figure.marks:
        notes.append(
            Message(
                "the report marks {figure} with “{marks}”", figure=figure.text, marks=figure.marks
            )
        )
        carried.setdefault((figure.marks, given.spot.document), []).append(line.label)
    if figure.cumulative:
        notes.append(
            Message("the report prints {figure} in 〔〕: a sum over the period", figure=figure.text)
        )
    if given.column.role is Role.PERIOD:
        heading = one_line(given.column.heading.text)
        notes.append(Message("“{heading}” in the report: over the period", heading=heading))


def _explanations(document: str, result: Interpretation) -> dict[str, str]:
    """The notes of tables and of the document by the marks that they explain, each at its first."""
    texts = [one_line(text) for t in result.taken for text, _ in t.reading.notes]
    for one in result.documents:
        if one.name == document:
            texts += [
                one_line(b.text) for b in one.blocks if isinstance(b, Paragraph) and is_note(b.text)
            ]
    found: dict[str, str] = {}
    for text in texts:
        bare = note(text, 0, Spot()).text
        before = bare[: len(bare) - len(bare.lstrip(MARKS))]
        named = re.findall(f"带([{re.escape(MARKS)}]{{1,8}})", squeezed(bare))
        if bare.startswith("[") and "]" in bare[:8]:
            named.append(bare[: bare.index("]") + 1])
        for mark in (*(before[: n + 1] for n in range(min(len(before), 8))), *named):
            found.setdefault(mark, bare)
    return found


def _explained(marks: str, explanations: Mapping[str, str]) -> str | None:
    """The text of a note that begins with the mark, or says what figures with the mark are."""
    return explanations.get(marks)


def _outcomes(result: Interpretation) -> None:
    """Targets in words: the outcome that the actual states, if it plainly does."""
    for line in result.lines:
        for number, year in line.years.items():
            plan, actual = year.givens.get("plan"), year.givens.get("actual")
            if plan is None or actual is None or not _in_words(plan) or year.outcome:
                continue
            if not (plan.figure.readable and actual.figure.readable):
                continue  # asked about already
            year.outcome = _outcome(plan.figure.text or "", actual.figure.text or "")
            if year.outcome is None:
                said = Message(
                    "{label}, {year}: is the target “{plan}” met by “{actual}”?",
                    label=line.label,
                    year=number,
                    plan=plan.figure.text,
                    actual=actual.figure.text,
                )
                result.points.append(Point("in-words", said, actual.spot))


def _in_words(given: Given) -> bool:
    quantity = given.figure.quantity
    return quantity is None or quantity.interval is None


_COMPLETING = ("完成", "达到", "实现", "达标")


def _outcome(plan: str, actual: str) -> str | None:
    """Met, if the actual repeats the target with no more than “can” or “has” before it.

    Without such a word it says what came of it only where the target is to complete something.
    """
    target, reached = squeezed(plan), squeezed(actual)
    for word in ("预计", "能够", "可以", "已经", "已", "可", "能", "如期", "全面", "顺利", "均"):
        reached = reached.removeprefix(word)
    says_so = squeezed(actual) != target or target.startswith(_COMPLETING)
    if reached == target and says_so:
        return "met"
    return outcome_of(actual)


def _check_outcomes(result: Interpretation) -> None:
    """Ask where the report calls a target met or missed and the figures, as read, say otherwise.

    A direction taken wrongly, or a figure under the wrong heading, shows there first.
    """
    for line in result.lines:
        way = Direction.DOWN if lean(line) in DOWNWARD else Direction.UP
        for number, year in line.years.items():
            plan, actual = year.givens.get("plan"), year.givens.get("actual")
            if year.outcome is not None and plan is None:
                result.points += _without_target(line, number)
            if year.outcome is None or plan is None or actual is None:
                continue
            target, reached = plan.figure.quantity, actual.figure.quantity
            if target is None or reached is None:
                continue
            status = judge(target, reached, way)
            if status is Status.UNDETERMINED or status.is_achieved == (year.outcome != "missed"):
                continue
            said = Message(
                "{label}, {year}: the report says “{outcome}”, but {actual} against {plan} is "
                "“{status}” as read here; is less better, or a figure of something else?",
                label=line.label,
                year=number,
                outcome=Message(year.outcome),
                actual=actual.figure.text,
                plan=plan.figure.text,
                status=Message(status.value),
            )
            result.points.append(Point("outcome-contradicted", said, actual.spot))


def _without_target(line: Line, number: int) -> Iterator[Point]:
    """What the report calls met or missed in a column of its own, and gives no target of."""
    year = line.years[number]
    actual = year.givens.get("actual")
    if actual is not None and not _in_words(actual):
        said = Message(
            "{label}, {year}: the report says “{outcome}”, but there is no target of that year; "
            "the outcome is left out",
            label=line.label,
            year=number,
            outcome=Message(year.outcome or ""),
        )
        yield Point("outcome-alone", said, actual.spot)


_DIRECTIONS = {
    Lean.DOWN_BY_NAME: (
        "direction",
        N_("less is taken to be better, by their names, for: {labels}; more for the others"),
    ),
    Lean.UNCERTAIN: (
        "direction",
        N_(
            "a reduction with a target below zero: is less better for: {labels}? say --direction "
            "NAME=down or NAME=up"
        ),
    ),
    Lean.DOWN_BY_FIGURES: (
        "direction",
        N_(
            "less is taken to be better, as targets are 0 or below their baseline, for: {labels}; "
            "if more is say --direction NAME=up"
        ),
    ),
    Lean.OPPOSED: (
        "direction",
        N_(
            "more is taken to be better, by their names, though targets are 0 or below their "
            "baseline, for: {labels}; if less is say --direction NAME=down"
        ),
    ),
    Lean.UNKNOWN: (
        "direction-unknown",
        N_(
            "nothing tells whether more or less is better, and whether the target is met hangs on "
            "it, for: {labels}; more is taken; if less is say --direction NAME=down"
        ),
    ),
}


def _directions(result: Interpretation) -> None:
    """One point for each way of telling a direction that is less than certain."""
    found: dict[Lean, list[Line]] = {}
    for line in result.lines:
        if not line.id:
            found.setdefault(lean(line), []).append(line)
    spot = Spot(result.documents[-1].name)
    for how, (code, template) in _DIRECTIONS.items():
        if how in found:
            message = Message(template, labels=_labels(found[how]))
            result.points.append(Point(code, message, spot))


def _labels(lines: Sequence[Line]) -> Message:
    return listed([Message("{text}", text=_numbered(line)) for line in lines])


def _numbered(line: Line) -> str:
    return f"{line.number} {line.named}" if line.number else line.named
