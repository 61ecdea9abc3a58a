from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.parked_domain import parked_domain
from launchready.facts.dns import Addresses, NameServer, Zone
from launchready.facts.http import Exchange
from launchready.facts.page import Page, Resource


def zone(*names: str) -> Zone:
    return Zone("shop.example", nameservers=tuple(NameServer(name) for name in names))


def page(title: str = "Shop", *urls: str) -> Page:
    answer = Exchange("https://shop.example/", 200)
    return Page(
        "shop.example",
        answer,
        title=title,
        resources=tuple(Resource("script", url) for url in urls),
    )


ORDINARY = zone("ada.ns.cloudflare.com")

FIRES: dict[str, tuple[Any, ...]] = {
    "parking name servers": (zone("ns1.sedoparking.com", "ns2.sedoparking.com"), None, None),
    "parking address": (ORDINARY, Addresses("shop.example", ipv4=("199.59.243.225",)), None),
    "parking alias": (
        ORDINARY,
        Addresses("shop.example", aliases=("parkingpage.namecheap.com",)),
        None,
    ),
    "advertisements for parked domains": (
        ORDINARY,
        None,
        page("shop.example", "https://www.google.com/adsense/domains/caf.js?abp=1"),
    ),
    "for sale": (ORDINARY, None, page("shop.example is for sale")),
    "lander": (ORDINARY, None, page("", "https://img1.wsimg.com/parking-lander/static/js/main.js")),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "ordinary": (ORDINARY, Addresses("shop.example", ipv4=("8.8.8.8",)), page()),
    "default servers of a registrar": (
        zone("ns1.dns-parking.com", "ns27.domaincontrol.com", "ns1.namebrightdns.com"),
        None,
        page(),
    ),
    "a shop that sells": (ORDINARY, None, page("Houses for sale in Kent")),
    "a dealer in domains": (
        ORDINARY,
        None,
        page("Find a domain name for sale by owner", "https://dan.com/"),
    ),
    "a car park": (ORDINARY, None, page("Parking at the airport")),
    "a name that only ends alike": (zone("ns1.notdan.com"), None, page()),
}
SAYS = "shop.example is parked: shop.example NS ns1.sedoparking.com."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(parked_domain.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(parked_domain.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = parked_domain.judge(*FIRES["parking name servers"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
