from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.dnssec_broken import dnssec_broken
from launchready.facts.dns import Dnssec

FIRES: dict[str, tuple[Any, ...]] = {
    "wrong key": (
        Dnssec(
            "shop.example",
            ds=("1 13 2 ab",),
            signed=True,
            problem="the DS at the parent matches no key that the zone publishes",
        ),
    ),
    "no keys": (
        Dnssec(
            "shop.example",
            ds=("1 13 2 ab",),
            problem="the parent has a DS but the zone publishes no keys (DNSKEY)",
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "holds": (Dnssec("shop.example", ds=("1 13 2 ab",), signed=True),),
    "unsigned": (Dnssec("shop.example"),),
    "signed in vain": (Dnssec("shop.example", signed=True),),
}
SAYS = (
    "DNSSEC of shop.example is broken: the DS at the parent matches no key that the zone publishes."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dnssec_broken.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dnssec_broken.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dnssec_broken.judge(*FIRES["wrong key"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
