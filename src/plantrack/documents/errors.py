"""Why a document cannot be read, and what to do about it."""

from __future__ import annotations

from plantrack.messages.message import Message


class DocumentError(Exception):
    """The document `name` cannot be read; `help` says what to do instead."""

    def __init__(self, name: str, message: Message, help: Message | None = None) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message
        self.help = help

    @property
    def whole(self) -> Message:
        """Name, message and help in one sentence."""
        said = Message("{first}: {second}", first=self.name, second=self.message)
        return Message("{first}; {second}", first=said, second=self.help) if self.help else said
