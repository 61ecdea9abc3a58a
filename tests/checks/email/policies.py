"""Literal facts about sender policies."""

from __future__ import annotations

from tests.derive.mail.spf.zones import Records, grown_answers

from launchready.facts.dns import Answer, Status
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.facts.spf import SpfLookups, SpfRecord

DOMAIN = "shop.example"
PRODUCT = Product(domain=DOMAIN)


def record(*texts: str, misses: tuple[str, ...] = ()) -> SpfRecord:
    """The SPF records of shop.example."""
    return SpfRecord(DOMAIN, texts, misses)


def mail(*mx: str, spf: tuple[str, ...] = ()) -> MailDomain:
    """The mail servers of shop.example: `10 mx.example`."""
    status = Status.ANSWERED if mx else Status.NO_RECORDS
    return MailDomain(DOMAIN, Answer(DOMAIN, "MX", status, mx), spf)


def lookups(own: str, **others: str) -> SpfLookups:
    """All that the policy `own` leads to; `others` are policies of names under `.example`."""
    zone: Records = {
        DOMAIN: {"TXT": [own]},
        "host.example": {"A": ["192.0.2.1"]},
        **{f"{name}.example": {"TXT": [text]} for name, text in others.items()},
    }
    return SpfLookups(DOMAIN, grown_answers(zone))
