from __future__ import annotations

import pytest

from launchready.checks.tls.tls_certificate_refused import tls_certificate_refused
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "the certificate names no host in subjectAltName"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_certificate_refused.judge(untrusted(Trust.REFUSED, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "Browsers refuse the certificate of shop.example because it breaks a rule."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "Have a new certificate issued" in finding.fix
    assert "-verify_return_error" in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_certificate_refused.judge(untrusted(Trust.REFUSED, WHY), CLOUDFLARE)
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.REFUSED])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_certificate_refused.judge(untrusted(trust, "another reason"), None))
