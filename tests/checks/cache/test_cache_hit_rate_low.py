from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, cache, each, run

from launchready.checks.cache.cache_hit_rate_low import cache_hit_rate_low
from launchready.facts.base import Each
from launchready.facts.load import CacheUse
from launchready.facts.platform import Platform
from launchready.facts.product import Caching
from launchready.model.check import NothingToJudgeError, UnclearError


def test_fires_where_most_repeated_reads_are_made_anew() -> None:
    given = each(cache(hits=20, misses=180), cache("home", hits=40, misses=10))
    [finding] = cache_hit_rate_low.judge(run(), given, PROFILE, Platform(edge="Cloudflare"))
    assert finding.subject == "products"
    assert finding.message == (
        "A cache answered 24 % of 250 repeated reads; the profile asks for 60 %."
    )
    assert finding.evidence == (
        "products: 20 hits, 180 misses (cf-cache-status)",
        "home: 40 hits, 10 misses (cf-cache-status)",
    )
    assert "Cache Rules" in finding.fix


@pytest.mark.parametrize(
    "uses",
    [
        pytest.param(each(cache()), id="nine of ten"),
        pytest.param(each(cache(hits=60, misses=40)), id="exactly the target"),
        pytest.param(each(cache(), cache("home", hits=0, misses=50)), id="all together"),
        pytest.param(
            each(cache(), cache("cart", caching=Caching.NEVER, hits=0, misses=900)),
            id="what must never be kept does not count",
        ),
    ],
)
def test_stays_quiet(uses: Each[CacheUse]) -> None:
    assert not tuple(cache_hit_rate_low.judge(run(), uses, PROFILE, None))


@pytest.mark.parametrize(
    ("uses", "why"),
    [
        pytest.param(
            each(cache(hits=0, misses=99)),
            "99 of the 100 repeated reads say where they came from",
            id="too few",
        ),
        pytest.param(
            each(cache(hits=0, misses=0)),
            "0 of the 100 repeated reads say where they came from",
            id="no answer says anything",
        ),
        pytest.param(
            each(cache(caching=Caching.UNDECLARED)),
            "no URL of a route that is declared as cacheable was read twice",
            id="nothing is declared as cacheable",
        ),
        pytest.param(
            None,
            "no URL of a route that is declared as cacheable was read twice",
            id="nothing was read twice",
        ),
    ],
)
def test_says_when_it_cannot_be_told(uses: Each[CacheUse] | None, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(cache_hit_rate_low.judge(run(), uses, PROFILE, None))
    assert str(unclear.value) == why


def test_a_search_for_the_knee_looks_at_no_cache() -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(cache_hit_rate_low.judge(run(experiment="knee"), None, PROFILE, None))
