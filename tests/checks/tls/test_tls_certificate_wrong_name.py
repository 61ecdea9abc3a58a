from __future__ import annotations

import pytest

from launchready.checks.tls.tls_certificate_wrong_name import tls_certificate_wrong_name
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "the certificate is for old.example, not for shop.example"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_certificate_wrong_name.judge(untrusted(Trust.WRONG_NAME, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "shop.example shows a certificate for another name, so browsers refuse it."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "lists shop.example among its names" in finding.fix
    assert "-verify_hostname shop.example" in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_certificate_wrong_name.judge(untrusted(Trust.WRONG_NAME, WHY), CLOUDFLARE)
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.WRONG_NAME])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_certificate_wrong_name.judge(untrusted(trust, "another reason"), None))
