"""What the text around the tables says: the report's own count, reasons for misses, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from plantrack.documents.document import Document, Paragraph
from plantrack.documents.text import one_line, spaced, squeezed, years_in
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.interpret.indicators.indicator import ReportIndicator
from plantrack.interpret.rows.label import is_note
from plantrack.messages.message import Message

_MISSED_COUNT = re.compile(
    r"(?:有|共|尚有|还有|另有)?\s*(\d{1,3}|[一二三四五六七八九十两]{1,3})\s*[项个]"
    r"(?:主要|预期性|约束性|预期)?(?:指标)?(?:任务)?"
    r"(?:[^。；，]{0,8})(?:没有|没能|未能|未|难以|不能)"
    r"(?:如期|按期|全面|达到|实现|按计划)*(?:完成|达到|实现|达标|达成)"
    r"|(?:\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\b)[^.;]{0,40}?"
    r"(?:targets?|indicators?)[^.;]{0,20}?(?:were|was|are|is)? ?"
    r"(?:not (?:met|achieved|reached)|missed)",
    re.I,
)
_COUNT = re.compile(
    r"(\d{1,3})[项个](?:[^\d。；]{0,14})(?:指标|目标)(?:任务)?(?:中|里|有)?[，,]?(?:[^\d。；]{0,12}?)(\d{1,3})[项个]"
    r"(?:主要|预期)?(?:指标|目标)?(?:任务)?(?:可以|能够|已经|已|预计|可|均|如期|全部|全面|超额|顺利|基本)*"
    r"(?:完成|达标|达到|实现)"
)
_MAY_COUNT = re.compile("指标|目标|targets|indicators", re.I)
_MAY_MISS = re.compile("[项个]|targets?|indicators?", re.I)
_COUNT_EN = re.compile(
    r"\b(\d{1,3})\s+(?:of|out of)\s+(?:the\s+)?(\d{1,3})\s+(?:\w+\s+){0,2}(?:targets|indicators)"
    r"\s+(?:(?:were|have been|was|are)\s+)?(?:met|achieved)",
    re.I,
)
_ITEM = re.compile(
    r"(?:^|(?<=[。；;：:，,\s]))(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,是]|其[一二三四五六七八九][，,是]"
    r"|[(（]\d{1,2}[)）]|\d{1,2}[.、)](?=\s|\D)|(?:first|second|third|fourth|fifth|sixth)(?:ly)?,)",
    re.I,
)
_WHY = re.compile(
    r"(?:主要)?(?:原因)?(?:是因为|是由于|原因是|原因为|是(?=受)|是因|主要是|主要由于|主要因|由于|因为|系因|(?=受.{1,40}影响))"
    r"|\b(?:mainly |chiefly |largely |primarily "
    r"|mostly )?(?:because(?: of)?|due to|owing to|as a result of)\b",
    re.I,
)
_ITEMS_NOTED = re.compile(r"第\s*(\d{1,3}(?:\s*[、,，和及至\-—~]\s*\d{1,3})*)\s*[项个号]")
_BREAK = re.compile(
    r"口径|统计(?:方法|制度|范围)|核算方法|不可比|可比口径|redefin"
    r"|series break|not comparable|methodolog",
    re.I,
)
_WHOSE = re.compile(
    r"(?:the|our|in|全[国省市区县州]|我[省市区县州]|地区|指标|预期性|约束性|其中|关于|是|为|[“”\"'《》「」（）():：、\d.])*",
    re.I,
)
_LONGEST_HEAD = 120
"""Characters of a clause in which an indicator's name is looked for."""

_MOST_ITEMS = 200
"""Paragraphs below a count of misses that may be its items."""

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "两": 2}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """How many indicators the report itself says there are, and how many were achieved."""

    total: int
    achieved: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Stated:
    """What the report says of one miss: a reason, or only words that give none."""

    indicator: ReportIndicator
    text: str
    is_reason: bool
    spot: Spot


def counts(document: Document) -> Iterator[Count]:
    """The report's own counts, in order."""
    for paragraph in _paragraphs(document):
        if not _MAY_COUNT.search(paragraph.text):
            continue
        spot = Spot(document.name, paragraph.place)
        for match in _COUNT.finditer(squeezed(paragraph.text)):
            yield Count(int(match[1]), int(match[2]), spot)
        for match in _COUNT_EN.finditer(spaced(paragraph.text)):
            yield Count(int(match[2]), int(match[1]), spot)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    return (block for block in document.blocks if isinstance(block, Paragraph))


def shortfalls(
    document: Document, lines: Sequence[ReportIndicator], points: list[Doubt]
) -> Iterator[Stated]:
    """What the report says of each indicator it calls missed, in its own words."""
    paragraphs = list(_paragraphs(document))
    known = Names(lines)
    for index, paragraph in enumerate(paragraphs):
        if not _MAY_MISS.search(paragraph.text):
            continue
        text = one_line(paragraph.text)
        opening = _MISSED_COUNT.search(text)
        if opening is None:
            continue
        items = _items(text[opening.end() :]) or list(_items_below(paragraphs, index + 1))
        spot = Spot(document.name, paragraph.place)
        yield from list(_stated(items, known, spot, points))
        _check_count(opening, len(items), text, spot, points)


