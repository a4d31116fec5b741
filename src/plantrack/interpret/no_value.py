"""The words that stand where a figure would, and say that there is none: one list for all cells."""

from __future__ import annotations

import re
from typing import NamedTuple

from plantrack.documents.text import half_width, one_line, spaced
from plantrack.interpret.units import bracketed

LONGEST = 120
"""Characters from which a text says more than that there is no value."""

_SIGNS = frozenset("-‐‑‒–—―－─﹣/\\…·.~:")
_PLAIN = re.compile(r"n/?a\.?|n\.a\.?|n\.?/a\.?|n/av?\.?|not applicable|无|空|不适用|不涉及")
_CHINESE = re.compile(
    r"(?:数据|指标|目标)?(?:目前|尚|暂时?|还|仍)*(?:未|没有|无)"
    r"(?:公布|发布|下达|设定?|设置|明确|统计|监测|提供|填报|上报|测算|核算|确定|核定|出台?"
    r"|开展统计)?"
    r"(?:数据|目标值?|任务|指标值?|数值|值)?"
    r"|(?:暂|尚)?(?:待|另行)(?:定|公布|发布|下达|确定|核定|核算|核实|统计|测算|制定|明确|补充|更新)"
    r"|暂?缺失?|暂缺|(?:正在)?(?:统计|核算|测算)中|不可得|数据缺失|不设目标|不作要求|保密|略"
)
_NEW = r"(?:measures?|meas\.?|indicators?|metrics?|kpis?|targets?|goals?|programs?|programmes?)"
_THING = (
    r"(?:goals?|targets?|data|values?|baselines?|results?|actuals?|figures?|information|info"
    r"|measures?)"
)
_DONE = (
    r"(?:provided|measured|available|set|reported|applicable|collected|known|stated|specified"
    r"|determined|established|tracked|disclosed|published|released|recorded|calculated|given"
    r"|confirmed|assessed|finali[sz]ed|decided|announced|received|monitored|required)"
)
_ENGLISH = re.compile(
    rf"tbd|tbc|tba|tbs|to be {_DONE[:-1]}|advised|agreed|developed|defined|updated)"
    rf"|new(?: {_NEW})?|(?:a )?new {_NEW}(?: (?:for|in) (?:fy ?)?\d{{2,4}})?"
    rf"|no (?:specific |numeric(?:al)? |annual |set |new |formal |current )?{_THING}"
    rf"(?: (?:yet|{_DONE}|yet {_DONE}|at this time|exists?))?"
    rf"|none {_DONE}|(?:{_THING} )?(?:is |are |was )?not (?:yet |currently |previously )?{_DONE}"
    r"|(?:data )?(?:not yet|unavailable|unknown|pending|forthcoming|suppressed|withheld|missing)"
    r"|awaiting (?:data|results?)|no longer (?:measured|reported|tracked|collected)"
    r"|under development|in development|discontinued|confidential|redacted|blank|x{1,3}|\?+"
)
_EXPLAINED = re.compile(r"\s*(?:[-–—:：,，;；]+|\.\s)\s*")


class NoValue(NamedTuple):
    """`word` says that there is no value, "" if that goes without saying; `note` says why."""

    word: str = ""
    note: str = ""


def no_value(text: str) -> NoValue | None:
    """What a cell without a value says; ``None`` if the cell may hold one."""
    shown = text.strip()
    if not shown or _is_sign(shown):
        return NoValue()
    if len(shown) > LONGEST:
        return None
    found = bracketed(shown) if shown[-1] in ")）〕]】" else None
    before = found.before if found else shown
    word = _word(before)
    if word is not None:
        return NoValue(word, one_line(found.inside) if found else "")
    return None if found else _explained(shown)


def _is_sign(text: str) -> bool:
    """A dash or dots: “—”, “－－”, “…”."""
    tight = "".join(half_width(text).split())
    return all(sign in _SIGNS for sign in tight)


def _word(text: str) -> str | None:
    """The words if they say that there is no value, "" if a sign or N/A does; else ``None``."""
    plain = spaced(text.replace("_", " ")).strip("\"'“”‘’*").rstrip("。")
    if _is_sign(plain) or _PLAIN.fullmatch(plain):
        return ""
    tight = plain.replace(" ", "")
    if _CHINESE.fullmatch(tight) or _ENGLISH.fullmatch(plain.rstrip(".")):
        return one_line(text)
    return one_line(text) if _ENGLISH.fullmatch(plain) else None


def _explained(shown: str) -> NoValue | None:
    """“TBC – awaiting the census”, “—，未公布”: the words before or behind a sign say it."""
    behind_signs = shown.lstrip("".join(_SIGNS) + " ，,")
    if behind_signs != shown and _word(behind_signs):
        return NoValue(one_line(behind_signs), one_line(behind_signs))
    for sign in _EXPLAINED.finditer(shown):
        before, behind = shown[: sign.start()], shown[sign.end() :]
        if not before.strip() or not behind.strip() or any(c.isdigit() for c in behind):
            continue
        word = _word(before)
        if word is not None and not _is_sign(before):
            return NoValue(word, one_line(behind))
    return None
