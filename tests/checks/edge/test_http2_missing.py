from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.edge.http2_missing import http2_missing as check
from launchready.facts.tls import Handshake


def shake(alpn: str) -> Handshake:
    return Handshake("shop.example", alpn=alpn)


def test_fires_in_words_a_founder_understands() -> None:
    seen = shake("http/1.1")
    [finding] = complete(check.judge(seen, None))
    assert finding.message == "shop.example was offered HTTP/2 and chose http/1.1."
    assert finding.subject == "shop.example"


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(shake("http/1.1"), id="the old one"),
        pytest.param(shake(""), id="none"),
    ],
)
def test_fires(seen: Handshake) -> None:
    assert complete(check.judge(seen, None))


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(shake("h2"), id="h2"),
    ],
)
def test_stays_quiet(seen: Handshake) -> None:
    assert list(check.judge(seen, None)) == []
