"""The plan file that `init` writes: a short example of every feature, in Chinese or in English."""

from __future__ import annotations

from pathlib import Path
from string import Template

from plantrack.files.reading import read_bounded
from plantrack.planfile.layout import value as literal
from plantrack.planfile.read import MAX_BYTES

_TITLES = {"zh": "{year}年国民经济和社会发展计划", "en": "Plan for {year}"}


def starter(language: str, title: str | None, year: int) -> str:
    """The text of a new plan file for `year`, with the year before already reported on.

    Examples and remarks are in Chinese if the plan is, else in English.
    """
    spoken = "zh" if language.split("-")[0] == "zh" else "en"
    template = Path(__file__).parents[1] / "templates" / f"plan.{spoken}.toml"
    return Template(read_bounded(template, MAX_BYTES).decode()).substitute(
        language=literal(language),
        code=language,
        other="zh" if spoken == "en" else "en",
        title=literal(title or _TITLES[spoken].format(year=year)),
        year=year,
        before=year - 1,
    )