def _items_below(paragraphs: Sequence[Paragraph], start: int) -> Iterator[str]:
    """The items of paragraphs that each begin with a count, up to the first that does not."""
    for paragraph in islice(paragraphs, start, start + _MOST_ITEMS):
        items = _items(one_line(paragraph.text))
        if not items:
            return
        yield from items


def _items(text: str) -> list[str]:
    """The text cut where it counts: “一是…二是…”, “(1)… (2)…”, “first, …”."""
    starts = list(_ITEM.finditer(text))
    ends = [*(match.start() for match in starts), len(text)][1:]
    return [text[m.end() : end].strip(" 。；;，,.") for m, end in zip(starts, ends, strict=False)]


def _check_count(
    opening: re.Match[str], items: int, text: str, spot: Spot, points: list[Doubt]
) -> None:
    said = opening[1] or opening[2]
    number = int(said) if said.isdigit() else _NUMBERS.get(said.lower())
    if number is not None and number != items:
        message = Message(
            "the report speaks of {n} missed "
            "targets; {m} are told apart here: {text}",
                          n=number, m=items, text=text[:60])  # fmt: skip
        points.append(Doubt(DoubtCode.MISSES, message, spot))


def _stated(
    items: Sequence[str], known: Names, spot: Spot, points: list[Doubt]
) -> Iterator[Stated]:
    for item in items:
        line = known.named_in(item)
        if line is None:
            said = Message("which indicator is meant? “{text}”", text=item[:80])
            points.append(Doubt(DoubtCode.REASON, said, spot))
            continue
        why = _WHY.search(item)
        text = (item[why.end() :] if why else _rest(item, line)).strip(" ，,。:：")
        if text:
            yield Stated(line, text, why is not None, spot)


class Names:
    """The names of all indicators, to be found at the beginning of a sentence."""

    def __init__(self, lines: Iterable[ReportIndicator]) -> None:
        self.lines: dict[str, list[ReportIndicator]] = {}
        for line in lines:
            for name in line.names:
                if 1 < len(name) <= _LONGEST_HEAD:
                    self.lines.setdefault(name, []).append(line)
        self.lengths = sorted({len(name) for name in self.lines}, reverse=True)

    def named_in(self, text: str) -> ReportIndicator | None:
        """The one indicator whose name begins the text's first clause.

        A word before it makes it another one (“工业固定资产投资” is not “固定资产投资”), unless it
        only says whose it is.
        """
        head = squeezed(re.split(r"[，,。；;]", text[: 2 * _LONGEST_HEAD])[0])[:_LONGEST_HEAD]
        found = set(self._in(head))
        longest = max(found, key=len, default=None)
        if longest is None or not _WHOSE.fullmatch(head.partition(longest)[0]):
            return None
        rivals = [name for name in found if name not in longest]
        same = self.lines[longest]
        return same[0] if not rivals and len(same) == 1 else None

    def _in(self, head: str) -> Iterator[str]:
        for length in self.lengths:
            for start in range(len(head) - length + 1):
                if head[start : start + length] in self.lines:
                    yield head[start : start + length]


def _rest(item: str, line: ReportIndicator) -> str:
    """What an item says behind the indicator's name."""
    clauses = re.split(r"[，,]", item, maxsplit=1)
    if len(clauses) > 1:
        return clauses[1]
    tight = squeezed(item)
    name = next(iter(sorted((n for n in line.names if n in tight), key=len, reverse=True)), "")
    return tight.partition(name)[2].removeprefix("指标")


@dataclass(frozen=True, slots=True)
class Noted:
    """A note below a table, on certain indicators; `is_break` if it says they are counted anew."""

    text: str
    numbers: tuple[int, ...]
    is_break: bool
    table: int
    spot: Spot


def note(text: str, table: int, spot: Spot) -> Noted:
    """A note read: which numbers it names, and whether it speaks of counting."""
    words = re.sub(
        r"^\s*(?:备注|附注|注释|说明|注|notes?|remarks?)\s*\d*\s*[:：]\s*",
        "",
        one_line(text),
        flags=re.I,
    )
    numbers = tuple(n for match in _ITEMS_NOTED.finditer(words) for n in _spread(match[1]))
    return Noted(words, numbers, bool(_BREAK.search(words)), table, spot)


def _spread(text: str) -> list[int]:
    """“3、5和7” is three numbers, “3-5” too."""
    numbers: list[int] = []
    for part in re.split(r"[、,，和及]", text.replace(" ", "")):
        ends = [int(end) for end in re.split(r"[至\-—~]", part) if end]
        numbers += range(ends[0], ends[-1] + 1) if ends and ends[-1] - ends[0] < 100 else ends
    return numbers


def notes_below(document: Document, tables: Sequence[tuple[int, int]]) -> Iterator[Noted]:
    """Notes in the first paragraphs below each table; `tables` pairs its number and its block."""
    for number, block in tables:
        for one in document.blocks[block + 1 : block + 4]:
            if not isinstance(one, Paragraph):
                break
            if is_note(one.text):
                yield note(one.text, number, Spot(document.name, one.place, number))


def year_of(text: str, years: Sequence[int]) -> int | None:
    """The last year that a note names, if the table has it; else the table's last year."""
    named = [year for year in years_in(text) if year in years]
    return max(named or years, default=None)
