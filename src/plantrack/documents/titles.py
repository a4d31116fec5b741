"""Which of a document's first lines is its title: no chapter's heading, nor the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plantrack.documents.text import one_line, without_dates, years_in

LONGEST = 120
_LONGEST_PERIOD = 50
_MOST_LINES = 6
_LARGER = 1.1  # times the size of other lines; a title's letters are larger
_CHAPTER = re.compile(
    r"第\s*[一二三四五六七八九十百\d]{1,4}\s*[章节篇编部]|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）]|附[件表录]|目\s*录|前\s*言|序\s*言|摘\s*要|索\s*引"
    r"|(?:chapter|part|section|annex|appendix|schedule|table|figure)\s+[\dA-Z]"
    r"|(?:table of )?contents\b|(?:foreword|preface|introduction|overview|background|summary"
    r"|executive summary|acknowledge?ments|abbreviations|glossary)\W*$"
    r"|\d{1,2}(?:\.\d{1,2})*[.、．)]?\s+(?!年)\D|\d{1,2}[、．]",
    re.I,
)
_NAMED = re.compile(
    r"(?:规划|计划|报告|方案|纲要|通知|意见|公报|要点|细则|办法|汇总|一览表|草案|情况|指标|目标|书)"
    r"(?:[(（][^)）]{1,12}[)）])?$"
    r"|\b(?:plan|report|statement|framework|strategy|scorecard|dashboard|results|budget|intent"
    r"|measures|indicators|targets|agreement|outlook|review|programme|program)s?\b",
    re.I,
)
_SENTENCE = re.compile(r"[。；;!?！？:：，,]\s*$|[a-z\d]\.\s*$")
_GOES_ON = re.compile(r"\s*(?:[及和与暨的（(]|and\b|of\b|for\b|&)", re.I)
_OPEN = re.compile(r"(?:\b(?:of|and|for|the|on|to|in)|[、和与及的-])$", re.I)
_OF_SITE = re.compile(
    r"(?:网|网站|门户|平台|政府|信息公开|政务公开)$|\b(?:council|government|website|portal)$", re.I
)
_SITE = re.compile(r"[|_｜»]|\s[-–—]+\s|-(?=[^-]*(?:网|网站|门户|平台|政府|公开)\s*$)")


def is_chapter(text: str) -> bool:
    """Whether a heading is a chapter's or a part's, not the whole document's."""
    return _CHAPTER.match(text.strip()) is not None


def names_document(text: str) -> bool:
    """Whether a heading says what sort of document it heads: a plan, a report, a scorecard."""
    return _NAMED.search(text) is not None


def titled(lines: Iterable[tuple[str, float]]) -> str:
    """The title among a document's first lines, each with the size of its letters.

    The largest letters are the title's. Where all are of one size, it is the first line that says
    what sort of document this is, with the lines that it breaks over; else the first line. A line
    beside it that gives the years belongs to it. "" where a sentence or a chapter comes first.
    """
    heads = list(_before_the_text(lines))
    if not heads:
        return ""
    largest = max(size for _, size in heads)
    is_large = [size * _LARGER > largest for _, size in heads]
    start = is_large.index(True)
    end = next((i for i in range(start, len(heads)) if not is_large[i]), len(heads))
    texts = [text for text, _ in heads]
    first, last = _one_title(texts[start:end])
    first, last = _with_years(texts, start + first, start + last)
    title = one_line("\n".join(texts[first : last + 1]))
    return title if len(title) <= LONGEST else ""


def _before_the_text(lines: Iterable[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    for text, size in lines:
        if not text.strip() or not any(map(str.isalnum, text)):
            continue
        if len(text) > LONGEST or _SENTENCE.search(text) or is_chapter(text):
            break
        yield text.strip(), size


def _one_title(lines: Sequence[str]) -> tuple[int, int]:
    """The first and last of lines that look alike that are one title: others are the cover's."""
    first = last = next((i for i, one in enumerate(lines[:_MOST_LINES]) if names_document(one)), 0)
    while first and (_is_open(lines[first - 1]) or _GOES_ON.match(lines[first])):
        first -= 1
    while last + 1 < len(lines) and (_GOES_ON.match(lines[last + 1]) or _is_open(lines[last])):
        last += 1
    return first, last


def _with_years(lines: Sequence[str], first: int, last: int) -> tuple[int, int]:
    if years_in(one_line("".join(lines[first : last + 1]))):
        return first, last
    if last + 1 < len(lines) and _is_period(lines[last + 1]):
        return first, last + 1
    return (first - 1, last) if first and _is_period(lines[first - 1]) else (first, last)


def _is_period(line: str) -> bool:
    """Whether a line gives years and no day: when a report was read out is not what it is about."""
    return len(line) <= _LONGEST_PERIOD and bool(years_in(without_dates(line)))


def _is_open(line: str) -> bool:
    """Whether a line plainly goes on in the next: “关于…”, “… of the”, an open bracket."""
    opened = sum(map(line.count, "(（“《")) > sum(map(line.count, ")）”》"))
    about = re.match(r"\s*关于", line) is not None and not _NAMED.search(line)
    return opened or about or _OPEN.search(line) is not None


def of_page(headings: Sequence[str], declared: str, article: str = "") -> str:
    """A web page's title: what it declares of its article, else its heading, else its window's.

    `declared` is the title that a browser shows, which often has the site's name with it.
    """
    parts = [part.strip() for part in _SITE.split(declared) if part.strip()]
    main = max([one for one in parts if not _OF_SITE.search(one)] or parts, key=len, default="")
    sites = [one for one in parts if one != main]
    usable = [one for one in headings if one and not is_chapter(one) and one not in sites]
    usable.sort(key=lambda one: _OF_SITE.search(one) is not None)
    named = [one for one in usable if one in declared] or list(filter(_NAMED.search, usable))
    for found in (article, *named, *usable, main):
        if found and not is_chapter(found):
            return found
    return ""
