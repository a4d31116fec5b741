"""Texts that wait for a language: messages of plantrack's own, and the voice that says them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Translate(Protocol):
    """From a message in English to the same message in the reader's language.

    Where `plural` is given, `n` chooses between the forms that the language has.
    """

    def __call__(self, message: str, plural: str | None = None, n: int = 1, /) -> str: ...


def untranslated(message: str, plural: str | None = None, n: int = 1, /) -> str:
    """The message as it stands, in English."""
    return plural if plural is not None and n != 1 else message


def N_(message: str) -> str:  # noqa: N802 - gettext's name for "mark, translate later"
    """Mark a message for the catalogue; it is translated where it is said."""
    return message


class Message:
    """A sentence with blanks, kept apart from what fills them until a language is known.

    `plural` is the sentence for another number of things than one; the blank {n} is that number.
    """

    __slots__ = ("plural", "template", "values")

    def __init__(self, template: str, plural: str | None = None, /, **values: object) -> None:
        self.template = template
        self.plural = plural
        self.values = values

    def __str__(self) -> str:
        return self.said(untranslated)

    def said(self, translate: Translate) -> str:
        """The sentence in the reader's language."""
        filled = {
            name: value.said(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return self._form(translate).format(**filled)

    def _form(self, translate: Translate) -> str:
        if self.plural is None:
            return translate(self.template)
        return translate(self.template, self.plural, int(str(self.values["n"])))

    def shortened(self, longest: int) -> Message:
        """The same sentence with no blank filled by more than so many characters."""
        return Message(
            self.template,
            self.plural,
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

    def say(self, template: str, plural: str | None = None, /, **values: object) -> str:
        """One of plantrack's own sentences, filled in."""
        return Message(template, plural, **values).said(self.translate)
