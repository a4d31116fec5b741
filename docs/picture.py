"""Remake the pictures in the READMEs from what plantrack prints: `python docs/picture.py`."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
PICTURES = {"en": HERE / "status.svg", "zh": HERE / "status.zh.svg"}
COMMANDS = (("status", "--section", "drivers"), ("diff", "--limit", "6"))
WIDTH = 100

# A plain terminal window; unlike Rich's own, it loads no font from elsewhere.
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", \
monospace; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect fill="#1b1f24" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def printed(language: str, *arguments: str) -> str:
    """What the command prints on a terminal of that language."""
    environment = os.environ | {"COLUMNS": str(WIDTH), "PLANTRACK_LANG": language}
    environment.pop("PLANTRACK_FILE", None)
    command = [sys.executable, "-m", "plantrack", *arguments, "--color", "always"]
    return subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", cwd=HERE, env=environment
    ).stdout


def picture(language: str) -> str:
    """The commands and what they print, as an SVG; without captions, which name local files."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), legacy_windows=False)
    for arguments in COMMANDS:
        console.print(Text(f"$ plantrack {' '.join(arguments)}", style="bold cyan"))
        *lines, _ = printed(language, *arguments).splitlines()
        console.print(Text.from_ansi("\n".join(lines)), "")
    return console.export_svg(code_format=SVG, unique_id="plantrack", title="plantrack")


if __name__ == "__main__":
    for spoken, path in PICTURES.items():
        path.write_text(picture(spoken), encoding="utf-8")
