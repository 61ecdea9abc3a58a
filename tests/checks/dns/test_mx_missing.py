from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.mx_missing import mx_missing
from launchready.facts.dns import MailHost, MailHosts
from launchready.facts.product import Product

NONE = MailHosts("shop.example")
NULL = MailHosts("shop.example", refuses=True)

FIRES: dict[str, tuple[Any, ...]] = {
    "sends mail": (NONE, Product(domain="shop.example", sends_mail=True)),
    "names its provider": (NONE, Product(domain="shop.example", mail_provider="Fastmail")),
    "sends from the domain": (
        NONE,
        Product(domain="shop.example", sending_domains=("shop.example",)),
    ),
    "refuses all mail": (NULL, Product(domain="shop.example", sends_mail=True)),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "has mail servers": (
        MailHosts("shop.example", (MailHost("mail.shop.example", 10, ("8.8.8.8",)),)),
        Product(domain="shop.example", sends_mail=True),
    ),
    "declares nothing": (NONE, Product(domain="shop.example", sends_mail=None)),
    "sends none and refuses it": (NULL, Product(domain="shop.example", sends_mail=False)),
    "sends from another domain only": (
        NONE,
        Product(domain="shop.example", sending_domains=("mail.shop.example",)),
    ),
}
SAYS = "shop.example has no mail server (MX), while the product sends or receives mail."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mx_missing.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mx_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mx_missing.judge(*FIRES["sends mail"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
