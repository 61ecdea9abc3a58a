from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import AN_API, page, under_policy

from launchready.checks.headers.csp_allows_any_source import csp_allows_any_source
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        under_policy("script-src https:"),
        "On shop.example `https:` in `script-src https:` allows every server that speaks https.",
        id="https",
    ),
    pytest.param(
        under_policy("default-src *"),
        "On shop.example `*` in `default-src *` allows every server.",
        id="star",
    ),
    pytest.param(
        under_policy("script-src 'self' data:"),
        "On shop.example `data:` in `script-src 'self' data:` allows scripts written into an"
        " address.",
        id="data",
    ),
    pytest.param(
        under_policy("script-src https://*.herokuapp.com"),
        "On shop.example `https://*.herokuapp.com` in `script-src https://*.herokuapp.com`"
        " allows every customer of herokuapp.com.",
        id="rented names",
    ),
    pytest.param(
        under_policy("script-src https://*:*"),
        "On shop.example `https://*:*` in `script-src https://*:*` allows every server.",
        id="star with scheme",
    ),
]
QUIET = [
    pytest.param(under_policy("script-src 'self' https://js.stripe.com"), id="named hosts"),
    pytest.param(
        under_policy("script-src 'nonce-r4nd0mr4nd0mr4nd0m' 'strict-dynamic' https: http:"),
        id="strict-dynamic ignores hosts",
    ),
    pytest.param(under_policy("script-src *.shop.example"), id="own subdomains"),
    pytest.param(under_policy("script-src 'self'; img-src * data:"), id="images from anywhere"),
    pytest.param(page(), id="no policy"),
    pytest.param(AN_API, id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_allows_any_source.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_allows_any_source.judge(fact))
