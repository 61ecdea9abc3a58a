from __future__ import annotations

import pytest

from launchready.checks.redirect.http_not_redirected_to_https import http_not_redirected_to_https
from launchready.facts.http import Walk

from .make import CLOUDFLARE, plain


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(plain("200 http://shop.example/"), id="served"),
        pytest.param(plain("401 http://shop.example/"), id="asks-for-a-password"),
        pytest.param(
            plain(
                "301 http://shop.example/ -> http://www.shop.example/",
                "200 http://www.shop.example/",
            ),
            id="redirects-but-stays-plain",
        ),
        pytest.param(
            plain(
                "301 http://shop.example/ -> https://shop.example/",
                "301 https://shop.example/ -> http://shop.example/home",
                "200 http://shop.example/home",
            ),
            id="comes-back",
        ),
    ],
)
def test_fires_when_a_visitor_stays_on_http(walk: Walk) -> None:
    [finding] = http_not_redirected_to_https.judge(walk, None)
    assert finding.subject == "http://shop.example/"
    assert finding.message == (
        "http://shop.example/ is served without encryption instead of going to https."
    )


def test_proves_it_word_for_word_and_names_the_switch() -> None:
    [finding] = http_not_redirected_to_https.judge(plain("200 http://shop.example/"), CLOUDFLARE)
    assert finding.evidence == ("200 http://shop.example/",)
    assert finding.fix == "In Cloudflare: SSL/TLS > Edge Certificates > Always Use HTTPS: On."
    assert finding.verify == (
        "seen=$(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' http://shop.example/)"
        " && printf '%s\\n' \"$seen\" | grep -qiE -e '^30[12378] https://'"
        " && echo fixed || echo 'not yet'"
    )


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(
            plain("301 http://shop.example/ -> https://shop.example/", "200 https://shop.example/"),
            id="redirected",
        ),
        pytest.param(plain("403 http://api.shop.example/"), id="an-api-refuses-plain-http"),
        pytest.param(plain("404 http://shop.example/"), id="serves-nothing"),
        pytest.param(plain("200 https://shop.example/"), id="the-https-start"),
        pytest.param(
            plain("301 http://shop.example/ -> http://shop.example/", loop=True), id="a-loop"
        ),
    ],
)
def test_stays_quiet(walk: Walk) -> None:
    assert not tuple(http_not_redirected_to_https.judge(walk, None))
