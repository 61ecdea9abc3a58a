from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_many_records import dmarc_many_records

from .records import SENDER, dmarc

FIRES: dict[str, tuple[Any, ...]] = {
    "two": (dmarc("v=DMARC1; p=none", "v=DMARC1; p=reject"), SENDER),
    "two above": (dmarc(above=("v=DMARC1; p=none", "v=DMARC1; p=reject")), SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "one": (dmarc("v=DMARC1; p=none"), SENDER),
    "one beside a verification record": (dmarc("v=DMARC1; p=none", "verify=1"), SENDER),
    "two above, one of its own": (
        dmarc("v=DMARC1; p=none", above=("v=DMARC1;", "v=DMARC1;")),
        SENDER,
    ),
    "none": (dmarc(), SENDER),
}
SAYS = "shop.example has 2 DMARC records, so receivers ignore them all."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_many_records.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_many_records.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_many_records.judge(*FIRES["two"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS
