from __future__ import annotations

import pytest

from launchready.checks.tls.tls_chain_wrong_order import tls_chain_wrong_order
from launchready.facts.tls import Trust

from .make import CLOUDFLARE, untrusted

WHY = "after the certificate the server sends Root, E7"


def test_fires_where_browsers_would() -> None:
    [finding] = tls_chain_wrong_order.judge(untrusted(Trust.WRONG_ORDER, WHY), None)
    assert finding.subject == "shop.example"
    assert (
        finding.message
        == "shop.example sends its certificates in the wrong order, which some clients refuse."
    )
    assert finding.evidence[0] == WHY
    assert "names: shop.example" in finding.evidence
    assert "fullchain.pem" in finding.fix
    assert "-showcerts" in finding.verify


def test_words_the_fix_for_the_platform_in_use() -> None:
    [finding] = tls_chain_wrong_order.judge(untrusted(Trust.WRONG_ORDER, WHY), CLOUDFLARE)
    assert "In Cloudflare" in finding.fix


@pytest.mark.parametrize("trust", [one for one in Trust if one is not Trust.WRONG_ORDER])
def test_stays_quiet_about_every_other_state(trust: Trust) -> None:
    assert not tuple(tls_chain_wrong_order.judge(untrusted(trust, "another reason"), None))
