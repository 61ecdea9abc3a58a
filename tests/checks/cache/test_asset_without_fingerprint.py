from __future__ import annotations

import pytest
from tests.checks.cache.assets import APP, HASHED, YEAR, probe
from tests.checks.findings import complete

from launchready.checks.cache.asset_without_fingerprint import asset_without_fingerprint as check
from launchready.facts.cache import AssetKind, CacheProbe


def test_fires_in_words_a_founder_understands() -> None:
    found = probe(APP, ("Cache-Control", "public, max-age=604800"))
    [finding] = complete(check.judge(found))
    words = "Browsers keep https://shop.example/js/app.js for 7 days, and "
    words += "its name does not change with its content."
    assert finding.message == words


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(probe(APP, ("Cache-Control", "public, max-age=604800")), id="a week"),
        pytest.param(
            probe("https://shop.example/css/styles.css", YEAR, kind=AssetKind.STYLE), id="a year"
        ),
    ],
)
def test_fires(found: CacheProbe) -> None:
    assert complete(check.judge(found))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(probe(HASHED, YEAR), id="a hash in the name"),
        pytest.param(probe(APP + "?v=12", YEAR), id="a version query"),
        pytest.param(
            probe("https://shop.example/_next/static/chunks/main.js", YEAR), id="a build folder"
        ),
        pytest.param(probe(APP, ("Cache-Control", "max-age=600")), id="ten minutes"),
        pytest.param(
            probe("https://shop.example/logo.png", YEAR, kind=AssetKind.IMAGE), id="an image"
        ),
    ],
)
def test_stays_quiet(found: CacheProbe) -> None:
    assert list(check.judge(found)) == []
