from __future__ import annotations

import pytest
from tests.checks.cache.visitors import SIGNED_IN, two
from tests.checks.findings import complete

from launchready.checks.cache.never_cache_route_cacheable import (
    never_cache_route_cacheable as check,
)
from launchready.facts.cache import TwoVisitors


def test_fires_in_words_a_founder_understands() -> None:
    visitors = two(("Cache-Control", "public, max-age=60"), never=True)
    [finding] = complete(check.judge(visitors, None))
    assert (
        finding.message
        == "https://shop.example/me must never be cached, and shared caches may keep it."
    )


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(two(("Cache-Control", "public, max-age=60"), never=True), id="a minute"),
        pytest.param(
            two(("Cache-Control", "s-maxage=5"), never=True), id="a lifetime for shared caches"
        ),
    ],
)
def test_fires(visitors: TwoVisitors) -> None:
    assert complete(check.judge(visitors, None))


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(two(("Cache-Control", "private, no-store"), never=True), id="no-store"),
        pytest.param(
            two(("Cache-Control", "max-age=60"), private=SIGNED_IN, never=True),
            id="judged by private-page-cacheable",
        ),
        pytest.param(two(("Cache-Control", "max-age=60")), id="not on the list"),
    ],
)
def test_stays_quiet(visitors: TwoVisitors) -> None:
    assert list(check.judge(visitors, None)) == []
