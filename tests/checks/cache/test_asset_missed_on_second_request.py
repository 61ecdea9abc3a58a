from __future__ import annotations

import pytest
from tests.checks.cache.assets import APP, YEAR, probe
from tests.checks.findings import complete

from launchready.checks.cache.asset_missed_on_second_request import (
    asset_missed_on_second_request as check,
)
from launchready.facts.cache import CacheProbe
from launchready.facts.platform import EdgeView

VIEW = EdgeView("shop.example", "Cloudflare")


def test_fires_in_words_a_founder_understands() -> None:
    found = probe(APP, YEAR, ("CF-Cache-Status", "MISS"), again=(YEAR, ("CF-Cache-Status", "MISS")))
    [finding] = complete(check.judge(found, VIEW, None))
    words = "Asked twice, Cloudflare fetched https://shop.example/js/app.js "
    words += "from the origin both times."
    assert finding.message == words
    assert finding.subject == "shop.example"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            probe(
                APP, YEAR, ("CF-Cache-Status", "MISS"), again=(YEAR, ("CF-Cache-Status", "MISS"))
            ),
            id="missed twice",
        ),
        pytest.param(
            probe(
                APP,
                YEAR,
                ("CF-Cache-Status", "BYPASS"),
                again=(YEAR, ("CF-Cache-Status", "BYPASS"), ("Set-Cookie", "a=***")),
            ),
            id="passed on for its cookie",
        ),
    ],
)
def test_fires(found: CacheProbe) -> None:
    assert complete(check.judge(found, VIEW, None))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            probe(APP, YEAR, ("CF-Cache-Status", "MISS"), again=(YEAR, ("CF-Cache-Status", "HIT"))),
            id="hit",
        ),
        pytest.param(
            probe(APP, YEAR, again=(YEAR, ("X-Vercel-Cache", "STALE"))), id="stale counts as kept"
        ),
        pytest.param(
            probe(
                APP,
                ("Cache-Control", "no-store"),
                again=(("Cache-Control", "no-store"), ("CF-Cache-Status", "BYPASS")),
            ),
            id="not to be kept",
        ),
        pytest.param(probe(APP, YEAR), id="no edge"),
        pytest.param(
            probe(APP, YEAR, ("X-Cache", "HIT"), again=(YEAR, ("X-Cache", "MISS"))),
            id="one machine missed, another had it",
        ),
    ],
)
def test_stays_quiet(found: CacheProbe) -> None:
    assert list(check.judge(found, VIEW, None)) == []
