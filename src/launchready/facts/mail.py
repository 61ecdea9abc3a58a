"""What the DNS and mail servers showed of how mail is sent, judged and carried."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import Fact
from launchready.facts.dns import Answer
from launchready.facts.tls import Certificate, Trust


@dataclass(frozen=True, slots=True)
class MailDomain(Fact):
    """The records that say whether a domain takes and sends mail. The subject is the domain."""

    mx: Answer
    spf: tuple[str, ...] = ()
    """TXT records that begin with `v=spf1`, word for word."""


@dataclass(frozen=True, slots=True)
class DkimSelector:
    """One selector that was asked for."""

    name: str
    answer: Answer
    """TXT at `NAME._domainkey.DOMAIN`."""
    declared: bool = False
    """False for a guess: when it is not there, that says nothing."""
    service: str = ""
    """Whose selector was guessed."""


@dataclass(frozen=True, slots=True)
class DkimKeys(Fact):
    """DKIM records of a sending domain. The subject is the domain."""

    selectors: tuple[DkimSelector, ...] = ()
    """The declared ones, and the guesses that were found."""


@dataclass(frozen=True, slots=True)
class Dmarc(Fact):
    """DMARC records in the tree of a domain. The subject is the domain."""

    answers: tuple[Answer, ...] = ()
    """TXT at `_dmarc`: of the domain first, then of the names above it."""
    misplaced: str = ""
    """A DMARC record that stands at the domain itself, where no receiver looks."""


@dataclass(frozen=True, slots=True)
class DmarcReports(Fact):
    """Whether other domains agree to take the DMARC reports. The subject is the domain."""

    permissions: tuple[Answer, ...] = ()
    """TXT at `DOMAIN._report._dmarc.TARGET` for each target outside the organization."""


@dataclass(frozen=True, slots=True)
class MtaSts(Fact):
    """The MTA-STS record and policy file. The subject is the domain."""

    record: Answer
    url: str = ""
    """Where the policy was asked for; empty where there is no record."""
    status: int = 0
    content_type: str = ""
    policy: str = ""
    """The file as served, cut to 4096 characters."""
    problem: str = ""
    """Why senders cannot fetch it, in words; empty where they can."""


@dataclass(frozen=True, slots=True)
class TlsReports(Fact):
    """TXT at `_smtp._tls`: where failed encryption is reported. The subject is the domain."""

    record: Answer


@dataclass(frozen=True, slots=True)
class Bimi(Fact):
    """The BIMI record and its logo. The subject is the domain."""

    record: Answer
    status: int = 0
    """Of the logo; 0 where it was not asked for."""
    content_type: str = ""
    tiny: bool = False
    """The logo says that it is SVG Tiny PS."""
    problem: str = ""
    """Why the logo cannot be fetched, in words."""


@dataclass(frozen=True, slots=True)
class MailExchanger:
    """One name of an MX record set, and where it leads."""

    name: str
    preference: int
    answer: Answer | None = None
    """Its A records, or AAAA where it has none; None for an address in place of a name."""


@dataclass(frozen=True, slots=True)
class MailExchangers(Fact):
    """What the MX records of a domain name. The subject is the domain."""

    exchangers: tuple[MailExchanger, ...] = ()


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """One mail server as another mail server meets it on port 25."""

    name: str
    port: int = 25
    address: str = ""
    banner: str = ""
    """The first line of its greeting, cut to 200 characters."""
    extensions: tuple[str, ...] = ()
    """Keywords of its answer to EHLO: `STARTTLS`, `8BITMIME`…"""
    problem: str = ""
    """Why no encrypted connection came about although STARTTLS is offered."""
    version: str = ""
    """`TLSv1.3`; empty without TLS."""
    cipher: str = ""
    chain: tuple[Certificate, ...] = ()
    trust: Trust = Trust.UNKNOWN_ROOT
    why: str = ""
    """The reason in words where the chain is not trusted for the server's name."""
    key: str = ""
    """SHA-256 of the public key in DER form (SubjectPublicKeyInfo), hex."""
    took_ms: float = 0.0

    @property
    def starttls(self) -> bool:
        """Whether it offers encryption at all."""
        return "STARTTLS" in self.extensions


@dataclass(frozen=True, slots=True)
class MailTransport(Fact):
    """The mail servers of a domain, each greeted once. The subject is the domain."""

    servers: tuple[SmtpServer, ...] = ()
    unseen: tuple[str, ...] = ()
    """Servers that could not be greeted: `mx2.shop.example: timed out`."""


@dataclass(frozen=True, slots=True)
class TlsaRecords:
    """TLSA records of one mail server."""

    host: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dane(Fact):
    """TLSA records of the mail servers of a signed domain. The subject is the domain."""

    servers: tuple[TlsaRecords, ...] = ()


@dataclass(frozen=True, slots=True)
class ReverseName:
    """What the address of a mail server is called, and whether that name leads back."""

    host: str
    address: str
    names: tuple[str, ...] = ()
    """PTR records."""
    confirmed: bool = False
    """One of the names has this address."""


@dataclass(frozen=True, slots=True)
class ReverseNames(Fact):
    """Reverse look-ups of the domain's own mail servers. The subject is the domain."""

    addresses: tuple[ReverseName, ...] = ()
