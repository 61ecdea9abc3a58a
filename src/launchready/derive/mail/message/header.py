"""Read out of a message's header what checks ask about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from launchready.derive.mail.message.addresses import addresses, read_date, readable
from launchready.derive.mail.message.authentication_results import receivers_statement
from launchready.derive.mail.message.parse import Message
from launchready.derive.mail.message.received import delivering_hop, envelope_sender
from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.message import ReceivedMessage

_SCHEMES = lazy(r"<\s{0,20}(https?|mailto):", re.IGNORECASE)
_BULK = (
    ("list-id", "it has a List-Id header"),
    ("feedback-id", "it has a Feedback-ID header"),
    ("list-unsubscribe", "it has a List-Unsubscribe header"),
)
_BULK_WORDS = frozenset({"bulk", "list", "junk"})
_INSTANCE = lazy(r"\bi\s{0,5}=\s{0,5}(\d{1,3})")
_CHAIN = lazy(r"\bcv\s{0,5}=\s{0,5}(\w{1,10})")
_DOMAIN = lazy(r"\bd\s{0,5}=\s{0,5}([\w.-]{1,253})")


@dataclass(frozen=True, slots=True)
class Envelope:
    """How the message came, as far as it is known besides its header."""

    peer: str = ""
    helo: str = ""
    sender: str | None = None
    """None: not known; empty: a bounce."""
    received: datetime | None = None


def read_header(name: str, message: Message, size: int, envelope: Envelope) -> ReceivedMessage:
    """Put together the fact; what `envelope` states goes before what headers say."""
    statement = receivers_statement(message.all("authentication-results"))
    hop = delivering_hop(message.all("received"), message.first("received-spf"), statement)
    date = message.first("date")
    sender = envelope.sender
    if sender is None:
        sender = envelope_sender(message.all("return-path"), statement)
    return ReceivedMessage(
        name,
        title=mask_line(readable(message.first("subject"))),
        from_headers=len(message.all("from")),
        from_addresses=addresses(message.all("from")),
        reply_to=addresses(message.all("reply-to")),
        envelope=sender or "",
        bounce=sender == "",
        peer=envelope.peer or hop.peer,
        helo=envelope.helo or hop.helo,
        received=envelope.received or hop.at,
        date=read_date(date),
        date_header=date[:100],
        message_id=message.first("message-id")[:300],
        bulk=_bulk(message),
        unsubscribe=tuple(
            dict.fromkeys(
                found[1].lower() for found in _SCHEMES.finditer(message.first("list-unsubscribe"))
            )
        ),
        one_click="one-click" in message.first("list-unsubscribe-post").lower(),
        receiver=statement.receiver,
        claims=statement.claims,
        arc=_arc(message),
        bytes=size,
        parts=message.parts,
        problems=tuple(message.problems),
    )


def _bulk(message: Message) -> str:
    for name, why in _BULK:
        if message.first(name):
            return why
    words = {word.lower() for word in re.split(r"[\s,;]+", message.first("precedence")[:100])}
    return "its Precedence header says that it is sent to many" if words & _BULK_WORDS else ""


def _arc(message: Message) -> str:
    """Name the newest ARC set; its seals are not verified (RFC 8617)."""
    newest, said = 0, ""
    for seal in message.all("arc-seal")[:50]:
        instance, chain, domain = (one.search(seal) for one in (_INSTANCE, _CHAIN, _DOMAIN))
        if instance is not None and int(instance[1]) > newest:
            newest = int(instance[1])
            state = chain[1] if chain else "not stated"
            sealer = domain[1] if domain else "nobody"
            said = f"{newest} ARC {'set' if newest == 1 else 'sets'}, the newest by {sealer}"
            said = f"{said}, chain {state}"
    return said
