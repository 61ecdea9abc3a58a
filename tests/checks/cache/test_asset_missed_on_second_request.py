from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.cache.asset_missed_on_second_request import (
    asset_missed_on_second_request as check,
)
from launchready.facts.cache import Asset, AssetKind, CacheProbe
from launchready.facts.http import Exchange
from launchready.facts.platform import EdgeView

PAGE = Exchange(
    "https://shop.example/",
    200,
    (("Content-Type", "text/html"), ("Cache-Control", "no-cache"), ("Content-Encoding", "br")),
    body_bytes=9_000,
)


def probe(
    url: str,
    *headers: tuple[str, str],
    again: tuple[tuple[str, str], ...] | None = None,
    kind: AssetKind = AssetKind.SCRIPT,
    status: int = 200,
    size: int = 9_000,
) -> CacheProbe:
    first = Exchange(url, status, headers, body_bytes=size)
    second = None if again is None else Exchange(url, status, again, body_bytes=size)
    return CacheProbe("shop.example", PAGE, (Asset(url, kind, first, second),))


APP = "https://shop.example/js/app.js"
HASHED = "https://shop.example/assets/index-DkQ3h9Zb.js"
YEAR = ("Cache-Control", "public, max-age=31536000, immutable")


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
    assert list(check.judge(found, VIEW, None))


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
