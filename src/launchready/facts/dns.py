"""What the domain name system answered. Mail checks read the same facts."""

from __future__ import annotations

from dataclasses import dataclass
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
    wildcard: tuple[str, ...] = ()
    """Addresses that a name nobody made resolves to."""


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
    """ISO 8601 date."""
    statuses: tuple[str, ...] = ()
    """`client transfer prohibited`…"""
