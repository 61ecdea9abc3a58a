from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_downgrades_to_http import redirect_downgrades_to_http
from launchready.facts.http import Walk

from .make import plain


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(
            plain(
                "302 https://shop.example/ -> http://shop.example/en", "200 http://shop.example/en"
            ),
            id="stays-plain",
        ),
        pytest.param(
            plain(
                "302 https://shop.example/ -> http://shop.example/en",
                "301 http://shop.example/en -> https://shop.example/en",
                "200 https://shop.example/en",
            ),
            id="and-back-again",
        ),
    ],
)
def test_fires_on_one_plain_step(walk: Walk) -> None:
    [finding] = redirect_downgrades_to_http.judge(walk)
    assert finding.message == (
        "On the way from https://shop.example/ a redirect leads from https back to http."
    )
    assert finding.evidence[0] == "302 https://shop.example/ -> http://shop.example/en"


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(
            plain("301 http://a.example/ -> https://a.example/", "200 https://a.example/"), id="up"
        ),
        pytest.param(
            plain("302 https://a.example/ -> /en", "200 https://a.example/en"), id="level"
        ),
        pytest.param(
            plain(
                "301 http://a.example/ -> https://a.example/",
                "302 https://a.example/ -> http://a.example/en",
                "200 http://a.example/en",
            ),
            id="the-https-start-says-so-already",
        ),
    ],
)
def test_stays_quiet(walk: Walk) -> None:
    assert not tuple(redirect_downgrades_to_http.judge(walk))
