"""Row numbers and stated counts against the rows that were read: what is missing shows there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plantrack.documents.document import Document, Paragraph
from plantrack.documents.text import chinese_number, half_width, one_line
from plantrack.interpret.count_rows import stated_count
from plantrack.interpret.doubt import Doubt, DoubtCode, Spot
from plantrack.interpret.prose import Count
from plantrack.interpret.rows.entry import RowEntry
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import Message

_LONGEST_LIST = 12
_LONGEST_TEXT = 2_000
_TENS = "一二三四五六七八九十"
_KIND = (
    r"(?:约束性|预期性|主要|核心|具体|重点|考核|监测|评价|规划|发展|量化|绩效|经济社会发展"
    r"|二级|三级|年度)"
)
_STATED = re.compile(
    rf"(?:共计?|合计|总计|设置|设定|确定|提出|包括|包含|安排|涵盖|选取|选择|列出|分为|构成|形成"
    rf"|含)(?:了|有)?"
    rf"\s?(\d{{1,3}}|[{_TENS}]{{1,3}})\s?[项个条]{_KIND}{{0,3}}(?:指标|目标)?"
    rf"|(?<![\d第]){_KIND}{{1,3}}指标(?:体系)?[(（]\s?(\d{{1,3}})\s?[项个][)）]"
    r"|\b(?:total of|following|these|comprises?|includes?|contains?|sets?(?: out)?|has|have|all) "
    r"(\d{1,3}) (?:(?!of\b)\w+ ){0,2}(?:indicators|measures|kpis|metrics|targets)\b"
    r"|[(（](\d{1,3}) (?:(?!of\b)\w+ ){0,2}(?:indicators|measures|kpis|metrics|targets)[)）]",
    re.I,
)
_IN_CAPTION = re.compile(
    rf"(?<![\d第])(\d{{1,3}}|[{_TENS}]{{1,3}})\s?[项个]{_KIND}{{0,3}}指标"
    rf"|[(（]\s?共?\s?(\d{{1,3}})\s?[项个]\s?[)）]|共\s?(\d{{1,3}})\s?[项个]"
    r"|\b(\d{1,3}) (?:(?!of\b)\w+ ){0,2}(?:indicators|measures|kpis|metrics)\b",
    re.I,
)
_IN_SECTION = re.compile(
    rf"[(（]\s?共?\s?(\d{{1,3}}|[{_TENS}]{{1,3}})\s?(?:[项个](?:指标)?|indicators|measures|kpis"
    rf"|metrics)\s?[)）]",
    re.I,
)
_ABOUT_INDICATORS = re.compile(r"指标|\b(?:indicators|measures|kpis|metrics|targets)\b", re.I)
_NUMBERED_LINE = re.compile(
    r"\s*+[(]?0{0,3}([1-9]\d{0,3})[).、|\s][^\d]{0,200}?[\s|]\S?\d", re.ASCII
)
_OTHER = re.compile(r"(?:没有|未|难以|不能|超额|可以|能够|已经|已|其中|完成|达标)")


def number_points(tables: Sequence[SourceTable]) -> Iterator[Doubt]:
    """Numbers of each table's rows that are missing, out of order or there twice."""
    ended: set[int] = set()
    for table in tables:
        numbers = [number for number, _ in table.reading.numbers]
        if table.taken and numbers:
            yield from _sequence(table, ended)
        if numbers:
            ended.add(max(numbers))


