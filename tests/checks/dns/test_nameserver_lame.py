from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.nameserver_lame import nameserver_lame
from launchready.facts.dns import Delegation, NameServer

GOOD = NameServer("ns1.shop.example", ("8.8.8.8",), 7, authoritative=True)

FIRES: dict[str, tuple[Any, ...]] = {
    "refuses": (
        Delegation(
            "shop.example",
            (
                GOOD,
                NameServer(
                    "ns2.old.example",
                    ("9.9.9.9",),
                    problem="is not authoritative for the zone (refused)",
                ),
            ),
        ),
    ),
    "silent": (
        Delegation(
            "shop.example",
            (GOOD, NameServer("ns2.old.example", ("9.9.9.9",), problem="timed out (no answer)")),
        ),
    ),
    "no address": (
        Delegation("shop.example", (GOOD, NameServer("ns2.old.example", problem="has no address"))),
    ),
    "private": (
        Delegation(
            "shop.example",
            (
                GOOD,
                NameServer(
                    "ns2.old.example", ("10.0.0.1",), problem="ns2.old.example leads to 10.0.0.1"
                ),
            ),
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "all answer": (Delegation("shop.example", (GOOD, GOOD)),),
}
SAYS = (
    "The name server ns2.old.example does not answer for shop.example: it is not "
    "authoritative for the zone (refused)."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(nameserver_lame.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(nameserver_lame.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = nameserver_lame.judge(*FIRES["refuses"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
