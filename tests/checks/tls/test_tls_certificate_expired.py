from __future__ import annotations

import pytest

from launchready.checks.tls.tls_certificate_expired import tls_certificate_expired
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "the certificate expired on 2026-11-13 12:00 UTC"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_certificate_expired.judge(untrusted(Trust.EXPIRED, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "The certificate of shop.example has expired, so browsers refuse the site."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "certbot renew --cert-name shop.example" in finding.fix
    assert "| openssl x509 -noout -checkend 0)" in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_certificate_expired.judge(untrusted(Trust.EXPIRED, WHY), CLOUDFLARE)
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.EXPIRED])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_certificate_expired.judge(untrusted(trust, "another reason"), None))
