from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.single_nameserver import single_nameserver
from launchready.facts.dns import NameServer, Zone
from launchready.profiles import load_profile

PROFILE = load_profile()

FIRES: dict[str, tuple[Any, ...]] = {
    "one": (Zone("shop.example", nameservers=(NameServer("ns1.shop.example"),)), PROFILE),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "two": (
        Zone("shop.example", nameservers=(NameServer("a.example"), NameServer("b.example"))),
        PROFILE,
    ),
    "no zone": (Zone("shop.example", exists=False), PROFILE),
}
SAYS = "shop.example has 1 name server (ns1.shop.example) instead of 2."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(single_nameserver.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(single_nameserver.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = single_nameserver.judge(*FIRES["one"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
