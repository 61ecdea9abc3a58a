from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.nameserver_serials_differ import nameserver_serials_differ
from launchready.facts.dns import Delegation, NameServer

GOOD = NameServer("ns1.shop.example", ("8.8.8.8",), 7, authoritative=True)

FIRES: dict[str, tuple[Any, ...]] = {
    "one behind": (
        Delegation(
            "shop.example",
            (GOOD, NameServer("ns2.shop.example", ("9.9.9.9",), 6, authoritative=True)),
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "same": (
        Delegation(
            "shop.example",
            (GOOD, NameServer("ns2.shop.example", ("9.9.9.9",), 7, authoritative=True)),
        ),
    ),
    "one silent": (
        Delegation(
            "shop.example",
            (GOOD, NameServer("ns2.shop.example", ("9.9.9.9",), None, problem="timed out")),
        ),
    ),
}
SAYS = (
    "The name servers of shop.example hold different versions: ns1.shop.example has "
    "serial 7 and ns2.shop.example has serial 6."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(nameserver_serials_differ.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(nameserver_serials_differ.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = nameserver_serials_differ.judge(*FIRES["one behind"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
