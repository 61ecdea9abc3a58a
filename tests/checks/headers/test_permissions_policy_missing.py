from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.permissions_policy_missing import permissions_policy_missing
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(),
        "shop.example does not say which abilities of the browser it never uses.",
        id="missing",
    ),
]
QUIET = [
    pytest.param(page(("Permissions-Policy", "camera=()")), id="sent"),
    pytest.param(page(("Feature-Policy", "camera none")), id="older form"),
    pytest.param(page(is_html=False), id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(permissions_policy_missing.judge(fact, None), absence=True)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(permissions_policy_missing.judge(fact, None))
