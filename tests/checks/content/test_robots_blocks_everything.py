from __future__ import annotations

import pytest
from tests.checks.findings import messages

from launchready.checks.content.robots_blocks_everything import robots_blocks_everything
from launchready.facts.product import Product
from launchready.facts.wellknown import RobotsTxt


def robots(
    *, subject: str = "shop.example", every: bool = False, google: bool = False
) -> RobotsTxt:
    rules = ("User-agent: *", "Disallow: /") if every or google else ()
    return RobotsTxt(
        subject,
        f"https://{subject}/robots.txt",
        200,
        found=True,
        blocks_all=every,
        blocks_google=google,
        blocking_rules=rules,
    )


PRODUCT = Product(canonical="https://shop.example/")


FIRES = [
    pytest.param(
        robots(every=True, google=True),
        "https://shop.example/robots.txt keeps every search engine out of the whole site.",
        id="everybody",
    ),
    pytest.param(
        robots(google=True),
        "https://shop.example/robots.txt keeps Google out of the whole site.",
        id="Google",
    ),
]
QUIET = [
    pytest.param(robots(), id="open"),
    pytest.param(robots(subject="staging.shop.example", every=True), id="staging"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: RobotsTxt, message: str) -> None:
    assert message in messages(robots_blocks_everything.judge(fact, PRODUCT))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: RobotsTxt) -> None:
    assert not tuple(robots_blocks_everything.judge(fact, PRODUCT))
