"""What one cell of figures says: the figure as published, its marks, or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plantrack.documents.text import half_width, joined, one_line, squeezed
from plantrack.messages.message import Message
from plantrack.plan.quantity import Form, Quantity, QuantityError, parse

_NONE = re.compile(r"[-‐‑‒–—―－─﹣/\\…·.~]{0,4}|n/?a\.?|not applicable|无|空|nil")
_NOT_YET = re.compile(
    r"待定|暂无|尚未公布|未公布|待公布|tbd|tbc|tba|to be (?:determined|confirmed|announced)"
    r"|not (?:yet )?available|no data|x{1,3}|\?+"
    r"|#(?:ref!|n/a|value!|div/0!|name\?|num!|null!)|.*\ufffd.*"
)
_MARKS = r"[*＊★☆†‡§#¹²³⁴-⁹⁰①-⑳ᵃ-ᶻ]+|\[(?:注\d{0,2}|[¹²³⁰⁴-⁹]+)\]|[(（]?注\s*\d{0,2}[)）]?"
_BEFORE = re.compile(rf"^(?:{_MARKS})\s*(?=[\d<>≥≤~约])")
_BEHIND = re.compile(rf"(?<=[\d%％)）〕\]】上下内右])\s*((?:{_MARKS}\s*)+)$")
_WRAPPED = re.compile(r"[〔【\[［]\s*([^〔〕【】\[\]［］]+?)\s*[〕】\]］]")
_AMOUNT = r"[-+]?[\d,]*\.?\d+"
_UNIT = r"%|[^\d\s.,%<>≥≤~+\-—–、，；;:：()（）]{1,8}?"
_MEASURED = re.compile(
    r"(?:控制在|不低于|不少于|不高于|不超过|不大于|高于|大于|超过|低于|小于|至少|约"
    r"|at least|at most|about"
    rf"|[<>]=?|[≥≤~])?\s*{_AMOUNT}\s*(?P<unit>{_UNIT})?"
    rf"(?:\s*[-~至—–]+\s*{_AMOUNT}\s*(?P<other>{_UNIT})?)?\s*(?:左右|及?以上|及?以下|以内)?"
)
_DECIMAL_COMMA = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d{1,2}|-?\d{1,3}(?:\.\d{3}){2,}")
_THREE_DECIMALS = re.compile(r"[^\d.,]*[1-9]\d{0,2}\.\d{3}(?![\d.,]).*", re.S)
_DOTTED = re.compile(r"\d\.\d|\d,\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell read. `text` is ``None`` where there is no value.

    `readable` is false where the text is kept as words because it is no notation; `problem` says
    so, or what else is doubtful. `marks` are footnote marks taken off; `cumulative` says that the
    figure stood in the brackets that mean a sum over a period.
    """

    text: str | None = None
    quantity: Quantity | None = None
    readable: bool = True
    problem: Message | None = None
    marks: str = ""
    cumulative: bool = False


def uses_decimal_commas(text: str) -> bool:
    """Whether a cell's figure is written so that its commas must be decimal points."""
    return _DECIMAL_COMMA.fullmatch(squeezed(text)) is not None


def may_group_by_points(texts: Iterable[str]) -> bool:
    """Whether the points of these figures may part thousands: each has three digits behind it.

    One figure with other decimals, with a 0 before its point or with thousands parted by commas
    tells that the points are decimal ones.
    """
    dotted = [text for text in map(half_width, texts) if _DOTTED.search(text)]
    return bool(dotted) and all(map(three_decimals, dotted))


def three_decimals(text: str) -> bool:
    """Whether the text is a figure such as 1.250, which may be 1250."""
    return _THREE_DECIMALS.fullmatch(half_width(text).strip()) is not None


def read_cell(text: str, unit: str | None) -> Figure:
    """Read a cell of figures whose unit is `unit`; never raises, never changes a digit."""
    shown = text.strip()
    plain = half_width(shown).strip().lower()
    if not plain or _NONE.fullmatch("".join(plain.split())):
        return Figure()
    if _NOT_YET.fullmatch(plain):
        return Figure(
            problem=Message("“{text}” stands where a figure is due", text=one_line(shown))
        )
    shown, marks = without_marks(_on_one_line(shown))
    wrapped = _WRAPPED.fullmatch(shown)
    inside = wrapped[1] if wrapped else shown
    return _parsed(inside, one_line(text), unit, marks, cumulative=wrapped is not None)


def _on_one_line(shown: str) -> str:
    """Lines of words joined; digits on two lines may be two figures and stay apart."""
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    digits = [any(c.isdigit() for c in line) for line in lines]
    return joined(shown) if sum(digits) < 2 else " / ".join(lines)


def without_marks(shown: str) -> tuple[str, str]:
    """A figure without the footnote marks around it, and those marks."""
    before = _BEFORE.match(shown)
    marks = before[0].strip() if before else ""
    rest = shown[before.end() :] if before else shown
    behind = _BEHIND.search(rest)
    if behind:
        rest, marks = rest[: behind.start()], marks + behind[1].strip()
    return rest.strip(), marks


def _parsed(text: str, whole: str, unit: str | None, marks: str, *, cumulative: bool) -> Figure:
    try:
        quantity = parse(text, (unit,) if unit else ())
    except QuantityError as error:
        return Figure(whole, None, readable=False, problem=error.message, marks=marks)
    if quantity.form is Form.QUALITATIVE and any(c.isdigit() for c in text):
        said = Message("“{text}” has digits but is kept as words", text=whole)
        return Figure(whole, quantity, readable=False, problem=said, marks=marks)
    return Figure(text, quantity, marks=marks, cumulative=cumulative)


def unit_in_cell(text: str) -> str | None:
    """The unit written behind the number of a cell: “820亿元”, “控制在3%以内”.

    "" if the number has none, ``None`` if the cell is no single figure.
    """
    match = _MEASURED.fullmatch(half_width(text).strip())
    if match is None:
        return None
    units = {unit.strip() for unit in (match["unit"], match["other"]) if unit}
    return units.pop() if len(units) == 1 else "" if not units else None
