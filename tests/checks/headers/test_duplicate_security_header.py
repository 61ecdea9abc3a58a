from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.duplicate_security_header import duplicate_security_header
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("X-Frame-Options", "DENY"), ("X-Frame-Options", "SAMEORIGIN")),
        "shop.example sends 2 different `X-Frame-Options` headers.",
        id="contradiction",
    ),
]
QUIET = [
    pytest.param(
        page(("X-Frame-Options", "DENY"), ("X-Frame-Options", "deny")), id="the same twice"
    ),
    pytest.param(
        page(("Content-Security-Policy", "a"), ("Content-Security-Policy", "b")), id="two policies"
    ),
    pytest.param(page(("Strict-Transport-Security", "max-age=1")), id="once"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(duplicate_security_header.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(duplicate_security_header.judge(fact))
