"""Does the zone's signature chain hold, from the parent's DS to the SOA (RFC 4035 section 5)?

Only the zone's own link is judged: its DS, its keys, and what the keys sign at the apex.
"""

from __future__ import annotations

import asyncio
import struct
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import dns.dnssectypes
import dns.exception
import dns.name
import dns.rdatatype
import dns.rrset

from launchready.facts.dns import Dnssec
from launchready.net.dns import records
from launchready.net.dns.names import plain
from launchready.net.failure import Failure, Phase

if TYPE_CHECKING:
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS
    from dns.rdtypes.ANY.RRSIG import RRSIG

    from launchready.net.dns.resolver import Resolver, Signed

MOST = 16
"""Records of a kind that are looked at: a hostile zone could send thousands (CVE-2023-50387)."""

_ALGORITHMS = frozenset({5, 7, 8, 10, 13, 14, 15, 16})
_DIGESTS = frozenset({1, 2, 4})
_ZONE_KEY = 0x0100
_REVOKED = 0x0080
_DNSSEC = 3
_DAY = 86400
_MOST_FAILURES = 4
"""Signatures that may fail before the others are not looked at: they cost real work (KeyTrap)."""


async def examine(resolver: Resolver, zone: str) -> Dnssec:
    """Ask for the zone's DS, DNSKEY and SOA and validate them now. Raises `Failure`."""
    asked = ("DS", "DNSKEY", "SOA")
    answers = await asyncio.gather(*(resolver.ask_signed(zone, kind) for kind in asked))
    for kind, answer in zip(asked, answers, strict=True):
        if not answer.status.known:
            why = f"the {kind} record of {zone} could not be seen: {answer.why}"
            raise Failure(Phase.NAME, why)
    return judge(*answers, now=time.time())


def judge(ds: Signed, keys: Signed, soa: Signed, *, now: float) -> Dnssec:
    """Validate the answers as of `now` (Unix time). Raises `Failure` when they cannot show it."""
    published = _dnskeys(keys)
    delegated = _delegations(ds)
    problem = ""
    if delegated:
        problem = _problem(ds.name, delegated, keys, soa, now)
    signatures = [*_signatures(keys), *_signatures(soa)]
    first = min(signatures, key=lambda signature: signature.expiration, default=None)
    return Dnssec(
        plain(ds.name),
        ds=records.values(delegated),
        signed=bool(published),
        problem=problem,
        algorithms=tuple(dict.fromkeys(_algorithm(key.algorithm) for key in published)),
        expires_days=None if first is None else round((first.expiration - now) / _DAY, 2),
        lifetime_days=None
        if first is None
        else round((first.expiration - first.inception) / _DAY, 2),
    )


def _problem(
    zone: dns.name.Name, delegated: list[DS], keys: Signed, soa: Signed, now: float
) -> str:
    usable = [ds for ds in delegated if ds.algorithm in _ALGORITHMS and ds.digest_type in _DIGESTS]
    if not usable:
        return "every DS uses an algorithm that resolvers ignore, so the zone counts as unsigned"
    if keys.rrset is None:
        return "the parent has a DS but the zone publishes no keys (DNSKEY)"
    for answer in (keys, soa):
        if answer.rrset is not None and not (answer.signatures or answer.passes_signatures):
            raise Failure(Phase.NAME, "the resolver does not pass signatures on")
    entry = [key for key in _dnskeys(keys) if any(_names(ds, zone, key) for ds in usable)]
    if not entry:
        return "the DS at the parent matches no key that the zone publishes"
    why = _unsigned(keys, entry, now, signer="the key that the DS names")
    if why:
        return f"keys (DNSKEY): {why}"
    if soa.rrset is None:
        return "the zone has keys but no SOA record"
    current = [key for key in _dnskeys(keys) if not key.flags & _REVOKED]
    why = _unsigned(soa, current, now, signer="a key of the zone")
    return f"zone (SOA): {why}" if why else ""


def _names(ds: DS, zone: dns.name.Name, key: DNSKEY) -> bool:
    """Whether this DS is the digest of this key (RFC 4509)."""
    import dns.dnssec

    if ds.algorithm != key.algorithm or ds.key_tag != dns.dnssec.key_id(key):
        return False
    return dns.dnssec.make_ds(zone, key, ds.digest_type, validating=True).digest == ds.digest


def _unsigned(answer: Signed, keys: list[DNSKEY], now: float, *, signer: str) -> str:
    """Say why none of the keys vouches for these records now; empty when one does."""
    import dns.dnssec

    if not answer.signatures:
        return "not signed"
    tags = {(dns.dnssec.key_id(key), key.algorithm) for key in keys}
    why, failures = f"no signature by {signer}", 0
    for signature in _signatures(answer):
        if (signature.key_tag, signature.algorithm) not in tags or failures == _MOST_FAILURES:
            continue
        if signature.expiration < now:
            why = f"signature expired on {_date(signature.expiration)}"
        elif signature.inception > now:
            why = f"signature is not valid before {_date(signature.inception)}"
        elif _holds(answer, signature, keys, now):
            return ""
        else:
            why = "signature does not match the records"
            failures += 1
    return why


def _holds(answer: Signed, signature: RRSIG, keys: list[DNSKEY], now: float) -> bool:
    import dns.dnssec
    import dns.rdataset

    if answer.rrset is None:
        return False
    trusted = dns.rdataset.from_rdata_list(answer.rrset.ttl, keys)
    try:
        dns.dnssec.validate_rrsig(answer.rrset, signature, {answer.name: trusted}, now=now)
    except (dns.exception.DNSException, ValueError, LookupError, struct.error):
        return False
    return True


def _delegations(answer: Signed) -> list[DS]:
    return list(islice(answer.rrset or (), MOST))


def _dnskeys(answer: Signed) -> list[DNSKEY]:
    """Return the zone keys (RFC 4034 section 2.1.1)."""
    found: Iterable[DNSKEY] = answer.rrset or ()
    return [key for key in islice(found, MOST) if key.flags & _ZONE_KEY and key.protocol == _DNSSEC]


def _signatures(answer: Signed) -> list[RRSIG]:
    return list(islice(answer.signatures or (), MOST))


def _algorithm(number: int) -> str:
    try:
        return dns.dnssectypes.Algorithm(number).name
    except ValueError:
        return str(int(number))


def _date(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).date().isoformat()
