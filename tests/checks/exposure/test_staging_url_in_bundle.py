from __future__ import annotations

from tests.checks.exposure.bundles import URL, bundle
from tests.checks.findings import complete

from launchready.checks.exposure.staging_url_in_bundle import staging_url_in_bundle as check
from launchready.facts.exposure import Script


def test_fires_in_words_a_founder_understands() -> None:
    found = bundle(Script(URL, staging_urls=("https://staging.shop.example",)))
    [finding] = complete(check.judge(found))
    assert (
        finding.message
        == "The script https://shop.example/app.js names https://staging.shop.example."
    )
    assert finding.subject == "https://shop.example/app.js"


def test_stays_quiet_about_a_script_that_names_none() -> None:
    assert list(check.judge(bundle(Script(URL)))) == []
