"""The headers that every receiver expects of a message (RFC 5322 section 3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from launchready.derive.pattern import lazy
from launchready.facts.message import ReceivedMessage

LATE, EARLY = timedelta(days=2), timedelta(hours=1)
"""How far the Date may lie before and after the receipt: queues delay, clocks do not."""
_MESSAGE_ID = lazy(r"<[^\s<>@]{1,200}@[^\s<>@]{1,200}>")


@dataclass(frozen=True, slots=True)
class Fault:
    """One header that is missing or wrong."""

    message: str
    fix: str
    evidence: str


def faults(message: ReceivedMessage, now: datetime) -> Iterator[Fault]:
    """Yield what is missing. `now` stands in for a moment of receipt that is not known."""
    yield from _identity(message)
    yield from _moment(message, now)
    yield from _sender(message)


def _identity(message: ReceivedMessage) -> Iterator[Fault]:
    if not message.message_id:
        what, seen = "The message has no Message-ID header.", "no Message-ID header"
    elif not _MESSAGE_ID.search(message.message_id):
        what, seen = "Its Message-ID is none.", f"Message-ID: {message.message_id[:150]}"
    else:
        return
    domain = message.from_domain or "YOUR-DOMAIN"
    yield Fault(what, f"Let the mail library write `Message-ID: <UNIQUE@{domain}>`.", seen)


def _moment(message: ReceivedMessage, now: datetime) -> Iterator[Fault]:
    fix = "Let the mail library write the Date header, and set the server's clock (NTP)."
    if not message.date_header:
        yield Fault("The message has no Date header.", fix, "no Date header")
        return
    seen = f"Date: {message.date_header}"
    if message.date is None:
        yield Fault("Its Date header is no date.", fix, seen)
        return
    came = message.received
    if message.date > (came or now) + EARLY:
        yield Fault("Its Date lies in the future of its receipt.", fix, seen)
    elif came is not None and message.date < came - LATE:
        yield Fault("Its Date lies days before its receipt.", fix, seen)


def _sender(message: ReceivedMessage) -> Iterator[Fault]:
    fix = "Write exactly one From header with one address of your domain."
    seen = f"From: {', '.join(message.from_addresses[:4]) or '(no address)'}"
    if message.from_headers != 1:
        count = message.from_headers or "no"
        yield Fault(f"The message has {count} From headers, where one is right.", fix, seen)
    elif not message.from_addresses:
        yield Fault("Its From header holds no address.", fix, seen)
    elif not message.from_domain:
        yield Fault("Its From header names addresses of several domains.", fix, seen)
