"""What an import was not sure of: doubts for a person to review, each with its code and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from plantrack.documents.document import NOWHERE, Place
from plantrack.messages.message import N_, Message

_OPTION = N_("say it with the option that the question names, and import again")
_LOOK = N_("look there in the document; where it was read wrongly, correct the plan file")
_WRITE = N_("look there in the document, and write what is missing into the plan file")
_CONVERT = N_("give the document in another form, or with its figures written otherwise")
_COLUMN = N_("if it is read wrongly: --column N=ROLE:YEAR")
_DIRECTION = N_("if it is the other way: --direction NAME=up or --direction NAME=down")
_VALUE = N_(
    "--value TEXT=none if it says that there is no value, --value TEXT=words if it is a target"
)
_TABLE = N_("--table N takes a table that was passed over, and only that one")


class DoubtCode(StrEnum):
    """The kinds of doubts; scripts rely on the codes, which no language changes.

    `meaning` says what is doubtful and `answer` what settles it. `leaves_out` says that something
    is missing from the plan file, or may be, until then: such doubts are told first, in this order.
    """

    meaning: str
    answer: str
    leaves_out: bool

    def __new__(cls, code: str, meaning: str, answer: str, leaves_out: bool = False) -> DoubtCode:
        """A code with its words."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning, member.answer, member.leaves_out = meaning, answer, leaves_out
        return member

    QUESTION = (
        "question",
        N_("figures are left out until a question is answered"),
        _OPTION,
        True,
    )
    CONTRADICTION = (
        "contradiction",
        N_("one figure is printed differently in two places; the first is kept"),
        _LOOK,
        True,
    )
    NUMBERS_MISSING = ("numbers-missing", N_("row numbers are missing"), _WRITE, True)
    COUNT = ("count", N_("the report speaks of more or fewer indicators"), _WRITE, True)
    CELL = ("cell", N_("a cell cannot be read as a figure"), _LOOK, True)
    RAGGED = ("ragged", N_("a row has more or fewer cells than headings"), _WRITE, True)
    NAMELESS = ("nameless", N_("a row has no name"), _WRITE, True)
    MERGED = ("merged", N_("a figure reaches over several cells"), _WRITE, True)
    UNIT_CONFLICT = ("unit-conflict", N_("a figure is in another unit than its year"), _LOOK, True)
    LONE = ("lone", N_("a row with one text only is passed over"), _LOOK, True)
    PICTURE = ("picture", N_("a table is a picture"), _CONVERT, True)
    NO_TABLE = ("no-table", N_("no table is found under a caption"), _CONVERT, True)
    HEADLESS = ("headless", N_("a table without headings is not read"), _WRITE, True)
    ROW_BELOW = ("row-below", N_("a line below a table may be a row of it"), _WRITE, True)
    TEXT_YEAR = ("text-year", N_("a text is said of a year without figures"), _WRITE, True)
    OUTCOME_ALONE = ("outcome-alone", N_("an outcome is stated without a target"), _WRITE, True)
    AREA = ("area", N_("a table is of another area and passed over"), _TABLE, True)
    DECIMAL_COMMA = ("decimal-comma", N_("figures have decimal commas"), _CONVERT)
    DOCUMENT = ("document", N_("the document may not be read whole"), _CONVERT)
    TABLE = ("doubt", N_("the cells of a table may not be what is printed"), _CONVERT)
    CARRIED_ON = ("carried-on", N_("a table without headings carries on another"), _LOOK)
    COLUMN = ("column", N_("what a column holds was worked out, or it is not read"), _COLUMN)
    SECTION = ("section", N_("a row with one text only is read as a section"), _LOOK)
    GROUP = ("group", N_("a wider name is kept as an indicator above its parts"), _LOOK)
    PART = ("part", N_("a row below parts is taken for a whole indicator"), _LOOK)
    SAME_NUMBER = ("same-number", N_("rows that share a number are kept as its parts"), _LOOK)
    NUMBERS = ("numbers", N_("numbers repeat, so the indicators are kept without"), _LOOK)
    NUMBERS_TWICE = ("numbers-twice", N_("row numbers stand on several rows"), _LOOK)
    NUMBERS_ORDER = ("numbers-order", N_("row numbers are out of order"), _LOOK)
    NUMBER_TAKEN = ("number-taken", N_("a number is already another indicator's"), _LOOK)
    NUMBER_CHANGED = ("number-changed", N_("an indicator has another number here"), _LOOK)
    TWICE = ("twice", N_("one name stands on two rows of a table"), _LOOK)
    AMBIGUOUS = ("ambiguous", N_("a row may go on with any of several indicators"), _LOOK)
    RENAMED = ("renamed", N_("an indicator has another name here"), _LOOK)
    UNIT = ("unit", N_("the unit of an indicator is not plain"), _WRITE)
    UNIT_CHANGED = ("unit-changed", N_("an indicator changes its unit"), _LOOK)
    KIND = ("kind", N_("whether an indicator is binding is not plain"), _LOOK)
    KIND_CHANGED = ("kind-changed", N_("an indicator changes its kind"), _LOOK)
    SECTION_CHANGED = ("section-changed", N_("an indicator changes its section"), _LOOK)
    WORD = ("word", N_("a word that nobody knows stands among figures"), _VALUE)
    NO_VALUE = ("no-value", N_("a word is read as no value"), _VALUE)
    ACCOUNTS = ("accounts", N_("a figure in brackets is read as less than zero"), _LOOK)
    IN_WORDS = ("in-words", N_("whether a target in words is met is not plain"), _WRITE)
    OUTCOME = (
        "outcome",
        N_("a word for an outcome is not known"),
        N_("--outcome TEXT=met, --outcome TEXT=exceeded or --outcome TEXT=missed"),
    )
    OUTCOME_CONTRADICTED = (
        "outcome-contradicted",
        N_("the report's outcome is not what the figures come to"),
        _DIRECTION,
    )
    REASON_MET = ("reason-met", N_("a reason is stated for a target that is met"), _DIRECTION)
    REASON = ("reason", N_("whose reason it is, or of which year, is not plain"), _WRITE)
    NO_REASON = ("no-reason", N_("a target is called missed without a reason"), _LOOK)
    MISSES = ("misses", N_("the report speaks of more or fewer missed targets"), _WRITE)
    NOTE = ("note", N_("a note is of no one indicator that is there"), _WRITE)
    SERIES_BREAK = ("series-break", N_("a note is recorded as a series break"), _LOOK)
    MARK = ("mark", N_("figures carry a footnote mark"), _LOOK)
    DIRECTION = ("direction", N_("whether less is better was told by name or figures"), _DIRECTION)
    DIRECTION_UNKNOWN = (
        "direction-unknown",
        N_("nothing tells whether more or less is better"),
        _DIRECTION,
    )


