from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_leaves_site import redirect_leaves_site
from launchready.facts.http import Walk

from .make import DECLARED, plain

AWAY = "https://bargain-barn.test/"


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(plain(f"302 https://shop.example/ -> {AWAY}", f"200 {AWAY}"), id="the-site"),
        pytest.param(
            plain(f"302 https://deals.shop.example/ -> {AWAY}", f"200 {AWAY}"), id="a-campaign"
        ),
        pytest.param(
            plain(f"302 https://shop.example/ -> {AWAY}", stopped="no such name"),
            id="that-site-is-down",
        ),
    ],
)
def test_fires_when_visitors_end_on_a_foreign_domain(walk: Walk) -> None:
    [finding] = redirect_leaves_site.judge(walk, DECLARED)
    assert finding.message == (
        f"{walk.subject} sends visitors to bargain-barn.test, which is not part of the product."
    )
    assert finding.evidence[0] == f"302 {walk.subject} -> {AWAY}"


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(
            plain(
                "301 https://shop.example/ -> https://www.shop.example/",
                "200 https://www.shop.example/",
            ),
            id="within-the-domain",
        ),
        pytest.param(
            plain(
                "302 https://app.shop.example/ -> https://login.test/", "200 https://login.test/"
            ),
            id="a-login-provider",
        ),
        pytest.param(
            plain("302 https://docs.shop.example/ -> https://docs.test/", "200 https://docs.test/"),
            id="a-documentation-service",
        ),
        pytest.param(
            plain(
                "302 https://shop.example/ -> https://consent.test/",
                "302 https://consent.test/ -> https://shop.example/home",
                "200 https://shop.example/home",
            ),
            id="a-detour-that-comes-back",
        ),
        pytest.param(
            plain(
                "301 http://shop.example/ -> https://shop.example/",
                f"302 https://shop.example/ -> {AWAY}",
                f"200 {AWAY}",
            ),
            id="the-https-start-says-so-already",
        ),
    ],
)
def test_stays_quiet(walk: Walk) -> None:
    assert not tuple(redirect_leaves_site.judge(walk, DECLARED))
