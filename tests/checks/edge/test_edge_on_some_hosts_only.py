from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.edge.edge_on_some_hosts_only import edge_on_some_hosts_only as check
from launchready.facts.base import Each
from launchready.facts.platform import EdgeView
from launchready.facts.product import Host, Product, Role

PRODUCT = Product(
    hosts=(
        Host("shop.example", Role.APEX),
        Host("api.shop.example", Role.API),
        Host("docs.shop.example", Role.DOCS),
        Host("media.shop.example", Role.OTHER),
        Host("www.shop.example", Role.WWW),
    ),
)


def views(**edges: str) -> Each[EdgeView]:
    names = {key: f"{key}.shop.example" for key in edges} | {"apex": "shop.example"}
    return Each(EdgeView(names[key], edge, evidence=("seen",)) for key, edge in edges.items())


def test_fires_in_words_a_founder_understands() -> None:
    seen = views(apex="Cloudflare", media="")
    [finding] = complete(check.judge(seen, PRODUCT))
    assert finding.message == "shop.example is behind Cloudflare, and media.shop.example is not."
    assert finding.subject == "media.shop.example"


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(views(apex="Cloudflare", media=""), id="the pictures are forgotten"),
        pytest.param(views(www="", api="Vercel"), id="www is forgotten"),
    ],
)
def test_fires(seen: Each[EdgeView]) -> None:
    assert complete(check.judge(seen, PRODUCT))


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(views(apex="Cloudflare", api="Fly"), id="both"),
        pytest.param(views(apex="", api=""), id="none: edge-not-proxied says so"),
        pytest.param(views(apex="Cloudflare", docs=""), id="documentation elsewhere"),
        pytest.param(views(apex="Cloudflare", api=""), id="the API: edge-not-proxied says so"),
    ],
)
def test_stays_quiet(seen: Each[EdgeView]) -> None:
    assert list(check.judge(seen, PRODUCT)) == []
