"""Letters of a page as lines of runs: what stands close together, and what stands apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

Letter = dict[str, Any]

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SAME_LINE = 0.4  # of a letter's size between two baselines of one line
_APART = 0.45  # of its height; letters further apart are two runs
_BLANK = 0.2  # of its size; letters further apart are two words
_SMALL = 0.75  # of the size beside it; smaller digits above the line are raised
_SCRIPTS = 40  # raised or lowered letters on one line
_UP = 0.15  # of the size that a raised letter stands above the line


class Run(NamedTuple):
    """Words that stand close together on one line; positions in points from the page's top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """The runs of one line from left to right."""

    runs: tuple[Run, ...]
    page: int = 0

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(run.bottom for run in self.runs)

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(run.size for run in self.runs)

    @property
    def text(self) -> str:
        """All of it, runs parted by blanks."""
        return " ".join(run.text for run in self.runs)


def lines_of(letters: Iterable[Letter], page: int = 0) -> list[Line]:
    """The lines of letters from the top down."""
    shown = [letter for letter in letters if letter["text"].strip()]
    rows: list[list[Letter]] = []
    for letter in sorted(shown, key=lambda one: (one["bottom"], one["x0"])):
        if rows and letter["bottom"] - rows[-1][0]["bottom"] <= _SAME_LINE * _lower(
            letter["size"], rows[-1][0]["size"]
        ):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    lines = [Line(tuple(_runs(row)), page) for row in _with_scripts(rows)]
    return sorted(lines, key=lambda line: line.top)


def _lower(one: float, other: float) -> float:
    return min(one, other)


def _with_scripts(rows: Sequence[list[Letter]]) -> list[list[Letter]]:
    """The rows with raised and lowered letters put into the line that they stand at."""
    kept: list[list[Letter]] = []
    for index, row in enumerate(rows):
        near = [*rows[index + 1 : index + 2], *rows[max(index - 1, 0) : index]]
        home = next((other for other in near if _is_script_of(row, other)), None)
        if home is None:
            kept.append(row)
        else:
            home.extend(_scripts(row, home[0]))
    return kept


def _is_script_of(row: Sequence[Letter], home: Sequence[Letter]) -> bool:
    size = max(letter["size"] for letter in home)
    if len(row) > _SCRIPTS or max(letter["size"] for letter in row) >= _SMALL * size:
        return False
    top, bottom = min(one["top"] for one in home), max(one["bottom"] for one in home)
    return all(
        top - 0.3 * size < (one["top"] + one["bottom"]) / 2 < bottom + 0.3 * size
        and any(-0.5 * size < one["x0"] - two["x1"] < 0.7 * size * len(row) for two in home)
        for one in row
    )


def _scripts(row: Sequence[Letter], beside: Letter) -> list[Letter]:
    up = row[0]["bottom"] < beside["bottom"] - _UP * beside["size"]
    if not up:
        return list(row)
    return [{**letter, "text": letter["text"].translate(RAISED)} for letter in row]


def _runs(row: Sequence[Letter]) -> list[Run]:
    ordered = sorted(row, key=lambda letter: letter["x0"])
    size = max(letter["size"] for letter in ordered)
    groups: list[list[Letter]] = []
    for letter in ordered:
        if groups and letter["x0"] - groups[-1][-1]["x1"] <= _APART * size:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    return [
        Run(
            spaced(group, size),
            group[0]["x0"],
            max(letter["x1"] for letter in group),
            min(letter["top"] for letter in group),
            max(letter["bottom"] for letter in group),
            max(letter["size"] for letter in group),
        )
        for group in groups
    ]


def spaced(letters: Sequence[Letter], size: float) -> str:
    """Letters of one line, with blanks where they stand apart."""
    text = ""
    for index, letter in enumerate(letters):
        gap = letter["x0"] - letters[index - 1]["x1"] if index else 0
        text += " " * (gap > size * _BLANK and not text.endswith(" ")) + letter["text"]
    return text.strip()
