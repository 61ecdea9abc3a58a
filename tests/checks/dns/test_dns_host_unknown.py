from __future__ import annotations

from typing import Any

import pytest

from launchready.checks.dns.dns_host_unknown import dns_host_unknown
from launchready.facts.dns import NameServer, Zone
from launchready.facts.product import Product


def zone(*names: str) -> Zone:
    return Zone("shop.example", nameservers=tuple(NameServer(name) for name in names))


FIRES: dict[str, tuple[Any, ...]] = {
    "own servers": (zone("ns1.shop.example", "ns2.shop.example"), Product(domain="shop.example")),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "known host": (
        zone("ada.ns.cloudflare.com", "rob.ns.cloudflare.com"),
        Product(domain="shop.example"),
    ),
    "spread over numbered domains": (zone("ns-12.awsdns-01.co.uk"), Product(domain="shop.example")),
    "declared": (zone("ns1.shop.example"), Product(domain="shop.example", dns_host="our own")),
    "no servers seen": (zone(), Product(domain="shop.example")),
}
SAYS = (
    "Nobody has said who runs the name servers of shop.example (ns1.shop.example and "
    "ns2.shop.example)."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    findings = tuple(dns_host_unknown.judge(*facts))
    assert findings
    assert all(one.fix and one.verify and one.evidence for one in findings)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dns_host_unknown.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dns_host_unknown.judge(*FIRES["own servers"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
