from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_missing import dmarc_missing
from launchready.facts.product import Product

from .records import DOMAIN, MAIL, SENDER, SILENT, dmarc, mail

FIRES: dict[str, tuple[Any, ...]] = {
    "no record": (dmarc(), MAIL, SENDER),
    "no record above either": (dmarc(above=()), MAIL, SENDER),
    "other records": (dmarc("hello"), MAIL, SENDER),
    "at the wrong place": (dmarc(misplaced="v=DMARC1; p=none"), MAIL, SENDER),
    "has mail servers and declares nothing": (dmarc(), MAIL, Product(domain=DOMAIN)),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "own record": (dmarc("v=DMARC1; p=none"), MAIL, SENDER),
    "inherited record": (dmarc(above=("v=DMARC1; p=none",)), MAIL, SENDER),
    "two records are another check": (dmarc("v=DMARC1; p=none", "v=DMARC1; p=none"), MAIL, SENDER),
    "a mistake is another check": (dmarc("v=DMARC1 p=none"), MAIL, SENDER),
    "sends no mail": (dmarc(), mail(), SILENT),
    "takes no mail and declares none": (dmarc(), mail("0 ."), Product(domain=DOMAIN)),
}
SAYS = "shop.example sends mail and has no DMARC record."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_missing.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_missing.judge(*FIRES["no record"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS
