"""Fill in what the `console` examples of the READMEs print: `python docs/examples.py`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
_EXAMPLE = re.compile(r"```console\n\$ (plantrack[^\n]*)\n.*?```", re.DOTALL)


def filled_in(text: str, language: str) -> str:
    """The README with each console example followed by what it prints."""
    return _EXAMPLE.sub(lambda found: _example(found[1], language), text)


def _example(command: str, language: str) -> str:
    return f"```console\n$ {command}\n{printed(command, language)}```"


def printed(command: str, language: str) -> str:
    """What a shell prints for the command on a screen of 80 columns."""
    folders = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    environment = {
        "PATH": os.pathsep.join(folders),
        "PLANTRACK_LANG": language,
        "PLANTRACK_FILE": "data/indicators.toml",  # so that the caption is the same everywhere
        "COLUMNS": "80",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        ["sh", "-c", command],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
    ).stdout


if __name__ == "__main__":
    for spoken, path in READMES.items():
        path.write_text(filled_in(path.read_text(encoding="utf-8"), spoken), encoding="utf-8")
