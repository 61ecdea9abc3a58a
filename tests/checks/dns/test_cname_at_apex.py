from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.cname_at_apex import cname_at_apex
from launchready.facts.dns import NameServer, Zone

FIRES: dict[str, tuple[Any, ...]] = {
    "beside SOA": (Zone("shop.example", soa="ns1 x 1", alias="a.herokudns.com"),),
    "beside NS": (
        Zone(
            "shop.example", nameservers=(NameServer("ns1.shop.example"),), alias="a.herokudns.com"
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "flattened": (Zone("shop.example", soa="ns1 x 1"),),
    "no zone of its own": (Zone("shop.example", alias="a.herokudns.com"),),
}
SAYS = "shop.example is an alias of a.herokudns.com, beside the records of a whole domain."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(cname_at_apex.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(cname_at_apex.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = cname_at_apex.judge(*FIRES["beside SOA"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
