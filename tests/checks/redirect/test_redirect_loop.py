from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_loop import redirect_loop
from launchready.facts.http import Walk

from .make import CLOUDFLARE, plain


def test_fires_on_a_circle() -> None:
    walk = plain("301 https://shop.example/ -> https://shop.example/", loop=True)
    [finding] = redirect_loop.judge(walk, CLOUDFLARE)
    assert finding.message == (
        "https://shop.example/ sends visitors in a circle, so no page ever opens."
    )
    assert finding.evidence == (
        "301 https://shop.example/ -> https://shop.example/",
        "… and round again",
    )
    assert "Full (strict)" in finding.fix
    assert "--max-redirs 10" in finding.verify


def test_fires_on_a_circle_over_plain_http() -> None:
    walk = plain("301 http://shop.example/ -> http://shop.example/", loop=True)
    assert len(tuple(redirect_loop.judge(walk, None))) == 1


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(plain("200 https://shop.example/"), id="a-page"),
        pytest.param(
            plain("302 https://a.example/ -> https://b.example/", stopped="more than 10 redirects"),
            id="a-long-chain-is-another-check",
        ),
        pytest.param(
            plain(
                "301 http://shop.example/ -> https://shop.example/",
                "301 https://shop.example/ -> https://shop.example/",
                loop=True,
            ),
            id="the-https-start-says-so-already",
        ),
    ],
)
def test_stays_quiet(walk: Walk) -> None:
    assert not tuple(redirect_loop.judge(walk, None))
