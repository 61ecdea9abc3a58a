from __future__ import annotations

import pytest
from tests.checks.cache.visitors import SIGNED_IN, two
from tests.checks.findings import complete

from launchready.checks.cache.private_page_served_from_cache import (
    private_page_served_from_cache as check,
)
from launchready.facts.cache import TwoVisitors


def test_fires_in_words_a_founder_understands() -> None:
    visitors = two(("CF-Cache-Status", "HIT"), private=SIGNED_IN)
    [finding] = complete(check.judge(visitors, None))
    words = "https://shop.example/me is declared as signed-in only, and "
    words += "a second visitor got it from a cache."
    assert finding.message == words


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(two(("CF-Cache-Status", "HIT"), private=SIGNED_IN), id="a hit at Cloudflare"),
        pytest.param(two(("Age", "41"), private=SIGNED_IN), id="an age"),
        pytest.param(
            two(("Cache-Status", "ExampleCDN; hit; ttl=30"), private=SIGNED_IN),
            id="the standard header",
        ),
        pytest.param(
            two(("X-Cache", "Hit from cloudfront"), never=True), id="a hit on a never-cache route"
        ),
    ],
)
def test_fires(visitors: TwoVisitors) -> None:
    assert complete(check.judge(visitors, None))


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(two(("X-Cache", "Miss from cloudfront"), private=SIGNED_IN), id="a miss"),
        pytest.param(two(("CF-Cache-Status", "DYNAMIC"), private=SIGNED_IN), id="passed on"),
        pytest.param(two(("Age", "0"), private=SIGNED_IN), id="no age"),
        pytest.param(two(("CF-Cache-Status", "HIT")), id="a public page"),
    ],
)
def test_stays_quiet(visitors: TwoVisitors) -> None:
    assert list(check.judge(visitors, None)) == []
