"""What one evaluation asks, counts and keeps (RFC 7208 section 4.6.4)."""

from __future__ import annotations

from dataclasses import dataclass, field

from launchready.derive.mail.spf.addresses import Address
from launchready.derive.mail.spf.record import Record
from launchready.facts.spf import SpfVerdict

MOST_LOOKUPS = 10
MOST_VOID_LOOKUPS = 2
MOST_NAMES = 10
"""MX hosts, and names of an address, that are looked at (section 4.6.4)."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the DNS."""

    name: str
    """Without the last dot; any ASCII but only labels of 1 to 63 characters."""
    kind: str
    """`TXT`, `A`, `AAAA`, `MX` or `PTR`."""


class Stop(Exception):  # noqa: N818 - how an evaluation ends early
    """The evaluation is over: an error that no further term can change."""

    def __init__(self, verdict: SpfVerdict, why: str, where: Place) -> None:
        super().__init__(why)
        self.verdict = verdict
        self.where = where


@dataclass(frozen=True, slots=True)
class Place:
    """Where an evaluation is: which domain's record, and which term."""

    domain: str
    record: str = ""
    term: str = ""


@dataclass(slots=True)
class Evaluation:
    """What one evaluation counts and keeps."""

    ip: Address
    receiver: str
    timestamp: int
    helo: str
    sender: str = ""
    lookups: int = 0
    voids: int = 0
    names: tuple[str, ...] | None = None
    """The validated names of the address, once they are known."""
    policy: Record = field(default_factory=lambda: Record(""))
    """The record that is being read; after a redirect another one."""

    def count(self, place: Place) -> None:
        """Count a term that asks (section 4.6.4). Raises `Stop` at the eleventh."""
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            why = f"the policy needs more than {MOST_LOOKUPS} DNS lookups"
            raise Stop(SpfVerdict.PERMERROR, why, place)

    def count_void(self, place: Place) -> None:
        """Count a term whose question found nothing. Raises `Stop` at the third."""
        self.voids += 1
        if self.voids > MOST_VOID_LOOKUPS:
            why = f"more than {MOST_VOID_LOOKUPS} DNS lookups of the policy find nothing"
            raise Stop(SpfVerdict.PERMERROR, why, place)
