from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_policy_none import dmarc_policy_none

from .records import PROFILE, dmarc, target

FIRES: dict[str, tuple[Any, ...]] = {
    "none, reject asked for": (dmarc("v=DMARC1; p=none; rua=mailto:a@b.example"), target(3)),
    "quarantine, reject asked for": (dmarc("v=DMARC1; p=quarantine"), target(3)),
    "inherited sp": (dmarc(above=("v=DMARC1; p=reject; sp=none",)), target(2)),
    "only a test": (dmarc("v=DMARC1; p=reject; t=y"), target(3)),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "monitoring is enough for the profile": (dmarc("v=DMARC1; p=none"), PROFILE),
    "reject": (dmarc("v=DMARC1; p=reject"), target(3)),
    "missing is another check": (dmarc(), target(3)),
    "a mistake is another check": (dmarc("v=DMARC1; p=x; rua=mailto:a@b.example"), target(3)),
}
SAYS = "The DMARC policy for shop.example is none; reject is asked for."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_policy_none.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_policy_none.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_policy_none.judge(*FIRES["none, reject asked for"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS
