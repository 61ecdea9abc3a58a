from __future__ import annotations

import pytest

from launchready.checks.redirect.apex_and_www_both_serve import apex_and_www_both_serve
from launchready.facts.base import Each
from launchready.facts.product import Product
from launchready.facts.redirect import SiteWalk

from .make import BOTH, DECLARED, GOOD, TO_WWW, TYPED, site


@pytest.mark.parametrize("product", [DECLARED, TYPED], ids=["declared", "typed"])
def test_fires_when_both_show_a_page(product: Product) -> None:
    [finding] = apex_and_www_both_serve.judge(BOTH, product, None)
    assert finding.subject == "www.shop.example"
    assert finding.message == (
        "www.shop.example and shop.example both serve the site instead of one leading to the other."
    )
    assert finding.evidence == ("200 https://shop.example/", "200 https://www.shop.example/")
    assert "https://shop.example" in finding.fix


@pytest.mark.parametrize(
    "walks",
    [
        pytest.param(GOOD, id="www-leads-to-the-apex"),
        pytest.param(TO_WWW, id="the-apex-leads-to-www"),
        pytest.param(
            site(("200 https://shop.example/",), ("404 https://www.shop.example/",)),
            id="www-serves-nothing",
        ),
        pytest.param(site(("200 https://shop.example/",)), id="no-www"),
    ],
)
def test_stays_quiet_when_one_leads_to_the_other(walks: Each[SiteWalk]) -> None:
    assert not tuple(apex_and_www_both_serve.judge(walks, DECLARED, None))
