from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.content.form_posts_to_http import form_posts_to_http
from launchready.facts.page import Page, Resource

FIRES = [
    pytest.param(
        page(resources=(Resource("form", "http://shop.example/login"),)),
        "A form on shop.example sends what people type without encryption to"
        " http://shop.example/login.",
        id="form",
    ),
]
QUIET = [
    pytest.param(page(resources=(Resource("form", "https://shop.example/login"),)), id="https"),
    pytest.param(page(resources=(Resource("a", "http://shop.example/login"),)), id="a link"),
    pytest.param(
        page(
            ("Content-Security-Policy", "upgrade-insecure-requests"),
            resources=(Resource("form", "http://shop.example/login"),),
        ),
        id="upgraded",
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(form_posts_to_http.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(form_posts_to_http.judge(fact))
