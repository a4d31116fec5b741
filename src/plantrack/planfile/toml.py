"""What the TOML parser complains of, as sentences of plantrack's own."""

from __future__ import annotations

import re

from plantrack.messages.message import N_, Message

_SENTENCES = {
    r"Invalid value": N_("no value that TOML knows"),
    r"Invalid statement": N_("neither a key nor the header of a table"),
    r"Invalid initial character for a key part": N_("a key cannot begin so"),
    r"Expected '=' after a key in a key/value pair": N_("a key is not followed by ="),
    r"Expected newline or end of document after a statement": N_(
        "something is left over on the line"
    ),
    r"Expected '\]\]?' at the end of an? \w+ declaration": N_(
        "the header of a table is not closed"
    ),
    r"Expected \"'''\"|Expected '\"\"\"'|Expected \"'\"|Expected '\"'|Unterminated string": N_(
        "a string is not closed"
    ),
    r"Unclosed array": N_("an array is not closed, or a comma is missing in it"),
    r"Unclosed inline table": N_("an inline table is not closed, or a comma is missing in it"),
    r"Unescaped '\\' in a string": N_("a backslash in a string must be doubled"),
    r"Invalid date or datetime": N_("no date that there is"),
    r"Illegal character '\\n'": N_("a string is not closed"),
    r"Illegal character '(?P<what>.*)'": N_("the character “{what}” cannot stand here"),
    r"Found invalid character '(?P<what>.*)'": N_("the character “{what}” cannot stand here"),
    r"Cannot declare \((?P<what>.*?),?\) twice": N_("the table {what} is there already"),
    r"Cannot overwrite a value": N_("this key is there already"),
    r"Duplicate inline table key '(?P<what>.*)'": N_("the key “{what}” is there already"),
}


def in_words(complaint: str) -> Message:
    """The complaint as a sentence that can be said in any language; else as it is."""
    for pattern, template in _SENTENCES.items():
        match = re.fullmatch(pattern, complaint, re.DOTALL)
        if match:
            said = {
                name: text.replace("', '", ".").replace("'", "")
                for name, text in match.groupdict().items()
            }
            return Message(template, **said)
    return Message("{text}", text=complaint)
