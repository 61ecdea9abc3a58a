"""Heads of answers that were read before, so that the same bytes are not read twice.

Servers send the same head again and again, at least within a second. What the parser made of one
depends on its bytes and on the length of what follows, and on nothing else where both came whole.
"""

from __future__ import annotations

from typing import NamedTuple

_END = b"\r\n\r\n"
LONGEST = 2048
"""Bytes of a head that is kept, its end with it."""
MOST_HEADERS = 50
_MOST = 512
"""Heads that are kept."""


class Head(NamedTuple):
    """Status line and headers of an answer that lets its connection live on."""

    raw: bytes
    """With the empty line."""
    whole: int
    """Bytes of the answer."""
    status: int
    http_version: str
    reason: bytes
    pairs: list[tuple[bytes, bytes]]
    """Never changed by anybody."""


_known: dict[bytes, Head] = {}


def known(data: bytes) -> Head | None:
    """Return the head of a whole answer; None: it is not known, or the answer is not whole."""
    head = _known.get(data[: data.find(_END) + len(_END)])
    return head if head is not None and head.whole == len(data) else None


def keep(
    data: bytes,
    status: int,
    version: str,
    reason: bytes,
    pairs: list[tuple[bytes, bytes]],
    body: int,
) -> None:
    """Remember the head of a whole answer with so many bytes of body.

    Only where the length alone frames the body, so that what it holds does not matter.
    """
    end = data.find(_END) + len(_END)
    if end > LONGEST or end + body != len(data) or len(pairs) > MOST_HEADERS:
        return
    if len(_known) >= _MOST:
        _known.clear()
    _known[data[:end]] = Head(data[:end], len(data), status, version, reason, pairs)
