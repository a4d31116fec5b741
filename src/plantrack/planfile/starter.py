"""The plan file that `init` writes: a short example of every feature, in Chinese or in English."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from plantrack.planfile.layout import value as literal

_TITLES = {"zh": "{year}年国民经济和社会发展计划", "en": "Plan for {year}"}


def starter(language: str, title: str | None, year: int) -> str:
    """The text of a new plan file for `year`, with the year before already reported on.

    Examples and remarks are in Chinese if the plan is, else in English.
    """
    spoken = "zh" if language.split("-")[0] == "zh" else "en"
    template = files("plantrack").joinpath("templates", f"plan.{spoken}.toml")
    return Template(template.read_text(encoding="utf-8")).substitute(
        language=literal(language),
        code=language,
        other="zh" if spoken == "en" else "en",
        title=literal(title or _TITLES[spoken].format(year=year)),
        year=year,
        before=year - 1,
    )
