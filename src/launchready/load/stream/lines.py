"""Lines out of pieces that may be split anywhere, with a bound on what is held."""

from __future__ import annotations

from collections.abc import Iterator

MOST_HELD = 64 * 1024
"""Bytes of one line, and of one event, that are kept; the rest of it is read and forgotten."""

_BOM = b"\xef\xbb\xbf"


class Lines:
    """Cuts a stream into lines that end in LF, CR LF or CR (WHATWG HTML, 9.2.5)."""

    __slots__ = ("_after_cr", "_first", "_held")

    def __init__(self) -> None:
        self._held = bytearray()
        self._after_cr = False
        self._first = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the lines that this piece ends, without what ends them."""
        if self._after_cr and data:
            self._after_cr = False
            data = data.removeprefix(b"\n")
        if not data:
            return
        pieces = data.splitlines(keepends=True)
        rest = pieces.pop() if data[-1] not in b"\r\n" else b""
        self._after_cr = data.endswith(b"\r")
        for piece in pieces:
            line = piece.rstrip(b"\r\n")
            if self._held:
                self._keep(line)
                line = bytes(self._held)
                self._held.clear()
            yield self._opened(line[:MOST_HELD])
        if rest:
            self._keep(rest)

    def rest(self) -> bytes:
        """Return the last line, which nothing ended."""
        line = bytes(self._held)
        self._held.clear()
        return self._opened(line)

    def _keep(self, piece: bytes) -> None:
        room = MOST_HELD - len(self._held)
        if room > 0:
            self._held += piece[:room]

    def _opened(self, line: bytes) -> bytes:
        if self._first:
            self._first = False
            return line.removeprefix(_BOM)
        return line
