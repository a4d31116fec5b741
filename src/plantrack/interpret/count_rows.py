"""Rows and lines that say how many indicators there are: “共12项”, “Total: 12 indicators”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plantrack.documents.document import Row
from plantrack.documents.text import chinese_number, one_line, spaced

_LONGEST = 60
"""Characters from which a text says more than a count."""

_N = r"(\d{1,4}|[一二三四五六七八九十]{1,3})"
_THINGS = (
    r"(?:(?:\w+ ){0,2}(?:indicators?|measures?|kpis?|metrics?|targets?|items?|rows?)"
    r"|[项个条][\u4e00-\u9fff]{0,6})"
)
_TOTAL = r"(?:共计?|合计|总计|总共|一共|累计|in total|(?:grand )?total(?: number)?(?: of)?)"
_PART = r"(?:小计|sub-?total(?: of)?)"
_STATED = re.compile(
    rf"[(\[]?(?:(?:{_TOTAL}|(?P<part>{_PART}))[有为是]?[ :,|]*{_N} ?{_THINGS}"
    rf"|{_N} ?{_THINGS}[ ,]*(?:in total|in all|altogether|total)"
    r"|(?:指标|目标)(?:总数|总计|合计|个数|数量|数)[为是]?[ :,]*(\d{1,4}) ?[项个条]?"
    r"|(?:total )?(?:number|count) of (?:indicators|measures|kpis|metrics|targets)[ :=,]*(\d{1,4})"
    r")[)\]]?[ .。;；]*"
)


@dataclass(frozen=True, slots=True)
class CountRow:
    """A stated count, of the part above it alone if `of_part`."""

    total: int
    of_part: bool = False


def stated_count(text: str) -> CountRow | None:
    """The count that a row or line states, if it says nothing else."""
    plain = spaced(text) if len(text) <= _LONGEST else ""
    match = _STATED.fullmatch(plain)
    if match is None:
        return None
    said = next(g for g in (match[2], match[3], match[4], match[5]) if g)
    total = int(said) if said.isdigit() else chinese_number(said)
    return CountRow(total, match["part"] is not None) if total else None


def row_text(row: Row) -> str:
    """The texts of a row one behind the other, each once."""
    return " ".join(dict.fromkeys(one_line(cell.text) for cell in row if cell.text.strip()))
