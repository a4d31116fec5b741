"""What a user asked for and cannot have: said in words, with an exit code, and no traceback."""

from __future__ import annotations

from plantrack.language import Message

USAGE = 2
UNUSABLE = 3


class Refusal(Exception):  # noqa: N818 - reads as what it is
    """Something a user can put right.

    `code` is the exit code. `more` are further problems found at once, each with the place it
    stands at, and so is `message` if `placed`.
    """

    def __init__(
        self, message: Message, code: int, more: tuple[Message, ...] = (), *, placed: bool = False
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code
        self.more = more
        self.placed = placed
