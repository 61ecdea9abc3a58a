from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import AN_API, page, under_policy

from launchready.checks.headers.csp_base_uri_missing import csp_base_uri_missing
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        under_policy("script-src 'nonce-r4nd0mr4nd0mr4nd0m'"),
        "The content policy of shop.example does not say what a `<base>` tag may do: no"
        " `base-uri` is stated.",
        id="nonce",
    ),
    pytest.param(
        under_policy("script-src 'self'; base-uri *"),
        "The content policy of shop.example does not say what a `<base>` tag may do: allows"
        " every server.",
        id="open",
    ),
]
QUIET = [
    pytest.param(
        under_policy("script-src 'nonce-r4nd0mr4nd0mr4nd0m'; base-uri 'none'"),
        id="stated",
    ),
    pytest.param(under_policy("script-src 'self'"), id="a list of hosts does not need it"),
    pytest.param(page(), id="no policy"),
    pytest.param(AN_API, id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_base_uri_missing.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_base_uri_missing.judge(fact))
