"""Facts of one received message for checks: right in everything unless a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from launchready.facts.message import (
    Authentic,
    MailDelivery,
    MessageDkim,
    MessageDmarc,
    MessageLink,
    MessageLinks,
    MessageSpf,
    ReceivedMessage,
    Signature,
)
from launchready.facts.product import Host, Product, Role
from launchready.facts.spf import SpfResult, SpfVerdict

NAME = "welcome.eml"
AT = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)
PRODUCT = Product(domain="shop.example", hosts=(Host("shop.example", Role.APEX),))


def message(**changes: Any) -> ReceivedMessage:
    right = ReceivedMessage(
        NAME,
        title="Welcome",
        from_headers=1,
        from_addresses=("hi@shop.example",),
        envelope="bounce@shop.example",
        peer="192.0.2.1",
        helo="mail.shop.example",
        received=AT,
        date=AT,
        date_header="Mon, 05 Oct 2026 10:00:00 +0000",
        message_id="<1@shop.example>",
        receiver="mx.test",
    )
    return replace(right, **changes)


def signature(**changes: Any) -> Signature:
    right = Signature(
        "shop.example", "mail", "rsa-sha256", Authentic.PASS, "it verifies", bits=2048
    )
    return replace(right, **changes)


def dkim(*signatures: Signature) -> MessageDkim:
    return MessageDkim(NAME, signatures)


def spf(verdict: SpfVerdict = SpfVerdict.PASS, **changes: Any) -> MessageSpf:
    result = SpfResult(verdict, "`-all` of shop.example matches 192.0.2.1", "shop.example")
    return replace(MessageSpf(NAME, "shop.example", "192.0.2.1", result), **changes)


def dmarc(**changes: Any) -> MessageDmarc:
    right = MessageDmarc(
        NAME,
        "shop.example",
        spf_domain="shop.example",
        spf_aligned=True,
        dkim_domains=("shop.example",),
        dkim_aligned=("shop.example",),
        policy_at="shop.example",
        policy="reject",
        record="v=DMARC1; p=reject",
    )
    return replace(right, **changes)


def link(
    url: str = "https://shop.example/a", host: str = "shop.example", **how: Any
) -> MessageLink:
    return MessageLink(url, host, how.pop("ours", True), **how)


def links(*found: MessageLink) -> MessageLinks:
    return MessageLinks(NAME, found)


def delivery(**changes: Any) -> MailDelivery:
    right = MailDelivery(
        "probe mail", 6.0, arrived=True, trigger="the command curl", mailbox="an own mail server"
    )
    return replace(right, **changes)
