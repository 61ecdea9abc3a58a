from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mail_sender_undeclared import mail_sender_undeclared
from launchready.facts.product import Product

from .records import DOMAIN, ED25519, MAIL, keys, mail, selector

FIRES: dict[str, tuple[Any, ...]] = {
    "an alias to another service": (
        MAIL,
        keys(selector("s1", ED25519, alias="s1.domainkey.u1.wl2.sendgrid.net")),
        Product(domain=DOMAIN, mail_providers=("google",)),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "declared": (
        MAIL,
        keys(selector("s1", ED25519, alias="s1.domainkey.u1.wl2.sendgrid.net")),
        Product(domain=DOMAIN, mail_providers=("sendgrid",)),
    ),
    "nothing is declared": (
        MAIL,
        keys(selector("s1", ED25519, alias="s1.domainkey.u1.wl2.sendgrid.net")),
        Product(domain=DOMAIN),
    ),
    "an alias that is dead": (
        MAIL,
        keys(selector("s1", alias="s1.domainkey.u1.wl2.sendgrid.net")),
        Product(domain=DOMAIN, mail_providers=("google",)),
    ),
    "an alias to nobody known": (
        MAIL,
        keys(selector("s1", ED25519, alias="s1.odd.example")),
        Product(domain=DOMAIN, mail_providers=("google",)),
    ),
    "in SPF is another check": (
        mail(spf=("v=spf1 include:sendgrid.net -all",)),
        keys(selector("s1", ED25519, alias="s1.u1.sendgrid.net")),
        Product(domain=DOMAIN, mail_providers=("google",)),
    ),
}
SAYS = "SendGrid can sign mail as shop.example; the manifest names google."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mail_sender_undeclared.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mail_sender_undeclared.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mail_sender_undeclared.judge(*FIRES["an alias to another service"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
