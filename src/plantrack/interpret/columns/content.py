"""Headings that say too little, read by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plantrack.documents.document import Row
from plantrack.documents.text import one_line, squeezed
from plantrack.interpret.code_words import kind_of, outcome_of
from plantrack.interpret.columns.headings import lone_text
from plantrack.interpret.headers import Heading, Role
from plantrack.interpret.labels import hold_no_names
from plantrack.interpret.no_value import no_value


def look_below(headings: Sequence[Heading], body: Sequence[Row]) -> list[Heading]:
    """Headings that say too little, read by what stands under them."""
    seen = list(headings)
    for index, heading in enumerate(headings):
        cells = {squeezed(row[index].text) for row in body if index < len(row)} - {""}
        if heading.role in {Role.SECTION, Role.UNKNOWN, Role.KIND} and any(map(kind_of, cells)):
            seen[index] = replace(heading, role=Role.KIND)
        elif heading.role is Role.KIND and cells:
            seen[index] = replace(heading, role=Role.SECTION)
        elif heading.role is Role.ACTUAL and _are_outcomes(headings, body, index):
            seen[index] = replace(heading, role=Role.OUTCOME)
        elif heading.role is Role.OUTCOME and cells and not any(map(_is_word, cells)):
            counted = squeezed(heading.text) == "achieved"
            seen[index] = replace(heading, role=Role.ACTUAL if counted else Role.UNKNOWN)
        elif _names_a_level(heading) and cells and all(map(_is_word, cells)):
            seen[index] = replace(heading, role=Role.SECTION)
    return _several_names(_names_that_are_codes(seen, body), body)


def _are_outcomes(headings: Sequence[Heading], body: Sequence[Row], index: int) -> bool:
    """Whether words such as “met” and “missed” stand below a heading of actuals.

    Other words among them do no harm where another column holds the actuals.
    """
    told = _told_below(body, index)
    others = {text for text in told if outcome_of(text) is None}
    if told == others or not others:
        return bool(told) and not others
    if any(re.search(r"\d", text) for text in others):
        return False
    actuals = [i for i, h in enumerate(headings) if h.role is Role.ACTUAL and i != index]
    return any(re.search(r"\d", text) for i in actuals for text in _told_below(body, i))


def _told_below(body: Sequence[Row], index: int) -> set[str]:
    """The texts of a column's own cells, without words for no value."""
    cells = [row[index] for row in body if index < len(row) and lone_text(row) is None]
    texts = {one_line(cell.text) for cell in cells if not cell.across}
    return {text for text in texts if text and no_value(text) is None}


def _names_that_are_codes(headings: list[Heading], body: Sequence[Row]) -> list[Heading]:
    """A column headed “Indicator” that holds numbers or codes: the names stand elsewhere."""
    for index, heading in enumerate(headings):
        if heading.role is Role.NAME and hold_no_names(
            row[index].text for row in body if index < len(row) and not row[index].across
        ):
            headings[index] = replace(heading, role=Role.NUMBER)
    return headings


def _is_word(text: str) -> bool:
    """Whether a cell is words and no figure: an outcome, or the title of a goal."""
    return outcome_of(text) is not None or re.match(r"[^\W\d_]{2}", text) is not None


def _names_a_level(heading: Heading) -> bool:
    """Whether a heading names what indicators are set out under, if words stand below it."""
    return squeezed(heading.text) in {"outcome", "outcomes", "output", "outputs"}


def _several_names(headings: list[Heading], body: Sequence[Row]) -> list[Heading]:
    """Of name columns side by side, one that repeats its cells downwards is a category's."""
    names = [i for i, heading in enumerate(headings) if heading.role is Role.NAME]
    strong = [i for i in names if not headings[i].weak]
    if len(names) > 1 and strong and len(strong) < len(names):
        for index in set(names) - set(strong):
            headings[index] = replace(headings[index], role=Role.NOTE)
    for index in strong[:-1]:
        cells = [row[index] for row in body if index < len(row)]
        repeated = any(cell.down or cell.across for cell in cells)
        if not repeated and len({squeezed(c.text) for c in cells if c.text.strip()}) < len(cells):
            headings[index] = replace(headings[index], role=Role.SECTION)
    return headings
