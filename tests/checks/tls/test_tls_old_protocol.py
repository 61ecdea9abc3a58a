from __future__ import annotations

import pytest

from launchready.checks.tls.tls_old_protocol import tls_old_protocol
from launchready.derive.certificates.proofs import refuses_versions
from launchready.facts.base import Each
from launchready.facts.tls import Offers

from .make import CLOUDFLARE


def test_fires_when_an_old_version_is_accepted() -> None:
    offers = Offers("shop.example", protocols=("TLSv1.0", "TLSv1.1"), refused=("SSLv3",))
    [finding] = tls_old_protocol.judge(Each([offers]), None)
    assert finding.message == "shop.example still accepts TLSv1.0 and TLSv1.1."
    assert finding.evidence == ("accepted: TLSv1.0", "accepted: TLSv1.1")
    assert finding.verify == refuses_versions("shop.example", 443, ("TLSv1.0", "TLSv1.1"))
    assert " -tls1 -cipher " in finding.verify
    assert " -tls1_1 -cipher " in finding.verify


def test_reports_an_endpoint_once_whoever_was_asked_first() -> None:
    www = Offers("www.shop.example", protocols=("TLSv1.1",), shared_with="app.shop.example")
    app = Offers("app.shop.example", protocols=("TLSv1.1",))
    [finding] = tls_old_protocol.judge(Each([www, app]), CLOUDFLARE)
    assert finding.subject == "www.shop.example"
    assert finding.evidence == ("accepted: TLSv1.1", "the same endpoint: app.shop.example")
    assert "Minimum TLS Version" in finding.fix


@pytest.mark.parametrize(
    "offers",
    [
        pytest.param(Offers("a.example", refused=("SSLv3", "TLSv1.0", "TLSv1.1")), id="refused"),
        pytest.param(
            Offers("a.example", suites=("TLS_RSA_WITH_RC4_128_SHA",)), id="weak-suite-only"
        ),
    ],
)
def test_stays_quiet_when_old_versions_are_refused(offers: Offers) -> None:
    assert not tuple(tls_old_protocol.judge(Each([offers]), None))
