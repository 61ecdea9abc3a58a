from __future__ import annotations

import pytest

from launchready.checks.tls.tls_certificate_expires_soon import tls_certificate_expires_soon
from launchready.facts.tls import Certificate

from .make import PROFILE, RUN, certificate, handshake

DIGICERT = "O=DigiCert Inc, CN=DigiCert TLS"


@pytest.mark.parametrize(
    ("leaf", "days"),
    [
        pytest.param(certificate(age=85, left=5.5), "5 days", id="90-days-5-left"),
        pytest.param(certificate(age=89, left=1.2), "1 day", id="one-day-left"),
        pytest.param(certificate(age=76, left=14), "14 days", id="at-the-failing-line"),
        pytest.param(certificate(age=44, left=3), "3 days", id="47-days-under-a-tenth-left"),
        pytest.param(
            certificate(age=347, left=18, issuer=DIGICERT), "18 days", id="renewed-by-hand"
        ),
    ],
)
def test_fires_when_little_time_is_left(leaf: Certificate, days: str) -> None:
    [finding] = tls_certificate_expires_soon.judge(handshake(leaf), RUN, PROFILE, None)
    assert finding.message == f"The certificate of shop.example expires in {days}."
    assert finding.evidence[1].startswith("valid: 20")
    assert "| openssl x509 -noout -checkend " in finding.verify


@pytest.mark.parametrize(
    "leaf",
    [
        pytest.param(certificate(), id="freshly-renewed"),
        pytest.param(certificate(age=60, left=30), id="on-its-renewal-day"),
        pytest.param(certificate(age=70, left=20), id="overdue-is-another-check"),
        pytest.param(certificate(age=4, left=2), id="six-day-certificate-with-a-third-left"),
        pytest.param(certificate(age=95, left=-5), id="expired-is-another-check"),
        pytest.param(certificate(age=-2, left=3), id="not-yet-valid-is-another-check"),
        pytest.param(certificate(age=330, left=35, issuer=DIGICERT), id="by-hand-with-time-left"),
    ],
)
def test_stays_quiet_while_there_is_time(leaf: Certificate) -> None:
    assert not tuple(tls_certificate_expires_soon.judge(handshake(leaf), RUN, PROFILE, None))
