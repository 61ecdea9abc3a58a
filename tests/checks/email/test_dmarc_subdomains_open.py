from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_subdomains_open import dmarc_subdomains_open

from .records import SENDER, dmarc

FIRES: dict[str, tuple[Any, ...]] = {
    "sp=none": (dmarc("v=DMARC1; p=reject; sp=none"), SENDER),
    "sp one level less": (dmarc("v=DMARC1; p=reject; sp=quarantine"), SENDER),
    "np=none": (dmarc("v=DMARC1; p=quarantine; np=none"), SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "no sp": (dmarc("v=DMARC1; p=reject"), SENDER),
    "sp is stricter": (dmarc("v=DMARC1; p=quarantine; sp=reject"), SENDER),
    "monitoring": (dmarc("v=DMARC1; p=none; sp=none"), SENDER),
    "missing": (dmarc(), SENDER),
}
SAYS = "shop.example is protected by p=reject, names below it only by sp=none."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_subdomains_open.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_subdomains_open.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_subdomains_open.judge(*FIRES["sp=none"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS


def test_the_fix_says_what_to_change_and_that_a_proposed_mailbox_must_exist() -> None:
    [finding] = dmarc_subdomains_open.judge(*FIRES["sp=none"])
    assert finding.fix.startswith("Take `sp=none` out of the record")
    proposed = "rua=mailto:dmarc@shop.example" in finding.fix
    assert ("The mailbox dmarc@shop.example must exist" in finding.fix) is proposed
