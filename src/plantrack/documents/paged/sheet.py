"""One page taken apart: ruled tables, lines of text outside them, rules, shades and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plantrack.documents.document import Row
from plantrack.documents.paged.lines import Line

_SHADE = 3  # points; a filled box that is higher and wider is a shade, no rule
_MEET = 3  # points between the ends of rules that meet
_LEAST_OPEN = 3  # vertical rules that end at one height where a table goes on overleaf
_LONG = 20  # points; shorter rules across are underlines
_HIGH = 5  # points; shorter upright ones are signs


class Box(NamedTuple):
    """A box on a page, in points from its top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that rules part into cells; `edges` are the positions of its columns' rules.

    `lines` are those of a table of one or two rows, which may be the end of one without rules.
    """

    box: Box
    rows: tuple[Row, ...]
    edges: tuple[float, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page. `rules` are horizontal, `uprights` vertical ones outside grids.

    `unknown` says that there are letters that the file does not name.
    """

    number: int
    width: float
    height: float
    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]
    rules: tuple[Box, ...] = ()
    shades: tuple[Box, ...] = ()
    uprights: tuple[Box, ...] = ()
    pictures: tuple[float, ...] = ()
    unknown: bool = False


def is_shade(thing: Any) -> bool:
    """Whether a drawn thing is a filled box without an outline."""
    return (
        thing.get("object_type") == "rect"
        and bool(thing.get("fill"))
        and not thing.get("stroke")
        and min(thing["width"], thing["height"]) > _SHADE
    )


def boxes(things: Sequence[Any], kind: str = "") -> Iterator[Box]:
    """The places of drawn things; of rules only those of a kind, h or v, that are long."""
    for one in things:
        long = one["x1"] - one["x0"] >= _LONG or one["bottom"] - one["top"] >= _HIGH
        if not kind or (one.get("orientation") == kind and long):
            yield Box(one["x0"], one["top"], one["x1"], one["bottom"])


def open_ends(uprights: Sequence[Box], rules: Sequence[Box]) -> list[float]:
    """Heights at which several vertical rules end and no horizontal rule closes their cells.

    A row that a page break splits has no rule there.
    """
    ends: dict[int, list[Box]] = {}
    for one in uprights:
        for y in (one.top, one.bottom):
            ends.setdefault(round(y / _MEET), []).append(Box(one.x0, y, one.x1, y))
    found: list[float] = []
    for group in ends.values():
        y = sum(one.top for one in group) / len(group)
        different = {round(one.x0 / _MEET) for one in group}
        closed = any(abs(rule.top - y) <= _MEET for rule in rules)
        if len(different) >= _LEAST_OPEN and not closed:
            found.append(y)
    return found
