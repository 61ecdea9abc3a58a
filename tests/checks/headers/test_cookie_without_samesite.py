from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.cookie_without_samesite import cookie_without_samesite
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Set-Cookie", "sid=***; Secure; HttpOnly")),
        "shop.example sets the cookie `sid` without `SameSite`.",
        id="session",
    ),
    pytest.param(
        page(("Set-Cookie", "csrftoken=***; Secure; SameSite=maybe")),
        "shop.example sets the cookie `csrftoken` without `SameSite`.",
        id="guards forms",
    ),
]
QUIET = [
    pytest.param(page(("Set-Cookie", "sid=***; SameSite=lax")), id="lax"),
    pytest.param(page(("Set-Cookie", "lang=***")), id="a language"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(cookie_without_samesite.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(cookie_without_samesite.judge(fact))
