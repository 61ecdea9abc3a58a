from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.authz.admin_route_in_code_open import admin_route_in_code_open as check
from launchready.facts.matched import AdminRoute, AdminRoutes
from launchready.facts.stack import Trace


def asked(*, is_open: bool, status: int) -> AdminRoutes:
    at = Trace("server.js", 12, "app.get('/api/admin/users', list)")
    url = "https://shop.example/api/admin/users"
    return AdminRoutes(routes=(AdminRoute(url, at, is_open, status),))


FIRES: dict[str, dict[str, Any]] = {
    "open": {"admin": asked(is_open=True, status=200)},
}
QUIET: dict[str, dict[str, Any]] = {
    "refused": {"admin": asked(is_open=False, status=401)},
    "not deployed": {"admin": asked(is_open=False, status=404)},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["open"])
    assert finding.subject == "https://shop.example/api/admin/users"
    assert (
        finding.message
        == "https://shop.example/api/admin/users answers 200 to somebody who has not signed in."
    )
