from __future__ import annotations

from typing import Any

import pytest
from tests.checks.dns.shop import PRODUCT
from tests.checks.findings import complete

from launchready.checks.dns.name_points_at_private_address import name_points_at_private_address
from launchready.facts.dns import Addresses
from launchready.facts.product import Host, Product, Role

FIRES: dict[str, tuple[Any, ...]] = {
    "private network": (Addresses("app.shop.example", ipv4=("10.0.0.5",)), PRODUCT, None),
    "loopback": (Addresses("shop.example", ipv4=("127.0.0.1",)), PRODUCT, None),
    "carrier-grade network": (Addresses("app.shop.example", ipv4=("100.64.0.1",)), PRODUCT, None),
    "documentation": (Addresses("app.shop.example", ipv4=("192.0.2.1",)), PRODUCT, None),
    "unique local IPv6": (Addresses("app.shop.example", ipv6=("fd00::1",)), PRODUCT, None),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "public": (Addresses("app.shop.example", ipv4=("8.8.8.8",)), PRODUCT, None),
    "mixed has its own check": (
        Addresses("app.shop.example", ipv4=("8.8.8.8", "10.0.0.5")),
        PRODUCT,
        None,
    ),
    "only guessed": (Addresses("docs.shop.example", ipv4=("10.0.0.5",)), PRODUCT, None),
    "mail host": (Addresses("mail.shop.example", ipv4=("10.0.0.5",)), PRODUCT, None),
    "no address at all": (Addresses("app.shop.example"), PRODUCT, None),
    "audited at an address": (
        Addresses("box", ipv4=("10.0.0.5",)),
        Product(hosts=(Host("box", Role.OTHER),)),
        None,
    ),
}
SAYS = "app.shop.example leads to 10.0.0.5, which is an address of a private network."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(name_points_at_private_address.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(name_points_at_private_address.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = name_points_at_private_address.judge(*FIRES["private network"])
    assert finding.subject == "app.shop.example"
    assert finding.message == SAYS
