"""What one received mail message showed. The subject of each fact is the message's short name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from launchready.facts.base import Fact
from launchready.facts.spf import SpfResult


class Authentic(StrEnum):
    """How an authentication method ended (RFC 8601 section 2.7)."""

    NONE = "none"
    PASS = "pass"  # noqa: S105 - a result, not a password
    FAIL = "fail"
    NEUTRAL = "neutral"
    POLICY = "policy"
    TEMPERROR = "temperror"
    PERMERROR = "permerror"


@dataclass(frozen=True, slots=True)
class Claim:
    """One result that the receiver wrote into `Authentication-Results`."""

    method: str
    """`dkim`, `spf`, `dmarc`…, lower case."""
    result: str
    """`pass`, `fail`…, lower case."""
    reason: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    """`header.d`, `smtp.mailfrom`… and their values."""

    def about(self, name: str) -> str:
        """Return the value of a property; empty where it is not there."""
        return next((value for key, value in self.properties if key == name), "")


@dataclass(frozen=True, slots=True)
class ReceivedMessage(Fact):
    """The header and the shape of a message, without its text and its recipients."""

    title: str = ""
    """The Subject, masked and cut to 200 characters."""
    from_headers: int = 0
    """How many From headers there are; one is right."""
    from_addresses: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    envelope: str = ""
    """The envelope sender (Return-Path); empty for a bounce or where it is not known."""
    bounce: bool = False
    """The envelope sender is known to be empty."""
    peer: str = ""
    """The address that delivered the message; empty where it is not known."""
    helo: str = ""
    received: datetime | None = None
    """When the receiver took it, UTC; None where no header says so."""
    date: datetime | None = None
    """What its Date header says, UTC."""
    date_header: str = ""
    message_id: str = ""
    bulk: str = ""
    """What shows that it is sent to many; empty where nothing does."""
    unsubscribe: tuple[str, ...] = ()
    """Schemes of List-Unsubscribe: `https`, `mailto`."""
    one_click: bool = False
    """List-Unsubscribe-Post says `One-Click` (RFC 8058)."""
    receiver: str = ""
    """Who wrote the Authentication-Results."""
    claims: tuple[Claim, ...] = ()
    arc: str = ""
    """The newest ARC set in words; empty where the message was not forwarded with ARC."""
    bytes: int = 0
    parts: int = 0
    problems: tuple[str, ...] = ()
    """What is wrong with the shape of the message, in words."""

    @property
    def from_domain(self) -> str:
        """The domain that the reader sees as the sender's; empty where it is not one."""
        domains = {one.rpartition("@")[2].lower() for one in self.from_addresses}
        return domains.pop() if len(domains) == 1 else ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM signature, verified (RFC 6376)."""

    domain: str
    selector: str
    algorithm: str
    result: Authentic
    reason: str
    """One sentence."""
    bits: int = 0
    """Size of the key; 0 where it was not found."""
    covers: int | None = None
    """How many bytes of the body are signed (`l=`); None: all."""
    weak: str = ""
    """Why a receiver may distrust it although it verifies; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class MessageDkim(Fact):
    """Every signature of the message, in the order of its header."""

    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageSpf(Fact):
    """Whether the delivering address may send for the envelope sender's domain."""

    domain: str
    """The domain of the envelope sender, or of HELO for a bounce."""
    peer: str
    result: SpfResult


@dataclass(frozen=True, slots=True)
class MessageDmarc(Fact):
    """Whether what authenticates the message also speaks for its From domain."""

    from_domain: str
    spf_domain: str = ""
    """The domain that passed SPF; empty where none did."""
    spf_aligned: bool = False
    dkim_domains: tuple[str, ...] = ()
    """The domains whose signatures verify."""
    dkim_aligned: tuple[str, ...] = ()
    """Those of them that are aligned."""
    policy_at: str = ""
    """The domain whose record governs; empty where there is none."""
    policy: str = ""
    """What receivers are asked to do with failing mail: `none`, `quarantine`, `reject`."""
    record: str = ""

    @property
    def passes(self) -> bool:
        """Whether SPF or DKIM passes and is aligned."""
        return self.spf_aligned or bool(self.dkim_aligned)


@dataclass(frozen=True, slots=True)
class MessageLink:
    """One link or picture of the message."""

    url: str
    """Without secrets: tokens are masked."""
    host: str
    ours: bool
    """A host of the manifest; without one, of the sender's own domain."""
    picture: bool = False
    unsubscribe: bool = False
    status: int = 0
    """What it answered at the end; 0 where it was not asked."""
    problem: str = ""
    """Why it does not open, in words; empty where it opens or was not asked."""
    unasked: str = ""
    """Why it was not asked."""


@dataclass(frozen=True, slots=True)
class MessageLinks(Fact):
    """Where the message leads its reader."""

    links: tuple[MessageLink, ...] = ()
    cut: bool = False
    """There are more than were looked at."""


@dataclass(frozen=True, slots=True)
class MailDelivery(Fact):
    """How long a probe's mail took from the trigger to the mailbox."""

    seconds: float
    """Until it arrived; until the probe gave up where it did not."""
    arrived: bool
    trigger: str
    """What asked for the mail, in words, without secrets."""
    mailbox: str
    """What received it: `own mail server`, `IMAP mailbox at imap.example`."""
    followed: str = ""
    """The verification link that was opened, masked; empty where none was asked for."""
    follow_status: int = 0
    follow_problem: str = ""
    """Why the verification link does not work, in words."""


@dataclass(frozen=True, slots=True)
class MailPlacement(Fact):
    """Whether the receiver put the message into the inbox."""

    folder: str
    spam: bool
    evidence: str
