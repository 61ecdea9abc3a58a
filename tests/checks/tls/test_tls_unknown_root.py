from __future__ import annotations

import pytest

from launchready.checks.tls.tls_unknown_root import tls_unknown_root
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "the chain ends in a root that nobody knows"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_unknown_root.judge(untrusted(Trust.UNKNOWN_ROOT, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "The certificate of shop.example leads to an authority that browsers do not know."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "certbot renew" in finding.fix
    assert "-verify_return_error" in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_unknown_root.judge(untrusted(Trust.UNKNOWN_ROOT, WHY), CLOUDFLARE)
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.UNKNOWN_ROOT])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_unknown_root.judge(untrusted(trust, "another reason"), None))
