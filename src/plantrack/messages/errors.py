"""The one family of errors: what a user can put right, and which word was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.messages.message import Message, Voice
from plantrack.messages.suggest import nearest

USAGE = 2
"""Exit code for a command line that asks for something there is not."""

UNUSABLE = 3
"""Exit code for a file that cannot be read or written."""


class PlantrackError(Exception):
    """Something a user can put right; whatever else is raised is a mistake of plantrack's own.

    `code` is the exit code. `more` are further problems found at once. With `placed`, `message`
    and they begin with the place they stand at, as editors read it.
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

    def lines(self, voice: Voice) -> Iterator[str]:
        """All that is said of it on standard error, line by line, in the reader's language."""
        for message in (self.message, *self.more):
            text = message.said(voice.translate)
            yield text if self.placed else f"plantrack: {text}"


class Refusal(PlantrackError):
    """A request that cannot be carried out."""


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
