"""Why a document cannot be read, and what to do about it."""

from __future__ import annotations

from plantrack.messages.errors import UNUSABLE, PlantrackError
from plantrack.messages.message import Message


class DocumentError(PlantrackError):
    """The document `name` cannot be read: `why`, and in `help` what to do instead."""

    def __init__(self, name: str, why: Message, help: Message | None = None) -> None:
        whole = Message("{first}: {second}", first=name, second=why)
        whole = Message("{first}; {second}", first=whole, second=help) if help else whole
        super().__init__(whole, UNUSABLE)
        self.name = name
        self.why = why
        self.help = help
