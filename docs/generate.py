"""Write docs/checks.md and docs/checks.zh.md anew from the codes.

python docs/generate.py
"""

from __future__ import annotations

from pathlib import Path

from plantrack.checks.handbook import code_page
from plantrack.messages.language import voice_in

PAGES = {"checks.md": "en", "checks.zh.md": "zh"}


def main() -> None:
    """Write both pages beside this file."""
    for name, language in PAGES.items():
        page = code_page(voice_in(language))
        (Path(__file__).parent / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
