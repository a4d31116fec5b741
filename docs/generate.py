"""Write the pages that are made from the code anew: codes of checks, doubts of an import.

python docs/generate.py
"""

from __future__ import annotations

from pathlib import Path

from plantrack.checks.handbook import code_page
from plantrack.importing.handbook import doubts_page
from plantrack.messages.language import voice_in

PAGES = {
    "checks.md": (code_page, "en"),
    "checks.zh.md": (code_page, "zh"),
    "import.md": (doubts_page, "en"),
    "import.zh.md": (doubts_page, "zh"),
}


def main() -> None:
    """Write every page beside this file."""
    for name, (page, language) in PAGES.items():
        text = page(voice_in(language))
        (Path(__file__).parent / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
