from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.framework_version_shown import framework_version_shown
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("X-Powered-By", "PHP/8.1.2")),
        "shop.example tells its framework's version: PHP/8.1.2.",
        id="PHP",
    ),
    pytest.param(
        page(generator="WordPress 6.4.2"),
        "shop.example tells which version it runs: WordPress 6.4.2.",
        id="WordPress",
    ),
]
QUIET = [
    pytest.param(page(("X-Powered-By", "Express")), id="a name only"),
    pytest.param(page(generator="Hugo 0.121.1"), id="a static generator"),
    pytest.param(page(generator="Wix.com Website Builder"), id="a builder"),
    pytest.param(page(), id="none"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(framework_version_shown.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(framework_version_shown.judge(fact))
