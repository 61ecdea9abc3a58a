from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.domain_not_locked import domain_not_locked
from launchready.facts.dns import TransferLock

FIRES: dict[str, tuple[Any, ...]] = {
    "no lock": (TransferLock("shop.example", (), ("active",), "Example Registrar"),),
    "no status": (TransferLock("shop.example"),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "locked by the registrar": (
        TransferLock(
            "shop.example", ("client transfer prohibited",), ("client transfer prohibited",)
        ),
    ),
    "locked by the registry": (
        TransferLock(
            "shop.example", ("server transfer prohibited",), ("server transfer prohibited",)
        ),
    ),
}
SAYS = "shop.example is not locked against a transfer to somebody else."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(domain_not_locked.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(domain_not_locked.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = domain_not_locked.judge(*FIRES["no lock"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
