from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page, under_policy

from launchready.checks.headers.csp_missing import csp_missing
from launchready.facts.page import Page

FIRES = [
    pytest.param(page(), "shop.example sends no content security policy.", id="none"),
    pytest.param(
        under_policy("frame-ancestors *"),
        "The content policy of shop.example says nothing about scripts.",
        id="only about frames",
    ),
]
QUIET = [
    pytest.param(under_policy("script-src 'self'"), id="scripts"),
    pytest.param(under_policy("default-src 'self'"), id="default"),
    pytest.param(page(csp_meta=("default-src 'self'",)), id="in a meta tag"),
    pytest.param(
        page(("Content-Security-Policy-Report-Only", "script-src 'self'")),
        id="only reports is another check",
    ),
    pytest.param(page(is_html=False), id="an API"),
    pytest.param(page(status=404), id="an error page"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_missing.judge(fact, None), absence=True)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_missing.judge(fact, None))


def test_the_fix_keeps_the_policy_that_is_sent_already() -> None:
    framed = under_policy("frame-ancestors https://partner.example")
    [finding] = csp_missing.judge(framed, None)
    kept = "frame-ancestors https://partner.example, script-src 'self'; object-src 'none'"
    assert kept in finding.fix
    assert "frame-ancestors 'self'" not in finding.fix
