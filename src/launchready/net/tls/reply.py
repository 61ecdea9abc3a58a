"""What a server answered to a raw ClientHello, read from hostile bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from launchready.net.failure import Failure, Phase

MOST_BYTES = 64 * 1024
"""No first flight is longer; what comes after is not read."""

_CLEAR_RECORD = 16384 + 2048
_ALERT, _HANDSHAKE = 21, 22
_MAJOR = 3
"""SSL 3 to TLS 1.3 all begin their versions so."""
_WARNING = 1
_PAIR = 2
"""Bytes of an alert, and of a suite."""
_SHORTEST_HELLO = 38
"""Version, random, no session, suite and compression."""
_SERVER_HELLO, _CERTIFICATE, _KEY_EXCHANGE, _HELLO_DONE, _STATUS = 2, 11, 12, 14, 22
_MOST_CERTIFICATES = 20

# RFC 8446 §6 and RFC 5246 §7.2; 41 is of SSL 3.
_ALERTS = {
    0: "close notify",
    10: "unexpected message",
    20: "bad record MAC",
    21: "decryption failed",
    22: "record overflow",
    30: "decompression failure",
    40: "handshake failure",
    41: "no certificate",
    42: "bad certificate",
    43: "unsupported certificate",
    44: "certificate revoked",
    45: "certificate expired",
    46: "certificate unknown",
    47: "illegal parameter",
    48: "unknown CA",
    49: "access denied",
    50: "decode error",
    51: "decrypt error",
    60: "export restriction",
    70: "protocol version",
    71: "insufficient security",
    80: "internal error",
    86: "inappropriate fallback",
    90: "user canceled",
    100: "no renegotiation",
    109: "missing extension",
    110: "unsupported extension",
    111: "certificate unobtainable",
    112: "unrecognized name",
    113: "bad certificate status response",
    115: "unknown PSK identity",
    116: "certificate required",
    120: "no application protocol",
}

CLOSED = "closed the connection"
NOTHING = "nothing"
HALF = "half an answer"
FOREIGN = "something that is not TLS"

_LONGEST_GREETING = 16
_GREETINGS = (
    (b"HTTP/", "plain HTTP"),
    (b"<!DOCTYPE", "plain HTTP"),
    (b"<HTML", "plain HTTP"),
    (b"SSH-", "SSH"),
    (b"220", "SMTP or FTP"),
    (b"554 ", "SMTP or FTP"),
    (b"* OK", "IMAP"),
    (b"+OK", "POP3"),
    (b"-ERR", "Redis or POP3"),
)


class NotTls(Failure):
    """A port where TLS belongs answers with something else."""

    def __init__(self, answered: str) -> None:
        closed = "the server closed the connection during the handshake"
        words = f"the server answered with {answered}, not TLS"
        super().__init__(Phase.TLS, closed if answered == CLOSED else words)
        self.answered = answered
        """`plain HTTP`, `SSH`, `closed the connection`, `nothing`…"""


class TlsRefused(Failure):
    """A port speaks TLS, and refuses us."""

    def __init__(self, alert: str) -> None:
        super().__init__(Phase.TLS, f"the server refused with the alert “{alert}”")
        self.alert = alert
        """`handshake failure`, `unrecognized name`…"""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server chose from what was offered."""

    version: int
    """As the wire writes it: 0x0300 for SSL 3, 0x0303 for TLS 1.2."""
    suite: int
    chain: tuple[bytes, ...] = ()
    """DER certificates as sent, leaf first; empty where the flight was not read that far."""
    stapled: bool | None = None
    """Whether an OCSP response followed; None where the flight was not read that far."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server speaks TLS and wants none of what was offered."""

    alert: str


@dataclass(frozen=True, slots=True)
class Other:
    """No TLS came back."""

    answered: str
    """`plain HTTP`, `SSH`, `closed the connection`, `nothing`…"""


Reply = Accepted | Refused | Other


def alert_name(code: int) -> str:
    """Return the name of an alert as the RFCs write it."""
    return _ALERTS.get(code, f"alert {code}")


