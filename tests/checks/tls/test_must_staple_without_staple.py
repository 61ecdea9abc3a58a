from __future__ import annotations

from launchready.checks.tls.must_staple_without_staple import must_staple_without_staple
from launchready.facts.tls import Staple


def test_fires_when_nothing_is_stapled() -> None:
    staple = Staple("shop.example", common_name="shop.example", ocsp="http://ocsp.example")
    [finding] = must_staple_without_staple.judge(staple, None)
    assert finding.message == (
        "The certificate of shop.example demands a stapled OCSP response, and none is sent."
    )
    assert finding.evidence == (
        "shop.example: TLS feature status_request (must-staple)",
        "OCSP responder: http://ocsp.example",
        "stapled OCSP response: none",
    )
    assert "-status" in finding.verify


def test_stays_quiet_when_the_response_is_stapled() -> None:
    assert not tuple(must_staple_without_staple.judge(Staple("shop.example", stapled=True), None))