def _sequence(table: SourceTable, ended: set[int]) -> Iterator[Doubt]:
    """The table's runs of numbers: each begins with 1, or where an earlier table ended."""
    for run in _runs(table.reading.numbers):
        values = [number for number, _ in run]
        spot = run[0][1]
        first = min(values)
        start = first if first == 1 or first - 1 in ended else 1
        missing = sorted(set(range(start, max(values) + 1)) - set(values))
        if missing:
            said = Message(
                "the row numbers lack {numbers}: rows may be lost", numbers=spans(missing)
            )
            yield Doubt(DoubtCode.NUMBERS_MISSING, said, spot)
        twice = sorted({n for before, n in zip(sorted(values), sorted(values)[1:], strict=False)
                        if before == n})  # fmt: skip
        if twice:
            said = Message("row numbers stand on several rows: {numbers}", numbers=spans(twice))
            yield Doubt(DoubtCode.NUMBERS_TWICE, said, spot)
        if values != sorted(values):
            at = next(i for i in range(1, len(values)) if values[i] < values[i - 1])
            said = Message("row number {n} follows {before}: rows are out of order or lost",
                           n=values[at], before=values[at - 1])  # fmt: skip
            yield Doubt(DoubtCode.NUMBERS_ORDER, said, run[at][1])


def lines_below(documents: Sequence[Document], tables: Sequence[SourceTable]) -> Iterator[Doubt]:
    """Lines right below a table that go on with its row numbers and hold a figure."""
    for document in documents:
        own = {id(t.block): t for t in tables if t.document == document.name}
        last, whose = None, ""
        for block in document.blocks:
            table = own.get(id(block))
            if table is not None:
                last, whose = _last_number(table, tables), str(table.number)
            elif isinstance(block, Paragraph) and last is not None:
                last = last + 1 if _is_row(block.text, last + 1) else None
                if last is not None:
                    yield _row_below(block, document, whose)


def _row_below(line: Paragraph, document: Document, table: str) -> Doubt:
    """One point for each table: the first line, and how many there are."""
    message = Message(
        "below the table stands “{text}”, which begins with the number after its last row's and "
        "is not read: is it a row of it?",
        text=one_line(line.text)[:80],
    )
    return Doubt(
        DoubtCode.ROW_BELOW, message, Spot(document.name, line.place), thing=f"table {table}"
    )


def _last_number(table: SourceTable, tables: Sequence[SourceTable]) -> int | None:
    """The last row number of the table, or of the one that it carries on."""
    whole = next((t for t in tables if t.number == table.part_of), table)
    numbers = whole.reading.numbers
    return numbers[-1][0] if whole.taken and numbers else None


def _is_row(text: str, number: int) -> bool:
    match = _NUMBERED_LINE.match(half_width(text[:_LONGEST_TEXT]))
    return match is not None and int(match[1]) == number


def _runs(numbers: Sequence[tuple[int, Spot]]) -> Iterator[list[tuple[int, Spot]]]:
    """Numbers, of which there are some, cut where they begin again with 1.

    Rows next to each other that share a number count once.
    """
    run: list[tuple[int, Spot]] = []
    for number, spot in numbers:
        if run and number == run[-1][0]:
            continue
        if run and number == 1:
            yield run
            run = []
        run.append((number, spot))
    yield run


def spans(numbers: Iterable[int]) -> str:
    """Numbers for people: “3, 5–9”, cut after a dozen spans."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    said = [str(a) if a == b else f"{a}–{b}" for a, b in found]
    return ", ".join(said[:_LONGEST_LIST]) + (" …" if len(said) > _LONGEST_LIST else "")


def count_points(
    documents: Sequence[Document], tables: Sequence[SourceTable], counts: Sequence[Count]
) -> Iterator[Doubt]:
    """Counts that the report states and the rows do not give."""
    taken = [table for table in tables if table.taken]
    for table in taken:
        yield from _of_caption(table)
        yield from _of_sections(table)
        yield from _of_rows(table)
    for document in documents:
        own = [table for table in taken if table.document == document.name]
        if own:
            yield from _of_text(document, own, counts)


def _of_caption(table: SourceTable) -> Iterator[Doubt]:
    layout = table.layout
    titles = layout.titles if layout else ()
    text = half_width(" ".join(dict.fromkeys((table.caption, *titles))))[:_LONGEST_TEXT]
    stated = list(dict.fromkeys(_numbers(_IN_CAPTION, text)))
    given = _given(table.reading.entries)
    if stated and not set(stated) & given:
        yield _point(stated[0], given, text, table.spot)


def _of_sections(table: SourceTable) -> Iterator[Doubt]:
    """“一、经济发展（7项）”: the section's own count."""
    starts = table.reading.sections
    ends = [*(title.before for title in starts), len(table.reading.entries)][1:]
    for title, end in zip(starts, ends, strict=True):
        stated = list(_numbers(_IN_SECTION, half_width(title.text)[:_LONGEST_TEXT]))
        given = _given(table.reading.entries[title.before : end])
        if stated and title.before < end and not set(stated) & given:
            yield _point(stated[0], given, title.text, title.spot)


