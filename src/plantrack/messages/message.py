"""Texts that wait for a language: messages of plantrack's own, and the voice that says them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]
"""From a message in English to the same message in the reader's language."""


def untranslated(message: str) -> str:
    """The message as it stands, in English."""
    return message


def N_(message: str) -> str:  # noqa: N802 - gettext's name for "mark, translate later"
    """Mark a message for the catalogue; it is translated where it is said."""
    return message


class Message:
    """A sentence with blanks, kept apart from what fills them until a language is known."""

    __slots__ = ("template", "values")

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.said(untranslated)

    def said(self, translate: Translate) -> str:
        """The sentence in the reader's language."""
        filled = {
            name: value.said(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translate(self.template).format(**filled)

    def shortened(self, longest: int) -> Message:
        """The same sentence with no blank filled by more than so many characters."""
        return Message(
            self.template,
            **{name: _shortened(value, longest) for name, value in self.values.items()},
        )


def _shortened(value: object, longest: int) -> object:
    if isinstance(value, Message):
        return value.shortened(longest)
    return f"{value[:longest]}…" if isinstance(value, str) and len(value) > longest else value


@dataclass(frozen=True, slots=True)
class Voice:
    """The reader's language: `language` picks the plan's texts, `translate` plantrack's own."""

    language: str | None = None
    translate: Translate = untranslated

    def say(self, template: str, **values: object) -> str:
        """One of plantrack's own sentences, filled in."""
        return Message(template, **values).said(self.translate)
