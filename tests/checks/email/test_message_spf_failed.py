from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_spf_failed import message_spf_failed
from launchready.facts.spf import SpfVerdict

from .messages import dmarc, message, spf

FIRES = [
    pytest.param(
        (spf(SpfVerdict.FAIL), message(), dmarc()),
        (
            "SPF of shop.example comes to fail for 192.0.2.1: `-all` of shop.example matches"
            " 192.0.2.1."
        ),
        id="fail",
    ),
    pytest.param(
        (spf(SpfVerdict.SOFTFAIL), message(), dmarc()),
        (
            "SPF of shop.example comes to softfail for 192.0.2.1: `-all` of shop.example"
            " matches 192.0.2.1."
        ),
        id="softfail",
    ),
    pytest.param(
        (spf(SpfVerdict.NEUTRAL), message(), dmarc()),
        (
            "SPF of shop.example comes to neutral for 192.0.2.1: `-all` of shop.example"
            " matches 192.0.2.1."
        ),
        id="neutral",
    ),
    pytest.param(
        (spf(SpfVerdict.PERMERROR), message(), dmarc()),
        (
            "SPF of shop.example comes to permerror for 192.0.2.1: `-all` of shop.example"
            " matches 192.0.2.1."
        ),
        id="permerror",
    ),
    pytest.param(
        (spf(SpfVerdict.NONE), message(), dmarc()),
        (
            "SPF of shop.example comes to none for 192.0.2.1: `-all` of shop.example matches"
            " 192.0.2.1."
        ),
        id="none",
    ),
    pytest.param(
        (spf(SpfVerdict.FAIL), message(arc="1 ARC set"), dmarc(dkim_aligned=())),
        (
            "SPF of shop.example comes to fail for 192.0.2.1: `-all` of shop.example matches"
            " 192.0.2.1."
        ),
        id="forwarded and unsigned",
    ),
]
QUIET = [
    pytest.param((spf(), message(), dmarc()), id="pass"),
    pytest.param(
        (spf(SpfVerdict.FAIL), message(arc="1 ARC set"), dmarc()),
        id="forwarded, and the signature holds",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_spf_failed.judge(*given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_spf_failed.judge(*given))
