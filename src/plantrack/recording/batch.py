"""Many entries at once, from CSV with a header line or from JSON lines."""

from __future__ import annotations

import csv
import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from plantrack.messages.harmless import utf_8
from plantrack.messages.message import Message
from plantrack.messages.words import meant, no_such_word
from plantrack.planfile.bounds import MAX_PROBLEMS
from plantrack.planfile.problems import kind_of
from plantrack.recording.entry import (
    COLUMNS,
    FIGURES,
    KEYS,
    RESTATED,
    CannotRecord,
    Entry,
    Problem,
)

MAX_ROWS = 10_000
_MAX_LINES = 5 * MAX_ROWS  # with blank ones and those that quoted cells go on over


def entries(content: bytes) -> list[Entry]:
    """Every row as an entry that knows its line; the first character tells CSV from JSON lines.

    Raises:
        CannotRecord: the content is in neither form; all bad rows are named.
    """
    content = content.removeprefix(BOM_UTF8)  # else the place of an error is counted from behind it
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CannotRecord([Problem(line, Message("the file is not UTF-8 here"))]) from None
    if text.count("\n") > _MAX_LINES:
        raise _too_long(_MAX_LINES)
    rows = _json_lines(text) if text.lstrip().startswith("{") else _csv_rows(text)
    found, problems = [], []
    for line, row in rows:
        if isinstance(row, Message):
            problems.append(Problem(line, row))
        else:
            wrong = islice(_wrong(row), len(COLUMNS))
            problems += [Problem(line, message) for message in wrong]
            found.append(_entry(row, line))
        if len(found) > MAX_ROWS:
            raise _too_long(line)
        if len(problems) > MAX_PROBLEMS:
            break
    if problems:
        raise CannotRecord(problems)
    if not found:
        raise CannotRecord([Problem(1, Message("there are no rows"))])
    return found


def _entry(row: Mapping[str, Any], line: int) -> Entry:
    return Entry(
        indicator=str(row.get("indicator")),
        year=str(row.get("year")),
        figures={key: row[key] for key in KEYS if key in row},
        line=line,
        change=row.get("change"),
        clear=cleared([str(row.get("clear", ""))]),
    )


def cleared(given: Iterable[str]) -> tuple[str, ...]:
    """The keys to clear, out of lists such as "reason,note"."""
    parts = (part.strip() for one in given for part in re.split("[,，、]", one))
    return tuple(part for part in parts if part)


def _too_long(line: int) -> CannotRecord:
    return CannotRecord([Problem(line, Message("a batch has at most {n} rows", n=MAX_ROWS))])


Rows = Iterator[tuple[int, dict[str, Any] | Message]]


def _csv_rows(text: str) -> Rows:
    """Cells by column, empty ones left out; a row counts as being on its first line."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header: list[str] | None = None
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [_column(cell) for cell in cells]
                unfit = _unfit(header)
                if unfit:
                    yield line, unfit
                    return
            elif len(cells) > len(header):
                yield line, Message("there are more cells here than columns")
            else:
                pairs = zip(header, (cell.strip() for cell in cells), strict=False)
                yield line, {key: cell for key, cell in pairs if cell}
    except csv.Error as error:
        yield start, Message("CSV: {what}", what=error)


def _unfit(header: list[str]) -> Message | None:
    for column in header:
        if column not in COLUMNS:
            return _unknown(column)
        if header.count(column) > 1:
            return Message("the column “{name}” is there twice", name=column)
    for column in ("indicator", "year"):
        if column not in header:
            return Message("the column “{name}” is missing", name=column)
    return None


def _column(written: str) -> str:
    """The column that is meant, by its key or by its word; the text itself if there is none."""
    return meant(written, COLUMNS) or written.strip()


def _unknown(column: str) -> Message:
    return no_such_word(Message("column"), column, COLUMNS).message


def _json_lines(text: str) -> Rows:
    """Objects, one a line; numbers keep the digits they are written with."""
    for line, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            row = json.loads(
                written, parse_float=str, parse_int=str, object_pairs_hook=_without_doubles
            )
        except json.JSONDecodeError as error:
            yield line, Message("JSON: {what}", what=f"{error.msg} ({error.colno})")
        except _NotUtf8 as error:
            yield line, Message("“{given}” is not UTF-8", given=error)
        except RecursionError:
            yield line, Message("JSON: {what}", what=Message("tables are nested too deeply"))
        except _Doubled:
            yield line, Message("JSON: {what}", what=Message("a key is there twice"))
        else:
            yield line, _object(row)


_TABLES = (*FIGURES, *RESTATED)


class _Doubled(ValueError):
    """A key stands twice in one object."""


class _NotUtf8(ValueError):
    """A string holds half a character, such as `\\ud800`."""


def _without_doubles(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    pairs = list(pairs)
    for text in (one for pair in pairs for one in pair if isinstance(one, str)):
        if utf_8(text) != text:
            raise _NotUtf8(text)
    pairs = [(_column(key), value) for key, value in pairs]
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Doubled
    return found


def _object(row: Any) -> dict[str, Any] | Message:
    if not isinstance(row, dict):
        return Message(
            "{wanted} is due here, not {found}", wanted=Message("a table"), found=kind_of(row)
        )
    return {key: value for key, value in row.items() if value is not None}


def _wrong(row: Mapping[str, Any]) -> Iterator[Message]:
    """What is wrong with a row whatever the plan is."""
    for key, value in row.items():
        if key not in COLUMNS:
            yield _unknown(key)
        elif not isinstance(value, str) and not (key in _TABLES and isinstance(value, dict)):
            wanted = Message("a string")
            found = kind_of(value)
            yield Message("{wanted} is due here, not {found}", wanted=wanted, found=found)
    for key in ("indicator", "year"):
        if not row.get(key):
            yield Message("the key “{key}” is missing", key=key)
