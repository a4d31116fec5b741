"""Plan files that are changed: the reader's own, and how a change of one is shown."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from plantrack.messages.errors import USAGE, Refusal
from plantrack.messages.harmless import visible
from plantrack.messages.message import Message
from plantrack.planfile.read import embedded


def refuse_embedded(path: Path) -> None:
    """Let the plan that comes with plantrack never be written, by whatever name it is called.

    Raises:
        Refusal: that is the file.
    """
    try:
        same = path.samefile(embedded())
    except (OSError, ValueError):
        return
    if same:
        message = Message(
            "the plan that comes with plantrack is never changed; "
            "make a copy of your own first: plantrack init --from-example"
        )
        raise Refusal(message, USAGE)


def shown_difference(old: bytes, new: bytes, path: Path, *, to_screen: bool) -> str:
    """A unified diff that `patch` takes.

    For a screen, control characters in the file are shown instead of obeyed.
    """
    lines = _difference(old, new, path)
    return "".join(f"{visible(line[:-1])}\n" for line in lines) if to_screen else "".join(lines)


def _difference(old: bytes, new: bytes, path: Path) -> Iterator[str]:
    before, after = (_lines(content) for content in (old, new))
    for line in unified_diff(before, after, str(path), str(path)):
        if line.endswith("\n"):
            yield line
        else:
            yield from (f"{line}\n", "\\ No newline at end of file\n")


def _lines(content: bytes) -> list[str]:
    pieces = content.decode().split("\n")
    return [f"{piece}\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
