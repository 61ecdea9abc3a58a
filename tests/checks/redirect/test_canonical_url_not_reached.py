from __future__ import annotations

import pytest

from launchready.checks.redirect.canonical_url_not_reached import canonical_url_not_reached
from launchready.facts.base import Each
from launchready.facts.product import Product
from launchready.facts.redirect import SiteWalk

from .make import BOTH, CLOUDFLARE, DECLARED, GOOD, TO_WWW, TYPED, site, walk


def test_fires_when_www_serves_the_site_itself() -> None:
    [finding] = canonical_url_not_reached.judge(BOTH, DECLARED, None)
    assert finding.subject == "http://www.shop.example/"
    assert finding.message == (
        "http://www.shop.example/ ends on https://www.shop.example/ and not on"
        " https://shop.example/."
    )


def test_fires_when_everything_leads_to_the_address_that_is_not_declared() -> None:
    findings = tuple(canonical_url_not_reached.judge(TO_WWW, DECLARED, None))
    assert [one.subject for one in findings] == [
        "http://shop.example/",
        "http://www.shop.example/",
    ]


def test_fires_when_www_is_an_error_even_without_a_manifest() -> None:
    walks = site(("200 https://shop.example/",), ("404 https://www.shop.example/",))
    [finding] = canonical_url_not_reached.judge(walks, TYPED, None)
    assert finding.subject == "https://www.shop.example/"
    assert finding.evidence == ("404 https://www.shop.example/",)


def test_fires_on_a_redirect_that_no_browser_can_follow() -> None:
    stuck = walk(
        "301 https://shop.example/ -> mailto:hello@shop.example",
        kind=SiteWalk,
        stopped="not a web address (mailto:)",
    )
    [finding] = canonical_url_not_reached.judge(Each([stuck]), DECLARED, None)
    assert finding.message == (
        "https://shop.example/ ends on a redirect that cannot be read and not on"
        " https://shop.example/."
    )


def test_the_canonical_host_is_never_redirected_to_itself() -> None:
    at_apex, at_www = canonical_url_not_reached.judge(TO_WWW, DECLARED, CLOUDFLARE)
    assert at_apex.fix == (
        "Remove the redirect that leads from shop.example to www.shop.example: in Cloudflare:"
        " Rules > Redirect Rules, Bulk Redirects and Page Rules, else on the server behind it."
    )
    assert "when hostname equals www.shop.example, dynamic" in at_www.fix


def test_a_plain_way_that_leaves_the_canonical_host_is_sent_to_https_on_the_same_host() -> None:
    away = ("301 http://shop.example/ -> http://www.shop.example/", "200 http://www.shop.example/")
    [finding] = canonical_url_not_reached.judge(site(away), DECLARED, CLOUDFLARE)
    assert finding.fix.startswith("Remove the redirect that leads from shop.example to www.")
    assert finding.fix.endswith("Always Use HTTPS: On.")


def test_a_way_over_the_canonical_host_is_repaired_there() -> None:
    over = (
        "301 https://www.shop.example/ -> https://shop.example/",
        "302 https://shop.example/ -> https://app.shop.example/",
        "200 https://app.shop.example/",
    )
    [finding] = canonical_url_not_reached.judge(site(over), DECLARED, None)
    assert finding.fix.startswith(
        "Remove the redirect that leads from shop.example to app.shop.example"
    )


@pytest.mark.parametrize(
    ("walks", "product"),
    [
        pytest.param(GOOD, DECLARED, id="all-four-end-there"),
        pytest.param(TO_WWW, TYPED, id="typed-apex-leads-to-www"),
        pytest.param(BOTH, TYPED, id="both-serve-is-another-check"),
        pytest.param(
            site(("302 https://shop.example/ -> /en/", "200 https://shop.example/en/")),
            DECLARED,
            id="a-path-of-the-canonical-host",
        ),
        pytest.param(site(("200 http://shop.example/",)), DECLARED, id="plain-is-another-check"),
        pytest.param(
            site(("302 https://shop.example/ -> https://a.test/", "200 https://a.test/")),
            DECLARED,
            id="off-site-is-another-check",
        ),
        pytest.param(site(("200 https://app.shop.example/",)), DECLARED, id="a-site-of-its-own"),
    ],
)
def test_stays_quiet(walks: Each[SiteWalk], product: Product) -> None:
    assert not tuple(canonical_url_not_reached.judge(walks, product, None))
