from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.dnssec_missing import dnssec_missing
from launchready.facts.dns import Dnssec

FIRES: dict[str, tuple[Any, ...]] = {
    "unsigned": (Dnssec("shop.example"),),
    "signed in vain": (Dnssec("shop.example", signed=True),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "signed": (Dnssec("shop.example", ds=("1 13 2 ab",), signed=True),),
    "broken has its own check": (Dnssec("shop.example", ds=("1 13 2 ab",), problem="x"),),
}
SAYS = "shop.example is signed, but its parent does not know: the DS record is missing."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dnssec_missing.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dnssec_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dnssec_missing.judge(*FIRES["signed in vain"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
