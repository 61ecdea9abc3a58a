from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.subdomain_takeover import subdomain_takeover
from launchready.facts.dns import Addresses, Takeover

FIRES: dict[str, tuple[Any, ...]] = {
    "page says so": (
        Takeover(
            "blog.shop.example",
            "GitHub Pages",
            "shop.github.io",
            True,
            "There isn't a GitHub Pages site here.",
            "http://blog.shop.example/",
            404,
        ),
        None,
    ),
    "address record": (
        Takeover(
            "blog.shop.example",
            "GitHub Pages",
            "185.199.108.153",
            True,
            "There isn't a GitHub Pages site here.",
            "http://blog.shop.example/",
            404,
        ),
        Addresses("blog.shop.example", ipv4=("185.199.108.153",)),
    ),
    "target can be registered": (
        Takeover(
            "x.shop.example",
            "Azure",
            "x.azurewebsites.net",
            True,
            "x.azurewebsites.net does not exist",
        ),
        Addresses(
            "x.shop.example", aliases=("x.azurewebsites.net",), dangling="x.azurewebsites.net"
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "site is there": (Takeover("blog.shop.example", "GitHub Pages", "shop.github.io"), None),
    "dead, but nobody can take it": (
        Takeover("x.shop.example", "Fastly", "x.fastly.net", False, "Fastly error: unknown domain"),
        None,
    ),
}
SAYS = (
    "blog.shop.example leads to GitHub Pages, where anybody can claim it: “There isn't a "
    "GitHub Pages site here”."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(subdomain_takeover.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(subdomain_takeover.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = subdomain_takeover.judge(*FIRES["page says so"])
    assert finding.subject == "blog.shop.example"
    assert finding.message == SAYS
