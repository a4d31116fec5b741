"""Office documents are zip archives; their parts are read within bounds."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from plantrack.documents.errors import DocumentError
from plantrack.messages.message import Message

MAX_MEMBERS = 5_000
"""The most parts an archive may have."""

MAX_MEMBER = 96 * 1024 * 1024
"""The largest one part may be, unpacked, in bytes."""

MAX_TOTAL = 256 * 1024 * 1024
"""The largest all parts together may say they are, unpacked, in bytes."""

MAX_TAGS = 3_000_000
"""The most tags one part may have: a tree of it takes far more memory than its text."""

_MEMBER = b"PK\1\2"  # begins what is said of each part
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what office documents may use
_PIECE = 1024 * 1024


class Archive:
    """An archive whose parts are unpacked on demand, never beyond the limits above."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open it and check what it says of itself.

        Raises:
            DocumentError: it is broken, encrypted, or says it is larger than the limits.
        """
        self.name = name
        if content.count(_MEMBER) > MAX_MEMBERS:  # before anything is made of each
            self._too_large()
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
            members = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error,
                LookupError, OverflowError):  # fmt: skip
            raise DocumentError(name, Message("the file is broken")) from None
        if any(member.compress_type not in _PACKED for member in members):
            raise DocumentError(name, Message("the file is broken"))
        if any(member.flag_bits & 1 for member in members):
            raise DocumentError(name, Message("the file is encrypted"))
        if sum(m.file_size for m in members) > MAX_TOTAL:
            self._too_large()

    def _too_large(self) -> None:
        message = Message("unpacked, the file is larger than {n} MiB", n=MAX_MEMBER // 1024 // 1024)
        raise DocumentError(self.name, message)

    def __contains__(self, member: str) -> bool:
        return member in self.zip.NameToInfo

    def pieces(self, member: str) -> Iterator[bytes]:
        """A part unpacked, piece by piece.

        Raises:
            DocumentError: it is broken, or larger than the limit, whatever it said of itself.
        """
        done = 0
        try:
            with self.zip.open(member) as stream:
                while piece := stream.read(_PIECE):
                    done += len(piece)
                    if done > MAX_MEMBER:
                        self._too_large()
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, OSError,
                NotImplementedError, struct.error, OverflowError):  # fmt: skip
            raise DocumentError(self.name, Message("the file is broken")) from None

    def xml(self, member: str) -> etree._Element:
        """A part parsed; entities are not followed and a document type is refused.

        Raises:
            DocumentError: it is broken, too large, or declares entities.
        """
        content = b"".join(self.pieces(member))
        if content.count(b"<") > MAX_TAGS:
            message = Message("a part of the file has more than {n} tags", n=MAX_TAGS)
            raise DocumentError(self.name, message)
        if b"\0" in content:  # in two bytes a character nothing below would be found
            raise DocumentError(self.name, Message("the file is broken"))
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
            raise DocumentError(self.name, Message("the file declares entities, which is refused"))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError:
            raise DocumentError(self.name, Message("the file is broken")) from None
        if root.getroottree().docinfo.internalDTD is not None:  # in whatever encoding
            raise DocumentError(self.name, Message("the file declares entities, which is refused"))
        return root
