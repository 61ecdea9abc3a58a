"""What the domain name system answered. Mail checks read the same facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from launchready.facts.base import Fact


class Status(StrEnum):
    """How a query ended. Only the first three are answers (RFC 8020, RFC 2308)."""

    ANSWERED = "answered"
    NO_RECORDS = "no records of this type"
    NO_SUCH_NAME = "no such name"
    SERVFAIL = "server failure"
    REFUSED = "refused"
    TIMEOUT = "timed out"
    BROKEN = "broken answer"

    @property
    def known(self) -> bool:
        """Whether the zone has spoken; a time-out is not "absent"."""
        return self in {Status.ANSWERED, Status.NO_RECORDS, Status.NO_SUCH_NAME}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query, in presentation form."""

    name: str
    kind: str
    """`A`, `MX`, `TXT`…"""
    status: Status
    values: tuple[str, ...] = ()
    """Zone-file form; names lower case without the last dot; TXT joined, unquoted."""
    ttl: int = 0
    aliases: tuple[str, ...] = ()
    """The CNAME targets on the way, in order."""
    server: str = ""
    """`ADDRESS:PORT` that answered."""
    authoritative: bool = False
    recursion: bool = False
    """The server offers recursion."""
    took_ms: float = 0.0
    why: str = ""
    """The reason in words where there is no answer."""


@dataclass(frozen=True, slots=True)
class Addresses(Fact):
    """Where a host name leads. The subject is the host name."""

    ipv4: tuple[str, ...] = ()
    ipv6: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """The CNAME chain, first target first."""
    exists: bool = True
    """False when the name does not exist (NXDOMAIN)."""
    dangling: str = ""
    """The CNAME target that does not exist, if any."""
    ttl: int = 0
    problem: str = ""
    """Why the records themselves lead nowhere, in words: a CNAME loop."""
    unseen: tuple[str, ...] = ()
    """Record types that got no answer while the other did: `AAAA: timed out`."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every address, IPv4 first."""
        return self.ipv4 + self.ipv6


@dataclass(frozen=True, slots=True)
class NameServer:
    """One name server of the zone, asked directly."""

    name: str
    addresses: tuple[str, ...] = ()
    serial: int | None = None
    """Serial of the SOA it serves; None when it did not answer."""
    authoritative: bool = False
    recursive: bool = False
    problem: str = ""
    """Why it gave no authoritative answer, in words; empty when it did."""


@dataclass(frozen=True, slots=True)
class Zone(Fact):
    """The records at the apex. The subject is the zone's name."""

    exists: bool = True
    nameservers: tuple[NameServer, ...] = ()
    soa: str = ""
    mx: Answer | None = None
    txt: Answer | None = None
    alias: str = ""
    """Target of a CNAME at the apex, which may not be there (RFC 1034 section 3.6.2)."""


@dataclass(frozen=True, slots=True)
class Delegation(Fact):
    """The zone's name servers, each asked directly. The subject is the zone's name."""

    servers: tuple[NameServer, ...] = ()


@dataclass(frozen=True, slots=True)
class Wildcard(Fact):
    """What a name that nobody made resolves to. The subject is the zone's name."""

    addresses: tuple[str, ...] = ()
    """None: there is no wildcard record."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailHost:
    """One mail server of a domain."""

    name: str
    preference: int
    addresses: tuple[str, ...] = ()
    problem: str = ""
    """Why mail cannot reach it, in words: `does not exist`; empty when it has an address."""


@dataclass(frozen=True, slots=True)
class MailHosts(Fact):
    """The mail servers that the MX records name. The subject is the domain."""

    hosts: tuple[MailHost, ...] = ()
    refuses: bool = False
    """A null MX: the domain takes no mail (RFC 7505)."""


@dataclass(frozen=True, slots=True)
class DnsHost(Fact):
    """Who runs the name servers of a zone. The subject is the zone's name."""

    provider: str = ""
    """As known by the servers' names or as declared; empty where neither says."""
    nameservers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dnssec(Fact):
    """Whether the zone is signed and the signatures hold. The subject is the zone's name."""

    ds: tuple[str, ...] = ()
    """DS records at the parent; none: not signed as far as the world sees."""
    signed: bool = False
    """The zone publishes DNSKEY records."""
    problem: str = ""
    """Why validation fails, in words; empty when it holds or nothing is signed."""
    algorithms: tuple[str, ...] = ()
    expires_days: float | None = None
    """Days until the first apex signature expires."""
    lifetime_days: float | None = None
    """For how many days that signature is valid in all: some hosts sign every answer for two."""


@dataclass(frozen=True, slots=True)
class CertificateAuthorities(Fact):
    """CAA in force for a host: the nearest record set up the tree (RFC 8659). Subject: host."""

    found_at: str = ""
    """The name that carries the records; empty when there are none."""
    issue: tuple[str, ...] = ()
    """Domains of the authorities that may issue; `;` alone forbids all."""
    issuewild: tuple[str, ...] = ()
    iodef: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolverView:
    """What one recursive resolver says about a host."""

    resolver: str
    status: Status
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolverViews(Fact):
    """One host through several resolvers. The subject is the host name."""

    views: tuple[ResolverView, ...] = ()


@dataclass(frozen=True, slots=True)
class Registration(Fact):
    """What the registry says of the domain (RDAP, RFC 9083). The subject is the domain."""

    registrar: str = ""
    expires: str = ""
    """When it ends, ISO 8601 in UTC; empty where the registry does not say."""
    statuses: tuple[str, ...] = ()
    """`client transfer prohibited`…"""


@dataclass(frozen=True, slots=True)
class RegistrationEnd(Fact):
    """When the registration ends, where the registry says so. The subject is the domain."""

    at: datetime
    registrar: str = ""


@dataclass(frozen=True, slots=True)
class TransferLock(Fact):
    """Whether the domain is locked, where its registry knows locks. The subject is the domain."""

    locks: tuple[str, ...] = ()
    """Statuses that forbid a transfer: `client transfer prohibited`."""
    statuses: tuple[str, ...] = ()
    registrar: str = ""


@dataclass(frozen=True, slots=True)
class Takeover(Fact):
    """A host that leads to a service where names can be claimed. The subject is the host name."""

    service: str
    leads_to: str
    """The alias target or address that belongs to the service."""
    claimable: bool = False
    fingerprint: str = ""
    """The words by which the service says that nobody has the name; empty: it is taken."""
    url: str = ""
    """The address whose page said so; empty where the target does not exist in the DNS."""
    status: int = 0