def recognise(start: bytes) -> str:
    """Name the protocol whose first bytes these are; empty where they may be TLS."""
    if not start or (start[0] in {_ALERT, _HANDSHAKE} and start[1:2] in {b"", b"\x03"}):
        return ""
    upper = start.lstrip()[:_LONGEST_GREETING].upper()
    return next((name for greeting, name in _GREETINGS if upper.startswith(greeting)), FOREIGN)


def read_reply(received: bytes, *, flight: bool, ended: str = "") -> Reply | None:
    """Read the bytes received so far; None asks for more.

    With `flight`, certificates and OCSP response are waited for; else the ServerHello suffices.
    `ended` tells why nothing more will come (`CLOSED` or `NOTHING`): then the answer is never None.
    """
    foreign = recognise(received)
    if foreign:
        # A greeting may be cut: "HT" is not yet "HTTP/".
        cut = foreign == FOREIGN and len(received) < _LONGEST_GREETING and not ended
        return None if cut else Other(foreign)
    handshake, alert, broken = _records(received)
    accepted, enough = _flight(handshake)
    over = bool(ended) or broken or (alert is not None and _is_fatal(alert))
    if accepted is not None:
        return accepted if enough or over or not flight else None
    if alert is not None and over:
        return Refused(alert_name(alert[1]))
    if broken or enough:
        return Other(FOREIGN)
    return Other(HALF if received else ended) if ended else None


def _is_fatal(alert: tuple[int, int]) -> bool:
    level, code = alert
    return level != _WARNING or code == 0


def _records(received: bytes) -> tuple[bytes, tuple[int, int] | None, bool]:
    """Join the handshake records; the first fatal alert or last warning; whether they break off."""
    handshake = bytearray()
    alert: tuple[int, int] | None = None
    at = 0
    while at + 5 <= len(received):
        kind, major = received[at], received[at + 1]
        size = int.from_bytes(received[at + 3 : at + 5])
        if kind not in {_ALERT, _HANDSHAKE} or major != _MAJOR or size > _CLEAR_RECORD:
            return bytes(handshake), alert, True
        content = received[at + 5 : at + 5 + size]
        if kind == _HANDSHAKE:
            handshake += content
        elif len(content) >= _PAIR:
            alert = (content[0], content[1])
            if _is_fatal(alert):
                break
        at += 5 + size
    return bytes(handshake), alert, False


def _messages(handshake: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(handshake):
        end = at + 4 + int.from_bytes(handshake[at + 1 : at + 4])
        if end > len(handshake):
            return
        yield handshake[at], handshake[at + 4 : end]
        at = end


def _flight(handshake: bytes) -> tuple[Accepted | None, bool]:
    """Return what was accepted, and whether the flight tells all that is of interest."""
    hello: tuple[int, int] | None = None
    chain: tuple[bytes, ...] = ()
    for kind, body in _messages(handshake):
        if hello is None:
            hello = _server_hello(body) if kind == _SERVER_HELLO else None
            if hello is None:
                return None, True
        elif kind == _CERTIFICATE:
            chain = _certificates(body)
        elif kind == _STATUS:
            return Accepted(*hello, chain, stapled=True), True
        elif kind in {_KEY_EXCHANGE, _HELLO_DONE}:
            return Accepted(*hello, chain, stapled=False), True
    return (Accepted(*hello, chain) if hello else None), False


def _server_hello(body: bytes) -> tuple[int, int] | None:
    """Return version and suite (RFC 5246 §7.4.1.3)."""
    if len(body) < _SHORTEST_HELLO or body[0] != _MAJOR:
        return None
    after_session = 35 + body[34]
    suite = body[after_session : after_session + _PAIR]
    if len(suite) < _PAIR:
        return None
    return int.from_bytes(body[:2]), int.from_bytes(suite)


def _certificates(body: bytes) -> tuple[bytes, ...]:
    """Return the DER certificates of a Certificate message (RFC 5246 §7.4.2)."""
    found: list[bytes] = []
    at = 3
    while at + 3 <= len(body) and len(found) < _MOST_CERTIFICATES:
        size = int.from_bytes(body[at : at + 3])
        der = body[at + 3 : at + 3 + size]
        if not size or len(der) < size:
            break
        found.append(der)
        at += 3 + size
    return tuple(found)
