from __future__ import annotations

from typing import Any

import pytest
from tests.checks.dns.shop import PRODUCT
from tests.checks.findings import complete

from launchready.checks.dns.declared_host_does_not_resolve import declared_host_does_not_resolve
from launchready.facts.dns import Addresses

FIRES: dict[str, tuple[Any, ...]] = {
    "no address": (Addresses("app.shop.example"), PRODUCT, None),
    "does not exist": (Addresses("api.shop.example", exists=False), PRODUCT, None),
    "mail host": (Addresses("mail.shop.example"), PRODUCT, None),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "resolves": (Addresses("app.shop.example", ipv4=("8.8.8.8",)), PRODUCT, None),
    "only guessed": (Addresses("docs.shop.example", exists=False), PRODUCT, None),
    "the domain has its own check": (Addresses("shop.example"), PRODUCT, None),
    "www has its own check": (Addresses("www.shop.example"), PRODUCT, None),
    "dangling alias has its own check": (
        Addresses("app.shop.example", aliases=("x.example",), dangling="x.example"),
        PRODUCT,
        None,
    ),
}
SAYS = "app.shop.example (where people are signed in) leads nowhere: it has no address."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(declared_host_does_not_resolve.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(declared_host_does_not_resolve.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = declared_host_does_not_resolve.judge(*FIRES["no address"])
    assert finding.subject == "app.shop.example"
    assert finding.message == SAYS
