from __future__ import annotations

from itertools import pairwise

import pytest

from launchready.checks.redirect.redirect_chain_too_long import redirect_chain_too_long
from launchready.facts.http import Walk

from .make import DECLARED, PROFILE, plain


def chain(base: str, redirects: int, *before: str) -> Walk:
    """Redirects from path to path, then a page."""
    paths = ["/", *(f"/{number}" for number in range(1, redirects + 1))]
    steps = [f"302 {base}{a} -> {base}{b}" for a, b in pairwise(paths)]
    return plain(*before, *steps, f"200 {base}{paths[-1]}")


def test_fires_on_three_redirects_to_the_site() -> None:
    [finding] = redirect_chain_too_long.judge(chain("https://shop.example", 3), DECLARED, PROFILE)
    assert finding.message == ("https://shop.example/ passes 3 redirects before a page shows.")
    assert finding.evidence[-1] == "200 https://shop.example/3"


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(chain("https://app.shop.example", 5), id="five-on-another-host"),
        pytest.param(
            plain(
                "301 http://shop.example/ -> https://shop.example/",
                "301 https://shop.example/ -> https://www.shop.example/",
                "301 https://www.shop.example/ -> https://www.shop.example/en",
                "200 https://www.shop.example/en",
            ),
            id="only-the-plain-start-is-too-long",
        ),
    ],
)
def test_fires_where_the_limit_is_passed(walk: Walk) -> None:
    assert len(tuple(redirect_chain_too_long.judge(walk, DECLARED, PROFILE))) == 1


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(chain("https://shop.example", 2), id="two"),
        pytest.param(chain("https://app.shop.example", 4), id="four-on-another-host"),
        pytest.param(
            chain("https://shop.example", 3, "301 http://shop.example/ -> https://shop.example/"),
            id="the-https-start-says-so-already",
        ),
        pytest.param(
            plain(
                "302 https://shop.example/ -> https://login.example/1",
                "302 https://login.example/1 -> https://login.example/2",
                "302 https://login.example/2 -> https://login.example/3",
                "200 https://login.example/3",
            ),
            id="a-login-provider",
        ),
    ],
)
def test_stays_quiet(walk: Walk) -> None:
    assert not tuple(redirect_chain_too_long.judge(walk, DECLARED, PROFILE))
