"""Streams that come compressed, although they are asked for plain."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

MOST = 1024 * 1024
"""Bytes that one piece may become: a bomb ends the reading, not the memory."""
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Unpacking:
    """Undoes gzip or deflate piece by piece."""

    __slots__ = ("_stream", "broken")

    def __init__(self, encoding: str) -> None:
        self._stream = zlib.decompressobj(_WINDOWS[encoding])
        self.broken = False
        """What came is no such stream, or becomes too much; nothing more is read."""

    def feed(self, data: bytes) -> bytes:
        """Return what a piece becomes, which may be nothing until the next one."""
        if self.broken:
            return b""
        try:
            plain = self._stream.decompress(data, MOST)
        except zlib.error:
            self.broken = True
            return b""
        self.broken = bool(self._stream.unconsumed_tail)
        return plain


def encoding_of(headers: Sequence[tuple[str, str]]) -> str:
    """Return the content encoding in lower case; empty: the content came as it is."""
    found = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
    return "" if found.strip().lower() in {"", "identity"} else found.strip().lower()[:40]


def unpacking_of(encoding: str) -> Unpacking | None:
    """Return what undoes an encoding; None where only the times of its pieces can be told."""
    return Unpacking(encoding) if encoding in _WINDOWS else None