def _of_rows(table: SourceTable) -> Iterator[Doubt]:
    """“共12项”, “小计 5项” in a row of its own: the rows above it, or those since the last such."""
    entries, reading = table.reading.entries, table.reading
    starts = [title.before for title in reading.sections]
    before = 0
    for row in reading.counts:
        stated, end = stated_count(row.text), row.before
        assert stated is not None
        section = max((start for start in starts if start <= end), default=0)
        begins = {before, section} if stated.of_part else {0, before, section}
        given = set().union(*(_given(entries[begin:end]) for begin in begins))
        if stated.total not in given:
            yield _point(stated.total, _given(entries[min(begins) : end]), row.text, row.spot)
        before = end


def _of_text(
    document: Document, tables: Sequence[SourceTable], counts: Sequence[Count]
) -> Iterator[Doubt]:
    """Counts in sentences on indicators, against each table and all of them together."""
    given = {sum(_whole(t.reading.entries) for t in tables), *_sizes(tables)}
    captions = [half_width(table.caption) for table in tables]
    seen = {number for one in captions for number in _numbers(_IN_CAPTION, one)}
    for block in document.blocks:
        if not isinstance(block, Paragraph) or not _ABOUT_INDICATORS.search(block.text):
            continue
        text = half_width(one_line(block.text[:_LONGEST_TEXT]))
        for number in _numbers(_STATED, text):
            if number not in given | seen:
                seen.add(number)
                yield _point(number, given, text, Spot(document.name, block.place))
    for count in counts:
        if count.spot.document == document.name and count.total not in given | seen:
            seen.add(count.total)
            yield _point(count.total, given, "", count.spot)


def _sizes(tables: Sequence[SourceTable]) -> set[int]:
    return {number for table in tables for number in _given(table.reading.entries)}


def _numbers(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """The counts that a text states of all indicators, not of those met, missed or of one kind."""
    for match in pattern.finditer(text):
        said = next(group for group in match.groups() if group)
        number = int(said) if said.isdigit() else chinese_number(said)
        if number and number > 1 and not _is_of_some(text, match):
            yield number


def _is_of_some(text: str, match: re.Match[str]) -> bool:
    """Whether only some of the indicators are meant: “其中8项”, “5项没有完成”, “约束性指标”."""
    around = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 8]
    return bool(_OTHER.search(around[0]) or _OTHER.search(around[1])) or bool(
        re.search("约束性|预期性|binding|anticipatory", match[0])
    )


def _whole(entries: Sequence[RowEntry]) -> int:
    return sum(entry.parent is None for entry in entries)


def _given(entries: Sequence[RowEntry]) -> set[int]:
    """How many indicators rows may be said to be: with their parts, or without."""
    figures = sum(bool(entry.figures) for entry in entries)
    return {len(entries), _whole(entries), figures}


def _point(stated: int, given: set[int], text: str, spot: Spot) -> Doubt:
    said = Message(
        "the report speaks of {n} indicators; {given} were read here{text}",
        n=stated, given=" / ".join(map(str, sorted(given, reverse=True))),
        text=f": {text[:80]}" if text else "",
    )  # fmt: skip
    return Doubt(DoubtCode.COUNT, said, spot)
