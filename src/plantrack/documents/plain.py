"""Plain text: tables with a cell a line behind a tab, or columns by tabs, bars or drawn boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from plantrack.documents.document import Cell, Document, Paragraph, Place, Row, Table
from plantrack.documents.encoding import decoded
from plantrack.documents.grid import Budget
from plantrack.documents.titles import titled
from plantrack.messages.message import Message

_RULE = re.compile(
    r"[\s│┃|+\-=─━═┄┅┈┉┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼╋╪╫╬╔╗╚╝╠╣╦╩║╟╢╤╧╞╡:]+"
)
_BOXED = re.compile("[│┃║]")
_BAR = re.compile(r"(?<!\\)[|｜]")
_RETURNS = re.compile(r"\r+\n?")
_GAP = re.compile(r"\s{2,}|\u3000+|\t+")
_LEAST_ALIGNED = 3  # lines and columns from which blanks between texts count as columns
_MOST_TITLE_LINES = 4
_APART = re.compile(r"[\s|｜│┃║,;]+")
_FIGURE = re.compile(r"[<>≤≥＜＞±+~-]?\d[\d.]*[%％‰]?")
_LONGEST_ROW = 400

_SECTION = re.compile(r"\s*[(（]?[一二三四五六七八九十]{1,3}[)）、.．]\s*\S{1,30}\s*$")

Lines = Sequence[tuple[int, str]]
Splits = Callable[[str], list[str]]


def read(content: bytes, name: str, progress: object = None) -> Document:
    """A document of lines; its title is what stands before the first blank line."""
    text, doubts = decoded(content, name)
    lines = numbered(text)
    return Document(name, tuple(blocks(lines, Budget(name))), title(lines), doubts)


def numbered(text: str) -> Lines:
    """The lines with their numbers; every system's line ends are known."""
    return list(enumerate(_RETURNS.sub(_line_ends, text).split("\n"), 1))


def _line_ends(returns: re.Match[str]) -> str:
    """Any carriage returns before a line feed end one line with it; others end one line each."""
    return "\n" if returns[0].endswith("\n") else "\n" * len(returns[0])


def title(lines: Lines) -> str:
    """The title, if what stands before the first blank line is as short as one."""
    kept: list[str] = []
    for _, line in lines:
        if line.strip():
            kept.append(line.strip())
        elif kept:
            break
        if len(kept) > _MOST_TITLE_LINES:
            return ""
    return titled((line, 1) for line in kept)


def blocks(lines: Lines, budget: Budget) -> Iterator[Paragraph | Table]:
    """Tables, as long as their cells stay within the budget, and each line between as a paragraph.

    Raises:
        DocumentError: the tables have more cells.
    """
    at = 0
    while at < len(lines):
        for find in (_cell_a_line, _separated, _aligned):
            end, table = find(lines, at, budget)
            if table is not None:
                yield table
                at = end
                break
        else:
            number, line = lines[at]
            if line.strip() and not _is_rule(line):
                yield Paragraph(line.strip(), Place(line=number))
            at += 1


def _from(lines: Lines, at: int) -> Iterator[tuple[int, str]]:
    """The lines from there on, without a copy of them."""
    return map(lines.__getitem__, range(at, len(lines)))


def _cell_a_line(lines: Lines, at: int, budget: Budget) -> tuple[int, Table | None]:
    """A run of lines that each hold one cell behind a tab, blank lines between the rows."""
    end = at
    rows: list[Row] = []
    row: list[Cell] = []
    if not lines[at][1].startswith("\t"):
        return at, None
    for number, line in _from(lines, at):
        if line == "" or (not line.strip() and "\t" not in line):
            if row:
                rows.append(tuple(row))
            row = []
        elif line.startswith("\t") and "\t" not in line.strip():
            budget.spend(1)
            row.append(Cell(line[1:].rstrip(), place=Place(line=number)))
        else:
            break
        end += 1
    if row:
        rows.append(tuple(row))
    if not rows:
        return at, None
    return end, Table(tuple(rows), Place(line=lines[at][0]))


def _separated(lines: Lines, at: int, budget: Budget) -> tuple[int, Table | None]:
    """Lines with the same separator between columns, ruled lines among them or not."""
    for splits in (_boxed_cells, _bar_cells, _tab_cells):
        end = at
        while end < len(lines) and _goes_on(lines, at, end, splits):
            end += 1
        if sum(bool(splits(line)) for _, line in lines[at:end]) > 1:
            rows = tuple(_rows(lines[at:end], splits, budget))
            doubt = _doubt_of_separated(lines, end)
            return end, Table(rows, Place(line=lines[at][0]), doubt=doubt)
    return at, None


