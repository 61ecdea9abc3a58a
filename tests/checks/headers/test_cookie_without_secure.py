from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.cookie_without_secure import cookie_without_secure
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Set-Cookie", "connect.sid=***; Path=/; HttpOnly")),
        "shop.example sets the cookie `connect.sid` without `Secure`.",
        id="session",
    ),
    pytest.param(
        page(("Set-Cookie", "theme=***; SameSite=None")),
        "shop.example sets the cookie `theme` without `Secure`.",
        id="none needs it",
    ),
]
QUIET = [
    pytest.param(page(("Set-Cookie", "sid=***; secure")), id="secure"),
    pytest.param(page(("Set-Cookie", "lang=***")), id="a language"),
    pytest.param(page(("Set-Cookie", "session=; Max-Age=0")), id="being deleted"),
    pytest.param(page(("Set-Cookie", "sid=***"), url="http://shop.example/"), id="plain http"),
    pytest.param(page(("Set-Cookie", "AWSALB=***")), id="a load balancer"),
    pytest.param(page(("Set-Cookie", "__cf_bm=***")), id="a bot wall"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(cookie_without_secure.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(cookie_without_secure.judge(fact))
