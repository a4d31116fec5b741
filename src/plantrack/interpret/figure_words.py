"""The one figure of a cell without the words around it, and what those words say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from plantrack.documents.text import YEAR, half_width, one_line
from plantrack.interpret.code_words import kind_in_brackets
from plantrack.interpret.units import bracketed, is_unit

LONGEST_CELL = 120
"""Characters from which a cell is no figure with words around it."""

_LEAD = re.compile(
    r"(?:预计|预期|计划|力争|争取|确保|努力|全年|全市|全区|全县|累计达到|目标值?|实际"
    r"|达到|达|完成|实现|(?:提高|提升|增加|增长|上升|增|升|降低|下降|减少|压减|减|降|控制|稳定"
    r"|保持|维持)[到至在为]"
    r"|保持|维持|稳定|为|在|值?[:：]"
    r"|(?:expected|estimated|projected|forecast|planned|targeted|est\.?|actual|target"
    r"|goal)(?: (?:of|at|to be|is))?[: ]"
    r"|(?:to )?(?:reach(?:ed|es|ing)?|achiev(?:e|ed|es|ing)|attain(?:ed)?"
    r"|maintain(?:ed)?(?: at)?|remain(?:ed|s)?(?: at)?"
    r"|(?:keep|hold|stay)(?: at)?|(?:increas|reduc|decreas)(?:e|ed|es|ing) to|(?:rise|fall|drop"
    r"|grow|go|get)s? to) "
    r"|(?:at )?(?:a |an )?(?:annual |average )*rate of |on average |averag(?:e|ing)(?: of)? "
    r"|a total of |total of |equal to "
    r"|to (?=[-+<>≥≤~$£€¥.\d]))\s*",
    re.I,
)
_MEAN = re.compile(r"(?:年均|年平均|平均每年|(?:annual|yearly) average(?: of)? )\s*", re.I)
_RISE = re.compile(
    r"(?:比上年|较上年|比上一年|较上一年|同比)?(?:增长|增加|增幅|增速|提高|提升|上升)(?:率|约)?\s*"
    r"|(?:an? )?(?:increas(?:e|ed|ing)|growth|grow|grew|ris(?:e|ing)|rose|up(?! to))(?: of| by)? ",
    re.I,
)
_FALL = re.compile(
    r"(?:比上年|较上年|比上一年|较上一年|同比)?(?:下降|降低|减少|压减|削减|降幅|降)\s*"
    r"|(?:an? )?(?:reduc(?:e|ed|tion|ing)|decreas(?:e|ed|ing)|declin(?:e|ed|ing)|fall|fell|down"
    r"|cut)(?: of| by| in)? ",
    re.I,
)
_RISE_BEHIND = re.compile(r"\s+(?:annual )?(?:increase|growth|rise)$", re.I)
_FALL_BEHIND = re.compile(r"\s+(?:annual )?(?:decrease|reduction|decline|fall|cut)$", re.I)
_BOUNDS = (
    (re.compile(r"(?:a )?min(?:imum|\.)? ?(?:of )?(?=[\d.$£€¥])"
    r"|no fewer than ", re.I), "at least "),
    (re.compile(r"(?:a )?max(?:imum|\.)? ?(?:of )?(?=[\d.$£€¥])|not (?:to )?exceed(?:ing)? ", re.I),
     "at most "),
    (re.compile(r"approx\.? ?|c\.? ?(?=\d)|circa |roughly |nearly |大概|大致", re.I), "about "),
)  # fmt: skip
_INCLUSIVE = re.compile(r"[(（]含(?:本数)?[)）]\s*(?=以[上下内])")
_EXCLUSIVE = re.compile(r"\s*[(（]不含(?:本数)?[)）]$")
_CLAUSE = re.compile(r"[,，;；。]")
_SIGN = (
    r"(?:us|a|c|nz|s|hk|au|can)?[$£€¥￥]|(?:usd|eur|gbp|cny|rmb|aud|cad|nzd|hkd|sgd|inr|rs\.?) ?"
)
_NUMBER = r"(?:\d{1,3}(?:[ '’,]\d{3})++(?!\d)|\d++)?(?:\.\d++)?+"
_MONEY = re.compile(
    rf"(?P<minus>[-−]?)(?P<sign>{_SIGN})\s?(?P<number>(?=[.\d]){_NUMBER})"
    r"(?:\s?(?P<scale>million|billion|thousand|bn|mn|[kmb])(?![a-z]))?",
    re.I,
)
_GROUPED = re.compile(
    r"(?<![\d.,])(?:\d{1,2}(?:[ '’]\d{3})++|\d{3}(?:['’]\d{3}|[ ]000)++)(?![\d,]|[ ]\d)"
)
_POWER = re.compile(r"(?<![\w.])(\d{1,18}(?:\.\d{1,18})?)e([+-]?\d{1,2})(?![\w.])", re.I)
_POINT = re.compile(r"(?<![\d.])\.(?=\d)")
_IN_ACCOUNTS = re.compile(r"[(（]\s*+([$£€¥]?[\d.,]++)\s*+(%?)[)）](%?)")
_PERCENT = re.compile(r"(?<=\d)\s*per ?cent\b", re.I)
_SCALES = {"million": "m", "billion": "bn", "thousand": "k", "mn": "m", "b": "bn"}
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Worded:
    """A figure taken out of its words.

    `figure` is in a notation, without a currency's sign, which `money` then holds as a unit.
    `change` is 1 or -1 where the words say that it is a rise or a fall, else 0; `mean` that it is
    a mean over years. `kind` stood in brackets. `years` are years in brackets behind the figure.
    `bare` says that no words stood around it; `accounts` that brackets were its minus.
    """

    figure: str
    money: str = ""
    change: int = 0
    mean: bool = False
    kind: str | None = None
    years: tuple[int, ...] = ()
    bare: bool = True
    accounts: bool = False


@dataclass(slots=True)
class _Peeled:
    text: str
    change: int = 0
    mean: bool = False
    kind: str | None = None
    years: list[int] = field(default_factory=list)
    touched: bool = False


def worded(text: str) -> Worded | None:
    """The one figure of the text; ``None`` where it has none, several, or words we do not know."""
    shown = one_line(text)
    if len(shown) > LONGEST_CELL or not _DIGIT.search(shown):
        return None
    peeled = _Peeled(half_width(shown).strip())
    if not (accounts := _IN_ACCOUNTS.fullmatch(peeled.text)):
        if not _behind(peeled):
            return None
        _before(peeled)
    plain = f"-{accounts[1]}{accounts[2] or accounts[3]}" if accounts else peeled.text
    found = _with_plain_numbers(plain)
    if found is None or not _DIGIT.search(found.figure):
        return None
    return replace(
        found, change=peeled.change, mean=peeled.mean, kind=peeled.kind,
        years=tuple(peeled.years), bare=not (peeled.touched or accounts),
        accounts=accounts is not None,
    )  # fmt: skip


def _behind(peeled: _Peeled) -> bool:
    """Take off what stands behind the figure: brackets, a clause, “increase”; whether it may be."""
    exclusive = _EXCLUSIVE.search(peeled.text)
    peeled.text, count = _INCLUSIVE.subn("", peeled.text)
    peeled.touched |= bool(count)
    if exclusive:
        return _strictly(peeled, peeled.text[: exclusive.start()])
    while (found := bracketed(peeled.text)) is not None:
        if not _said_in_brackets(found.inside, found.before, peeled):
            return False
        peeled.text, peeled.touched = found.before, True
    clause = next((m for m in _CLAUSE.finditer(peeled.text) if not _groups(peeled.text, m)), None)
    if clause is not None:
        if _DIGIT.search(peeled.text[clause.start() :]):
            return False
        peeled.text, peeled.touched = peeled.text[: clause.start()].strip(), True
    for pattern, change in ((_RISE_BEHIND, 1), (_FALL_BEHIND, -1)):
        if found_word := pattern.search(peeled.text):
            peeled.text, peeled.change = peeled.text[: found_word.start()], change
            peeled.touched = True
    return True


def _strictly(peeled: _Peeled, bound: str) -> bool:
    """“6人以下（不含）” is less than 6."""
    sign = {"以下": "<", "以内": "<", "以上": ">"}.get(bound[-2:])
    if sign is None:
        return False
    peeled.text, peeled.touched = sign + bound[:-2].removesuffix("及"), True
    return True


def _groups(text: str, comma: re.Match[str]) -> bool:
    """Whether a comma only parts thousands."""
    return text[comma.end() : comma.end() + 3].isdigit() and text[: comma.start()][-1:].isdigit()


def _said_in_brackets(inside: str, before: str, peeled: _Peeled) -> bool:
    """Whether brackets behind a figure are a remark on it, and not a second figure like it."""
    kind = kind_in_brackets(inside)
    if kind is not None:
        peeled.kind = kind
        return True
    years = YEAR.findall(inside)
    rest = YEAR.sub("", inside)
    peeled.years += map(int, years)
    if not _DIGIT.search(rest):
        return True
    unit = _unit_of(inside)
    return bool(unit) and unit != _unit_of(before)


def _unit_of(text: str) -> str:
    """What stands behind the last digit, if that is a unit."""
    behind = re.split(r"\d", text)[-1].strip().removeprefix("以上").removesuffix("左右")
    return behind if behind and is_unit(behind) else ""


def _before(peeled: _Peeled) -> None:
    """Take the words off that lead to the figure, until none is left that is known."""
    text = peeled.text
    while (start := _first_step(text, peeled)) != text:
        text, peeled.touched = start, True
    peeled.text = text


def _first_step(text: str, peeled: _Peeled) -> str:
    opened = re.match(r"[(（]([^()（）\d]{1,20})[)）]\s*(?=\S)", text)
    if opened:
        peeled.kind = kind_in_brackets(opened[1]) or peeled.kind
        return text[opened.end() :]
    if mean := _MEAN.match(text):
        peeled.mean = True
        return text[mean.end() :]
    if lead := _LEAD.match(text):
        return text[lead.end() :]
    for pattern, change in ((_RISE, 1), (_FALL, -1)):
        if found := pattern.match(text):
            peeled.change = change
            return text[found.end() :]
    for pattern, notation in _BOUNDS:
        if (found := pattern.match(text)) and not text.startswith(notation):
            return notation + text[found.end() :].lstrip()
    return text


def _with_plain_numbers(text: str) -> Worded | None:
    """Numbers as notations have them: no currency, blanks, powers or bare points in them."""
    units: set[str] = set()

    def money(match: re.Match[str]) -> str:
        scale = (match["scale"] or "").lower()
        units.add(match["sign"].strip().replace("￥", "¥") + _SCALES.get(scale, scale))
        return match["minus"] + match["number"]

    plain = _MONEY.sub(money, text)
    if len(units) > 1:
        return None
    plain = _GROUPED.sub(lambda m: re.sub(r"[ '’]", "", m[0]), plain)
    plain = _POWER.sub(lambda m: format(Decimal(m[0]), "f") if abs(int(m[2])) < 16 else m[0], plain)
    plain = _PERCENT.sub("%", _POINT.sub("0.", plain))
    return Worded(plain.strip(), units.pop() if units else "")


_GROWTH = re.compile(r"增速|增长|增幅|涨幅|提高|提升|增加|growth|increase|\brise\b|change in", re.I)
_CUT = re.compile(
    r"降低|下降|减少|降幅|削减|减排|压减|reduction|reduced|decrease|decline|cut in|fall in"
    r"|savings?\b",
    re.I,
)
_SHARE = re.compile(
    r"(?:率|比重|占比|比例|程度|指数|系数)$|\b(?:rate|share|ratio|percent(?:age)?|proportion"
    r"|index)\b|%",
    re.I,
)


def names_growth(name: str) -> bool:
    """Whether an indicator is itself a growth: its figures may be said to be one."""
    return _GROWTH.search(name) is not None


def names_cut(name: str) -> bool:
    """Whether an indicator is itself a reduction."""
    return _CUT.search(name) is not None


def fits(figure: Worded, name: str, unit: str | None) -> bool:
    """Whether a figure said to rise or fall, or to be a mean, may be one of the indicator's own.

    “增长5%” is no amount in 亿元, nor a share that stands at 5 %.
    """
    own = bracketless(name)
    in_percent = unit in {"%", "％"} and not _SHARE.search(own) and not names_cut(name)
    if figure.change > 0:
        return names_growth(name) or in_percent
    if figure.change < 0:
        return names_cut(name)
    if figure.mean and "%" in figure.figure:
        growing = names_growth(name) or names_cut(name) or in_percent
        return growing or _SHARE.search(own) is not None
    return True


def bracketless(name: str) -> str:
    """The name without brackets behind it."""
    found = bracketed(name)
    return found.before if found else name
