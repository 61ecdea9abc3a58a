from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.health.home_page_fails import home_page_fails as check
from launchready.facts.http import Exchange
from launchready.facts.page import Page
from launchready.facts.product import Product

PRODUCT = Product(canonical="https://shop.example/")


def page(status: int, host: str = "shop.example", challenge: str = "") -> Page:
    return Page(host, Exchange(f"https://{host}/", status, challenge=challenge))


def test_fires_in_words_a_founder_understands() -> None:
    seen = page(502)
    [finding] = complete(check.judge(seen, PRODUCT))
    assert finding.message == "The main page https://shop.example/ answers with status 502."
    assert finding.subject == "https://shop.example/"


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(page(502), id="the server fails"),
        pytest.param(page(404), id="not found"),
        pytest.param(page(503, "www.shop.example"), id="where the main address leads"),
    ],
)
def test_fires(seen: Page) -> None:
    assert complete(check.judge(seen, PRODUCT))


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(page(200), id="well"),
        pytest.param(page(404, "api.shop.example"), id="another host"),
        pytest.param(page(403, challenge="a Cloudflare challenge"), id="a bot wall"),
    ],
)
def test_stays_quiet(seen: Page) -> None:
    assert list(check.judge(seen, PRODUCT)) == []
