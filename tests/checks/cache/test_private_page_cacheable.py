from __future__ import annotations

import pytest
from tests.checks.cache.visitors import SIGNED_IN, two
from tests.checks.findings import complete

from launchready.checks.cache.private_page_cacheable import private_page_cacheable as check
from launchready.facts.cache import TwoVisitors


def test_fires_in_words_a_founder_understands() -> None:
    visitors = two(("Cache-Control", "public, max-age=3600"), private=SIGNED_IN)
    [finding] = complete(check.judge(visitors, None))
    assert (
        finding.message
        == "https://shop.example/me is declared as signed-in only, and shared caches may keep it."
    )
    assert finding.subject == "https://shop.example/me"


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(
            two(("Cache-Control", "public, max-age=3600"), private=SIGNED_IN),
            id="public with a lifetime",
        ),
        pytest.param(
            two(("Cache-Control", "max-age=60"), private=SIGNED_IN), id="a lifetime without private"
        ),
        pytest.param(
            two(("Cache-Control", "max-age=0, s-maxage=60"), private=SIGNED_IN),
            id="a lifetime for shared caches only",
        ),
        pytest.param(
            two(("Cache-Control", "public"), private=SIGNED_IN), id="public without a lifetime"
        ),
        pytest.param(
            two(
                ("Cache-Control", "private"), ("CDN-Cache-Control", "max-age=60"), private=SIGNED_IN
            ),
            id="a header for edges",
        ),
        pytest.param(
            two(("Cache-Control", "public, max-age=60"), private=SIGNED_IN, status=401),
            id="a cacheable refusal",
        ),
    ],
)
def test_fires(visitors: TwoVisitors) -> None:
    assert complete(check.judge(visitors, None))


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(
            two(("Cache-Control", "private, max-age=600"), private=SIGNED_IN), id="private"
        ),
        pytest.param(two(("Cache-Control", "no-store"), private=SIGNED_IN), id="no-store"),
        pytest.param(
            two(("Cache-Control", "no-cache, max-age=600"), private=SIGNED_IN), id="no-cache"
        ),
        pytest.param(
            two(("Cache-Control", "public, max-age=0, must-revalidate"), private=SIGNED_IN),
            id="must ask each time",
        ),
        pytest.param(two(private=SIGNED_IN), id="says nothing"),
        pytest.param(
            two(("Cache-Control", "public, max-age=3600")), id="nobody said it is private"
        ),
        pytest.param(
            two(
                ("Cache-Control", "max-age=60"),
                ("CDN-Cache-Control", "no-store"),
                private=SIGNED_IN,
            ),
            id="an edge told not to keep it",
        ),
    ],
)
def test_stays_quiet(visitors: TwoVisitors) -> None:
    assert list(check.judge(visitors, None)) == []
