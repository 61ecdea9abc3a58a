from __future__ import annotations

import pytest
from tests.checks.exposure.bundles import URL, bundle
from tests.checks.findings import complete

from launchready.checks.exposure.localhost_in_bundle import localhost_in_bundle as check
from launchready.facts.exposure import Bundle, Script


def test_fires_in_words_a_founder_understands() -> None:
    found = bundle(Script(URL, local_urls=("http://localhost:3000/api",)))
    [finding] = complete(check.judge(found))
    assert (
        finding.message == "The script https://shop.example/app.js calls http://localhost:3000/api."
    )
    assert finding.subject == "https://shop.example/app.js"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(bundle(Script(URL)), id="nothing"),
        pytest.param(
            bundle(Script(URL, staging_urls=("https://dev.shop.example",))),
            id="staging is another matter",
        ),
    ],
)
def test_stays_quiet(found: Bundle) -> None:
    assert list(check.judge(found)) == []
