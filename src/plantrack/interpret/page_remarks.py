"""What a printer sets where a page ends amid a table: “续表”, “转下页”, “continued”."""

from __future__ import annotations

import re

from plantrack.documents.text import spaced

_LONGEST = 60
"""Characters from which a text is no remark of the kind."""

_NUMBER = r"[\d一二三四五六七八九十]{0,3}"
_TABLE = rf"(?:附?表|table|annex|schedule) ?{_NUMBER}"
_CHINESE = (
    rf"{_TABLE} ?[(\[]?续{_NUMBER}[)\]]?|(?:上|前)?续{_NUMBER} ?{_TABLE}"
    rf"|续(?:上|前|下)?[表页]{_NUMBER}|续{_NUMBER}"
    r"|(?:上|前|下)?[表页]?(?:待?续|续完)|未完(?:[,、 ]?待续|[,、 ]?[接转见下]*页)?|待续"
    r"|(?:上|下)?[接转承续见](?:上|下|前|次|后|另)?一?[页表]|[上下][接转](?:第? ?\d{1,3} ?页)?"
    r"|[接转见]第? ?\d{1,3} ?页"
)
_ENGLISH = (
    rf"(?:{_TABLE}[,:]? ?)?(?:to be )?\(?(?:continued|continues|contd|cont'd|cont)\.?\)?"
    r"(?: (?:on|from|over|overleaf)(?: (?:the )?(?:next|following|previous|last|preceding)?"
    r" ?page(?: \d{1,3})?)?)?"
    r"|(?:see )?(?:next page|over ?leaf)|(?:please )?turn over|(?:carried|brought) forward"
)
_PAGE = rf"(?:第 ?)?\d+ ?页.*|page \d+.*|[-—–( ]*(?:{_CHINESE}|{_ENGLISH})[-—–) .…]*"
_REMARK = re.compile(_PAGE)
_BEHIND = re.compile(
    r"\s*[(（\[]\s*(?:续[表页]?|接上[表页]|continued|contd|cont'd|cont)\.?\s*[)）\]]\s*$"
    r"|[\s,–—-]+(?:continued|contd\.?|cont'd\.?)\s*$",
    re.I,
)


def is_page_remark(text: str) -> bool:
    """Whether a text says only on which page it stands, or that a table goes on."""
    return len(text) <= _LONGEST and _REMARK.fullmatch(spaced(text).replace("’", "'")) is not None


def without_continued(title: str) -> str:
    """A title printed again on the next page, without the remark that it goes on."""
    return _BEHIND.sub("", title) if len(title) <= _LONGEST * 4 else title
