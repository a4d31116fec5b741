"""Words among figures that nobody knows: each is one question, however many cells have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plantrack.documents.text import is_chinese, one_line, spaced, squeezed
from plantrack.interpret.cells import Asked, read_cell
from plantrack.interpret.code_words import outcome_of
from plantrack.messages.message import Message

_OFTEN = 3
"""Cells from which a word that nobody knows is left out until it is answered."""

_LONGEST_ENGLISH, _LONGEST_CHINESE = 28, 6
_A_TARGET = re.compile(
    r"(?:保持|逐|不断|稳|持续|进一步|全面|明显|显著|基本|大幅|有效|较|与|同步|高于|低于|不|上升"
    r"|提[高升]|增|下降|降|减"
    r"|改善|优化|达标|合格|优良|良好|全覆盖|持平|及格|[一二三四五ⅠⅡⅢⅣⅤ]+[级类]).*"
    r"|.*(?:覆盖|清零|达标|水平|以上|以下|左右|位|区间)"
    r"|(?:to )?(?:increas|decreas|reduc|improv|maintain|sustain|stable|steady|grow|declin"
    r"|higher|lower"
    r"|more|less|same|complete|develop|establish|implement|yes|no|zero|none|nil|all|full|up|down"
    r"|above|below|at least|at most|high|low|medium|good|excellent|satisfactory|strong).*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class OddWord:
    """A word that may be a target or say that there is none; `left_out` until that is answered."""

    text: str
    left_out: bool

    @property
    def message(self) -> Message:
        """What is asked, with both answers."""
        if self.left_out:
            return Message(
                "“{text}” stands where figures do and is left out: does it say that there is no "
                "value? say --value “{text}”=none or --value “{text}”=words",
                text=self.text,
            )
        return Message(
            "“{text}” is kept as words where figures stand; if it says that there is no value say "
            "--value “{text}”=none",
            text=self.text,
        )


def odd_words(
    columns: Sequence[Sequence[str]], values: Mapping[str, str], outcomes: Mapping[str, str]
) -> dict[str, OddWord]:
    """The words to ask about, squeezed, of a table's columns of figures.

    They are short, say neither a direction nor an outcome, and the other cells of their column are
    mostly figures.
    """
    found: dict[str, OddWord] = {}
    total: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cells in columns:
        words, others = _words_and_figures(cells, values)
        for word, (text, count) in words.items():
            if word in values or not _may_be_odd(text, outcomes):
                continue
            if others and others * 2 >= sum(n for _, n in words.values()) - count + others:
                total[word] += count
                shown.setdefault(word, text)
    for word, count in total.items():
        found[word] = OddWord(shown[word], count >= _OFTEN)
    return found


def _words_and_figures(
    cells: Sequence[str], values: Mapping[str, str]
) -> tuple[dict[str, tuple[str, int]], int]:
    """The texts without digits of a column, each with its count, and how many cells have digits."""
    texts, digits = Counter[str](), 0
    for text in cells:
        if any(c.isdigit() for c in text):
            digits += 1
        elif len(text) <= 80 and text.strip():
            texts[one_line(text)] += 1
    return dict(_counted(texts, values)), digits


def _counted(
    texts: Counter[str], values: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, int]]]:
    asked = Asked(values=dict(values))
    for text, count in texts.items():
        if read_cell(text, asked).text is not None:
            yield squeezed(text), (text, count)


def _may_be_odd(text: str, outcomes: Mapping[str, str]) -> bool:
    if outcome_of(text, outcomes) or _A_TARGET.fullmatch(spaced(text)):
        return False
    return len(text) <= (_LONGEST_CHINESE if is_chinese(text) else _LONGEST_ENGLISH)
