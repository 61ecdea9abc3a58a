from __future__ import annotations

from typing import Any

import pytest

from launchready.checks.dns.caa_missing import caa_missing
from launchready.facts.base import Each
from launchready.facts.dns import CertificateAuthorities

FIRES: dict[str, tuple[Any, ...]] = {
    "none anywhere": (
        Each((CertificateAuthorities("shop.example"), CertificateAuthorities("app.shop.example"))),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "at the domain": (
        Each((CertificateAuthorities("app.shop.example", "shop.example", ("letsencrypt.org",)),)),
    ),
    "forbids all": (Each((CertificateAuthorities("shop.example", "shop.example", (";",)),)),),
}
SAYS = "shop.example does not say which authorities may issue its certificates."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    findings = tuple(caa_missing.judge(*facts))
    assert findings
    assert all(one.fix and one.verify and one.evidence for one in findings)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(caa_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = caa_missing.judge(*FIRES["none anywhere"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
