from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.headers.hsts_without_subdomains import hsts_without_subdomains
from launchready.facts.base import Each
from launchready.facts.http import Exchange
from launchready.facts.page import Page
from launchready.facts.product import Product
from launchready.profiles import load_profile


def page(
    *headers: tuple[str, str], url: str = "https://shop.example/", status: int = 200, **more: Any
) -> Page:
    return Page("shop.example", Exchange(url, status, tuple(headers)), **more)


API = Page("api.shop.example", Exchange("https://api.shop.example/", 200))


FIRES = [
    pytest.param(
        page(("Strict-Transport-Security", "max-age=300")),
        "shop.example keeps https-only to itself, and api.shop.example has none.",
        id="an API below without it",
    ),
]
QUIET = [
    pytest.param(
        page(("Strict-Transport-Security", "max-age=300; includeSubDomains")), id="covered"
    ),
    pytest.param(page(), id="nothing at all is hsts-missing"),
    pytest.param(
        Page(
            "www.shop.example",
            Exchange(
                "https://www.shop.example/", 200, (("Strict-Transport-Security", "max-age=300"),)
            ),
        ),
        id="not the main domain",
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(
        hsts_without_subdomains.judge(
            fact, Each([fact, API]), Product(domain="shop.example"), load_profile(), None
        )
    )


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(
        hsts_without_subdomains.judge(
            fact, Each([fact, API]), Product(domain="shop.example"), load_profile(), None
        )
    )


def test_the_fix_is_long_enough_for_the_check_of_its_length_too() -> None:
    fact = page(("Strict-Transport-Security", "max-age=300"))
    [finding] = hsts_without_subdomains.judge(
        fact, Each([fact, API]), Product(domain="shop.example"), load_profile(), None
    )
    assert "`Strict-Transport-Security: max-age=15552000; includeSubDomains`" in finding.fix
