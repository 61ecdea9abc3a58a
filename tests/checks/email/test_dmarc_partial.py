from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_partial import dmarc_partial

from .records import SENDER, dmarc

FIRES: dict[str, tuple[Any, ...]] = {
    "pct": (dmarc("v=DMARC1; p=reject; pct=20"), SENDER),
    "pct=0": (dmarc("v=DMARC1; p=quarantine; pct=0"), SENDER),
    "t=y": (dmarc("v=DMARC1; p=reject; t=y"), SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "all": (dmarc("v=DMARC1; p=reject; pct=100"), SENDER),
    "monitoring": (dmarc("v=DMARC1; p=none; pct=20; t=y"), SENDER),
    "a wrong pct counts as all": (dmarc("v=DMARC1; p=reject; pct=x"), SENDER),
}
SAYS = "The policy p=reject of shop.example is applied for 20 % of the mail."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_partial.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_partial.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_partial.judge(*FIRES["pct"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS


def test_the_fix_says_what_to_change_and_that_a_proposed_mailbox_must_exist() -> None:
    [finding] = dmarc_partial.judge(*FIRES["pct"])
    assert finding.fix.startswith("Take `pct=20` out of the record")
    proposed = "rua=mailto:dmarc@shop.example" in finding.fix
    assert ("The mailbox dmarc@shop.example must exist" in finding.fix) is proposed
