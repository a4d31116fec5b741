"""Help in Chinese and English: how its lines are broken."""

from __future__ import annotations

import pytest
from conftest import Run

from plantrack.cli.commands import COMMANDS
from plantrack.messages.wrap import columns

CODE_WORDS = {"undetermined", "anticipatory", "windows-1252", "plantrack.toml"}


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("width", [60, 80])
def test_no_line_of_chinese_help_is_too_wide_or_breaks_a_word(
    plantrack: Run, command: str, width: int
) -> None:
    arguments = [command, "--help"] if command else ["--help"]
    environment = {"LANG": "zh_CN.UTF-8", "COLUMNS": str(width)}
    done = plantrack(*arguments, **environment)
    whole = plantrack(*arguments, LANG="zh_CN.UTF-8", COLUMNS="200").stdout
    assert done.returncode == 0
    for line in done.stdout.splitlines():
        assert columns(line) < width, line
    for word in CODE_WORDS:
        assert done.stdout.count(word) == whole.count(word)


def test_titles_end_with_the_colon_of_their_language(plantrack: Run) -> None:
    chinese = plantrack("missed", "--help", LANG="zh_CN.UTF-8").stdout
    english = plantrack("missed", "--help").stdout
    assert "\n选项：\n" in chinese
    assert "\nOptions:\n" in english
    assert chinese.startswith("用法：plantrack missed")
    assert english.startswith("Usage: plantrack missed")
