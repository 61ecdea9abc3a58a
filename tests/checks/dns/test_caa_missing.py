from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.caa_missing import caa_missing
from launchready.facts.base import Each
from launchready.facts.dns import CertificateAuthorities
from launchready.facts.tls import Issued, Issuers

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
    assert complete(caa_missing.judge(*facts, None))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(caa_missing.judge(*facts, None)) == ()


def test_says_what_was_seen() -> None:
    [finding] = caa_missing.judge(*FIRES["none anywhere"], None)
    assert finding.subject == "shop.example"
    assert finding.message == SAYS


def test_the_fix_names_the_authorities_that_were_seen() -> None:
    names = ("shop.example", "app.shop.example", "old.shop.example")
    issuers = Issuers(
        hosts=(
            Issued("shop.example", "O=Let's Encrypt, CN=R11"),
            Issued("app.shop.example", "O=Google Trust Services, CN=WE1"),
        )
    )
    [finding] = caa_missing.judge(Each(map(CertificateAuthorities, names)), issuers)
    assert finding.fix == (
        'Add `shop.example. 300 IN CAA 0 issue "letsencrypt.org"` and'
        ' `shop.example. 300 IN CAA 0 issue "pki.goog"`, for the certificates in use now; who'
        " issues for old.shop.example was not seen. Ask each platform whether it uses other"
        " authorities too, and add those, or its renewals are refused."
    )
