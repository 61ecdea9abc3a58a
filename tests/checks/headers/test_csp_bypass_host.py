from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.csp_bypass_host import csp_bypass_host
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Content-Security-Policy", "script-src 'self' https://cdn.jsdelivr.net")),
        "On shop.example the policy trusts all of `https://cdn.jsdelivr.net`, which serves every"
        " package that anybody publishes.",
        id="package network",
    ),
    pytest.param(
        page(("Content-Security-Policy", "script-src unpkg.com")),
        "On shop.example the policy trusts all of `unpkg.com`, which serves every package that"
        " anybody publishes.",
        id="without scheme",
    ),
]
QUIET = [
    pytest.param(
        page(("Content-Security-Policy", "script-src https://cdn.jsdelivr.net/npm/alpinejs@3/")),
        id="narrowed by a path",
    ),
    pytest.param(
        page(("Content-Security-Policy", "script-src 'self'; style-src https://cdn.jsdelivr.net")),
        id="for styles",
    ),
    pytest.param(
        page(("Content-Security-Policy", "script-src https://www.google.com/recaptcha/")),
        id="recaptcha",
    ),
    pytest.param(page(), id="no policy"),
    pytest.param(
        page(
            ("Content-Security-Policy", "script-src * 'unsafe-inline' 'unsafe-eval'"), is_html=False
        ),
        id="an API",
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_bypass_host.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_bypass_host.judge(fact))
