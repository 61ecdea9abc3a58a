"""An answer as a journey gets it: headers and body are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Sequence

from launchready.derive.caches.cache_status import VENDORS
from launchready.load.journey import Answer
from launchready.net.http.decoding import decode
from launchready.net.http.limits import Limits

SETS_COOKIES = 1
SAYS_WHEN = 2
"""It has a Retry-After."""
SPEAKS_OF_CACHES = 4
_ENCODED = 8

_MOST_KNOWN = 1024
_CACHES = frozenset(name.encode() for name in ("cache-status", "age", *VENDORS))
_known: dict[tuple[bytes, ...], int] = {}


def marks_of(pairs: Sequence[tuple[bytes, bytes]]) -> int:
    """Return what kinds of headers an answer has; the same names in the same order cost little."""
    names = tuple([name for name, _ in pairs])
    marks = _known.get(names)
    if marks is None:
        marks = _look(names)
        if len(_known) < _MOST_KNOWN and len(names) < _MOST_KNOWN // 8:
            _known[names] = marks
    return marks


class Heard(Answer):
    """An answer that holds what came over the wire. Its encodings are undone at the first look."""

    __slots__ = ("_chunks", "_content", "_limits", "_marks", "_pairs", "_texts")

    def __init__(
        self,
        status: int,
        pairs: Sequence[tuple[bytes, bytes]],
        chunks: Sequence[bytes],
        marks: int,
        limits: Limits,
    ) -> None:
        self.status = status
        self.fault = None
        self.why = ""
        self.response_s = 0.0
        self._pairs = pairs
        self._chunks = chunks
        self._marks = marks
        self._limits = limits
        self._texts: Sequence[tuple[str, str]] | None = None
        self._content: bytes | None = None

    @property
    def headers(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]  # made at first look
        """In the order sent, every byte as the latin-1 character of its number."""
        if self._texts is None:
            self._texts = [(n.decode("latin-1"), v.decode("latin-1")) for n, v in self._pairs]
        return self._texts

    @property
    def body(self) -> bytes:  # type: ignore[override]  # made at first look
        """Content with its encoding undone, up to the limit; as sent where that cannot be done."""
        if self._content is None:
            chunks = self._chunks
            content = chunks[0] if len(chunks) == 1 else b"".join(chunks)
            if self._marks & _ENCODED:
                codings = ",".join(values(self._pairs, b"content-encoding"))
                content = decode(content, codings, self._limits.decoded_bytes).body
            self._content = content
        return self._content


def values(pairs: Sequence[tuple[bytes, bytes]], wanted: bytes) -> list[str]:
    """Return every value of a header whose name is given in lower case."""
    return [value.decode("latin-1") for name, value in pairs if name.lower() == wanted]


def _look(names: tuple[bytes, ...]) -> int:
    marks = 0
    for each in names:
        name = each.lower()
        if name == b"set-cookie":
            marks |= SETS_COOKIES
        elif name == b"retry-after":
            marks |= SAYS_WHEN
        elif name == b"content-encoding":
            marks |= _ENCODED
        elif name in _CACHES:
            marks |= SPEAKS_OF_CACHES
    return marks
