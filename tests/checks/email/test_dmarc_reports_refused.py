from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_reports_refused import dmarc_reports_refused

from .records import reports

FIRES: dict[str, tuple[Any, ...]] = {
    "no consent": (reports(),),
    "another record": (reports("v=spf1 -all"),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "consent": (reports("v=DMARC1"),),
    "consent with an address": (reports("v=DMARC1; rua=mailto:a@b.example"),),
}
SAYS = "DMARC reports about shop.example go to agency.example, which has not agreed to them."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_reports_refused.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_reports_refused.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_reports_refused.judge(*FIRES["no consent"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS
