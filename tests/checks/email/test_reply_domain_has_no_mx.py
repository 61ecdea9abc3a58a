from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.reply_domain_has_no_mx import reply_domain_has_no_mx
from launchready.facts.product import Product

from .records import DOMAIN, MAIL, SENDER, SILENT, mail

FIRES: dict[str, tuple[Any, ...]] = {
    "no mail server": (mail(), SENDER),
    "refuses mail": (mail("0 ."), SENDER),
    "a declared sending domain": (
        mail(domain="news.shop.example"),
        Product(domain=DOMAIN, sending_domains=("news.shop.example",)),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "has one": (MAIL, SENDER),
    "sends no mail": (mail(), SILENT),
    "nothing declared and nothing there": (mail(), Product(domain=DOMAIN)),
}
SAYS = "The product sends mail from shop.example, which has no mail server for the replies."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(reply_domain_has_no_mx.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(reply_domain_has_no_mx.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = reply_domain_has_no_mx.judge(*FIRES["no mail server"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
