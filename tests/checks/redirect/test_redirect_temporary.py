from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_temporary import redirect_temporary
from launchready.facts.http import Walk

from .make import CLOUDFLARE, plain


@pytest.mark.parametrize("status", [302, 303, 307])
def test_fires_on_a_temporary_way_to_https(status: int) -> None:
    walk = plain(
        f"{status} http://shop.example/ -> https://shop.example/", "200 https://shop.example/"
    )
    [finding] = redirect_temporary.judge(walk, CLOUDFLARE)
    assert finding.message == (
        f"http://shop.example/ answers {status}, a temporary redirect, where it leads for good."
    )
    assert finding.evidence == (f"{status} http://shop.example/ -> https://shop.example/",)


def test_fires_on_a_temporary_way_between_www_and_apex() -> None:
    walk = plain(
        "302 https://www.shop.example/ -> https://shop.example/", "200 https://shop.example/"
    )
    assert len(tuple(redirect_temporary.judge(walk, None))) == 1


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(
            plain("301 http://a.example/ -> https://a.example/", "200 https://a.example/"),
            id="301",
        ),
        pytest.param(
            plain("308 http://a.example/ -> https://a.example/", "200 https://a.example/"),
            id="308",
        ),
        pytest.param(
            plain("302 https://a.example/ -> /en/", "200 https://a.example/en/"), id="language"
        ),
        pytest.param(
            plain(
                "302 https://app.a.example/ -> https://auth.a.example/",
                "200 https://auth.a.example/",
            ),
            id="login",
        ),
        pytest.param(plain("200 https://a.example/"), id="no-redirect"),
    ],
)
def test_stays_quiet(walk: Walk) -> None:
    assert not tuple(redirect_temporary.judge(walk, None))
