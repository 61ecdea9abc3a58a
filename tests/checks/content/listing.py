"""A host that is not meant for search engines, and what keeps them out of it."""

from __future__ import annotations

import pytest
from tests.checks.pages import page, page_of

from launchready.facts.product import Host, Product, Role
from launchready.facts.wellknown import RobotsTxt

NOT_LISTED = [
    pytest.param(page(robots=("noindex",)), id="noindex"),
    pytest.param(page(robots=("none", "x")), id="none"),
    pytest.param(page(status=401), id="behind a password"),
    pytest.param(page_of("www.shop.example"), id="the public site"),
    pytest.param(page(is_html=False), id="json"),
]
"""Pages that search engines do not list, and one that they are meant to."""


def shop(role: Role) -> Product:
    """A product whose `shop.example` has this role, beside its public site."""
    return Product(hosts=(Host("shop.example", role), Host("www.shop.example", Role.WWW)))


def robots(*, blocks_all: bool) -> RobotsTxt:
    """What `shop.example` tells crawlers."""
    return RobotsTxt("shop.example", "https://shop.example/robots.txt", 200, blocks_all=blocks_all)
