"""The certificates a server sent, whether or not they are trusted."""

from __future__ import annotations

import ssl
from typing import Protocol, cast

_DER = 2
"""`_ssl.ENCODING_DER`: as plain bytes."""

_BELOW = "_sslobj"


class _Certificate(Protocol):
    def public_bytes(self, form: int) -> bytes: ...


class _Before313(Protocol):
    def get_unverified_chain(self) -> list[_Certificate] | None: ...


def peer_chain(ssl_object: ssl.SSLObject | ssl.SSLSocket) -> tuple[bytes, ...]:
    """Return the certificates as sent, in DER, the server's own first.

    Empty when the handshake showed none. Python 3.13 made this public; before, the same method is
    there on the object below.
    """
    public = getattr(ssl_object, "get_unverified_chain", None)
    if public is not None:
        return tuple(cast("list[bytes]", public()))
    below = cast("_Before313", getattr(ssl_object, _BELOW))
    return tuple(each.public_bytes(_DER) for each in below.get_unverified_chain() or ())
