"""What an import was not sure of: points for a person to review, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plantrack.documents.document import NOWHERE, Place
from plantrack.messages.message import Message


@dataclass(frozen=True, slots=True)
class Spot:
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
class Point:
    """One point to review; `code` is for scripts and no language changes it.

    Where one thing is met in many cells, `thing` is what they share and `whose` the first
    indicator that has it; `count` is how many cells there are.
    """

    code: str
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


def merged(points: Iterable[Point]) -> list[Point]:
    """One point for each distinct thing, in the order in which they were first met."""
    found: dict[tuple[str, str, str], Point] = {}
    for point in points:
        key = (point.code, point.thing or str(point.message), point.message.template)
        known = found.get(key)
        found[key] = replace(known, count=known.count + point.count) if known else point
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
    """An indicator as a point calls it: by its number, where it has one, and its name."""
    if number is None:
        return Message("“{name}”", name=name)
    return Message("no. {number} “{name}”", number=number, name=name)
