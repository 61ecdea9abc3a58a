"""Raw ClientHellos of SSL 3 to TLS 1.2: what OpenSSL 3 itself can no longer offer.

A hello says what a client could do; the server's answer, in clear up to TLS 1.2, says what it
chose. No key is ever agreed: the connection is closed after the answer (RFC 5246 §7.4.1.2).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import ip_address

from launchready.derive.pattern import lazy


class Version(IntEnum):
    """Protocol versions as the wire writes them."""

    SSL3 = 0x0300
    TLS10 = 0x0301
    TLS11 = 0x0302
    TLS12 = 0x0303

    @property
    def label(self) -> str:
        """`SSLv3`, `TLSv1.0`, `TLSv1.1` or `TLSv1.2`."""
        return "SSLv3" if self is Version.SSL3 else f"TLSv1.{self - 0x0301}"


_NAME = lazy(rb"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_LONGEST_NAME = 253
_HANGS_FROM, _HANGS_UNTIL = 256, 512
"""Sizes of a hello that some load balancers hang on; padding avoids them (RFC 7685)."""

_SECURE_RENEGOTIATION = 0x00FF
"""The signalling suite of RFC 5746 §3.3, without which strict servers refuse a client."""

# x25519, secp256r1, secp384r1, secp521r1, x448, secp256k1, three brainpool curves, and the curves
# that servers of the TLS 1.0 era may have as their only one: secp192r1, secp224r1, sect283k1/r1.
_GROUPS = (29, 23, 24, 25, 30, 22, 26, 27, 28, 19, 21, 9, 10)

# ECDSA, RSA-PSS, Ed25519/448, RSA, then SHA-1 and MD5 pairs that only old certificates carry.
_SIGNATURES = (
    *(0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0807, 0x0808, 0x0809, 0x080A, 0x080B),
    *(0x0401, 0x0501, 0x0601, 0x0301, 0x0303, 0x0302, 0x0402, 0x0502, 0x0602),
    *(0x0203, 0x0201, 0x0202, 0x0101),
)


@dataclass(frozen=True, slots=True)
class Hello:
    """What a client offers."""

    version: Version
    """The highest version it claims to know."""
    suites: Sequence[int]
    """Code points, best first; at most 240."""
    host: str = ""
    """The name asked for (SNI). An address, or the empty string, asks for none."""
    staple: bool = False
    """Whether to ask for an OCSP response (RFC 6066 §8)."""

    def wire(self) -> bytes:
        """Return the TLS record that carries this hello, with fresh random bytes."""
        body = (
            self.version.to_bytes(2)
            + secrets.token_bytes(32)
            + b"\x00"  # no session to resume
            + _vector(_words((*self.suites, _SECURE_RENEGOTIATION)), 2)
            + b"\x01\x00"  # no compression
        )
        if self.version is not Version.SSL3:
            body += self._extensions(len(body))
        message = b"\x01" + _vector(body, 3)
        # RFC 5246 appendix E.1: the record itself claims an old version, for intolerant servers.
        record_version = min(self.version, Version.TLS10)
        return b"\x16" + record_version.to_bytes(2) + _vector(message, 2)

    def _extensions(self, before: int) -> bytes:
        parts = [
            _extension(23, b""),  # extended master secret: required by FIPS builds (RFC 7627)
            _extension(10, _vector(_words(_GROUPS), 2)),
            _extension(11, _vector(b"\x00", 1)),  # uncompressed points
        ]
        name = server_name(self.host)
        if name:
            parts.insert(0, _extension(0, _vector(b"\x00" + _vector(name, 2), 2)))
        if self.version is Version.TLS12:
            parts.append(_extension(13, _vector(_words(_SIGNATURES), 2)))
        if self.staple:
            parts.append(_extension(5, b"\x01\x00\x00\x00\x00"))
        extensions = b"".join(parts)
        size = 4 + before + 2 + len(extensions)
        if _HANGS_FROM <= size < _HANGS_UNTIL:
            extensions += _extension(21, bytes(max(0, _HANGS_UNTIL - size - 4)))
        return _vector(extensions, 2)


def server_name(host: str) -> bytes:
    """Return a host as SNI writes it; empty for an address or what cannot be a name (RFC 6066)."""
    plain = host.strip("[]").rstrip(".")
    try:
        ip_address(plain)
    except ValueError:
        pass
    else:
        return b""
    try:
        name = plain.lower().encode("idna")
    except UnicodeError:
        return b""
    return name if _NAME.fullmatch(name) and len(name) <= _LONGEST_NAME else b""


def _vector(content: bytes, width: int) -> bytes:
    """Put the length of some bytes, as a number of this many bytes, before them."""
    return len(content).to_bytes(width) + content


def _words(numbers: Sequence[int]) -> bytes:
    return b"".join(number.to_bytes(2) for number in numbers)


def _extension(kind: int, content: bytes) -> bytes:
    return kind.to_bytes(2) + _vector(content, 2)
