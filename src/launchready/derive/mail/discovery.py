"""Which DMARC record governs a domain, from the answers of its tree (RFC 9989 section 4.10.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from launchready.derive.mail.dmarc import (
    DmarcRecord,
    Policy,
    dmarc_records,
    meant_as_dmarc,
    read_dmarc,
)
from launchready.facts.dns import Answer

PREFIX = "_dmarc."


@dataclass(frozen=True, slots=True)
class Governing:
    """The record in force for a domain."""

    domain: str
    at: str
    """The domain whose record it is: the domain itself, or one above it."""
    record: DmarcRecord

    @property
    def inherited(self) -> bool:
        """The domain has no record of its own."""
        return self.at != self.domain

    @property
    def policy(self) -> Policy | None:
        """What receivers are asked to do with forged mail of this domain."""
        return self.record.for_subdomains if self.inherited else self.record.policy

    @property
    def applied(self) -> Policy | None:
        """The policy as receivers apply it: `t=y` takes one level off it."""
        policy = self.policy
        if policy is None or not self.record.testing or policy is Policy.NONE:
            return policy
        return Policy.NONE if policy is Policy.QUARANTINE else Policy.QUARANTINE


def governing(domain: str, answers: Sequence[Answer]) -> Governing | None:
    """Return the record in force. `answers` are the `_dmarc` TXT answers, the nearest first.

    A name with several records counts as one without (RFC 9989 section 4.10).
    """
    for answer in answers:
        records = dmarc_records(answer.values)
        if len(records) == 1:
            return Governing(domain, answer.name.removeprefix(PREFIX), read_dmarc(records[0]))
    return None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a domain stands with DMARC: at most one of the fields is set; none: no record at all."""

    governing: Governing | None = None
    many: tuple[str, tuple[str, ...]] | None = None
    """The domain that has several records, and the records."""
    misread: tuple[str, str] | None = None
    """The domain whose record receivers do not take for one, and the record."""


def standing(domain: str, answers: Sequence[Answer]) -> Standing:
    """Say how a domain stands; the nearest record of any kind decides."""
    for answer in answers:
        at = answer.name.removeprefix(PREFIX)
        records = dmarc_records(answer.values)
        if len(records) == 1:
            return Standing(governing=Governing(domain, at, read_dmarc(records[0])))
        if records:
            return Standing(many=(at, records))
        meant = meant_as_dmarc(answer.values)
        if meant:
            return Standing(misread=(at, meant[0]))
    return Standing()
