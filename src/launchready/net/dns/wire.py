"""Queries as bytes, and which bytes may be their answer (RFC 1035, RFC 6891, RFC 5452)."""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass

import dns.name
import dns.rdatatype

UDP_PAYLOAD = 1232
"""What passes every link without fragments (DNS flag day 2020)."""

HEADER = struct.Struct("!6H")
QR = 0x8000
AA = 0x0400
TC = 0x0200
RD = 0x0100
RA = 0x0080
CD = 0x0010
_OPCODE = 0x7800
_DO = 0x8000
_IN = 1
_OPT = 41
_ERRORS_WITHOUT_QUESTION = frozenset({1, 2, 4, 5})
"""FORMERR, SERVFAIL, NOTIMP, REFUSED: some servers leave the question out."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question, ready to send."""

    name: dns.name.Name
    kind: dns.rdatatype.RdataType
    id: int
    wire: bytes
    question: bytes
    """The question section, which an answer must repeat."""

    def accepts(self, reply: bytes) -> bool:
        """Whether these bytes claim to answer this very question (RFC 5452 section 9.1)."""
        if len(reply) < HEADER.size:
            return False
        ident, flags, questions, *_ = HEADER.unpack_from(reply)
        if ident != self.id or not flags & QR or flags & _OPCODE:
            return False
        if questions == 0:
            return flags & 0xF in _ERRORS_WITHOUT_QUESTION
        echoed = reply[HEADER.size : HEADER.size + len(self.question)]
        return (
            questions == 1
            and echoed[-4:] == self.question[-4:]
            and echoed[:-4].lower() == self.question[:-4].lower()
        )


def ask(
    name: dns.name.Name,
    kind: dns.rdatatype.RdataType,
    *,
    recurse: bool = True,
    signed: bool = False,
    edns: bool = True,
) -> Query:
    """Build a query with a random id.

    `signed` asks for signatures (DO, RFC 3225) and for the data even where they do not hold (CD,
    RFC 4035 section 3.2.2).
    """
    ident = secrets.randbits(16)
    flags = (RD if recurse else 0) | (CD if signed else 0)
    question = _wire(name) + struct.pack("!HH", kind, _IN)
    wire = HEADER.pack(ident, flags, 1, 0, 0, 1 if edns else 0) + question
    if edns:
        wire += struct.pack("!BHHIH", 0, _OPT, UDP_PAYLOAD, _DO if signed else 0, 0)
    return Query(name, kind, ident, wire, question)


def _wire(name: dns.name.Name) -> bytes:
    return b"".join(bytes((len(label),)) + label for label in name.labels)


def truncated(reply: bytes) -> bool:
    """Whether the rest of this answer has to be fetched over TCP."""
    return bool(HEADER.unpack_from(reply)[1] & TC)


def rcode(reply: bytes) -> int:
    """Return the response code, without the EDNS extension."""
    return int(HEADER.unpack_from(reply)[1] & 0xF)
