from __future__ import annotations

from typing import Any

import pytest
from tests.checks.dns.shop import PRODUCT
from tests.checks.findings import complete

from launchready.checks.dns.apex_does_not_resolve import apex_does_not_resolve
from launchready.facts.dns import Addresses, NameServer, Zone
from launchready.facts.platform import Platform

FIRES: dict[str, tuple[Any, ...]] = {
    "no address": (
        Zone("shop.example", nameservers=(NameServer("ns1.shop.example"),), soa="ns1 x 1"),
        Addresses("shop.example"),
        PRODUCT,
        None,
    ),
    "does not exist": (
        Zone("shop.example", exists=False),
        Addresses("shop.example", exists=False),
        PRODUCT,
        None,
    ),
    "alias loop": (
        Zone("shop.example", nameservers=(NameServer("ns1.shop.example"),), soa="ns1 x 1"),
        Addresses(
            "shop.example", aliases=("a.example",), problem="its CNAME records lead round in a loop"
        ),
        PRODUCT,
        Platform(hosting="Vercel"),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "has IPv4": (
        Zone("shop.example", nameservers=(NameServer("ns1.shop.example"),), soa="ns1 x 1"),
        Addresses("shop.example", ipv4=("8.8.8.8",)),
        PRODUCT,
        None,
    ),
    "has only IPv6": (
        Zone("shop.example", nameservers=(NameServer("ns1.shop.example"),), soa="ns1 x 1"),
        Addresses("shop.example", ipv6=("2606:4700::1",)),
        PRODUCT,
        None,
    ),
    "dangling alias has its own check": (
        Zone("shop.example", nameservers=(NameServer("ns1.shop.example"),), soa="ns1 x 1"),
        Addresses("shop.example", aliases=("gone.example",), dangling="gone.example"),
        PRODUCT,
        None,
    ),
}
SAYS = "shop.example leads nowhere: it does not exist."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(apex_does_not_resolve.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(apex_does_not_resolve.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = apex_does_not_resolve.judge(*FIRES["does not exist"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
