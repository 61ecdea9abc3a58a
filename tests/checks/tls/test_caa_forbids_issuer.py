from __future__ import annotations

import pytest

from launchready.checks.tls.caa_forbids_issuer import caa_forbids_issuer
from launchready.facts.dns import CertificateAuthorities
from launchready.facts.tls import Handshake, Trust

from .make import caa, certificate, handshake

WILD = handshake(certificate(names=("*.example",)))
SECTIGO = handshake(certificate(issuer="O=ZeroSSL, CN=ZeroSSL ECC Domain Secure Site CA"))


@pytest.mark.parametrize(
    ("shaken", "records"),
    [
        pytest.param(handshake(), caa("digicert.com"), id="another-authority"),
        pytest.param(handshake(), caa(";"), id="nobody-may"),
        pytest.param(WILD, caa("letsencrypt.org", wild=(";",)), id="no-wildcards"),
        pytest.param(SECTIGO, caa("letsencrypt.org"), id="zerossl-is-sectigo"),
    ],
)
def test_fires_when_the_issuer_is_not_allowed(
    shaken: Handshake, records: CertificateAuthorities
) -> None:
    [finding] = caa_forbids_issuer.judge(shaken, records)
    assert finding.subject == "shop.example"


def test_says_which_record_to_add() -> None:
    [finding] = caa_forbids_issuer.judge(handshake(), caa("digicert.com", at="example"))
    assert finding.message == (
        "The CAA records of example do not allow Let's Encrypt, which issued the certificate of"
        " shop.example."
    )
    assert 'example. CAA 0 issue "letsencrypt.org"' in finding.fix
    assert finding.evidence[0] == 'example CAA 0 issue "digicert.com"'
    assert finding.verify == (
        "seen=$(dig +short example CAA) && { ! printf '%s\\n' \"$seen\" | grep -qiE -e . ||"
        " printf '%s\\n' \"$seen\" | grep -qiE -e 'issue .letsencrypt\\.org'; }"
        " && echo fixed || echo 'not yet'"
    )


@pytest.mark.parametrize(
    ("shaken", "records"),
    [
        pytest.param(handshake(), caa(), id="no-records"),
        pytest.param(handshake(), caa("digicert.com", "letsencrypt.org"), id="one-of-several"),
        pytest.param(
            handshake(), caa("letsencrypt.org; validationmethods=dns-01"), id="with-parameters"
        ),
        pytest.param(handshake(), caa("LetsEncrypt.org."), id="spelled-otherwise"),
        pytest.param(handshake(), caa("letsencrypt.org", wild=(";",)), id="not-a-wildcard"),
        pytest.param(WILD, caa("letsencrypt.org"), id="wildcard-by-issue"),
        pytest.param(SECTIGO, caa("sectigo.com"), id="zerossl-by-sectigo"),
        pytest.param(
            handshake(certificate(issuer="O=Unheard Of, CN=X1")), caa("a.example"), id="unknown"
        ),
        pytest.param(
            handshake(trust=Trust.UNKNOWN_ROOT), caa("digicert.com"), id="private-authority"
        ),
    ],
)
def test_stays_quiet_when_the_issuer_is_allowed_or_unknown(
    shaken: Handshake, records: CertificateAuthorities
) -> None:
    assert not tuple(caa_forbids_issuer.judge(shaken, records))
