"""Documents of every kind, read into the same paragraphs and tables.

One module a kind of document; each has a function `read(content, name)`, named in `READERS`, and
imports the library it needs, which the extra `import` installs.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from plantrack.documents.document import Document, Paragraph, Picture, Table
from plantrack.documents.encoding import as_utf8
from plantrack.documents.errors import DocumentError
from plantrack.files.reading import read_bounded
from plantrack.files.reasons import Unreadable
from plantrack.messages.harmless import utf_8
from plantrack.messages.message import Message

MAX_BYTES = 64 * 1024 * 1024
"""The largest document that is read."""

Progress = Callable[[int, int], None]
"""Told how many pages of how many are read."""

Read = Callable[[bytes, str, Progress], Document]

READERS = {
    ".txt": "plantrack.documents.plain",
    ".text": "plantrack.documents.plain",
    ".md": "plantrack.documents.markdown",
    ".markdown": "plantrack.documents.markdown",
    ".csv": "plantrack.documents.separated",
    ".tsv": "plantrack.documents.separated",
    ".html": "plantrack.documents.html",
    ".htm": "plantrack.documents.html",
    ".xhtml": "plantrack.documents.html",
    ".docx": "plantrack.documents.word.docx",
    ".xlsx": "plantrack.documents.excel.xlsx",
    ".pdf": "plantrack.documents.pdf",
}
"""The module that reads each kind of document."""

_TEXTS = {suffix for suffix in READERS if suffix not in {".docx", ".xlsx", ".pdf"}}
_TO_DOCX = Message("open it in Word, WPS or LibreOffice and save it as .docx")
_TO_XLSX = Message("open it in Excel, WPS or LibreOffice and save it as .xlsx")
_UNREAD = {
    ".doc": _TO_DOCX, ".wps": _TO_DOCX, ".rtf": _TO_DOCX, ".odt": _TO_DOCX, ".docm": _TO_DOCX,
    ".dot": _TO_DOCX, ".pages": _TO_DOCX, ".ofd": Message("export it as PDF with a text layer"),
    ".xls": _TO_XLSX, ".et": _TO_XLSX, ".ods": _TO_XLSX, ".xlsm": _TO_XLSX, ".xlsb": _TO_XLSX,
    ".mht": Message("save the page as HTML only"), ".mhtml": Message("save the page as HTML only"),
    ".png": Message("pictures are not read; find the document with its text, or type the table"),
    ".jpg": Message("pictures are not read; find the document with its text, or type the table"),
    ".jpeg": Message("pictures are not read; find the document with its text, or type the table"),
    ".zip": Message("unpack it and give the document inside"),
}  # fmt: skip
_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".docx .xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc .xls"),
    (b"{\\rtf", ".rtf"),
)


def read(
    path: Path, progress: Progress = lambda done, total: None, encoding: str | None = None
) -> Document:
    """Read a document; `encoding` is what the user says a text is in, whatever it says itself.

    Raises:
        DocumentError: it is missing, too large, of a kind that is not read, broken or encrypted, or
            the library for its kind is not installed.
    """
    suffix = path.suffix.lower()
    if suffix in _UNREAD:
        message = Message("documents of the kind {suffix} are not read", suffix=suffix)
        raise DocumentError(str(path), message, _UNREAD[suffix])
    content = _content(path)
    _check_signature(content, suffix, str(path))
    if suffix not in READERS:
        known = ", ".join(READERS)
        message = Message("the kind of document is not known; known are: {names}", names=known)
        raise DocumentError(str(path), message)
    if encoding and suffix in _TEXTS:
        content = as_utf8(content, encoding, str(path))
    try:
        module = import_module(READERS[suffix])
        document = cast("Read", module.read)(content, utf_8(path.name), progress)
        return _with_text(document, str(path))
    except ModuleNotFoundError as error:
        message = Message("reading {suffix} needs {library}", suffix=suffix, library=error.name)
        from plantrack.documents.installed import install_command

        help_ = Message("install it with: {command}", command=install_command("import"))
        raise DocumentError(str(path), message, help_) from None
    except RecursionError:
        message = Message("its parts are nested too deeply, or too large")
        raise DocumentError(str(path), message) from None


def _with_text(document: Document, name: str) -> Document:
    """The document, if there is anything in it that can be read."""
    for block in document.blocks:
        if isinstance(block, Table) or (isinstance(block, Paragraph) and block.text.strip()):
            return document
    if any(isinstance(block, Picture) for block in document.blocks):
        raise DocumentError(name, Message("the file holds only pictures"), _UNREAD[".png"])
    raise DocumentError(name, Message("the file has no text"))


def _content(path: Path) -> bytes:
    try:
        content = read_bounded(path, MAX_BYTES)
    except Unreadable as error:
        raise DocumentError(str(path), error.why) from None
    if not content.strip():
        raise DocumentError(str(path), Message("the file is empty"))
    return content


def _check_signature(content: bytes, suffix: str, name: str) -> None:
    """A file whose first bytes are another kind's than its name says is not read as either."""
    for start, kinds in _SIGNATURES:
        if content.startswith(start) and suffix not in kinds.split():
            _misnamed(kinds.split(), suffix, name)
    if suffix in {".pdf", ".docx", ".xlsx"} and not any(
        content.startswith(start) and suffix in kinds.split() for start, kinds in _SIGNATURES
    ):
        _misnamed([], suffix, name)


def _misnamed(kinds: list[str], suffix: str, name: str) -> None:
    if kinds == [".doc", ".xls"] and suffix in {".docx", ".xlsx"}:
        message = Message("the file is encrypted, or of the kind before {suffix}", suffix=suffix)
        raise DocumentError(
            name, message, Message("open it, take the password off, and save it anew")
        )
    if not kinds:
        raise DocumentError(name, Message("the file is no {suffix}, or is broken", suffix=suffix))
    message = Message(
        "the file is named {suffix} but holds {kinds}", suffix=suffix, kinds=" / ".join(kinds)
    )
    raise DocumentError(name, message, _UNREAD.get(kinds[0]))
