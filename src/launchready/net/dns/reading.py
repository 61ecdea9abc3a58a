"""From the bytes of an answer to what they say. Everything in them is hostile."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from launchready.facts.dns import Status
from launchready.net.dns import records, wire
from launchready.net.dns.names import plain
from launchready.net.dns.wire import Query

MOST_ALIASES = 10
MOST_IN_A_MESSAGE = 1024
"""Records: parsing what fits 64 KiB would hold everything else up for a second."""
_BY_RCODE = {
    dns.rcode.SERVFAIL: Status.SERVFAIL,
    dns.rcode.REFUSED: Status.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What one message says about one question."""

    status: Status
    why: str = ""
    values: tuple[str, ...] = ()
    ttl: int = 0
    aliases: tuple[dns.name.Name, ...] = ()
    pending: dns.name.Name | None = None
    """The alias target that the server left for us to ask about."""
    authoritative: bool = False
    recursion: bool = False
    passes_signatures: bool = False
    """The server understands the DO bit (RFC 3225 section 3)."""
    rrset: dns.rrset.RRset | None = None
    signatures: dns.rrset.RRset | None = None


class Unreadable(Exception):  # noqa: N818 - an outcome of the target, not an error of ours
    """Bytes that are not a DNS message. `str()` says what is wrong with them."""


def read(query: Query, raw: bytes) -> Reply:
    """Read an answer that `query` accepts. Raises `Unreadable`."""
    count = sum(wire.HEADER.unpack_from(raw)[3:])
    if count > MOST_IN_A_MESSAGE:
        why = f"the answer holds {count} records"
        raise Unreadable(why)
    try:
        message = dns.message.from_wire(raw, keyring=False, ignore_trailing=True)
        return _judge(query, message)
    except (dns.exception.DNSException, ValueError, struct.error, LookupError) as error:
        why = f"the answer is not a DNS message ({type(error).__name__})"
        raise Unreadable(why) from None


def _judge(query: Query, message: dns.message.Message) -> Reply:
    flags = message.flags
    authoritative = bool(flags & dns.flags.AA)
    recursion = bool(flags & dns.flags.RA)
    aware = bool(message.ednsflags & dns.flags.DO)
    code = message.rcode()
    if code not in {dns.rcode.NOERROR, dns.rcode.NXDOMAIN}:
        status = _BY_RCODE.get(code, Status.BROKEN)
        return Reply(
            status, _refusal(message, code), authoritative=authoritative, recursion=recursion
        )
    owner, aliases, loop = _follow(query, message)
    if loop:
        return Reply(Status.BROKEN, loop, aliases=aliases, authoritative=authoritative)
    rrset = _find(message.answer, owner, query.kind)
    if rrset is not None:
        return Reply(
            Status.ANSWERED,
            values=records.values(rrset),
            ttl=rrset.ttl,
            aliases=aliases,
            authoritative=authoritative,
            recursion=recursion,
            passes_signatures=aware,
            rrset=rrset,
            signatures=_find(message.answer, owner, dns.rdatatype.RRSIG, query.kind),
        )
    status, why, pending = _absence(message, owner, aliased=bool(aliases))
    return Reply(
        status,
        why,
        ttl=_negative_ttl(message),
        aliases=aliases,
        pending=pending,
        authoritative=authoritative,
        recursion=recursion,
        passes_signatures=aware,
    )


def _follow(
    query: Query, message: dns.message.Message
) -> tuple[dns.name.Name, tuple[dns.name.Name, ...], str]:
    """Walk the CNAME chain inside one message: its end, its targets, and why it is broken."""
    owner, aliases = query.name, list[dns.name.Name]()
    if query.kind == dns.rdatatype.CNAME:
        return owner, (), ""
    while _find(message.answer, owner, query.kind) is None:
        cname = _find(message.answer, owner, dns.rdatatype.CNAME)
        if cname is None:
            break
        owner = cname[0].target
        aliases.append(owner)
        why = broken_chain((query.name, *aliases))
        if why:
            return owner, tuple(aliases), why
    return owner, tuple(aliases), ""


def broken_chain(chain: tuple[dns.name.Name, ...]) -> str:
    """Say why a chain of names leads nowhere: a loop, or more than 10 steps; else empty."""
    if chain[-1] in chain[:-1]:
        return "CNAME loop: " + " -> ".join(plain(name) for name in chain)
    if len(chain) > MOST_ALIASES + 1:
        return f"a chain of more than {MOST_ALIASES} CNAME records"
    return ""


def _absence(
    message: dns.message.Message, owner: dns.name.Name, *, aliased: bool
) -> tuple[Status, str, dns.name.Name | None]:
    """Say what an answer without the records means (RFC 2308 section 2, RFC 6604)."""
    if message.rcode() == dns.rcode.NXDOMAIN:
        return Status.NO_SUCH_NAME, f"{plain(owner)} does not exist", None
    soa = any(owner.is_subdomain(rrset.name) for rrset in _all(message.authority, "SOA"))
    if soa:
        return Status.NO_RECORDS, f"{plain(owner)} has no record of this type", None
    if aliased:
        return Status.NO_RECORDS, "", owner
    referral = next(_all(message.authority, "NS"), None)
    if message.flags & dns.flags.AA or (message.flags & dns.flags.RA and referral is None):
        return Status.NO_RECORDS, f"{plain(owner)} has no record of this type", None
    if referral is not None:
        zone = plain(referral.name)
        return Status.BROKEN, f"only refers to the name servers of {zone}", None
    return Status.BROKEN, "neither answers nor has authority", None


def _refusal(message: dns.message.Message, code: dns.rcode.Rcode) -> str:
    """Put an error code into words, with the server's own reasons (RFC 8914)."""
    reasons = []
    for option in message.options:
        if isinstance(option, dns.edns.EDEOption):
            known = option.code in dns.edns.EDECode.__members__.values()
            name = dns.edns.EDECode.to_text(option.code) if known else f"code {int(option.code)}"
            said = f" ({option.text[:200]})" if option.text else ""
            reasons.append(name.replace("_", " ").lower() + said)
    return ": ".join((f"answered {dns.rcode.to_text(code)}", *reasons[:3]))


def _negative_ttl(message: dns.message.Message) -> int:
    return min((rrset.ttl for rrset in _all(message.authority, "SOA")), default=0)


def _find(
    section: list[dns.rrset.RRset],
    owner: dns.name.Name,
    kind: dns.rdatatype.RdataType,
    covers: dns.rdatatype.RdataType = dns.rdatatype.NONE,
) -> dns.rrset.RRset | None:
    for rrset in section:
        if rrset.match(owner, dns.rdataclass.IN, kind, covers) and len(rrset):
            return rrset
    return None


def _all(section: list[dns.rrset.RRset], kind: str) -> Iterator[dns.rrset.RRset]:
    wanted = dns.rdatatype.from_text(kind)
    return (rrset for rrset in section if rrset.rdtype == wanted)
