from __future__ import annotations

import pytest
from tests.checks.cache.assets import APP, probe
from tests.checks.findings import complete

from launchready.checks.cache.compression_missing import compression_missing as check
from launchready.facts.cache import CacheProbe
from launchready.facts.http import Exchange


def test_fires_in_words_a_founder_understands() -> None:
    found = probe(APP, ("Content-Type", "text/javascript"))
    [finding] = complete(check.judge(found, None))
    assert (
        finding.message
        == "https://shop.example/js/app.js is 9,000 bytes of text, sent uncompressed."
    )


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(probe(APP, ("Content-Type", "text/javascript")), id="a script"),
        pytest.param(
            CacheProbe(
                "shop.example",
                Exchange(APP, 200, (("Content-Type", "text/html"),), body_bytes=9_000),
            ),
            id="a page",
        ),
        pytest.param(
            probe(APP, ("Content-Type", "image/svg+xml"), ("Content-Encoding", "identity")),
            id="said to be identity",
        ),
    ],
)
def test_fires(found: CacheProbe) -> None:
    assert complete(check.judge(found, None))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            probe(APP, ("Content-Type", "text/javascript"), ("Content-Encoding", "gzip")), id="gzip"
        ),
        pytest.param(
            probe(APP, ("Content-Type", "text/javascript"), size=900), id="fits into a packet"
        ),
        pytest.param(probe(APP, ("Content-Type", "image/webp")), id="an image"),
        pytest.param(probe(APP, ("Content-Type", "font/woff2")), id="a font"),
        pytest.param(probe(APP, ("Content-Type", "text/html"), status=404), id="an error"),
    ],
)
def test_stays_quiet(found: CacheProbe) -> None:
    assert list(check.judge(found, None)) == []
