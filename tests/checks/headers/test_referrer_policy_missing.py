from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.referrer_policy_missing import referrer_policy_missing
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(), "shop.example states no referrer policy that browsers know.", id="missing"
    ),
    pytest.param(
        page(("Referrer-Policy", "never-ever")),
        "shop.example states no referrer policy that browsers know.",
        id="unknown",
    ),
]
QUIET = [
    pytest.param(page(("Referrer-Policy", "strict-origin")), id="sent"),
    pytest.param(page(("Referrer-Policy", "no-referrer, new-policy")), id="list with a known one"),
    pytest.param(page(referrer_meta="no-referrer"), id="meta tag"),
    pytest.param(page(is_html=False), id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(referrer_policy_missing.judge(fact, None), absence=True)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(referrer_policy_missing.judge(fact, None))
