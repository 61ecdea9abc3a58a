from __future__ import annotations

import pytest
from tests.checks.content.listing import NOT_LISTED, robots, shop
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.content.staging_indexable import staging_indexable
from launchready.facts.page import Page
from launchready.facts.product import Role

PRODUCT = shop(Role.STAGING)
SAYS = "Search engines may list the test system shop.example."


def test_fires_when_everybody_is_shown_the_page() -> None:
    assert messages(staging_indexable.judge(page(), PRODUCT, None, None)) == [SAYS]


def test_fires_when_robots_txt_lets_crawlers_in() -> None:
    fact = robots(blocks_all=False)
    assert messages(staging_indexable.judge(page(), PRODUCT, fact, None)) == [SAYS]


def test_stays_quiet_when_robots_txt_keeps_crawlers_out() -> None:
    fact = robots(blocks_all=True)
    assert not tuple(staging_indexable.judge(page(), PRODUCT, fact, None))


@pytest.mark.parametrize("fact", NOT_LISTED)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(staging_indexable.judge(fact, PRODUCT, None, None))
