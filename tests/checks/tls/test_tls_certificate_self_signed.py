from __future__ import annotations

import pytest

from launchready.checks.tls.tls_certificate_self_signed import tls_certificate_self_signed
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "the certificate is signed by itself, so no browser trusts it"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_certificate_self_signed.judge(untrusted(Trust.SELF_SIGNED, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "The certificate of shop.example is signed by itself, so browsers refuse the site."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "certbot renew" in finding.fix
    assert "Verify return code: 0 " in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_certificate_self_signed.judge(untrusted(Trust.SELF_SIGNED, WHY), CLOUDFLARE)
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.SELF_SIGNED])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_certificate_self_signed.judge(untrusted(trust, "another reason"), None))
