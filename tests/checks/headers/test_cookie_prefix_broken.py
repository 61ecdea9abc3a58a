from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.cookie_prefix_broken import cookie_prefix_broken
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Set-Cookie", "__Host-sid=***; Secure; Path=/; Domain=shop.example")),
        "Browsers refuse the cookie `__Host-sid` of shop.example: it has a `Domain`.",
        id="domain",
    ),
    pytest.param(
        page(("Set-Cookie", "__secure-a=***")),
        "Browsers refuse the cookie `__secure-a` of shop.example: it is not `Secure`.",
        id="not secure",
    ),
    pytest.param(
        page(("Set-Cookie", "__Host-a=***; Secure; Path=/app")),
        "Browsers refuse the cookie `__Host-a` of shop.example: its `Path` is not `/`.",
        id="path",
    ),
]
QUIET = [
    pytest.param(page(("Set-Cookie", "__Host-sid=***; Secure; Path=/")), id="kept"),
    pytest.param(
        page(("Set-Cookie", "__Secure-sid=***; Secure; Domain=shop.example")),
        id="secure with a domain",
    ),
    pytest.param(page(("Set-Cookie", "host=***")), id="no prefix"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(cookie_prefix_broken.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(cookie_prefix_broken.judge(fact))
