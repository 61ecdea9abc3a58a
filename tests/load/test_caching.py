from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.caches.cache_status import VENDORS
from launchready.load.caching import said


@pytest.mark.parametrize(
    ("name", "value", "hit"),
    [
        ("CF-Cache-Status", "HIT", True),
        ("cf-cache-status", "MISS", False),
        ("CF-Cache-Status", "EXPIRED", False),
        ("CF-Cache-Status", "REVALIDATED", True),
        ("CF-Cache-Status", "UPDATING", True),
        ("X-Cache", "HIT", True),
        ("X-Cache", "Miss from cloudfront", False),
        ("X-Cache", "Hit from cloudfront", True),
        ("X-Cache", "RefreshHit from cloudfront", True),
        ("X-Cache", "TCP_HIT from edge", True),
        ("X-Vercel-Cache", "STALE", True),
        ("X-Vercel-Cache", "PRERENDER", False),
        ("X-Nextjs-Cache", "HIT", True),
        ("X-Proxy-Cache", "MISS", False),
        ("Cache-Status", "edge; hit; ttl=20", True),
        ("Cache-Status", "origin; hit, edge; fwd=miss; stored", False),
        ("Age", "12", True),
    ],
)
def test_a_cache_says_whether_it_had_the_answer(name: str, value: str, hit: bool) -> None:
    assert said([("Content-Type", "text/html"), (name, value)]) == (hit, name.lower())


@pytest.mark.parametrize("value", ["BYPASS", "DYNAMIC"])
def test_an_answer_that_a_cache_passes_by_rule_is_no_hit(value: str) -> None:
    assert said([("CF-Cache-Status", value)]) == (False, "cf-cache-status")


@pytest.mark.parametrize("value", ["MISS, HIT", "HIT, MISS"])
def test_a_hit_anywhere_in_a_chain_spared_the_product(value: str) -> None:
    assert said([("X-Cache", value)]) == (True, "x-cache")


def test_a_chain_may_use_a_line_for_each_cache() -> None:
    assert said([("X-Cache", "MISS"), ("X-Served-By", "a"), ("X-Cache", "HIT")])[0] is True


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Server", "nginx")],
        [("Age", "0")],
        [("Age", "-3")],
        [("Age", "soon")],
        [("Cache-Control", "max-age=60")],
        [("X-Cache", "CONFIG_NOCACHE")],
    ],
)
def test_an_answer_that_says_nothing_of_caches_is_neither(headers: list[tuple[str, str]]) -> None:
    assert said(headers) == (None, "")


def test_what_a_cache_says_of_this_answer_counts_more_than_its_age() -> None:
    assert said([("Age", "50"), ("X-Cache", "MISS")]) == (False, "x-cache")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["cache-status", "Age", *VENDORS]), st.text())))
def test_any_text_in_these_headers_is_read_without_an_error(
    headers: list[tuple[str, str]],
) -> None:
    hit, name = said(headers)
    assert (hit is None) == (not name)
