"""Cuts in a text, noted by their bytes and made all at once."""

from __future__ import annotations

from collections.abc import Sequence

_INLINE, _LINE, _TABLE, _BLOCK = range(4)


class Cuts:
    """Where a text is cut and what is put there; what lies between stays as it is.

    Of what is put at one place, lines come before tables and tables of a table before others, each
    in the order they were noted. New lines end as the text's own do.
    """

    def __init__(self, encoded: bytes) -> None:
        self._encoded = encoded
        windows = encoded.count(b"\r\n")
        self._newline = "\r\n" if 2 * windows > encoded.count(b"\n") else "\n"
        self._cuts: list[tuple[int, int, int, str]] = []

    def made(self) -> bytes:
        """The text with all cuts made."""
        pieces, end = [], 0
        for start, _, stop, new in sorted(self._cuts, key=lambda cut: cut[:2]):
            pieces += [self._encoded[end:start], new.encode()]
            end = stop
        return b"".join([*pieces, self._encoded[end:]])

    def between(self, start: int, end: int) -> str:
        """What stands there."""
        return self._encoded[start:end].decode()

    def indent(self, at: int) -> str:
        """The blanks that the line begins with, if there is nothing else before the place."""
        before = self._encoded[self._line_start(at) : at]
        return before.decode() if not before.strip() else ""

    def replace(self, start: int, end: int, new: str) -> None:
        """Put something in the place of what stands there."""
        self._cuts.append((start, _INLINE, end, new))

    def insert(self, at: int, new: str) -> None:
        """Put something between."""
        self.replace(at, at, new)

    def insert_line(self, after: int, line: str) -> None:
        """Put a line after the one on which the byte stands, behind any comment there."""
        self._insert_lines(_LINE, after, [line])

    def insert_first(self, line: str) -> None:
        """Put a line before all others."""
        self._cuts.append((0, _LINE, 0, f"{line}{self._newline}"))

    def insert_table(self, after: int, lines: Sequence[str]) -> None:
        """Put a table that belongs to the one before it."""
        self._insert_lines(_TABLE, after, lines)

    def insert_block(self, after: int, lines: Sequence[str]) -> None:
        """Put a table that belongs to no other."""
        self._insert_lines(_BLOCK, after, lines)

    def _insert_lines(self, kind: int, after: int, lines: Sequence[str]) -> None:
        end = self._encoded.find(b"\n", after)
        end = len(self._encoded) if end < 0 else end
        if self._encoded[end - 1 : end] == b"\r":
            end -= 1
        self._cuts.append((end, kind, end, "".join(f"{self._newline}{line}" for line in lines)))

    def remove_lines(self, start: int, end: int, *, set_off: bool = False) -> None:
        """Take out the lines from the one byte to the other; a comment behind them stays.

        If they are `set_off` by a blank line, that goes too.
        """
        stop = self._line_end(end)
        rest = self._encoded[end:stop]
        if rest.strip():
            self.replace(start, stop - len(rest.lstrip()), "")
            return
        first = self._line_start(start)
        if set_off and first and not self._encoded[self._line_start(first - 1) : first].strip():
            first = self._line_start(first - 1)
        self.replace(first, stop, "")

    def _line_end(self, at: int) -> int:
        """Behind the line break of the line that the byte is on."""
        return self._encoded.find(b"\n", at) + 1 or len(self._encoded)

    def _line_start(self, at: int) -> int:
        return self._encoded.rfind(b"\n", 0, at) + 1
