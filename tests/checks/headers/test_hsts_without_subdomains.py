from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page, page_of

from launchready.checks.headers.hsts_without_subdomains import hsts_without_subdomains
from launchready.facts.base import Each
from launchready.facts.page import Page
from launchready.facts.product import Product
from launchready.model.finding import Finding
from launchready.profiles import load_profile

API = page_of("api.shop.example")


def judged(fact: Page) -> list[Finding]:
    """What the check says of a page beside an API that has no header."""
    pages, product = Each([fact, API]), Product(domain="shop.example")
    return list(hsts_without_subdomains.judge(fact, pages, product, load_profile(), None))


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
        page_of("www.shop.example", ("Strict-Transport-Security", "max-age=300")),
        id="not the main domain",
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(judged(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not judged(fact)


def test_the_fix_is_long_enough_for_the_check_of_its_length_too() -> None:
    [finding] = judged(page(("Strict-Transport-Security", "max-age=300")))
    assert "`Strict-Transport-Security: max-age=15552000; includeSubDomains`" in finding.fix
