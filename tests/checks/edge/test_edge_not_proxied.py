from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.edge.edge_not_proxied import edge_not_proxied as check
from launchready.facts.platform import EdgeView, Platform
from launchready.facts.product import Host, Product, Role

PRODUCT = Product(
    canonical="https://shop.example/",
    hosts=(
        Host("shop.example", Role.APEX),
        Host("api.shop.example", Role.API),
        Host("docs.shop.example", Role.DOCS),
        Host("staging.shop.example", Role.STAGING),
    ),
)


def view(host: str, edge: str = "", *, cached: bool = False) -> EdgeView:
    return EdgeView(host, edge, "nginx", cached, ("203.0.113.7",), ("Server: nginx",))


def test_fires_in_words_a_founder_understands() -> None:
    seen = view("shop.example")
    [finding] = complete(check.judge(seen, PRODUCT, None))
    assert (
        finding.message
        == "shop.example is reached directly, with no edge network in front. It is served by nginx."
    )
    assert finding.subject == "shop.example"


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(view("shop.example"), id="the main host"),
        pytest.param(view("api.shop.example"), id="the API"),
    ],
)
def test_fires(seen: EdgeView) -> None:
    assert complete(check.judge(seen, PRODUCT, None))


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(view("shop.example", "Cloudflare"), id="behind Cloudflare"),
        pytest.param(view("shop.example", cached=True), id="behind some cache"),
        pytest.param(view("docs.shop.example"), id="documentation"),
        pytest.param(view("staging.shop.example"), id="staging"),
        pytest.param(view("other.example"), id="a host of nobody"),
    ],
)
def test_stays_quiet(seen: EdgeView) -> None:
    assert list(check.judge(seen, PRODUCT, None)) == []


def test_a_product_behind_an_edge_is_not_told_to_get_one() -> None:
    seen = view("api.shop.example")
    platform = Platform(edge="Cloudflare", hosts=(view("shop.example", "Cloudflare"), seen))
    [finding] = check.judge(seen, PRODUCT, platform)
    assert finding.fix == (
        "Put api.shop.example behind Cloudflare too: set its DNS record to Proxied (the orange"
        " cloud). Then allow only the addresses of the edge in the server's firewall."
    )
    [first] = check.judge(seen, PRODUCT, Platform(hosts=(seen,)))
    assert "add the zone, move the name servers" in first.fix
