from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.tls_rpt_missing import tls_rpt_missing

from .records import DANE, GOOD_STS, SENDER, sts, tls_reports

FIRES: dict[str, tuple[Any, ...]] = {
    "policy without reports": (tls_reports(), GOOD_STS, None, SENDER),
    "DANE without reports": (tls_reports(), sts(), DANE, SENDER),
    "no address": (tls_reports("v=TLSRPTv1"), None, None, SENDER),
    "two records": (
        tls_reports("v=TLSRPTv1; rua=mailto:a@b.example", "v=TLSRPTv1; rua=mailto:c@b.example"),
        None,
        None,
        SENDER,
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "there": (tls_reports("v=TLSRPTv1; rua=mailto:a@b.example"), GOOD_STS, None, SENDER),
    "nothing to report on": (tls_reports(), sts(), None, SENDER),
    "nothing known of a policy": (tls_reports(), None, None, SENDER),
}
SAYS = "The TLS-RPT record of shop.example is missing."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(tls_rpt_missing.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(tls_rpt_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = tls_rpt_missing.judge(*FIRES["policy without reports"])
    assert finding.subject == "_smtp._tls.shop.example"
    assert finding.message == SAYS
