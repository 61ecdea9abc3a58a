from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.hsts_preload_not_eligible import hsts_preload_not_eligible
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Strict-Transport-Security", "max-age=300; preload")),
        "shop.example asks to be preloaded, but lacks a `max-age` of at least 31536000 and"
        " `includeSubDomains`.",
        id="too short, too narrow",
    ),
    pytest.param(
        page(("Strict-Transport-Security", "max-age=31536000; preload")),
        "shop.example asks to be preloaded, but lacks `includeSubDomains`.",
        id="too narrow",
    ),
]
QUIET = [
    pytest.param(
        page(("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload")),
        id="eligible",
    ),
    pytest.param(page(("Strict-Transport-Security", "max-age=300")), id="does not ask"),
    pytest.param(page(), id="none"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(hsts_preload_not_eligible.judge(fact, None))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(hsts_preload_not_eligible.judge(fact, None))
