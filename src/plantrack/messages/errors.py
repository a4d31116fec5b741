"""Refusals: what a user can put right, and which word was probably meant."""

from __future__ import annotations

from collections.abc import Sequence

from plantrack.messages.message import Message
from plantrack.messages.suggest import nearest

USAGE = 2
"""Exit code for a command line that asks for something there is not."""

UNUSABLE = 3
"""Exit code for a file that cannot be read or written."""


class Refusal(Exception):  # noqa: N818 - reads as what it is
    """Something a user can put right.

    `code` is the exit code. `more` are further problems found at once, each with the place it
    stands at, and so is `message` if `placed`.
    """

    def __init__(
        self,
        message: Message,
        code: int = USAGE,
        more: tuple[Message, ...] = (),
        *,
        placed: bool = False,
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code
        self.more = more
        self.placed = placed


def unknown(
    what: Message, wanted: str, known: Sequence[str], menu: Message | None = None
) -> Refusal:
    """There is no such thing; say what was probably meant, else what there is."""
    message = Message("there is no {what} “{name}”", what=what, name=wanted)
    near = nearest(wanted, known)
    if near:
        more = Message("did you mean “{near}”?", near=near[0])
    else:
        more = menu or Message("known here: {names}", names=", ".join(known))
    return Refusal(Message("{first}; {second}", first=message, second=more))
