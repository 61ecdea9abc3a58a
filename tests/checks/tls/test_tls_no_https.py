from __future__ import annotations

import pytest

from launchready.checks.tls.tls_no_https import tls_no_https
from launchready.facts.platform import Platform
from launchready.facts.tls import HttpsPort


@pytest.mark.parametrize(
    ("answered", "line"),
    [
        pytest.param(
            "plain HTTP", "shop.example port 443 answers with plain HTTP", id="plain-http-on-443"
        ),
        pytest.param(
            "nothing", "shop.example port 443: the connection is refused", id="nobody-listens"
        ),
        pytest.param(
            "closed the connection",
            "shop.example port 443: the connection is closed during the TLS handshake",
            id="hangs-up",
        ),
        pytest.param(
            "the TLS alert “handshake failure”",
            "shop.example port 443 answers with the TLS alert “handshake failure”",
            id="no-certificate-for-the-name",
        ),
    ],
)
def test_fires_where_the_port_speaks_no_tls(answered: str, line: str) -> None:
    port = HttpsPort("shop.example", tls=False, answered=answered, http=True)
    [finding] = tls_no_https.judge(port, None)
    assert finding.message == "shop.example cannot be opened over https."
    assert finding.evidence == (line, "http://shop.example/ answers")
    assert finding.verify == (
        "seen=$(curl -sS -o /dev/null -w '%{http_code}' https://shop.example:443/)"
        " && printf '%s\\n' \"$seen\" | grep -qiE -e '^[1-5]..$'"
        " && echo fixed || echo 'not yet'"
    )


def test_words_the_fix_for_the_platform_in_use() -> None:
    port = HttpsPort("shop.example", tls=False, answered="nothing")
    [finding] = tls_no_https.judge(port, Platform(hosting="Fly"))
    assert finding.fix.startswith("Run `fly certs add shop.example`")
    assert finding.evidence == ("shop.example port 443: the connection is refused",)


def test_stays_quiet_where_there_is_tls() -> None:
    assert not tuple(tls_no_https.judge(HttpsPort("shop.example"), None))
