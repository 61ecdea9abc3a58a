from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page, page_of

from launchready.checks.content.localhost_in_page import localhost_in_page
from launchready.facts.page import Page
from launchready.facts.product import Host, Product, Role

PRODUCT = Product(
    hosts=(
        Host("shop.example", Role.APEX),
        Host("docs.shop.example", Role.DOCS),
        Host("127.0.0.1", Role.OTHER),
    )
)


FIRES = [
    pytest.param(
        page(local_urls=("http://localhost:3000/api",)),
        "The page of shop.example calls http://localhost:3000/api, which only its developer has.",
        id="localhost",
    ),
]
QUIET = [
    pytest.param(page(), id="none"),
    pytest.param(
        page_of("docs.shop.example", local_urls=("http://localhost:3000/",)),
        id="documentation",
    ),
    pytest.param(page(local_urls=("http://127.0.0.1:8080/",)), id="the audited host itself"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(localhost_in_page.judge(fact, PRODUCT))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(localhost_in_page.judge(fact, PRODUCT))
