from __future__ import annotations

import pytest

from launchready.checks.tls.tls_renewal_overdue import tls_renewal_overdue
from launchready.facts.tls import Certificate

from .make import PROFILE, RUN, certificate, handshake

AMAZON = "O=Amazon, CN=Amazon RSA 2048 M02"
GOOGLE = "O=Google Trust Services, CN=WE1"


@pytest.mark.parametrize(
    "leaf",
    [
        pytest.param(certificate(age=68, left=22), id="90-days-under-a-quarter-left"),
        pytest.param(certificate(age=74, left=16, issuer=GOOGLE), id="google-trust-services"),
        pytest.param(certificate(age=37, left=10), id="47-days-under-a-quarter-left"),
        pytest.param(certificate(age=370, left=25, issuer=AMAZON), id="amazon-under-30-days"),
    ],
)
def test_fires_when_the_program_did_not_renew(leaf: Certificate) -> None:
    [finding] = tls_renewal_overdue.judge(handshake(leaf), RUN, PROFILE, None)
    assert finding.subject == "shop.example"
    assert "was not renewed" in finding.message
    assert finding.fix.startswith("Read why the last renewal failed")


def test_names_the_issuer_and_the_days() -> None:
    [finding] = tls_renewal_overdue.judge(
        handshake(certificate(age=68, left=22)), RUN, PROFILE, None
    )
    assert finding.message == (
        "The certificate of shop.example is from Let's Encrypt, which renews by program, but with"
        " 22 days left it was not renewed."
    )


@pytest.mark.parametrize(
    "leaf",
    [
        pytest.param(certificate(age=66, left=24), id="a-few-days-after-the-usual-day"),
        pytest.param(certificate(age=60, left=30), id="on-its-renewal-day"),
        pytest.param(certificate(age=80, left=10), id="expires-soon-is-another-check"),
        pytest.param(certificate(age=91, left=-1), id="expired-is-another-check"),
        pytest.param(certificate(age=340, left=50, issuer=AMAZON), id="amazon-before-its-day"),
        pytest.param(
            certificate(age=345, left=20, issuer="O=DigiCert Inc, CN=R1"), id="renewed-by-hand"
        ),
        pytest.param(certificate(age=4, left=2), id="six-day-certificate-with-a-third-left"),
    ],
)
def test_stays_quiet_while_renewal_is_on_time(leaf: Certificate) -> None:
    assert not tuple(tls_renewal_overdue.judge(handshake(leaf), RUN, PROFILE, None))
