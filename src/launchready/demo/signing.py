"""Zones from text, signed or not (RFC 1035 section 5, RFC 4035)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import dns.dnssec
import dns.dnssectypes
import dns.rdtypes.ANY.DNSKEY
import dns.zone
from cryptography.hazmat.primitives.asymmetric import ec

ALGORITHM = dns.dnssectypes.Algorithm.ECDSAP256SHA256
ZONE_KEY = 257
"""Flags of a key-signing key (RFC 4034 section 2.1.1)."""


class SigningKey:
    """One key that signs everything in a zone."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.dnskey: dns.rdtypes.ANY.DNSKEY.DNSKEY = dns.dnssec.make_dnskey(
            self.private.public_key(), ALGORITHM, flags=ZONE_KEY
        )

    def ds(self, zone: str) -> str:
        """Return the DS record data that the parent of `zone` publishes for this key."""
        digest = dns.dnssectypes.DSDigest.SHA256
        return dns.dnssec.make_ds(zone + ".", self.dnskey, digest).to_text()


def read_zone(name: str, text: str) -> dns.zone.Zone:
    """Read zone-file text; names without a last dot are below `name`."""
    return dns.zone.from_text(text, origin=name + ".", relativize=False)


def sign(zone: dns.zone.Zone, key: SigningKey, *, days: float = 30) -> None:
    """Sign every record set and add the NSEC chain; signatures end after `days` from now."""
    now = datetime.now(UTC)
    with zone.writer() as transaction:
        dns.dnssec.sign_zone(
            zone,
            transaction,
            keys=[(key.private, key.dnskey)],
            dnskey_ttl=3600,
            inception=now - timedelta(days=15),
            expiration=now + timedelta(days=days),
        )
