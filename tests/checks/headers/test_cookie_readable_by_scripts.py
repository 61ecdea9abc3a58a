from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.cookie_readable_by_scripts import cookie_readable_by_scripts
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Set-Cookie", "sessionid=***; Secure")),
        "Scripts on shop.example can read the sign-in cookie `sessionid`.",
        id="sessionid",
    ),
    pytest.param(
        page(("Set-Cookie", "PHPSESSID=***; Secure")),
        "Scripts on shop.example can read the sign-in cookie `PHPSESSID`.",
        id="PHPSESSID",
    ),
    pytest.param(
        page(("Set-Cookie", "laravel_session=***; Secure")),
        "Scripts on shop.example can read the sign-in cookie `laravel_session`.",
        id="laravel_session",
    ),
    pytest.param(
        page(("Set-Cookie", "next-auth.session-token=***; Secure")),
        "Scripts on shop.example can read the sign-in cookie `next-auth.session-token`.",
        id="next-auth.session-token",
    ),
    pytest.param(
        page(("Set-Cookie", "sb-abcdefgh-auth-token=***; Secure")),
        "Scripts on shop.example can read the sign-in cookie `sb-abcdefgh-auth-token`.",
        id="sb-abcdefgh-auth-token",
    ),
    pytest.param(
        page(("Set-Cookie", "accessToken=***; Secure")),
        "Scripts on shop.example can read the sign-in cookie `accessToken`.",
        id="accessToken",
    ),
    pytest.param(
        page(("Set-Cookie", "jwt=***; Secure")),
        "Scripts on shop.example can read the sign-in cookie `jwt`.",
        id="jwt",
    ),
]
QUIET = [
    pytest.param(page(("Set-Cookie", "sid=***; HTTPONLY")), id="http only"),
    pytest.param(page(("Set-Cookie", "csrftoken=***")), id="csrftoken"),
    pytest.param(page(("Set-Cookie", "XSRF-TOKEN=***")), id="XSRF-TOKEN"),
    pytest.param(page(("Set-Cookie", "next-auth.csrf-token=***")), id="next-auth.csrf-token"),
    pytest.param(page(("Set-Cookie", "theme=***")), id="theme"),
    pytest.param(page(("Set-Cookie", "_ga_SESSION=***")), id="_ga_SESSION"),
    pytest.param(page(("Set-Cookie", "_hjSession_1=***")), id="_hjSession_1"),
    pytest.param(page(("Set-Cookie", "visitor_id=***")), id="visitor_id"),
    pytest.param(page(("Set-Cookie", "cart=***")), id="cart"),
    pytest.param(
        page(("Set-Cookie", "sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT")), id="being deleted"
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(cookie_readable_by_scripts.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(cookie_readable_by_scripts.judge(fact))
