from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.hsts_missing import hsts_missing
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(), "shop.example does not tell browsers to use https only.", id="nothing sent"
    ),
    pytest.param(
        page(("Strict-Transport-Security", "max-age=0")),
        "shop.example switches https-only off: it sends `max-age=0`.",
        id="switched off",
    ),
    pytest.param(
        page(("Strict-Transport-Security", "max-age=1; max-age=2")),
        "Browsers ignore the HSTS header of shop.example: `max-age` stands in it twice.",
        id="stated twice in one",
    ),
    pytest.param(
        page(("Strict-Transport-Security", "includeSubDomains")),
        "Browsers ignore the HSTS header of shop.example: it has no `max-age`.",
        id="no age",
    ),
    pytest.param(
        page(is_html=False),
        "shop.example does not tell browsers to use https only.",
        id="on an API as well",
    ),
]
QUIET = [
    pytest.param(page(("Strict-Transport-Security", "max-age=31536000")), id="sent"),
    pytest.param(
        page(("Strict-Transport-Security", "max-age = 31536000 ; includeSubDomains")),
        id="quoted and spaced",
    ),
    pytest.param(page(("strict-transport-security", "MAX-AGE=31536000")), id="any case"),
    pytest.param(page(url="http://shop.example/"), id="plain http is the TLS checks affair"),
    pytest.param(page(url="https://192.0.2.1/"), id="an address has no HSTS"),
    pytest.param(page(url="https://[2001:db8::1]/"), id="an IPv6 address"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(hsts_missing.judge(fact, None), absence=True)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(hsts_missing.judge(fact, None))