class Spot(NamedTuple):
    """A place in one of the documents; `table`, `row` and `column` count from 1, 0 is none."""

    document: str = ""
    place: Place = NOWHERE
    table: int = 0
    row: int = 0
    column: int = 0

    def described(self) -> Message:
        """The place as people say it."""
        parts: list[Message] = []
        if self.place.sheet:
            parts.append(Message("sheet {sheet}", sheet=self.place.sheet))
        if self.place.page:
            parts.append(Message("page {page}", page=self.place.page))
        if self.table:
            parts.append(Message("table {table}", table=self.table))
        if self.place.address:
            parts.append(Message("cell {address}", address=self.place.address))
        elif self.row and self.column:
            parts.append(Message("row {row}, column {column}", row=self.row, column=self.column))
        elif self.row or self.column:
            row, column = Message("row {n}", n=self.row), Message("column {n}", n=self.column)
            parts.append(row if self.row else column)
        if self.place.line:
            parts.append(Message("line {line}", line=self.place.line))
        said = Message("{text}", text=self.document)
        for part in parts:
            said = Message("{first}, {second}", first=said, second=part)
        return said


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt to review.

    Where one thing is met in many cells, `thing` is what they share and `whose` the first
    indicator that has it; `count` is how many cells there are.
    """

    code: DoubtCode
    message: Message
    spot: Spot
    thing: str = ""
    whose: Message | None = None
    count: int = 1

    def said(self) -> Message:
        """The whole sentence: the message, whose cell it is, and how many more there are."""
        if self.count > 1 and self.whose is not None:
            return Message("{problem}; {n} times, first for {whose}", problem=self.message,
                           n=self.count, whose=self.whose)  # fmt: skip
        if self.count > 1:
            return Message("{problem} ({n} times)", problem=self.message, n=self.count)
        if self.whose is not None:
            return Message("{problem}; {whose}", problem=self.message, whose=self.whose)
        return self.message


def merged(doubts: Iterable[Doubt]) -> list[Doubt]:
    """One doubt for each distinct thing, in the order in which they were first met."""
    found: dict[tuple[str, str, str], Doubt] = {}
    for doubt in doubts:
        key = (doubt.code, doubt.thing or str(doubt.message), doubt.message.template)
        known = found.get(key)
        found[key] = replace(known, count=known.count + doubt.count) if known else doubt
    return list(found.values())


_MOST_LISTED = 40


def listed(whose: Sequence[Message]) -> Message:
    """Several as a list, cut after the first few dozen."""
    said = whose[0]
    for one in whose[1:_MOST_LISTED]:
        said = Message("{first}, {second}", first=said, second=one)
    more = len(whose) - _MOST_LISTED
    return Message("{first} and {n} more", first=said, n=more) if more > 0 else said


def called(number: object, name: str) -> Message:
    """An indicator as a doubt calls it: by its number, where it has one, and its name."""
    if number is None:
        return Message("“{name}”", name=name)
    return Message("no. {number} “{name}”", number=number, name=name)
