from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.content.admin_indexable import admin_indexable
from launchready.facts.http import Exchange
from launchready.facts.page import Page
from launchready.facts.product import Host, Product, Role
from launchready.facts.wellknown import RobotsTxt

PRODUCT = Product(hosts=(Host("shop.example", Role.ADMIN), Host("www.shop.example", Role.WWW)))


@pytest.mark.parametrize(("blocks", "findings"), [(True, 0), (False, 1)])
def test_robots_txt_counts(blocks: bool, findings: int) -> None:
    robots = RobotsTxt("shop.example", "https://shop.example/robots.txt", 200, blocks_all=blocks)
    assert len(tuple(admin_indexable.judge(page(), PRODUCT, robots, None))) == findings


FIRES = [
    pytest.param(page(), "Search engines may list the admin host shop.example.", id="open"),
]
QUIET = [
    pytest.param(page(robots=("noindex",)), id="noindex"),
    pytest.param(page(robots=("none", "x")), id="none"),
    pytest.param(page(status=401), id="behind a password"),
    pytest.param(
        Page("www.shop.example", Exchange("https://www.shop.example/", 200)), id="the public site"
    ),
    pytest.param(page(is_html=False), id="json"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(admin_indexable.judge(fact, PRODUCT, None, None))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(admin_indexable.judge(fact, PRODUCT, None, None))
