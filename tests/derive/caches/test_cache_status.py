from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.caches.cache_status import Served, cache_status
from launchready.facts.http import Exchange


def served(*headers: tuple[str, str]) -> Served:
    return cache_status(Exchange("https://shop.example/", 200, headers)).served


@pytest.mark.parametrize(
    ("header", "value", "what"),
    [
        ("Cache-Status", "OriginCache; fwd=miss, CDN; hit; ttl=545", Served.CACHE),
        ("Cache-Status", "OriginCache; hit, CDN; fwd=uri-miss; stored", Served.ORIGIN),
        ("Cache-Status", "CDN; fwd=bypass", Served.PASSED),
        ("Cache-Status", "CDN", Served.UNSAID),
        ("CF-Cache-Status", "HIT", Served.CACHE),
        ("CF-Cache-Status", "REVALIDATED", Served.CACHE),
        ("CF-Cache-Status", "MISS", Served.ORIGIN),
        ("CF-Cache-Status", "EXPIRED", Served.ORIGIN),
        ("CF-Cache-Status", "DYNAMIC", Served.PASSED),
        ("CF-Cache-Status", "BYPASS", Served.PASSED),
        ("X-Cache", "MISS, HIT", Served.CACHE),
        ("X-Cache", "Hit from cloudfront", Served.CACHE),
        ("X-Cache", "Error from cloudfront", Served.UNSAID),
        ("X-Vercel-Cache", "STALE", Served.CACHE),
        ("X-Vercel-Cache", "PRERENDER", Served.ORIGIN),
        ("Age", "12", Served.CACHE),
        ("Age", "0", Served.UNSAID),
        ("Age", "-3", Served.UNSAID),
        ("Server", "nginx", Served.UNSAID),
    ],
)
def test_caches_are_understood(header: str, value: str, what: Served) -> None:
    assert served((header, value)) is what


def test_the_word_of_the_nearest_cache_counts_before_an_age() -> None:
    assert served(("CF-Cache-Status", "MISS"), ("Age", "900")) is Served.ORIGIN


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["Cache-Status", "X-Cache", "Age"]), st.text(max_size=300))
def test_nothing_a_server_sends_breaks_it(header: str, value: str) -> None:
    status = cache_status(Exchange("https://shop.example/", 200, ((header, value),)))
    assert len(status.evidence) < 200
