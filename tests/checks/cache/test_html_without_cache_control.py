from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.cache.html_without_cache_control import html_without_cache_control as check
from launchready.facts.cache import CacheProbe
from launchready.facts.http import Exchange

URL = "https://shop.example/"


def page(
    *headers: tuple[str, str], status: int = 200, kind: str = "text/html; charset=utf-8"
) -> CacheProbe:
    return CacheProbe("shop.example", Exchange(URL, status, (("Content-Type", kind), *headers)))


def test_fires_in_words_a_founder_understands() -> None:
    found = page()
    [finding] = complete(check.judge(found, None))
    assert finding.message == "https://shop.example/ does not say how long it may be kept."


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(page(), id="says nothing"),
        pytest.param(
            page(("Last-Modified", "Sun, 22 Nov 2026 05:00:00 GMT")), id="only a date of change"
        ),
    ],
)
def test_fires(found: CacheProbe) -> None:
    assert complete(check.judge(found, None))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(page(("Cache-Control", "no-cache")), id="no-cache"),
        pytest.param(page(("Expires", "0")), id="an old-fashioned date"),
        pytest.param(page(kind="application/json"), id="an API"),
        pytest.param(page(status=503), id="an error"),
    ],
)
def test_stays_quiet(found: CacheProbe) -> None:
    assert list(check.judge(found, None)) == []
