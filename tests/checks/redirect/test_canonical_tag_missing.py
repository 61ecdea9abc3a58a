from __future__ import annotations

import pytest

from launchready.checks.redirect.canonical_tag_missing import canonical_tag_missing
from launchready.facts.page import Page

from .make import APEX, DECLARED, page


def test_fires_on_a_public_page_without_the_tag() -> None:
    [finding] = canonical_tag_missing.judge(page(), DECLARED)
    assert finding.subject == "shop.example"
    assert finding.message == (
        "The page at https://shop.example/ does not state its canonical address."
    )
    assert '<link rel="canonical" href="https://shop.example/">' in finding.fix


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(page(APEX, APEX), id="there"),
        pytest.param(page("https://app.shop.example/"), id="the-app"),
        pytest.param(page("https://staging.shop.example/"), id="staging"),
        pytest.param(page(robots=("noindex",)), id="not-to-be-listed"),
        pytest.param(page(status=503), id="an-error-page"),
        pytest.param(Page("shop.example", page().answer, is_html=False), id="not-a-page"),
    ],
)
def test_stays_quiet(seen: Page) -> None:
    assert not tuple(canonical_tag_missing.judge(seen, DECLARED))
