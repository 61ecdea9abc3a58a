from __future__ import annotations

import pytest

from launchready.checks.tls.tls_missing_intermediate import tls_missing_intermediate
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "the certificate of its issuer was not sent and is not a known root"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_missing_intermediate.judge(untrusted(Trust.MISSING_INTERMEDIATE, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "shop.example does not send its intermediate certificate, so many devices refuse it."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "fullchain.pem" in finding.fix
    assert "-verify_return_error" in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_missing_intermediate.judge(
        untrusted(Trust.MISSING_INTERMEDIATE, WHY), CLOUDFLARE
    )
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.MISSING_INTERMEDIATE])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_missing_intermediate.judge(untrusted(trust, "another reason"), None))
