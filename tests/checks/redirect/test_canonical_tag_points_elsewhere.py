from __future__ import annotations

import pytest

from launchready.checks.redirect.canonical_tag_points_elsewhere import (
    canonical_tag_points_elsewhere,
)
from launchready.facts.base import Each
from launchready.facts.page import Page
from launchready.facts.product import Product
from launchready.facts.redirect import SiteWalk

from .make import APEX, BOTH, DECLARED, GOOD, TO_WWW, TYPED, WWW, page

STAGING = "https://staging.shop.example/"
DOCS = "https://docs.shop.example/"


@pytest.mark.parametrize(
    ("seen", "problem"),
    [
        pytest.param(
            page(APEX, STAGING),
            f"names {STAGING} as canonical instead of {APEX}",
            id="staging",
        ),
        pytest.param(
            page(APEX, "http://localhost:3000/"),
            "names the unencrypted address http://localhost:3000/ as canonical",
            id="localhost",
        ),
        pytest.param(page(APEX, WWW), f"names {WWW} as canonical instead of {APEX}", id="www"),
        pytest.param(
            page(APEX, APEX, WWW), "names 2 different canonical addresses", id="two-of-them"
        ),
        pytest.param(
            page(DOCS, STAGING), f"names {STAGING} as canonical instead of {DOCS}", id="docs"
        ),
    ],
)
def test_fires_on_an_address_that_is_not_the_page(seen: Page, problem: str) -> None:
    [finding] = canonical_tag_points_elsewhere.judge(seen, GOOD, DECLARED)
    assert finding.message == f"The page at {seen.answer.url} {problem}."
    assert finding.evidence[0].startswith("rel=canonical: ")


@pytest.mark.parametrize(
    ("seen", "walks", "product"),
    [
        pytest.param(page(APEX, APEX), GOOD, DECLARED, id="itself"),
        pytest.param(page(APEX, f"{APEX}home"), GOOD, DECLARED, id="another-path"),
        pytest.param(page(WWW, APEX), BOTH, DECLARED, id="www-names-the-apex"),
        pytest.param(page(WWW, WWW), TO_WWW, TYPED, id="typed-apex-that-leads-to-www"),
        pytest.param(page(DOCS, DOCS), GOOD, DECLARED, id="docs-names-itself"),
        pytest.param(page(DOCS, f"{APEX}docs"), GOOD, DECLARED, id="docs-names-the-site"),
        pytest.param(page(APEX), GOOD, DECLARED, id="missing-is-another-check"),
        pytest.param(
            page(STAGING, APEX, WWW), GOOD, DECLARED, id="staging-is-not-for-search-engines"
        ),
    ],
)
def test_stays_quiet(seen: Page, walks: Each[SiteWalk], product: Product) -> None:
    assert not tuple(canonical_tag_points_elsewhere.judge(seen, walks, product))
