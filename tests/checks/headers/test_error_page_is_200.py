from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.headers.error_page_is_200 import error_page_is_200
from launchready.facts.errors import ErrorPage, Trace
from launchready.facts.http import Exchange
from launchready.facts.product import Host, Product, Role


def page(*traces: Trace, status: int = 404, **more: Any) -> ErrorPage:
    answer = Exchange("https://shop.example/launchready-404-probe-7f3a", status)
    return ErrorPage("shop.example", answer, traces, **more)


FIRES = [
    pytest.param(
        page(status=200), "shop.example answers 200 for an address that does not exist.", id="soft"
    ),
    pytest.param(
        page(status=200, says_not_found=True),
        "shop.example answers 200 for an address that does not exist, although the page itself"
        " says so.",
        id="says so",
    ),
]
QUIET = [
    pytest.param(page(), id="404"),
    pytest.param(page(status=302), id="redirect home"),
    pytest.param(page(status=200, is_html=False), id="json"),
    pytest.param(
        ErrorPage("app.shop.example", Exchange("https://app.shop.example/x", 200)),
        id="an app behind a sign-in",
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: ErrorPage, message: str) -> None:
    assert message in messages(
        error_page_is_200.judge(
            fact,
            Product(hosts=(Host("shop.example", Role.APEX), Host("app.shop.example", Role.APP))),
        )
    )


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: ErrorPage) -> None:
    assert not tuple(
        error_page_is_200.judge(
            fact,
            Product(hosts=(Host("shop.example", Role.APEX), Host("app.shop.example", Role.APP))),
        )
    )
