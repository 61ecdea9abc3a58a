from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.nameserver_open_recursion import nameserver_open_recursion
from launchready.facts.dns import Delegation, NameServer

GOOD = NameServer("ns1.shop.example", ("8.8.8.8",), 7, authoritative=True)

FIRES: dict[str, tuple[Any, ...]] = {
    "resolves for strangers": (
        Delegation(
            "shop.example",
            (
                GOOD,
                NameServer("ns2.shop.example", ("9.9.9.9",), 7, authoritative=True, recursive=True),
            ),
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "authoritative only": (Delegation("shop.example", (GOOD,)),),
}
SAYS = "ns2.shop.example resolves other people's names for anybody who asks."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(nameserver_open_recursion.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(nameserver_open_recursion.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = nameserver_open_recursion.judge(*FIRES["resolves for strangers"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
