from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.dns_records_conflict import dns_records_conflict
from launchready.facts.dns import Addresses

FIRES: dict[str, tuple[Any, ...]] = {
    "public and private": (Addresses("shop.example", ipv4=("8.8.8.8", "192.168.4.20")),),
    "public IPv4 and loopback IPv6": (Addresses("shop.example", ipv4=("8.8.8.8",), ipv6=("::1",)),),
    "two providers": (Addresses("shop.example", ipv4=("76.76.21.21", "185.199.108.153")),),
    "IPv6 left at the former provider": (
        Addresses("shop.example", ipv4=("76.76.21.21",), ipv6=("2606:50c0:8000::153",)),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "one provider": (
        Addresses(
            "shop.example", ipv4=("104.16.132.229", "104.16.133.229"), ipv6=("2606:4700::1",)
        ),
    ),
    "unknown servers": (Addresses("shop.example", ipv4=("8.8.8.8", "5.9.1.1")),),
    "one known, one unknown": (Addresses("shop.example", ipv4=("76.76.21.21", "5.9.1.1")),),
    "only private has its own check": (Addresses("shop.example", ipv4=("10.0.0.1", "10.0.0.2")),),
    "an alias that uses two networks": (
        Addresses(
            "shop.example", ipv4=("104.16.132.229", "151.101.1.1"), aliases=("a.cdn.example",)
        ),
    ),
    "no address": (Addresses("shop.example"),),
}
SAYS = (
    "shop.example has public addresses and 192.168.4.20, which is an address of a private network."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dns_records_conflict.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dns_records_conflict.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dns_records_conflict.judge(*FIRES["public and private"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
