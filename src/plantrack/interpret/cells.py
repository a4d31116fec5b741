"""What one cell of figures says: the figure as published, its marks, or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from plantrack.documents.text import half_width, is_chinese, joined, one_line, squeezed
from plantrack.interpret.figure_words import Worded, fits, worded
from plantrack.interpret.no_value import NoValue, no_value
from plantrack.messages.message import Message
from plantrack.plan.quantity import Quantity, QuantityError, parse

LONGEST_FIGURE = 200
"""Characters from which a cell is words, whatever digits it has."""

_BROKEN = re.compile(r"#(?:ref!|n/a|value!|div/0!|name\?|num!|null!)", re.I)
_STARS = "*＊★☆†‡§#¹²³⁴⁵⁶⁷⁸⁹⁰①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" + "".join(map(chr, range(0x1D43, 0x1D7B)))
_BRACKET_MARK = re.compile(r"\[(?:注\d{0,2}|[¹²³⁰⁴-⁹]{1,4})\]|[(（]?注\s?\d{0,2}[)）]?")
_BRACKET_MARK_BEHIND = re.compile(rf"(?:{_BRACKET_MARK.pattern})$")
_BEFORE_DIGITS = re.compile(r"[\d<>≥≤~约]")
_ENDS_FIGURE = re.compile(r"[\d%％)）〕\]】上下内右]$")
_WRAPPERS = {"〔": "〕", "【": "】", "[": "]", "［": "］"}
_AMOUNT = r"[-+]?(?=[\d.,])[\d,]*+(?:\.\d++)?+"
_UNIT = r"%|[^\d\s.,%<>≥≤~+\-—–、，；;:：()（）]{1,8}?"
_MEASURED = re.compile(
    r"(?:控制在|不低于|不少于|不高于|不超过|不大于|高于|大于|超过|低于|小于|至少|约"
    r"|at least|at most|about|less than|more than|up to"
    rf"|[<>]=?|[≥≤~])?\s*+{_AMOUNT}\s*+(?P<unit>{_UNIT})?"
    rf"(?:\s*+[-~至—–]{{1,3}}\s*+{_AMOUNT}\s*+(?P<other>{_UNIT})?)?\s*+(?:左右|及?以上|及?以下"
    rf"|以内)?"
)
_DECIMAL_COMMA = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d{1,2}|-?\d{1,3}(?:\.\d{3}){2,}")
_THREE_DECIMALS = re.compile(r"[^\d.,]*[1-9]\d{0,2}\.\d{3}(?![\d.,]).*", re.S)
_DOTTED = re.compile(r"\d\.\d|\d,\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known around a cell: its indicator's name and unit, its year, the user's answers.

    `values` are “none” or “words” by the words, squeezed. `summed` says that the column is of sums
    over a period, where round brackets are no minus.
    """

    unit: str | None = None
    name: str = ""
    year: int | None = None
    values: dict[str, str] | None = None
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell read. `text` is ``None`` where there is no value; `none` then says how it says so.

    `readable` is false where the text is kept as words because it is no notation; `problem` says
    so, or what else is doubtful. `marks` are footnote marks taken off; `cumulative` says that the
    figure stood in the brackets that mean a sum over a period. `whole` is the cell, where words
    that say more than the figure were taken off; `kind` stood among them. `accounts` says that
    brackets were read as a minus.
    """

    text: str | None = None
    quantity: Quantity | None = None
    readable: bool = True
    problem: Message | None = None
    marks: str = ""
    cumulative: bool = False
    none: NoValue = NoValue()
    whole: str = ""
    kind: str | None = None
    accounts: bool = False

    @property
    def in_words(self) -> bool:
        """Whether the cell has a text that stands for no number."""
        return self.text is not None and (self.quantity is None or self.quantity.interval is None)


def uses_decimal_commas(text: str) -> bool:
    """Whether a cell's figure is written so that its commas must be decimal points."""
    return len(text) <= LONGEST_FIGURE and _DECIMAL_COMMA.fullmatch(squeezed(text)) is not None


def may_group_by_points(texts: Iterable[str]) -> bool:
    """Whether the points of these figures may part thousands: each has three digits behind it.

    One figure with other decimals, with a 0 before its point or with thousands parted by commas
    tells that the points are decimal ones.
    """
    short = (half_width(text) for text in texts if len(text) <= LONGEST_FIGURE)
    dotted = [text for text in short if _DOTTED.search(text)]
    return bool(dotted) and all(map(three_decimals, dotted))


def three_decimals(text: str) -> bool:
    """Whether the text is a figure such as 1.250, which may be 1250."""
    short = len(text) <= LONGEST_FIGURE
    return short and _THREE_DECIMALS.fullmatch(half_width(text).strip()) is not None


def read_cell(text: str, asked: Asked | None = None) -> Figure:
    """Read a cell of figures; never raises, never changes a digit."""
    asked = asked or Asked()
    shown = text.strip()
    none = _said_none(shown, asked)
    if none is not None:
        return Figure(none=none)
    if "\ufffd" in shown or _BROKEN.fullmatch(shown):
        said = Message("“{text}” stands where a figure is due", text=one_line(shown)[:80])
        return Figure(problem=said)
    if len(shown) > LONGEST_FIGURE:
        return _as_words(one_line(shown), asked)
    shown, marks = without_marks(_on_one_line(shown))
    inside, cumulative = _unwrapped(shown)
    return _parsed(inside, one_line(text), asked, marks, cumulative=cumulative)


