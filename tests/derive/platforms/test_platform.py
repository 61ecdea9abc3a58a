from __future__ import annotations

import pytest

from launchready.derive.headers.header_fix import send
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import EdgeView, Platform

BEHIND = EdgeView("shop.example", "Cloudflare", "Vercel")
DIRECT = EdgeView("auth.shop.example", hosting="nginx")
SILENT = EdgeView("old.shop.example")
MIXED = Platform(edge="Cloudflare", hosting="Vercel", hosts=(BEHIND, DIRECT, SILENT))


def words(platform: Platform | None) -> str:
    return fix_on(platform, "anywhere", cloudflare="at Cloudflare", nginx="in nginx")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param("shop.example", "at Cloudflare", id="behind the edge"),
        pytest.param("auth.shop.example", "in nginx", id="reached directly"),
        pytest.param("https://auth.shop.example/login", "in nginx", id="by its URL"),
        pytest.param("old.shop.example", "anywhere", id="nothing recognised"),
        pytest.param("new.shop.example", "anywhere", id="not seen where hosts differ"),
        pytest.param("http://[", "anywhere", id="not a URL"),
    ],
)
def test_a_fix_is_for_the_host_and_not_for_the_product(place: str, expected: str) -> None:
    assert words(of_host(MIXED, place)) == expected


def test_an_unseen_host_is_where_all_the_others_are() -> None:
    alike = Platform(edge="Cloudflare", hosts=(EdgeView("shop.example", "Cloudflare"),))
    assert words(of_host(alike, "new.shop.example")) == "at Cloudflare"


def test_what_no_host_shows_is_as_declared() -> None:
    declared = Platform(hosting="nginx", hosts=(EdgeView("shop.example"),))
    assert words(of_host(declared, "shop.example")) == "in nginx"
    assert of_host(Platform(edge="Cloudflare"), "shop.example") == Platform(edge="Cloudflare")
    assert of_host(None, "shop.example") is None


@pytest.mark.parametrize(
    "platform", ["Cloudflare", "Vercel", "Netlify", "nginx", "Apache", "Caddy", "Firebase", ""]
)
def test_a_header_for_one_host_is_sent_from_that_host_alone(platform: str) -> None:
    fix = send(Platform(edge=platform), "staging.shop.example", "X-Robots-Tag", "noindex")
    assert "staging.shop.example" in fix
    assert "every `server`" not in fix
    assert "all incoming" not in fix
