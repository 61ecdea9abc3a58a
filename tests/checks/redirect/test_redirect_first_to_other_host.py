from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_first_to_other_host import redirect_first_to_other_host
from launchready.facts.http import Walk

from .make import DECLARED, plain


def test_fires_when_the_domain_jumps_to_www() -> None:
    walk = plain(
        "301 http://shop.example/ -> https://www.shop.example/", "200 https://www.shop.example/"
    )
    [finding] = redirect_first_to_other_host.judge(walk, DECLARED, None)
    assert finding.message == (
        "http://shop.example/ jumps to www.shop.example before shop.example itself was reached by"
        " https."
    )


@pytest.mark.parametrize(
    "walk",
    [
        pytest.param(
            plain(
                "301 http://shop.example/ -> https://shop.example/",
                "301 https://shop.example/ -> https://www.shop.example/",
                "200 https://www.shop.example/",
            ),
            id="https-first",
        ),
        pytest.param(
            plain(
                "301 http://www.shop.example/ -> https://shop.example/", "200 https://shop.example/"
            ),
            id="www-to-the-domain",
        ),
        pytest.param(
            plain(
                "301 https://shop.example/ -> https://www.shop.example/",
                "200 https://www.shop.example/",
            ),
            id="the-https-start",
        ),
    ],
)
def test_stays_quiet(walk: Walk) -> None:
    assert not tuple(redirect_first_to_other_host.judge(walk, DECLARED, None))
