"""Words of a report that stand for code words: kinds and outcomes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plantrack.documents.text import one_line, spaced, squeezed

_LONGEST = 200
"""Characters from which a text is no code word."""

_KINDS = {
    "约束性": "binding", "约束": "binding", "约束性指标": "binding", "强制性": "binding",
    "预期性": "anticipatory", "预期": "anticipatory", "预期性指标": "anticipatory",
    "binding": "binding", "mandatory": "binding", "obligatory": "binding",
    "anticipatory": "anticipatory", "expected": "anticipatory", "indicative": "anticipatory",
}  # fmt: skip
_LOOSE = {"预期", "约束", "expected", "indicative"}
_IN_BRACKETS = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]{2,24})[)）\]】〕]")
_MET = re.compile(
    r"(?:已|已经|均已|能够|可以|如期|全面|顺利|超额)*(?:完成|达标|达到|实现)(?:了)?(?:目标|任务"
    r"|计划|要求|年度目标|年度任务)*"
    r"|是|√|✓|✔|(?:fully )?(?:met|achieved|completed?)|yes|on target|target (?:met|achieved)"
)
_EXCEEDED = re.compile(r"超额完成.*|超过目标|exceeded|surpassed|over-?achieved")
_MISSED = re.compile(
    r"(?:未|没有|未能|没能)(?:完成|达标|达到|实现)(?:目标|任务|计划|要求|年度目标|年度任务)*|否"
    r"|×|✗|✘"
    r"|not (?:met|achieved|completed)|missed|unmet|no|failed"
)


def outcome_of(text: str, known: Mapping[str, str] | None = None) -> str | None:
    """Exceeded, met or missed, if the words say just that; `known` are words the user explained."""
    if len(text) > _LONGEST:
        return None
    if known and (said := known.get(squeezed(text))):
        return said
    plain = spaced(text.replace("_", " ")).rstrip("。. ")
    for outcome, words in (("exceeded", _EXCEEDED), ("missed", _MISSED), ("met", _MET)):
        if words.fullmatch(plain):
            return outcome
    return None


_SIDES = (
    (
        "plan",
        re.compile(
            r"(?:年度|当年)?(?:计划|目标)(?:数|值)?|(?:\w+ )?(?:targets?"
            "|plan(?:ned)?)(?: values?)?"
        ),
    ),
    (
        "actual",
        re.compile(
            r"(?:年度|当年)?(?:实际|完成|实绩)(?:数|值|完成)?"
            r"|(?:\w+ )?actuals?(?: \w+)?|achieved|results?"
        ),
    ),
)


def side_of(text: str) -> str | None:
    """Plan or actual, if a row says of itself what its figures are."""
    plain = spaced(text) if len(text) <= _LONGEST else ""
    return next((side for side, words in _SIDES if words.fullmatch(plain)), None)


def kind_of(text: str) -> str | None:
    """Binding or anticipatory, if the words say just that."""
    return _KINDS.get(squeezed(text).strip("()（）[]【】〔〕")) if len(text) <= _LONGEST else None


def kind_in_brackets(inside: str) -> str | None:
    """The kind that brackets hold; “(expected)” may as well be said of a figure, and is none."""
    return None if squeezed(inside) in _LOOSE else kind_of(inside)


def without_kind(text: str) -> tuple[str, str | None]:
    """A text without the brackets that say binding or anticipatory, wherever they stand in it."""
    for found in _IN_BRACKETS.finditer(text):
        kind = kind_in_brackets(found[1])
        rest = one_line(text[: found.start()] + " " + text[found.end() :])
        if kind is not None and rest:
            return rest, kind
    return text, None
