"""What an import was not sure of: points for a person to review, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

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
    """One point to review; `code` is for scripts and no language changes it."""

    code: str
    message: Message
    spot: Spot
