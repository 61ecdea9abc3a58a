from __future__ import annotations

import pytest

from launchready.checks.tls.tls_certificate_not_yet_valid import tls_certificate_not_yet_valid
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "the certificate is not valid before 2026-12-01 00:00 UTC"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_certificate_not_yet_valid.judge(untrusted(Trust.NOT_YET_VALID, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "The certificate of shop.example is not valid yet, so browsers refuse the site."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "Put the previous certificate back" in finding.fix
    assert "-verify_return_error" in finding.verify
    assert "Verify return code: 0 " in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_certificate_not_yet_valid.judge(untrusted(Trust.NOT_YET_VALID, WHY), CLOUDFLARE)
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.NOT_YET_VALID])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_certificate_not_yet_valid.judge(untrusted(trust, "another reason"), None))
