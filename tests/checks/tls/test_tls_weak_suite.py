from __future__ import annotations

import pytest

from launchready.checks.tls.tls_weak_suite import tls_weak_suite
from launchready.facts.base import Each
from launchready.facts.platform import Platform
from launchready.facts.tls import Offers

TRIPLE_DES = "TLS_RSA_WITH_3DES_EDE_CBC_SHA"


def test_fires_when_a_broken_cipher_is_accepted() -> None:
    offers = Offers("shop.example", suites=(TRIPLE_DES,))
    [finding] = tls_weak_suite.judge(Each([offers]), None)
    assert finding.message == (
        f"shop.example accepts ciphers that are broken, such as {TRIPLE_DES}."
    )
    assert finding.evidence == (f"accepted: {TRIPLE_DES}",)


def test_reports_an_endpoint_once() -> None:
    first = Offers("shop.example", suites=(TRIPLE_DES,))
    second = Offers("www.shop.example", suites=(TRIPLE_DES,), shared_with="shop.example")
    [finding] = tls_weak_suite.judge(Each([first, second]), Platform(hosting="nginx"))
    assert finding.evidence[-1] == "the same endpoint: www.shop.example"
    assert "ssl_ciphers" in finding.fix


@pytest.mark.parametrize(
    "offers",
    [
        pytest.param(Offers("shop.example"), id="none"),
        pytest.param(Offers("shop.example", protocols=("TLSv1.1",)), id="old-version-only"),
        pytest.param(
            Offers("shop.example", all_suites=("TLS_RSA_WITH_AES_128_CBC_SHA",)),
            id="old-but-not-broken",
        ),
    ],
)
def test_stays_quiet_without_a_broken_cipher(offers: Offers) -> None:
    assert not tuple(tls_weak_suite.judge(Each([offers]), None))
