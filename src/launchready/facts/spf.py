"""What was seen of a domain's Sender Policy Framework (RFC 7208)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import Fact
from launchready.facts.dns import Answer


class SpfVerdict(StrEnum):
    """What `check_host()` comes to (RFC 7208 section 2.6)."""

    NONE = "none"
    NEUTRAL = "neutral"
    PASS = "pass"  # noqa: S105 - a result, not a password
    FAIL = "fail"
    SOFTFAIL = "softfail"
    TEMPERROR = "temperror"
    PERMERROR = "permerror"


@dataclass(frozen=True, slots=True)
class SpfResult:
    """What one message's SPF evaluation came to, and which term of which record decided."""

    verdict: SpfVerdict
    reason: str
    """One sentence."""
    domain: str = ""
    """The domain whose record decided; after a redirect not the one that was asked for."""
    record: str = ""
    term: str = ""
    """The term that matched, as published; empty where none did."""
    explanation: str = ""
    """What the domain says to a sender that fails (`exp=`); hostile text."""
    lookups: int = 0
    """Terms that caused DNS queries; 10 are allowed (section 4.6.4)."""
    void_lookups: int = 0
    """Those of them that found nothing; 2 are allowed."""


@dataclass(frozen=True, slots=True)
class SpfRecord(Fact):
    """The SPF records that a domain publishes. The subject is the sending domain."""

    records: tuple[str, ...] = ()
    """TXT records that are SPF records: `v=spf1` and a space or nothing (section 4.5)."""
    near_misses: tuple[str, ...] = ()
    """TXT records that speak of SPF and are none: a misspelt version, a stray quote."""


@dataclass(frozen=True, slots=True)
class SpfLookups(Fact):
    """Every DNS answer that evaluating a domain's record can need. Subject: the sending domain.

    TXT answers are cut down to their SPF records. Names that depend on the message are not asked.
    """

    answers: tuple[Answer, ...] = ()
    """In the order they were asked; the first is the domain's own TXT."""
