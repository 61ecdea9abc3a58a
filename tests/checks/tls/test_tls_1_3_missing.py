from __future__ import annotations

import pytest

from launchready.checks.tls.tls_1_3_missing import tls_1_3_missing

from .make import CLOUDFLARE, handshake


def test_fires_when_the_handshake_ends_on_tls_1_2() -> None:
    suite = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    [finding] = tls_1_3_missing.judge(handshake(version="TLSv1.2", cipher=suite), CLOUDFLARE)
    assert finding.message == "shop.example does not offer TLS 1.3."
    assert finding.evidence == ("version: TLSv1.2", f"suite: {suite}")
    assert finding.fix == "In Cloudflare: SSL/TLS > Edge Certificates > TLS 1.3: On."
    assert "-tls1_3" in finding.verify


@pytest.mark.parametrize(
    "version",
    [
        pytest.param("TLSv1.3", id="there"),
        pytest.param("TLSv1.0", id="old-protocol-only-is-another-check"),
    ],
)
def test_stays_quiet(version: str) -> None:
    assert not tuple(tls_1_3_missing.judge(handshake(version=version), None))
