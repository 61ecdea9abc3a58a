from __future__ import annotations

import pytest
from tests.checks.cache.assets import APP, HASHED, PAGE, YEAR, probe
from tests.checks.findings import complete

from launchready.checks.cache.asset_not_cacheable import asset_not_cacheable as check
from launchready.facts.cache import CacheProbe


def test_fires_in_words_a_founder_understands() -> None:
    found = probe(HASHED, ("Cache-Control", "no-store"))
    [finding] = complete(check.judge(found, None))
    assert (
        finding.message
        == "The script https://shop.example/assets/index-DkQ3h9Zb.js may not be kept."
    )
    assert finding.subject == "https://shop.example/assets/index-DkQ3h9Zb.js"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(probe(HASHED, ("Cache-Control", "no-store")), id="may not be kept"),
        pytest.param(probe(APP, ("ETag", "1")), id="no lifetime"),
        pytest.param(
            probe(HASHED, ("Cache-Control", "max-age=60")), id="a versioned name and a minute"
        ),
        pytest.param(probe(APP, ("Cache-Control", "max-age=0")), id="nothing to ask by"),
        pytest.param(probe(HASHED, ("Expires", "0"), ("ETag", "1")), id="a date that is none"),
    ],
)
def test_fires(found: CacheProbe) -> None:
    assert complete(check.judge(found, None))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(probe(HASHED, YEAR), id="a year"),
        pytest.param(
            probe(APP, ("Cache-Control", "public, max-age=0, must-revalidate"), ("ETag", "1")),
            id="asked by its tag",
        ),
        pytest.param(
            probe(APP, ("Cache-Control", "max-age=600")), id="ten minutes without a version"
        ),
        pytest.param(
            probe(
                APP,
                ("Date", "Sun, 22 Nov 2026 05:00:00 GMT"),
                ("Expires", "Mon, 23 Nov 2026 05:00:00 GMT"),
            ),
            id="a date in the future",
        ),
        pytest.param(probe(APP, ("Cache-Control", "no-store"), status=404), id="not found"),
        pytest.param(CacheProbe("shop.example", PAGE), id="no assets"),
    ],
)
def test_stays_quiet(found: CacheProbe) -> None:
    assert list(check.judge(found, None)) == []
