from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page, page_of

from launchready.checks.headers.cookie_domain_too_wide import cookie_domain_too_wide
from launchready.facts.base import Each
from launchready.facts.page import Page
from launchready.facts.product import Host, Product, Role

DOCS = page_of("docs.shop.example")
PRODUCT = Product(
    domain="shop.example",
    hosts=(
        Host("shop.example", Role.APEX),
        Host("docs.shop.example", Role.DOCS),
        Host("staging.shop.example", Role.STAGING),
    ),
)


FIRES = [
    pytest.param(
        page(("Set-Cookie", "sid=***; Domain=.shop.example")),
        "The sign-in cookie `sid` of shop.example is sent to docs.shop.example as well.",
        id="the blog gets it",
    ),
]
QUIET = [
    pytest.param(page(("Set-Cookie", "sid=***; Secure")), id="this host only"),
    pytest.param(page(("Set-Cookie", "lang=***; Domain=shop.example")), id="a language"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(cookie_domain_too_wide.judge(fact, Each([fact, DOCS]), PRODUCT))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(cookie_domain_too_wide.judge(fact, Each([fact, DOCS]), PRODUCT))
