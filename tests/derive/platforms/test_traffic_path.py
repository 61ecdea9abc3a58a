from __future__ import annotations

import pytest

from launchready.derive.platforms.platform import fix_on, key
from launchready.derive.platforms.traffic_path import sentence
from launchready.facts.dns import Addresses, NameServer, Zone
from launchready.facts.http import Exchange, Walk
from launchready.facts.platform import Platform

ZONE = Zone("shop.example", nameservers=(NameServer("ada.ns.cloudflare.com"),))
OWN = Zone(
    "shop.example", nameservers=(NameServer("ns1.own.example"), NameServer("ns2.own.example"))
)
AT_CLOUDFLARE = Addresses("shop.example", ipv4=("104.16.1.1",))
AT_HOME = Addresses("shop.example", ipv4=("203.0.113.7",))
TO_WWW = Walk(
    "https://shop.example/",
    hops=(Exchange("https://www.shop.example/", 200),),
    end="https://www.shop.example/",
)


@pytest.mark.parametrize(
    ("zone", "addresses", "platform", "walk", "said"),
    [
        pytest.param(
            ZONE,
            AT_CLOUDFLARE,
            Platform(edge="Cloudflare"),
            None,
            "The name servers of Cloudflare answer for shop.example; visitors reach Cloudflare's "
            "edge at 104.16.1.1, which passes them to an origin we could not see.",
            id="an edge in front",
        ),
        pytest.param(
            OWN,
            AT_HOME,
            Platform(hosting="nginx"),
            TO_WWW,
            "The name servers ns1.own.example and 1 more answer for shop.example; visitors reach a "
            "server running nginx directly at 203.0.113.7, with no edge in front that we could "
            "see; they end on www.shop.example.",
            id="no edge, and on to www",
        ),
        pytest.param(
            ZONE,
            None,
            Platform(edge="Vercel", hosting="Vercel"),
            None,
            "The name servers of Cloudflare answer for shop.example; visitors reach Vercel, which "
            "is both the edge and the hosting.",
            id="both in one",
        ),
        pytest.param(
            None,
            AT_CLOUDFLARE,
            Platform(edge="Cloudflare", hosting="Render"),
            None,
            "Visitors reach Cloudflare's edge at 104.16.1.1, which passes them to Render.",
            id="an edge and a host",
        ),
        pytest.param(
            None,
            AT_CLOUDFLARE,
            None,
            None,
            "Visitors reach Cloudflare's edge at 104.16.1.1, which passes them to an origin we "
            "could not see.",
            id="by the address alone",
        ),
        pytest.param(
            None, None, None, None, "Visitors reach a place that we could not see.", id="-"
        ),
    ],
)
def test_one_sentence_says_how_traffic_arrives(
    zone: Zone | None,
    addresses: Addresses | None,
    platform: Platform | None,
    walk: Walk | None,
    said: str,
) -> None:
    assert sentence(zone, addresses, platform, walk) == said


def test_a_fix_is_worded_for_the_edge_then_the_hosting() -> None:
    both = Platform(edge="Cloudflare", hosting="nginx")
    assert fix_on(both, "any", cloudflare="c", nginx="n") == "c"
    assert fix_on(both, "any", nginx="n") == "n"
    assert fix_on(both, "any", vercel="v") == "any"
    assert fix_on(None, "any", nginx="n") == "any"
    assert key("GitHub Pages") == "github_pages"
