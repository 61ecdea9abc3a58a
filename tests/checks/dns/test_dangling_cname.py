from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.dangling_cname import dangling_cname
from launchready.facts.dns import Addresses, Takeover

GONE = Addresses(
    "careers.shop.example", aliases=("old.herokudns.com",), dangling="old.herokudns.com"
)

FIRES: dict[str, tuple[Any, ...]] = {
    "target does not exist": (GONE, None),
    "target of a service that no stranger can take": (
        GONE,
        Takeover("careers.shop.example", "Heroku", "old.herokudns.com"),
    ),
    "service does not know it": (
        Addresses("x.shop.example", ipv4=("151.101.1.1",), aliases=("x.global.fastly.net",)),
        Takeover(
            "x.shop.example",
            "Fastly",
            "x.global.fastly.net",
            False,
            "Fastly error: unknown domain",
            "http://x.shop.example/",
            500,
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "resolves": (
        Addresses("careers.shop.example", ipv4=("8.8.8.8",), aliases=("a.herokudns.com",)),
        None,
    ),
    "no alias": (Addresses("careers.shop.example", exists=False), None),
    "claimable has its own check": (
        GONE,
        Takeover(
            "careers.shop.example",
            "Azure",
            "x.azurewebsites.net",
            True,
            "x.azurewebsites.net does not exist",
        ),
    ),
    "service knows it": (
        Addresses("careers.shop.example", ipv4=("8.8.8.8",), aliases=("a.github.io",)),
        Takeover("careers.shop.example", "GitHub Pages", "a.github.io"),
    ),
}
SAYS = "careers.shop.example is an alias of old.herokudns.com, which does not exist."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dangling_cname.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dangling_cname.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dangling_cname.judge(*FIRES["target does not exist"])
    assert finding.subject == "careers.shop.example"
    assert finding.message == SAYS
