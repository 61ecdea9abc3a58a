from __future__ import annotations

from typing import Any

import pytest
from tests.checks.dns.shop import PRODUCT
from tests.checks.findings import complete

from launchready.checks.dns.www_does_not_resolve import www_does_not_resolve
from launchready.facts.dns import Addresses
from launchready.facts.platform import Platform

FIRES: dict[str, tuple[Any, ...]] = {
    "no address": (Addresses("www.shop.example"), PRODUCT, None),
    "does not exist": (
        Addresses("www.shop.example", exists=False),
        PRODUCT,
        Platform(hosting="Netlify"),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "resolves": (Addresses("www.shop.example", ipv4=("8.8.8.8",)), PRODUCT, None),
    "another host": (Addresses("app.shop.example"), PRODUCT, None),
    "dangling alias has its own check": (
        Addresses("www.shop.example", aliases=("gone.example",), dangling="gone.example"),
        PRODUCT,
        None,
    ),
}
SAYS = "www.shop.example leads nowhere: it has no address."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(www_does_not_resolve.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(www_does_not_resolve.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = www_does_not_resolve.judge(*FIRES["no address"])
    assert finding.subject == "www.shop.example"
    assert finding.message == SAYS
