from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import AN_API, page, under_policy

from launchready.checks.headers.csp_bypass_host import csp_bypass_host
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        under_policy("script-src 'self' https://cdn.jsdelivr.net"),
        "On shop.example the policy trusts all of `https://cdn.jsdelivr.net`, which serves every"
        " package that anybody publishes.",
        id="package network",
    ),
    pytest.param(
        under_policy("script-src unpkg.com"),
        "On shop.example the policy trusts all of `unpkg.com`, which serves every package that"
        " anybody publishes.",
        id="without scheme",
    ),
]
QUIET = [
    pytest.param(
        under_policy("script-src https://cdn.jsdelivr.net/npm/alpinejs@3/"),
        id="narrowed by a path",
    ),
    pytest.param(
        under_policy("script-src 'self'; style-src https://cdn.jsdelivr.net"),
        id="for styles",
    ),
    pytest.param(under_policy("script-src https://www.google.com/recaptcha/"), id="recaptcha"),
    pytest.param(page(), id="no policy"),
    pytest.param(AN_API, id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_bypass_host.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_bypass_host.judge(fact))
