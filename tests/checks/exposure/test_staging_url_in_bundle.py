from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.exposure.staging_url_in_bundle import staging_url_in_bundle as check
from launchready.facts.exposure import Bundle, Script

URL = "https://shop.example/app.js"


def bundle(script: Script) -> Bundle:
    return Bundle("shop.example", (script,))


def test_fires_in_words_a_founder_understands() -> None:
    found = bundle(Script(URL, staging_urls=("https://staging.shop.example",)))
    [finding] = complete(check.judge(found))
    assert (
        finding.message
        == "The script https://shop.example/app.js names https://staging.shop.example."
    )
    assert finding.subject == "https://shop.example/app.js"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            bundle(Script(URL, staging_urls=("https://staging.shop.example",))), id="a staging host"
        ),
    ],
)
def test_fires(found: Bundle) -> None:
    assert list(check.judge(found))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(bundle(Script(URL)), id="nothing"),
    ],
)
def test_stays_quiet(found: Bundle) -> None:
    assert list(check.judge(found)) == []