def _doubt_of_separated(lines: Lines, end: int) -> Message | None:
    """That the line below, which does not split as the table does, may be a row of it."""
    while end < len(lines) and (not lines[end][1].strip() or _is_rule(lines[end][1])):
        end += 1
    if end == len(lines) or not _is_like_a_row(lines[end][1]):
        return None
    return Message(
        "line {n} below it has other columns or none, and may be a row of it that is not read: "
        "{text}",
        n=lines[end][0], text=lines[end][1].strip()[:80],
    )  # fmt: skip


def _is_like_a_row(line: str) -> bool:
    """Whether a line is words and two figures beside one another: no sentence, and no note."""
    texts = [text for text in _APART.split(line.strip()[:_LONGEST_ROW]) if text]
    figures = [_FIGURE.fullmatch(text) is not None for text in texts]
    words = any(re.search(r"[^\W\d_]{2}", text) for text in texts)
    return words and any(map(all, pairwise(figures))) and line.strip()[-1] not in "。.；;:："


def _goes_on(lines: Lines, at: int, end: int, splits: Splits) -> bool:
    """Whether a line belongs to the table: cells, a rule, or a section's title or blank between."""
    line = lines[end][1]
    if splits(line) or (end > at and _is_rule(line)):
        return True
    if end == at or end + 1 >= len(lines):
        return False
    after = len(splits(lines[end + 1][1]))
    between = not line.strip() or bool(_SECTION.match(line))
    return between and after > 0 and after == len(splits(lines[end - 1][1]))


def _is_rule(line: str) -> bool:
    return (
        bool(line.strip())
        and _RULE.fullmatch(line) is not None
        and re.search("[-=─━═]", line) is not None
    )


def _boxed_cells(line: str) -> list[str]:
    return _BOXED.split(line.strip().strip("│┃║")) if _BOXED.search(line) else []


def _bar_cells(line: str) -> list[str]:
    if len(_BAR.findall(line)) < 2 and not (line.strip().startswith("|") and _BAR.search(line)):
        return []
    inner = re.sub(r"^\s*[|｜]|(?<!\\)[|｜]\s*$", "", line)
    return [cell.replace("\\|", "|") for cell in _BAR.split(inner)]


def _tab_cells(line: str) -> list[str]:
    return line.split("\t") if "\t" in line.lstrip("\t ") else []


def _rows(lines: Lines, splits: Splits, budget: Budget) -> Iterator[Row]:
    """One row a line; where rules stand between all rows, the lines between two are one row."""
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in lines:
        if _is_rule(line):
            groups.append([])
        elif line.strip():
            groups[-1].append((number, line))
    groups = [group for group in groups if group]
    if len(groups) <= 2:
        groups = [[pair] for group in groups for pair in group]
    for group in groups:
        row = _row([(number, splits(line) or [line.strip()]) for number, line in group], budget)
        yield row


def _row(lines: Sequence[tuple[int, list[str]]], budget: Budget) -> Row:
    columns: list[list[str]] = []
    for _, cells in lines:
        budget.spend(max(0, len(cells) - len(columns)))
        columns += ([] for _ in range(len(columns), len(cells)))
        for texts, cell in zip(columns, cells, strict=False):
            texts.append(cell)
    place = Place(line=lines[0][0])
    return tuple(
        Cell("\n".join(c.rstrip() for c in texts if c.strip()), place=place) for texts in columns
    )


def _aligned(lines: Lines, at: int, budget: Budget) -> tuple[int, Table | None]:
    """Lines whose texts stand apart by two blanks or more, equally many on each of them."""
    end = at
    rows: list[Row] = []
    for number, line in _from(lines, at):
        cells = _GAP.split(line.strip())
        if len(cells) < _LEAST_ALIGNED or (rows and len(cells) != len(rows[0])):
            break
        rows.append(tuple(Cell(cell, place=Place(line=number)) for cell in cells))
        end += 1
    if len(rows) < _LEAST_ALIGNED:
        return at, None
    budget.spend(sum(map(len, rows)))
    return end, Table(tuple(rows), Place(line=lines[at][0]), doubt=_doubt_of_aligned(lines, end))


def _doubt_of_aligned(lines: Lines, end: int) -> Message:
    """That only blanks part its columns; a line below with digits may be a row left out."""
    below = lines[end][1].strip() if end < len(lines) else ""
    if any(character.isdigit() for character in below):
        return Message(
            "its columns are told apart by blanks only, and line {n} below it, which is no row of "
            "it, may be one: it and what follows are not read",
            n=lines[end][0],
        )
    return Message("its columns are told apart by blanks only")