def _said_none(shown: str, asked: Asked) -> NoValue | None:
    """That there is no value, by the user's word for it or by the words themselves."""
    said = (asked.values or {}).get(squeezed(shown[:LONGEST_FIGURE]))
    if said is not None:
        return NoValue() if said == "none" else None
    return no_value(shown)


def _on_one_line(shown: str) -> str:
    """Lines of words joined; digits on two lines may be two figures and stay apart."""
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    digits = [any(c.isdigit() for c in line) for line in lines]
    return joined(shown) if sum(digits) < 2 else " / ".join(lines)


def _unwrapped(shown: str) -> tuple[str, bool]:
    """A figure out of the brackets that mean a sum over a period, and whether it stood in them."""
    if len(shown) < 2 or _WRAPPERS.get(shown[0]) is None or shown[-1] not in _WRAPPERS.values():
        return shown, False
    inside = shown[1:-1].strip()
    if not inside or any(sign in inside for pair in _WRAPPERS.items() for sign in pair):
        return shown, False
    return inside, True


def without_marks(shown: str) -> tuple[str, str]:
    """A figure without the footnote marks around it, and those marks."""
    rest, before = _without_marks_before(shown)
    marks = ""
    while (mark := _mark_behind(rest)) and _ENDS_FIGURE.search(rest[: -len(mark)].rstrip()):
        rest, marks = rest[: -len(mark)].rstrip(), mark.strip() + marks
    return rest.strip(), before + marks


def _without_marks_before(shown: str) -> tuple[str, str]:
    bare = shown.lstrip(_STARS)
    mark = shown[: len(shown) - len(bare)] or (m[0] if (m := _BRACKET_MARK.match(shown)) else "")
    rest = shown[len(mark) :].lstrip()
    return (rest, mark.strip()) if mark and _BEFORE_DIGITS.match(rest) else (shown, "")


def _mark_behind(text: str) -> str:
    """The footnote mark at the end of a text that has more than that mark, else ""."""
    bare = text.rstrip(_STARS)
    if bare != text:
        return text[len(bare) :] if bare.strip() else ""
    found = _BRACKET_MARK_BEHIND.search(text)
    return found[0] if found and found.start() else ""


def _parsed(text: str, whole: str, asked: Asked, marks: str, *, cumulative: bool) -> Figure:
    quantity, error = _quantity(text, asked.unit)
    if quantity is not None and quantity.interval is not None:
        return Figure(text, quantity, marks=marks, cumulative=cumulative)
    figure = _out_of_words(text, whole, asked)
    if figure is not None:
        return replace(figure, marks=marks, cumulative=figure.cumulative or cumulative)
    if error is not None and (asked.values or {}).get(squeezed(whole)) != "words":
        return Figure(whole, None, readable=False, problem=error, marks=marks)
    return replace(_as_words(text, asked, whole), marks=marks, cumulative=cumulative)


def _quantity(text: str, unit: str | None) -> tuple[Quantity | None, Message | None]:
    try:
        return parse(text, (unit,) if unit else ()), None
    except QuantityError as error:
        return None, error.message


def _as_words(text: str, asked: Asked, whole: str = "") -> Figure:
    """A cell of words; digits in them are asked about, unless the user said that they are words."""
    quantity, _ = _quantity(text, asked.unit) if len(text) <= LONGEST_FIGURE else (None, None)
    if not any(c.isdigit() for c in text):
        return Figure(text, quantity)
    if (asked.values or {}).get(squeezed(whole or text)) == "words":
        return Figure(whole or text, quantity, readable=False)
    said = Message("“{text}” has digits but is kept as words", text=(whole or text)[:120])
    return Figure(whole or text, quantity, readable=False, problem=said)


def _out_of_words(text: str, whole: str, asked: Asked) -> Figure | None:
    """The one figure that the cell's words are about, if it can be the indicator's own."""
    found = worded(text)
    if found is None or not fits(found, asked.name, asked.unit) or _of_another_year(found, asked):
        return None
    if found.accounts and not asked.summed and is_chinese(asked.name):
        return None
    if found.money and squeezed(found.money) != squeezed(asked.unit or ""):
        return None
    summed = found.accounts and asked.summed
    plain = found.figure.lstrip("-") if summed else found.figure
    quantity, _ = _quantity(plain, asked.unit)
    if quantity is None or quantity.interval is None:
        return None
    return Figure(
        plain, quantity, whole="" if found.bare else whole, kind=found.kind,
        cumulative=summed, accounts=found.accounts and not summed,
    )  # fmt: skip


def _of_another_year(found: Worded, asked: Asked) -> bool:
    return asked.year is not None and any(year != asked.year for year in found.years)


def unit_in_cell(text: str, name: str = "") -> str | None:
    """The unit written with the number of a cell: “820亿元”, “控制在3%以内”, “£40m”.

    "" if the number has none, ``None`` if the cell is no single figure of the indicator's own.
    """
    if len(text) > LONGEST_FIGURE:
        return None
    found = worded(without_marks(_on_one_line(text.strip()))[0])
    if found is None or not fits(found, name, None):
        return _measured(text)
    return found.money or _measured(found.figure)


def _measured(text: str) -> str | None:
    match = _MEASURED.fullmatch(half_width(text).strip())
    if match is None:
        return None
    units = {unit.strip() for unit in (match["unit"], match["other"]) if unit}
    return units.pop() if len(units) == 1 else "" if not units else None
