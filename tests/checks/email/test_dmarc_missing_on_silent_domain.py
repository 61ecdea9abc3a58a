from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_missing_on_silent_domain import dmarc_missing_on_silent_domain
from launchready.facts.product import Product

from .records import DOMAIN, MAIL, SENDER, SILENT, dmarc, mail

FIRES: dict[str, tuple[Any, ...]] = {
    "declared silent": (dmarc(), mail(), SILENT),
    "nothing declared, no mail servers": (dmarc(), mail(), Product(domain=DOMAIN)),
    "refuses mail": (dmarc(), mail("0 .", spf=("v=spf1 -all",)), Product(domain=DOMAIN)),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "protected": (dmarc("v=DMARC1; p=reject"), mail(), SILENT),
    "sends mail": (dmarc(), MAIL, SENDER),
    "has mail servers": (dmarc(), MAIL, Product(domain=DOMAIN)),
}
SAYS = "shop.example sends no mail, but nothing tells inboxes to refuse mail in its name."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_missing_on_silent_domain.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_missing_on_silent_domain.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_missing_on_silent_domain.judge(*FIRES["declared silent"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS
