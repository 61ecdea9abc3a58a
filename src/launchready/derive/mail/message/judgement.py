"""Bring SPF, DKIM and the From domain together: DMARC's judgement of one message (RFC 9989)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from launchready.derive.mail.alignment import Mode, aligned
from launchready.derive.mail.discovery import Governing, governing
from launchready.derive.mail.message.addresses import domain_of
from launchready.facts.base import Absent, Unmeasured
from launchready.facts.dns import Answer
from launchready.facts.message import (
    Authentic,
    MessageDkim,
    MessageDmarc,
    MessageSpf,
    ReceivedMessage,
)
from launchready.facts.spf import SpfVerdict


def spf_identity(message: ReceivedMessage) -> tuple[str, str]:
    """Return sender and domain to check: the envelope sender's, HELO's for a bounce, or nothing."""
    domain = domain_of(message.envelope)
    if domain:
        return message.envelope, domain
    if message.bounce and message.helo:
        return f"postmaster@{message.helo}", message.helo
    return "", ""


def dmarc_of(
    message: ReceivedMessage,
    spf: MessageSpf | Absent | Unmeasured,
    dkim: MessageDkim | Absent | Unmeasured,
    answers: Sequence[Answer],
) -> MessageDmarc | Absent | Unmeasured:
    """Judge one message. What could not be seen makes it unknown unless the rest passes."""
    ours, name = message.from_domain, message.subject
    if not ours:
        return Absent(MessageDmarc, name, "its From header names no single domain to judge by")
    unseen = next((one for one in answers if not one.status.known), None)
    found = governing(ours, answers)
    if unseen is not None and found is None:
        why = f"the DMARC record of {ours} could not be seen: {unseen.why or unseen.status}"
        return Unmeasured(MessageDmarc, name, why)
    made = _aligned(ours, spf, dkim, found)
    if not made.passes:
        unknown = next((one for one in (spf, dkim) if isinstance(one, Unmeasured)), None)
        if unknown is not None:
            return Unmeasured(MessageDmarc, name, unknown.why)
        late = [one for one in _signatures(dkim) if one[1] is Authentic.TEMPERROR]
        if late:
            why = f"the key of the signature by {late[0][0]} could not be looked up"
            return Unmeasured(MessageDmarc, name, why)
    return replace(
        made,
        subject=name,
        policy_at=found.at if found else "",
        policy=found.applied.value if found and found.applied else "",
        record=found.record.text[:500] if found else "",
    )


def _aligned(
    ours: str,
    spf: MessageSpf | Absent | Unmeasured,
    dkim: MessageDkim | Absent | Unmeasured,
    found: Governing | None,
) -> MessageDmarc:
    spf_mode = found.record.spf if found else Mode.RELAXED
    dkim_mode = found.record.dkim if found else Mode.RELAXED
    passing = tuple(
        dict.fromkeys(domain for domain, result in _signatures(dkim) if result is Authentic.PASS)
    )
    by_spf = ""
    if isinstance(spf, MessageSpf) and spf.result.verdict is SpfVerdict.PASS:
        by_spf = spf.domain
    return MessageDmarc(
        "",
        ours,
        by_spf,
        aligned(ours, by_spf, spf_mode),
        passing,
        tuple(one for one in passing if aligned(ours, one, dkim_mode)),
    )


def _signatures(dkim: MessageDkim | Absent | Unmeasured) -> list[tuple[str, Authentic]]:
    if not isinstance(dkim, MessageDkim):
        return []
    return [(one.domain, one.result) for one in dkim.signatures]
