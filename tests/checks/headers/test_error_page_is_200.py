from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import error_page

from launchready.checks.headers.error_page_is_200 import error_page_is_200
from launchready.facts.errors import ErrorPage
from launchready.facts.http import Exchange
from launchready.facts.product import Host, Product, Role

PRODUCT = Product(hosts=(Host("shop.example", Role.APEX), Host("app.shop.example", Role.APP)))

FIRES = [
    pytest.param(
        error_page(status=200),
        "shop.example answers 200 for an address that does not exist.",
        id="soft",
    ),
    pytest.param(
        error_page(status=200, says_not_found=True),
        "shop.example answers 200 for an address that does not exist, although the page itself"
        " says so.",
        id="says so",
    ),
]
QUIET = [
    pytest.param(error_page(), id="404"),
    pytest.param(error_page(status=302), id="redirect home"),
    pytest.param(error_page(status=200, is_html=False), id="json"),
    pytest.param(
        ErrorPage("app.shop.example", Exchange("https://app.shop.example/x", 200)),
        id="an app behind a sign-in",
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: ErrorPage, message: str) -> None:
    assert message in messages(error_page_is_200.judge(fact, PRODUCT))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: ErrorPage) -> None:
    assert not tuple(error_page_is_200.judge(fact, PRODUCT))
