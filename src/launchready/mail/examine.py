"""Look at one message as its receiver does: keys, policies and links asked for, facts made."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from launchready.collect.look import Look
from launchready.derive.mail.discovery import PREFIX
from launchready.derive.mail.message.header import Envelope, read_header
from launchready.derive.mail.message.judgement import dmarc_of, spf_identity
from launchready.derive.mail.message.parse import Message, parse_message
from launchready.derive.mail.message.signature import signature_headers
from launchready.derive.mail.organization import walk
from launchready.derive.mail.spf.check_host import Asking, check_host
from launchready.facts.base import Absent, Fact, Facts, Sighting, Unmeasured
from launchready.facts.dns import Answer
from launchready.facts.message import (
    Authentic,
    MailDelivery,
    MailPlacement,
    MessageDkim,
    MessageDmarc,
    MessageLinks,
    MessageSpf,
    ReceivedMessage,
)
from launchready.facts.spf import SpfResult, SpfVerdict
from launchready.mail.dkim_verify import verify_signatures
from launchready.mail.links import look_at_links

SPF_SECONDS = 20.0
MESSAGE_FACTS = (ReceivedMessage, MessageDkim, MessageSpf, MessageDmarc, MessageLinks)
PROBE_FACTS = (MailDelivery, MailPlacement)


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as it was given: its bytes, a short name for it, and how it came."""

    name: str
    raw: bytes = field(repr=False)
    envelope: Envelope = field(default_factory=Envelope)


async def examine(look: Look, mail: Mail, *, follow_links: bool = False) -> Facts:
    """Return the facts of one message. Never raises for what a message or the network does."""
    message = await asyncio.to_thread(parse_message, mail.raw)
    received = read_header(mail.name, message, len(mail.raw), mail.envelope)
    spf, dkim, answers, links = await asyncio.gather(
        _spf(look, received),
        _dkim(look, received, message),
        _policies(look, received.from_domain),
        look_at_links(look, mail.name, message, received.from_domain, follow=follow_links),
    )
    dmarc = dmarc_of(received, spf, dkim, answers)
    seen: tuple[Fact | Absent | Unmeasured, ...] = (received, spf, dkim, dmarc, links)
    at = datetime.now(UTC)
    own = [Sighting(look.product, look.at), Sighting(look.run, look.at)]
    return Facts([*own, *(Sighting(one, at) for one in seen)])


async def _spf(look: Look, message: ReceivedMessage) -> MessageSpf | Unmeasured:
    sender, domain = spf_identity(message)
    if not message.peer or not domain:
        missing = "the address that delivered it" if domain else "its envelope sender"
        why = f"the message does not say {missing} (--ip, --helo, --from)"
        return Unmeasured(MessageSpf, message.subject, why)
    try:
        asking = check_host(message.peer, domain, sender, message.helo or "unknown")
        async with asyncio.timeout(SPF_SECONDS):
            result = await _answered(look, asking)
    except ValueError:
        return Unmeasured(MessageSpf, message.subject, f"{message.peer} is no IP address")
    except TimeoutError:
        why = f"the SPF records of {domain} took longer than {SPF_SECONDS:g} s"
        return Unmeasured(MessageSpf, message.subject, why)
    if result.verdict is SpfVerdict.TEMPERROR:
        return Unmeasured(MessageSpf, message.subject, result.reason)
    return MessageSpf(message.subject, domain, message.peer, result)


async def _answered(look: Look, asking: Asking) -> SpfResult:
    try:
        query = next(asking)
        while True:
            query = asking.send(await look.ask(query.name, query.kind))
    except StopIteration as end:
        result: SpfResult = end.value
        return result


async def _dkim(
    look: Look, received: ReceivedMessage, message: Message
) -> MessageDkim | Unmeasured:
    headers = signature_headers(message)
    answers: list[Answer | None] = list(
        await asyncio.gather(*(look.ask(one.key_name, "TXT") for one in headers if not one.problem))
    )
    waiting = iter(answers)
    keys = [(one, None if one.problem else next(waiting)) for one in headers]
    when = received.received or look.at
    made = await asyncio.to_thread(verify_signatures, message, keys, when)
    unseen = [one for one in made if one.result is Authentic.TEMPERROR]
    if unseen and len(unseen) == len(made):
        return Unmeasured(MessageDkim, received.subject, unseen[0].reason)
    return MessageDkim(received.subject, made)


async def _policies(look: Look, domain: str) -> tuple[Answer, ...]:
    """Ask for the DMARC records of the From domain and the names above it."""
    if not domain:
        return ()
    answers = await asyncio.gather(*(look.ask(f"{PREFIX}{one}", "TXT") for one in walk(domain)))
    return tuple(answers)
