from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page, page_of

from launchready.checks.content.public_page_noindexed import public_page_noindexed
from launchready.facts.page import Page
from launchready.facts.product import Host, Product, Role

PRODUCT = Product(canonical="https://shop.example/", hosts=(Host("shop.example", Role.APEX),))


FIRES = [
    pytest.param(
        page(robots=("noindex", "nofollow")),
        "shop.example asks search engines not to list it.",
        id="meta",
    ),
]
QUIET = [
    pytest.param(page(robots=("index",)), id="listed"),
    pytest.param(page_of("staging.shop.example", robots=("noindex",)), id="another host"),
    pytest.param(page(status=500, robots=("noindex",)), id="an error"),
    pytest.param(page(robots=("noimageindex", "max-image-preview:none")), id="picture previews"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(public_page_noindexed.judge(fact, PRODUCT))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(public_page_noindexed.judge(fact, PRODUCT))
