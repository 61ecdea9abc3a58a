from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import AN_API, page, under_policy

from launchready.checks.headers.csp_unsafe_inline_scripts import csp_unsafe_inline_scripts
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        under_policy("script-src 'self' 'unsafe-inline'"),
        "On shop.example `'unsafe-inline'` in `script-src 'self' 'unsafe-inline'` runs any"
        " script written into the page.",
        id="in script-src",
    ),
    pytest.param(
        under_policy("default-src 'unsafe-inline'"),
        "On shop.example `'unsafe-inline'` in `default-src 'unsafe-inline'` runs any script"
        " written into the page.",
        id="by default",
    ),
    pytest.param(
        page(
            ("Content-Security-Policy", "script-src 'unsafe-inline'"),
            ("Content-Security-Policy", "script-src 'self' 'unsafe-inline'"),
        ),
        "On shop.example `'unsafe-inline'` in `script-src 'unsafe-inline'` runs any script"
        " written into the page.",
        id="in every policy",
    ),
    pytest.param(
        under_policy("script-src 'self'; script-src-attr 'unsafe-inline'"),
        "On shop.example `'unsafe-inline'` in `script-src-attr 'unsafe-inline'` runs any script"
        " written into the page.",
        id="for attributes only",
    ),
]
QUIET = [
    pytest.param(
        under_policy("script-src 'unsafe-inline' 'nonce-r4nd0mr4nd0mr4nd0m'"),
        id="beside a nonce",
    ),
    pytest.param(under_policy("script-src 'unsafe-inline' 'sha256-abc='"), id="beside a hash"),
    pytest.param(
        under_policy("script-src 'unsafe-inline' 'strict-dynamic'"),
        id="beside strict-dynamic",
    ),
    pytest.param(
        under_policy("script-src 'self'; style-src 'unsafe-inline'"),
        id="for styles only",
    ),
    pytest.param(
        page(
            ("Content-Security-Policy", "script-src 'unsafe-inline'"),
            ("Content-Security-Policy", "script-src 'self'"),
        ),
        id="another policy forbids it",
    ),
    pytest.param(
        under_policy("script-src 'unsafe-inline', script-src 'self'"),
        id="another one in the same header",
    ),
    pytest.param(page(), id="no policy"),
    pytest.param(AN_API, id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_unsafe_inline_scripts.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_unsafe_inline_scripts.judge(fact))
