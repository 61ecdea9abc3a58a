from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.referrer_policy_leaks import referrer_policy_leaks
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Referrer-Policy", "unsafe-url")),
        "shop.example hands full page addresses to other sites: its policy is `unsafe-url`.",
        id="unsafe",
    ),
    pytest.param(
        page(("Referrer-Policy", "no-referrer, unsafe-url")),
        "shop.example hands full page addresses to other sites: its policy is `unsafe-url`.",
        id="last one counts",
    ),
]
QUIET = [
    pytest.param(page(("Referrer-Policy", "strict-origin-when-cross-origin")), id="safe"),
    pytest.param(page(("Referrer-Policy", "unsafe-url, strict-origin")), id="fallback first"),
    pytest.param(
        page(("Referrer-Policy", "unsafe-url"), referrer_meta="no-referrer"), id="meta overrides"
    ),
    pytest.param(page(), id="none"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(referrer_policy_leaks.judge(fact, None))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(referrer_policy_leaks.judge(fact, None))
