"""Remake the pictures in the READMEs from what plantrack prints: `python docs/picture.py`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

HERE = Path(__file__).parent
PICTURES = {"en": HERE / "status.svg", "zh": HERE / "status.zh.svg"}
COMMANDS = (("status", "--section", "drivers"), ("diff", "--section", "drivers"))
COLUMNS, CELL, LINE, MARGIN = 112, 8.4, 19, 16
COLORS = {1: "#e5534b", 2: "#57ab5a", 3: "#c69026", 6: "#39c5cf"}  # by ANSI number
STYLE = (
    'text{font:14px Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;'
    "fill:#cdd9e5;white-space:pre}.b{font-weight:bold}"
)
# One piece of text for each word: no renderer's idea of how wide a letter is moves a column.
WORD = re.compile(r"[!-~]+|\S")


def printed(language: str, *arguments: str) -> list[str]:
    """The lines that the command prints on a terminal, without the caption that names a file."""
    environment = os.environ | {"COLUMNS": str(COLUMNS), "PLANTRACK_LANG": language}
    environment.pop("PLANTRACK_FILE", None)
    command = [sys.executable, "-m", "plantrack", *arguments, "--color", "always"]
    said = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", cwd=HERE, env=environment
    ).stdout
    return [line for line in said.splitlines() if not line.startswith("\x1b[2m")]


def screen(language: str) -> list[Text]:
    """All lines of the picture."""
    lines = []
    for arguments in COMMANDS:
        lines.append(Text.assemble((f"$ plantrack {' '.join(arguments)}", "bold cyan")))
        lines += [Text.from_ansi(line) for line in printed(language, *arguments)]
        lines.append(Text(""))
    return lines[:-1]


def words(segments: list[Segment], y: float) -> Iterator[str]:
    """The words of one line, each at the cell where it begins."""
    x = 0
    for text, style, _ in segments:
        for word in WORD.finditer(text):
            left = MARGIN + CELL * (x + cell_len(text[: word.start()]))
            fill = COLORS.get(style.color.number or 0, "") if style and style.color else ""
            look = ' class="b"' if style and style.bold else ""
            look += f' style="fill:{fill}"' if fill else ""
            yield f'<text x="{left:.1f}" y="{y}"{look}>{escape(word[0])}</text>\n'
        x += cell_len(text)


def picture(language: str) -> str:
    """The commands and what they print, as an SVG that loads nothing from elsewhere."""
    lines, console = screen(language), Console(file=io.StringIO(), width=COLUMNS)
    width, height = MARGIN * 2 + CELL * COLUMNS, MARGIN * 2 + LINE * len(lines)
    body = "".join(
        word
        for row, line in enumerate(lines)
        for word in words(list(line.render(console)), MARGIN + 14 + LINE * row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}">\n'
        f"<style>{STYLE}</style>\n"
        f'<rect width="100%" height="100%" rx="8" fill="#1c2128"/>\n{body}</svg>\n'
    )


if __name__ == "__main__":
    for spoken, path in PICTURES.items():
        path.write_text(picture(spoken), encoding="utf-8")
