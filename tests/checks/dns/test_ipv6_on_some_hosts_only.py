from __future__ import annotations

from typing import Any

import pytest
from tests.checks.dns.shop import PRODUCT
from tests.checks.findings import complete

from launchready.checks.dns.ipv6_on_some_hosts_only import ipv6_on_some_hosts_only
from launchready.facts.base import Each
from launchready.facts.dns import Addresses

APEX = Addresses("shop.example", ipv4=("8.8.8.8",), ipv6=("2606:4700::1",))

FIRES: dict[str, tuple[Any, ...]] = {
    "API without": (PRODUCT, Each((APEX, Addresses("api.shop.example", ipv4=("8.8.8.8",))))),
    "alias within the product": (
        PRODUCT,
        Each(
            (APEX, Addresses("app.shop.example", ipv4=("8.8.8.8",), aliases=("edge.shop.example",)))
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "all have": (
        PRODUCT,
        Each((APEX, Addresses("api.shop.example", ipv4=("8.8.8.8",), ipv6=("2606:4700::1",)))),
    ),
    "none has": (
        PRODUCT,
        Each(
            (
                Addresses("api.shop.example", ipv4=("8.8.8.8",)),
                Addresses("shop.example", ipv4=("8.8.8.8",)),
            )
        ),
    ),
    "another company decides": (
        PRODUCT,
        Each(
            (
                APEX,
                Addresses("docs.shop.example", ipv4=("8.8.8.8",), aliases=("hosting.gitbook.io",)),
            )
        ),
    ),
    "mail host": (PRODUCT, Each((APEX, Addresses("mail.shop.example", ipv4=("8.8.8.8",))))),
    "staging": (PRODUCT, Each((APEX, Addresses("staging.shop.example", ipv4=("8.8.8.8",))))),
    "AAAA not seen": (
        PRODUCT,
        Each((APEX, Addresses("api.shop.example", ipv4=("8.8.8.8",), unseen=("AAAA: timed out",)))),
    ),
    "no address at all": (PRODUCT, Each((APEX, Addresses("api.shop.example")))),
    "private": (PRODUCT, Each((APEX, Addresses("api.shop.example", ipv4=("10.0.0.1",))))),
}
SAYS = "api.shop.example has no IPv6 address, while shop.example has one."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(ipv6_on_some_hosts_only.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(ipv6_on_some_hosts_only.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = ipv6_on_some_hosts_only.judge(*FIRES["API without"])
    assert finding.subject == "api.shop.example"
    assert finding.message == SAYS
